"""The Markdown version of each page, for people and programs that read plain text.

A page whose words stand in the content has a function here, by its template. A page whose words
stand in its template, such as the first one, has its Markdown made from that, so that the two
cannot differ. Links are slots until a text's file is known.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import Environment
from jinja2.utils import pass_context
from markupsafe import Markup

from sidebyside.content import markdown
from sidebyside.diagnostics import Diagnostic, count
from sidebyside.exports import gfm, llms_txt
from sidebyside.exports.base import Concatenation, ExportContext, ExportedFiles
from sidebyside.model import urls
from sidebyside.model.entries import (
    Cell,
    CodeFile,
    Dimension,
    Myth,
    Program,
    Prose,
    Question,
    Ref,
    Sample,
    SampleRef,
    Subject,
)
from sidebyside.render import templating
from sidebyside.render.pages import Context, Page
from sidebyside.render.templating import Content, PageWithText, Templates, format_date, join_words
from sidebyside.site import footnotes
from sidebyside.site.footnotes import (
    EvidenceSummary,
    Footnote,
    PackageVersions,
    ProgramPanel,
    RowWithFootnotes,
    SideBySide,
)
from sidebyside.site.index import PageLink, SiteIndex

Blocks = Iterator[str]


def export_markdown(export_context: ExportContext) -> ExportedFiles:
    """Return the Markdown of every page that has any, and llms.txt.

    The larger files that join these are written up to a limit.
    """
    whole = llms_txt.fits_full_text(export_context.site)
    renderer = markdown_renderer(export_context)
    listed = {path: page for page in export_context.pages if (path := markdown_path(page))}
    entries = (
        {path: page for path, page in listed.items() if page.template in _ENTRIES} if whole else {}
    )
    files: dict[str, Content] = {
        path: partial(render_markdown_page, renderer, page, path) for path, page in listed.items()
    }
    files |= {path: partial(_leaving, renderer, page, path) for path, page in entries.items()}
    site_index = export_context.site_index
    if not whole:
        files[llms_txt.INDEX] = partial(llms_txt.llms_index, site_index)
        return ExportedFiles(files, (llms_txt.TOO_MUCH,))
    texts = llms_txt.text_files(site_index, entries)
    gathered = {
        file.path: Concatenation(file.paths, partial(file.joined, site_index.config))
        for file in texts
    }
    index = partial(llms_txt.llms_index, site_index, texts)
    gathered[llms_txt.INDEX] = Concatenation(texts[-1].paths, index)
    return ExportedFiles(files, gathered=gathered)


@dataclass(frozen=True, slots=True)
class MarkdownRenderer:
    """What makes text of the pages of one site.

    Its index, its templates, and the rules that they are rendered by.
    """

    site_index: SiteIndex
    templates: Templates
    environment: Environment

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Return the subjects in the order of the columns."""
        return self.site_index.config.subjects

    def block(self, prose: Prose) -> str:
        """Return some prose with blocks."""
        return gfm.block_markdown(self._filled(prose)) if prose else ""

    def inline(self, prose: Prose) -> str:
        """Return some prose in one line."""
        return gfm.inline_markdown(self._filled(prose))

    def cell(self, cell: Cell) -> str:
        """Return what stands in a cell."""
        return f"**None.** {self.inline(cell.prose)}" if cell.none else self.inline(cell.prose)

    def _filled(self, prose: Prose) -> str:
        html = self.site_index.show_pictures(prose.html, _slot)
        return markdown.resolve_references(html, self.place) if prose.refs else html

    def place(self, ref: Ref) -> tuple[str, str] | None:
        """Return the slot of an entry, and its title."""
        found = self.site_index.resolve(ref)
        return (_slot(found[0]), found[1]) if found else None


def markdown_renderer(export_context: ExportContext) -> MarkdownRenderer:
    """Return what makes text of the pages of a site."""
    environment = templating.page_environment(
        export_context.templates, export_context.site_index, {}, export_context.site_index.resolve
    )
    renderer = MarkdownRenderer(export_context.site_index, export_context.templates, environment)
    environment.globals.update(to=_slot, asset=_unseen, asset_path=_unseen)

    @pass_context
    def fill(_context: Context, prose: Prose) -> Markup:
        html = renderer.site_index.show_pictures(prose.html, _slot)
        return Markup(markdown.resolve_references(html, renderer.place))  # noqa: S704 - as in render/templating.py

    environment.filters["resolve_references"] = fill
    return renderer


def _unseen(_name: str) -> str:
    """Stand for a file that pages load and texts do not."""
    return ""


