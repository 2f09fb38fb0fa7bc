"""llms.txt, a map of the site for language models, and its text in files that fit their context.

The form of llms.txt is that of llmstxt.org: a heading, a quotation that says what this is, and
lists of links with a note each. The text is one file for each category, one for the questions, one
for what is left, and llms-full.txt for all of it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sidebyside.content.applications import is_region_marker
from sidebyside.exports import gfm
from sidebyside.model import urls
from sidebyside.model.entries import Config, Dimension, Site
from sidebyside.site.index import SiteIndex

INDEX, FULL = "llms.txt", "llms-full.txt"
CHARACTERS_PER_TOKEN = 4
"""What tokenizers make of English and code, roughly."""
_ANCHOR = re.compile(r'<a id="[^"]*"></a>')
# About a million tokens: what no reader can hold at once is not worth its disk.
MAX_FULL_TEXT_BYTES = 4_000_000
TOO_MUCH = (
    f"{FULL} was not written: it would contain more than {MAX_FULL_TEXT_BYTES // 1_000_000} "
    "million characters"
)


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
    printed = sum(
        len(text) for program in programs for text in {run.output for run in program.runs}
    )
    return code + printed + sum(len(prose.html) for prose in dimension.proses())


@dataclass(frozen=True)
class TextFile:
    """A file that the texts of several pages are put into, one after another.

    `paths` are those of the pages' Markdown.
    """

    path: str
    title: str
    paths: tuple[str, ...]

    def joined(self, config: Config, texts: Iterable[str]) -> bytes:
        """Return the file, of texts with slots in the order of `paths`."""
        opening = (
            f"# {gfm.markdown_title(config.title)}\n\n> "
            f"{gfm.markdown_title(config.tagline or config.title)}\n"
        )
        filled = (gfm.fill_reference_slots(text, self.path) for text in texts)
        return "\n".join([opening, *filled]).encode()


def plain(text: str) -> str:
    """Leave out of Markdown what only a browser or an editor needs: anchors, region markers."""
    lines = _ANCHOR.sub("", text).splitlines(keepends=True)
    return "".join(line for line in lines if not is_region_marker(line))


def text_files(site_index: SiteIndex, paths: Iterable[str]) -> list[TextFile]:
    """Say which files the texts of these pages go into; the last has all of them."""
    every = tuple(paths)
    titles, parts = dict[str, str](), dict[str, list[str]]()
    chapters = {
        urls.as_markdown(urls.page_of("dimension", dimension.slug)): chapter.category
        for chapter in site_index.chapters
        for dimension in chapter.dimensions
    }
    for path in every:
        if category := chapters.get(path):
            name, title = f"llms/category-{category.slug}.txt", category.title
        elif path.startswith("questions/"):
            name, title = "llms/questions.txt", "Interview questions"
        else:
            name, title = "llms/reference.txt", "Overviews, guides, myths and reference"
        titles[name] = title
        parts.setdefault(name, []).append(path)
    made = [TextFile(name, titles[name], tuple(found)) for name, found in parts.items()]
    return [*made, TextFile(FULL, "Everything in one text", every)]


def llms_index(
    site_index: SiteIndex, files: Iterable[TextFile] = (), texts: Iterable[str] = ()
) -> bytes:
    """Return llms.txt; `texts` are those of the last of `files`, in the order of its paths."""
    listed = [*files]
    sizes = dict(zip(listed[-1].paths, map(len, texts), strict=True)) if listed else {}
    return ("\n".join(_lines(site_index, listed, sizes)) + "\n").encode()


def _lines(site_index: SiteIndex, files: list[TextFile], sizes: Mapping[str, int]) -> Iterator[str]:
    config, site, found = site_index.config, site_index.site, site_index.standing
    yield f"# {gfm.markdown_title(config.title)}\n"
    yield f"> {gfm.markdown_title(config.tagline or config.title)}\n"
    yield (
        f"Compared: {gfm.escape_markdown(', '.join(subject.name for subject in config.subjects))}."
        f" Of {found.statements} claims {found.proved} are backed by programs that ran,"
        f" {found.sourced} name a source, {found.judged} are judgements."
    )
    yield (
        f"Links are relative to <{config.url}>. The same as data begins at "
        "[api/v1/index.json](api/v1/index.json)."
    )
    for chapter in site_index.chapters:
        entries = (_entry("dimension", d.slug, d.title, d.summary) for d in chapter.dimensions)
        yield from _section(chapter.category.title, entries)
    yield from _section(
        "Guides", (_entry("guide", g.slug, g.title, g.summary) for g in site.guides)
    )
    yield from _section(
        "Applications",
        (_entry("application", a.slug, a.title, a.summary) for a in site.applications),
    )
    names = site_index.subjects
    yield from _section(
        "Overviews",
        (_entry("subject", p.key, names[p.key].name, names[p.key].summary) for p in site.profiles),
    )
    lists = [
        (
            "Help me choose",
            "choose.md",
            "Questions about a project, and what each answer favours",
            site.choices,
        ),
        ("Myths", "myths/index.md", "Myths, each with a verdict", site.myths),
        ("Phrasebook", "terms.md", "Equivalent terms", site.terms),
        ("Matrix", "matrix.md", "Every dimension at a glance", site.dimensions),
        (
            "Evidence",
            "evidence.md",
            "Every program that ran, with versions, dates and hashes",
            site_index.samples,
        ),
    ]
    yield from _section(
        "Reference", (_line(title, path, note) for title, path, note, there in lists if there)
    )
    yield from _section(
        "Interview questions",
        (_entry("question", q.slug, q.question, q.level) for q in site.questions),
    )
    texts = [
        _line(file.title, file.path, _size_note(sum(sizes[path] for path in file.paths)))
        for file in files
    ]
    yield from _section(
        "Optional",
        [
            *texts,
            _line("About", "about.md", "How this is made, and what its claims are based on"),
        ],
    )


def _size_note(characters: int) -> str:
    tokens = max(1, round(characters / CHARACTERS_PER_TOKEN / 1000))
    return f"All of its pages in one text, about {tokens:,} thousand tokens"


def _section(title: str, entries: Iterator[str] | list[str]) -> Iterator[str]:
    if listed := list(entries):
        yield f"\n{gfm.markdown_heading(2, gfm.markdown_title(title))}\n"
        yield from listed


def _entry(kind: str, slug: str, title: str, note: str) -> str:
    return _line(title, urls.as_markdown(urls.page_of(kind, slug)), note)


def _line(title: str, path: str, note: str) -> str:
    return f"- {gfm.markdown_link(gfm.markdown_title(title), path)}" + (
        f": {gfm.markdown_title(note)}" if note else ""
    )
