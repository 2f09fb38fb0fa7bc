"""llms.txt: where everything is, for a program that reads; llms-full.txt: everything, for one that reads it all.

The form of llms.txt is that of llmstxt.org: a heading, a quotation that says what this is, and lists of links with a note each.
"""

from collections.abc import Iterable, Iterator

from sidebyside.exports import gfm
from sidebyside.model import urls
from sidebyside.model.entries import Config, Dimension, Site
from sidebyside.site.index import SiteIndex

INDEX, FULL = "llms.txt", "llms-full.txt"
# About a million tokens: what no reader can hold at once is not worth its disk.
MAX_FULL_TEXT_BYTES = 4_000_000
TOO_MUCH = f"{FULL} was not written: it would contain more than {MAX_FULL_TEXT_BYTES // 1_000_000} million characters"


def fits_full_text(site: Site) -> bool:
    """Tell whether everything in one text is not too large, by the length of the dimensions."""
    size = 0
    for dimension in site.dimensions:
        size += _size(dimension)
        if size > MAX_FULL_TEXT_BYTES:
            return False
    return True


def _size(dimension: Dimension) -> int:
    programs = [*dimension.programs()]
    code = sum(len(file.text) for program in programs for file in program.files)
    printed = sum(len(text) for program in programs for text in {run.output for run in program.runs})
    return code + printed + sum(len(prose.html) for prose in dimension.proses())


def llms_full(config: Config, texts: Iterable[str]) -> bytes:
    """Return llms-full.txt: texts with slots, one after another."""
    opening = f"# {gfm.markdown_title(config.title)}\n\n> {gfm.markdown_title(config.tagline or config.title)}\n"
    return "\n".join([opening, *(gfm.fill_reference_slots(text, FULL) for text in texts)]).encode()


def llms_index(site_index: SiteIndex, *, whole: bool) -> bytes:
    """Return llms.txt; `whole` says whether there is llms-full.txt too."""
    return ("\n".join(_lines(site_index, whole=whole)) + "\n").encode()


def _lines(site_index: SiteIndex, *, whole: bool) -> Iterator[str]:
    config, site, found = site_index.config, site_index.site, site_index.standing
    yield f"# {gfm.markdown_title(config.title)}\n"
    yield f"> {gfm.markdown_title(config.tagline or config.title)}\n"
    yield (
        f"Compared: {gfm.escape_markdown(', '.join(subject.name for subject in config.subjects))}."
        f" Of {found.statements} claims {found.proved} are backed by programs that ran,"
        f" {found.sourced} name a source, {found.judged} are judgements."
    )
    yield f"Links are relative to <{config.url}>. The same as data begins at [api/v1/index.json](api/v1/index.json)."
    for chapter in site_index.chapters:
        entries = (_entry("dimension", d.slug, d.title, d.summary) for d in chapter.dimensions)
        yield from _section(chapter.category.title, entries)
    yield from _section("Guides", (_entry("guide", g.slug, g.title, g.summary) for g in site.guides))
    names = site_index.subjects
    yield from _section("Overviews", (_entry("subject", p.key, names[p.key].name, names[p.key].summary) for p in site.profiles))
    lists = [
        ("Help me choose", "choose.md", "Questions about a project, and what each answer favours", site.choices),
        ("Myths", "myths/index.md", "Myths, each with a verdict", site.myths),
        ("Phrasebook", "terms.md", "Equivalent terms", site.terms),
        ("Matrix", "matrix.md", "Every dimension at a glance", site.dimensions),
        ("Evidence", "evidence.md", "Every program that ran, with versions, dates and hashes", site_index.samples),
    ]
    yield from _section("Reference", (_line(title, path, note) for title, path, note, there in lists if there))
    yield from _section("Interview questions", (_entry("question", q.slug, q.question, q.level) for q in site.questions))
    optional = [_line("Everything in one text", FULL, "All pages, one after another")] if whole else []
    yield from _section(
        "Optional", [*optional, _line("About", "about.md", "How this is made, and what its claims are based on")]
    )


def _section(title: str, entries: Iterator[str] | list[str]) -> Iterator[str]:
    if listed := list(entries):
        yield f"\n{gfm.markdown_heading(2, gfm.markdown_title(title))}\n"
        yield from listed


def _entry(kind: str, slug: str, title: str, note: str) -> str:
    return _line(title, urls.as_markdown(urls.page_of(kind, slug)), note)


def _line(title: str, path: str, note: str) -> str:
    return f"- {gfm.markdown_link(gfm.markdown_title(title), path)}" + (f": {gfm.markdown_title(note)}" if note else "")