def markdown_path(page: Page) -> str:
    """Return the Markdown file of a page; nothing for a page that has none."""
    return page.head.twin if page.head else ""


def render_markdown_page(renderer: MarkdownRenderer, page: Page, path: str) -> bytes | Diagnostic:
    """Return a page's Markdown as bytes, or a problem of the template that holds its text."""
    try:
        return gfm.fill_reference_slots(text_of_blocks(renderer, page), path).encode()
    except Exception as error:
        if page.template in _MAKERS:
            raise
        return templating.template_problem(error, renderer.templates, page.template)


def _leaving(renderer: MarkdownRenderer, page: Page, path: str) -> PageWithText:
    """Return a page as Markdown, and its text with slots for the larger texts."""
    text = text_of_blocks(renderer, page)
    return PageWithText(gfm.fill_reference_slots(text, path).encode(), llms_txt.plain(text))


def text_of_blocks(renderer: MarkdownRenderer, page: Page) -> str:
    """Return a page as Markdown, with slots for links."""
    maker = _MAKERS.get(page.template)
    blocks = maker(renderer, page.context) if maker else _worded(renderer, page)
    foot = f"The page itself: <{page.head.canonical if page.head else page.path}>"
    return "\n\n".join([*filter(None, blocks), "---", foot]) + "\n"


def _worded(renderer: MarkdownRenderer, page: Page) -> Blocks:
    """Make the text of a page from what its template puts between head and foot."""
    template = renderer.environment.get_template(page.template)
    main = template.blocks.get("main")
    try:
        yield gfm.block_markdown(
            "".join(main(template.new_context({**page.context})))
            if main
            else template.render(page.context)
        )
    except Exception:  # noqa: BLE001 - raised again, with its place in the template, as where a page is rendered
        renderer.environment.handle_exception()


def _slot(target: str) -> str:
    return gfm.reference_slot(urls.as_markdown(target))


def _opening(title: str, summary: str = "", *, draft: bool = False) -> Blocks:
    yield gfm.markdown_heading(1, gfm.markdown_title(title) + (" (draft)" if draft else ""))
    yield gfm.start(gfm.markdown_title(summary))


def _section(title: str, entries: Iterable[str], level: int = 2) -> Blocks:
    """Make a heading and a list, or nothing when there is nothing to list."""
    if listed := gfm.markdown_list(entries):
        yield gfm.markdown_heading(level, title)
        yield listed


def _to(title: str, target: str) -> str:
    return gfm.markdown_link(gfm.markdown_title(title), _slot(target))


def _to_dimension(dimension: Dimension) -> str:
    return _to(dimension.title, urls.page_of("dimension", dimension.slug))


def _crumbs(breadcrumbs: Iterable[PageLink]) -> list[str]:
    return [_to(page_link.title, page_link.target) for page_link in breadcrumbs]


def _questions(questions: Iterable[Question]) -> list[str]:
    return [f"{_to(q.question, urls.page_of('question', q.slug))} ({q.level})" for q in questions]


def _myths(myths: Iterable[Myth]) -> list[str]:
    return [
        f"{_to(myth.claim, urls.address(Ref('myth', myth.slug)))} ({myth.verdict})"
        for myth in myths
    ]


def _glances(
    renderer: MarkdownRenderer, dimensions: Iterable[Dimension], *, summary: bool = False
) -> str:
    rows = (
        [
            f"{_to_dimension(d)}: {gfm.markdown_title(d.summary)}" if summary else _to_dimension(d),
            *map(renderer.cell, d.glance),
        ]
        for d in dimensions
    )
    return gfm.markdown_table(["Dimension", *_names(renderer)], rows)


def _names(renderer: MarkdownRenderer) -> list[str]:
    return [gfm.escape_markdown(subject.name) for subject in renderer.subjects]


def _dimension(renderer: MarkdownRenderer, page: Context) -> Blocks:
    dimension: Dimension = page["dimension"]
    yield from _opening(dimension.title, dimension.summary, draft=dimension.draft)
    yield _stands_on(page["standing"])
    yield "## Side by side"
    yield gfm.markdown_table(
        ["Aspect", *_names(renderer), "Evidence"], (_row(renderer, noted) for noted in page["rows"])
    )
    yield gfm.markdown_list(_apparatus(renderer.site_index, note) for note in page["notes"])
    yield from _shown_lines(renderer, page["rows"])
    for shown in page["side_by_side"]:
        yield from _sample(renderer, shown)
    if dimension.choose:
        yield "## When to use which"
        for key, prose in dimension.choose:
            yield f"### {gfm.escape_markdown(renderer.site_index.subjects[key].name)}, when"
            yield renderer.block(prose)
    yield renderer.block(dimension.body)
    yield from _section("Interview questions", _questions(page["questions"]))
    yield from _section("Myths", _myths(page["myths"]))
    yield from _section("Related", map(_to_dimension, page["related"]))
    yield from _section("Mentioned by", _crumbs(page["mentions"]))
    yield from _section(
        "Sources",
        (gfm.markdown_link(gfm.markdown_title(link.title), link.url) for link in dimension.sources),
    )


def _shown_lines(renderer: MarkdownRenderer, rows: Iterable[RowWithFootnotes]) -> Blocks:
    """List the printed lines that show the rows."""
    names = {subject.key: gfm.escape_markdown(subject.name) for subject in renderer.subjects}
    entries = []
    for noted in rows:
        lines = "; ".join(
            f"{names[line.subject]} {gfm.code_span(line.line)}" for line in noted.lines
        )
        entries += [f"{gfm.markdown_title(noted.row.aspect)}: {lines}"] if lines else []
    yield from _section("Printed lines that show it", entries, 3)


def _stands_on(found: EvidenceSummary) -> str:
    judged = "opinion" if found.judged == 1 else "opinions"
    kinds = {
        "tested": found.proved,
        "not verified": found.unverified,
        "cited": found.sourced,
        judged: found.judged,
    }
    parts = [f"{number} {kind}" for kind, number in kinds.items() if number]
    said = (
        f"**{count(found.statements, 'claim')}:** {', '.join(parts)}."
        if parts
        else "**No claim has evidence yet.**"
    )
    if not found.last:
        return said
    several = found.first != found.last
    days = (
        f"from {format_date(found.first)} to {format_date(found.last)}"
        if several
        else f"on {format_date(found.last)}"
    )
    return f"{said} Run {days}{_with(found.versions)}."


def _with(versions: PackageVersions, runtimes: tuple[str, ...] = ()) -> str:
    words = (
        " with "
        f"{join_words(f'{gfm.escape_markdown(name)} {join_words(seen)}' for name, seen in versions)}"
        if versions
        else ""
    )
    return words + (f" on {join_words(runtimes)}" if runtimes else "")


def _row(renderer: MarkdownRenderer, noted: RowWithFootnotes) -> list[str]:
    row = noted.row
    aspect = (
        gfm.heading_anchor(row.id)
        + gfm.markdown_title(row.aspect)
        + (" (alike)" if row.same else "")
    )
    since = dict(row.since)
    cells = [
        renderer.cell(cell) + (f" (since {since[key]})" if key in since else "")
        for key, cell in zip(renderer.site_index.config.keys, row.cells, strict=True)
    ]
    return [aspect, *cells, " ".join(map(_mark, noted.notes))]


def _mark(note: Footnote) -> str:
    if note.kind == "judgement":
        return note.mark
    if note.kind == "source":
        return gfm.markdown_link(note.mark, note.target)
    return gfm.markdown_link(
        note.mark if note.state == "verified" else f"{note.mark}, not verified", _slot(note.target)
    )


def _apparatus(site_index: SiteIndex, note: Footnote) -> str:
    if note.kind == "judgement":
        return f"**{note.mark}** A judgement: an opinion to weigh, which no program can show"
    return f"**{note.mark}** {_said(site_index, note)}"


def _said(site_index: SiteIndex, note: Footnote) -> str:
    """Say what a statement stands on: a source, or a sample with its versions and date."""
    if note.kind == "source":
        return f"Source: {gfm.markdown_link(gfm.markdown_title(note.title), note.target)}"
    place = _to(note.title, note.target)
    if note.state != "verified":
        return f"Not verified: {place}"
    if note.measured:
        return f"{note.said} {place}"
    slug, _, name = note.target.removeprefix("dimensions/").partition(".html#")
    return f"Proved by {place}, run{_ran(site_index, site_index.samples[SampleRef(slug, name)])}"


def _ran(site_index: SiteIndex, sample: Sample) -> str:
    packages = footnotes.named_packages(site_index.site)
    runs = [run for program in sample.programs for run in program.runs]
    if not runs:
        return ""
    day = format_date(max(run.date for run in runs))
    return f" on {day}{_with(footnotes.versions_of(runs, packages))}"


def _sample(renderer: MarkdownRenderer, shown: SideBySide) -> Blocks:
    yield gfm.markdown_heading(2, gfm.markdown_title(shown.sample.title), shown.sample.id)
    yield renderer.block(shown.sample.note)
    for panel in shown.panels:
        yield f"### {gfm.escape_markdown(panel.subject.name)}" + (
            f" ({gfm.escape_markdown(panel.needs)})" if panel.needs else ""
        )
        for file in panel.files:
            yield from (
                gfm.code_span(file.name) + ":",
                gfm.markdown_fence(file.text, _language(file)),
            )
        yield from _printed(panel)
    for subject, reason in shown.none:
        yield f"### {gfm.escape_markdown(subject.name)}"
        yield f"**None.** {renderer.inline(reason)}"


def _language(file: CodeFile) -> str:
    ending = file.name.rpartition(".")[2].lower()
    return {"py": "python", "txt": "text"}.get(ending, ending if ending.isalnum() else "text")


def _printed(panel: ProgramPanel) -> Blocks:
    several = len(panel.printed) > 1
    for out in panel.printed:
        where = _with(out.versions) if out.versions else _with((), out.runtimes)
        yield f"Prints{where if several else ''}:"
        yield gfm.markdown_fence(out.text)
    if panel.program.state == "verified":
        verified = f"Verified on {format_date(panel.date)}{_with(panel.versions, panel.runtimes)}."
        yield f"{verified} Run it: {gfm.code_span(panel.command)}" if panel.command else verified
    else:
        yield "**Not verified**" + (
            ": the program has changed since it last ran" if panel.program.state == "stale" else ""
        )


def _category(renderer: MarkdownRenderer, page: Context) -> Blocks:
    chapter = page["chapter"]
    yield from _opening(chapter.category.title, chapter.category.summary)
    yield _glances(renderer, chapter.dimensions, summary=True)
    yield from _section("Interview questions", _questions(chapter.questions))
    yield from _section("Myths", _myths(chapter.myths))


def _subject(renderer: MarkdownRenderer, page: Context) -> Blocks:
    subject, profile = page["subject"], page["profile"]
    yield from _opening(subject.name, subject.summary, draft=profile.draft)
    yield " · ".join(
        gfm.markdown_link(gfm.escape_markdown(name.capitalize()), url)
        for name, url in subject.links
    )
    lists = {
        "Strengths": profile.strengths, "Limits": profile.limits, "Good for": profile.good_for, "Not for": profile.not_for,
    }  # fmt: skip
    for title, texts in lists.items():
        yield from _section(title, map(renderer.inline, texts))
    yield renderer.block(profile.body)
    yield from _section("Mentioned by", _crumbs(page["mentions"]))


def _guide(renderer: MarkdownRenderer, page: Context) -> Blocks:
    guide = page["guide"]
    yield from _opening(guide.title, guide.summary, draft=guide.draft)
    yield renderer.block(guide.body)
    yield from _section(
        "Other guides",
        (_to(other.title, urls.page_of("guide", other.slug)) for other in page["others"]),
    )
    yield from _section("Mentioned by", _crumbs(page["mentions"]))


def _question(renderer: MarkdownRenderer, page: Context) -> Blocks:
    question: Question = page["question"]
    names = [
        renderer.site_index.subjects[key].name
        for key in renderer.site_index.config.keys
        if key in question.subjects
    ]
    yield from _opening(
        question.question, " · ".join([question.level, *names]), draft=question.draft
    )
    yield "**In half a minute:**"
    yield renderer.block(question.short)
    if question.long:
        yield "**At length:**"
        yield renderer.block(question.long)
    lines = (
        f"{gfm.escape_markdown(renderer.site_index.subjects[line.subject].name)} "
        f"{gfm.code_span(line.line)}"
        for line in page["lines"]
    )
    yield from _section(
        "What shows it", [*(_said(renderer.site_index, note) for note in page["notes"]), *lines]
    )
    yield from _section(
        "Part of",
        (f"{_to_dimension(d)}: {gfm.markdown_title(d.summary)}" for d in page["dimensions"]),
    )
    yield from _section("Mentioned by", _crumbs(page["mentions"]))


def _question_index(renderer: MarkdownRenderer, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    for chapter in page["chapters"]:
        if chapter.questions:
            yield gfm.markdown_heading(2, gfm.markdown_title(chapter.category.title))
        for question, said in zip(chapter.questions, _questions(chapter.questions), strict=True):
            yield gfm.markdown_heading(3, said)
            yield renderer.block(question.short)


def _myth_index(renderer: MarkdownRenderer, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    for chapter in page["chapters"]:
        if chapter.myths:
            yield gfm.markdown_heading(2, gfm.markdown_title(chapter.category.title))
        for myth in chapter.myths:
            yield gfm.markdown_heading(
                3,
                f"“{gfm.markdown_title(myth.claim)}”" + (" (draft)" if myth.draft else ""),
                myth.slug,
            )
            yield f"**{myth.verdict.capitalize()}.**"
            yield renderer.block(myth.body)
            notes = [_said(renderer.site_index, note) for note in page["notes"][myth.slug]]
            notes += [f"See {_to_dimension(page['dimensions'][slug])}" for slug in myth.dimensions]
            yield gfm.markdown_list(
                notes
                + [
                    f"Mentioned by {page_link}"
                    for page_link in _crumbs(page["mentions"][myth.slug])
                ]
            )


def _terms(renderer: MarkdownRenderer, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    rows = []
    for term in page["terms"]:
        words = [
            f"**{gfm.markdown_title(word.name) or 'No equivalent.'}** {renderer.inline(word.means)}"
            for word in term.words
        ]
        words[0] = gfm.heading_anchor(term.slug) + words[0]
        rows.append(
            [*words, ", ".join(_to_dimension(page["dimensions"][slug]) for slug in term.dimensions)]
        )
    yield gfm.markdown_table([*_names(renderer), "Read on"], rows)


def _chooser(renderer: MarkdownRenderer, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    yield (
        "Note the numbers beside your answers and add them up for each side. The larger sum is "
        "the better fit."
    )
    names = [subject.name for subject in renderer.subjects]
    for choice in page["choices"]:
        yield gfm.markdown_heading(2, gfm.markdown_title(choice.ask), choice.id)
        said = []
        for answer in choice.answers:
            lean = [
                f"{name} {weight:+d}"
                for name, weight in zip(names, answer.lean, strict=True)
                if weight
            ]
            because = f": {renderer.inline(answer.because)}" if answer.because else ""
            said.append(
                f"{gfm.markdown_title(answer.say)} "
                f"({gfm.escape_markdown(', '.join(lean) or 'leans nowhere')}){because}"
            )
        yield gfm.markdown_list(said)
        if choice.dimension:
            yield f"Read on: {_to_dimension(page['dimensions'][choice.dimension])}"


def _evidence(renderer: MarkdownRenderer, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    yield _stands_on(page["standing"])
    yield from _section(
        "Versions",
        (gfm.markdown_title(it.label) for it in page["environments"]),
    )
    yield "## Every program"
    rows = (
        [
            _to(
                item.sample.title,
                f"{urls.page_of('dimension', item.dimension.slug)}#{item.sample.id}",
            ),
            gfm.markdown_title(item.dimension.title),
            *(
                _record(programs.get(subject.key))
                for subject in renderer.site_index.config.subjects
            ),
        ]
        for item in page["proved"]
        for programs in [{program.subject: program for program in item.sample.programs}]
    )
    yield gfm.markdown_table(["Sample", "Dimension", *_names(renderer)], rows)


def _record(program: Program | None) -> str:
    if program is None:
        return "**None.**"
    if program.state != "verified":
        return "**Not verified**"
    runs = (
        ", ".join(
            [
                format_date(run.date),
                gfm.escape_markdown(str(run.runtime)),
                *(f"{name} {version}" for name, version in run.packages[:1]),
            ]
        )
        for run in program.runs
    )
    return f"{gfm.escape_markdown('; '.join(runs))}; {gfm.code_span(program.sha256[:12])}"


def _matrix(renderer: MarkdownRenderer, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    yield from _section(
        "As PDF",
        (
            gfm.markdown_link(gfm.escape_markdown(sheet), _slot(sheet))
            for sheet in page.get("sheets", ())
        ),
    )
    for chapter in page["chapters"]:
        yield gfm.markdown_heading(
            2, _to(chapter.category.title, urls.page_of("category", chapter.category.slug))
        )
        yield _glances(renderer, chapter.dimensions)


_MAKERS: dict[str, Callable[[MarkdownRenderer, Any], Blocks]] = {
    "category.html": _category,
    "cheatsheet.html": _matrix,
    "choose.html": _chooser,
    "dimension.html": _dimension,
    "evidence.html": _evidence,
    "guide.html": _guide,
    "matrix.html": _matrix,
    "myths.html": _myth_index,
    "question.html": _question,
    "questions.html": _question_index,
    "subject.html": _subject,
    "terms.html": _terms,
}
# Those that hold entries; the others show again what these hold.
_ENTRIES = _MAKERS.keys() - {
    "category.html",
    "cheatsheet.html",
    "evidence.html",
    "matrix.html",
    "questions.html",
}
