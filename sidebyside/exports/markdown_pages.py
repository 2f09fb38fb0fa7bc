"""The Markdown twin beside each page: the same page for readers of plain text, people or programs.

A page whose words stand in the content has a function here, by its template. A page whose words stand in its template, such
as the first one, has its twin made from that, so that the two cannot differ. Links are slots until a text's file is known.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import Environment
from jinja2.utils import pass_context
from markupsafe import Markup

from sidebyside.content import markdown
from sidebyside.diagnostics import Problem
from sidebyside.exports import gfm, llms_txt
from sidebyside.exports.base import Exported, Gathered, Stock
from sidebyside.model import urls
from sidebyside.model.entries import Cell, CodeFile, Dimension, Myth, Program, Prose, Question, Ref, Sample, SampleRef, Subject
from sidebyside.render import templating
from sidebyside.render.pages import Context, Page
from sidebyside.render.templating import Content, Leaving, Templates, listed, shown_date
from sidebyside.site import footnotes
from sidebyside.site.footnotes import Facing, Note, NotedRow, Pane, Standing, Versions
from sidebyside.site.index import Book, Crumb

Blocks = Iterator[str]


def export(stock: Stock) -> Exported:
    """Give the twin of every page that has one, llms.txt, and llms-full.txt while that is not too large."""
    whole = llms_txt.fits(stock.site)
    press = press_of(stock)
    listed = {path: page for page in stock.pages if (path := path_of(page))}
    entries = {path: page for path, page in listed.items() if page.template in _ENTRIES} if whole else {}
    files: dict[str, Content] = {path: partial(twin, press, page, path) for path, page in listed.items()}
    files |= {path: partial(_leaving, press, page, path) for path, page in entries.items()}
    files[llms_txt.INDEX] = partial(llms_txt.index, stock.book, whole=whole)
    if not whole:
        return Exported(files, (llms_txt.TOO_MUCH,))
    return Exported(files, gathered={llms_txt.FULL: Gathered(tuple(entries), partial(llms_txt.full, stock.site.config))})


@dataclass(frozen=True, slots=True)
class Press:
    """What makes text of the pages of one book: the book, its templates, and the rules that they are rendered by."""

    book: Book
    templates: Templates
    environment: Environment

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """Return the subjects in the order of the columns."""
        return self.book.config.subjects

    def block(self, prose: Prose) -> str:
        """Return some prose with blocks."""
        return gfm.block(self._filled(prose)) if prose else ""

    def inline(self, prose: Prose) -> str:
        """Return some prose in one line."""
        return gfm.inline(self._filled(prose))

    def cell(self, cell: Cell) -> str:
        """Return what stands in a cell."""
        return f"**None.** {self.inline(cell.prose)}" if cell.none else self.inline(cell.prose)

    def _filled(self, prose: Prose) -> str:
        return markdown.fill(prose.html, self.place) if prose.refs else prose.html

    def place(self, ref: Ref) -> tuple[str, str] | None:
        """Return the slot of an entry, and its title."""
        found = self.book.resolve(ref)
        return (_slot(found[0]), found[1]) if found else None


def press_of(stock: Stock) -> Press:
    """Return what makes text of the pages of a stock."""
    environment = templating.environment_of(stock.templates, stock.book, {}, stock.book.resolve)
    press = Press(stock.book, stock.templates, environment)
    environment.globals.update(to=_slot, asset=_unseen, asset_path=_unseen)

    @pass_context
    def fill(_context: Context, prose: Prose) -> Markup:
        return Markup(markdown.fill(prose.html, press.place))  # noqa: S704 - as in render/templating.py

    environment.filters["fill"] = fill
    return press


def _unseen(_name: str) -> str:
    """Stand for a file that pages load and texts do not."""
    return ""


def path_of(page: Page) -> str:
    """Return the file of a page's twin; nothing for a page that has none."""
    return page.head.twin if page.head else ""


def twin(press: Press, page: Page, path: str) -> bytes | Problem:
    """Return the bytes of a page's twin, or say what is wrong with the template that holds its words."""
    try:
        return gfm.placed(text_of(press, page), path).encode()
    except Exception as error:
        if page.template in _MAKERS:
            raise
        return templating.fault(error, press.templates, page.template)


def _leaving(press: Press, page: Page, path: str) -> Leaving:
    """Return a page's twin, and its text with slots for llms-full.txt."""
    text = text_of(press, page)
    return Leaving(gfm.placed(text, path).encode(), text)


def text_of(press: Press, page: Page) -> str:
    """Return a page as Markdown, with slots for links."""
    maker = _MAKERS.get(page.template)
    blocks = maker(press, page.context) if maker else _worded(press, page)
    foot = f"The page itself: <{page.head.canonical if page.head else page.path}>"
    return "\n\n".join([*filter(None, blocks), "---", foot]) + "\n"


def _worded(press: Press, page: Page) -> Blocks:
    """Make the text of a page from what its template puts between head and foot."""
    template = press.environment.get_template(page.template)
    main = template.blocks.get("main")
    try:
        yield gfm.block("".join(main(template.new_context({**page.context}))) if main else template.render(page.context))
    except Exception:  # noqa: BLE001 - raised again, with its place in the template, as where a page is rendered
        press.environment.handle_exception()


def _slot(target: str) -> str:
    return gfm.slot(urls.as_markdown(target))


def _opening(title: str, summary: str = "", *, draft: bool = False) -> Blocks:
    yield gfm.heading(1, gfm.title(title) + (" (draft)" if draft else ""))
    yield gfm.start(gfm.title(summary))


def _section(title: str, entries: Iterable[str], level: int = 2) -> Blocks:
    """Make a heading and a list, or nothing when there is nothing to list."""
    if listed := gfm.items(entries):
        yield gfm.heading(level, title)
        yield listed


def _to(title: str, target: str) -> str:
    return gfm.link(gfm.title(title), _slot(target))


def _to_dimension(dimension: Dimension) -> str:
    return _to(dimension.title, urls.page_of("dimension", dimension.slug))


def _crumbs(crumbs: Iterable[Crumb]) -> list[str]:
    return [_to(crumb.title, crumb.target) for crumb in crumbs]


def _questions(questions: Iterable[Question]) -> list[str]:
    return [f"{_to(q.question, urls.page_of('question', q.slug))} ({q.level})" for q in questions]


def _myths(myths: Iterable[Myth]) -> list[str]:
    return [f"{_to(myth.claim, urls.address(Ref('myth', myth.slug)))} ({myth.verdict})" for myth in myths]


def _glances(press: Press, dimensions: Iterable[Dimension], *, summary: bool = False) -> str:
    rows = (
        [
            f"{_to_dimension(d)}: {gfm.title(d.summary)}" if summary else _to_dimension(d),
            *map(press.cell, d.glance),
        ]
        for d in dimensions
    )
    return gfm.table(["Dimension", *_names(press)], rows)


def _names(press: Press) -> list[str]:
    return [gfm.escape(subject.name) for subject in press.subjects]


def _dimension(press: Press, page: Context) -> Blocks:
    dimension: Dimension = page["dimension"]
    yield from _opening(dimension.title, dimension.summary, draft=dimension.draft)
    yield _stands_on(page["standing"])
    yield "## Side by side"
    yield gfm.table(["Aspect", *_names(press), "Stands on"], (_row(press, noted) for noted in page["rows"]))
    yield gfm.items(_apparatus(press.book, note) for note in page["notes"])
    for shown in page["facing"]:
        yield from _sample(press, shown)
    if dimension.choose:
        yield "## Which one, for this?"
        for key, prose in dimension.choose:
            yield f"### {gfm.escape(press.book.subjects[key].name)}, when"
            yield press.block(prose)
    yield press.block(dimension.body)
    yield from _section("Interview questions", _questions(page["questions"]))
    yield from _section("Claims", _myths(page["myths"]))
    yield from _section("Read beside it", map(_to_dimension, page["related"]))
    yield from _section("Mentioned by", _crumbs(page["mentions"]))
    yield from _section("Sources", (gfm.link(gfm.title(link.title), link.url) for link in dimension.sources))


def _stands_on(found: Standing) -> str:
    kinds = {"proved": found.proved, "not verified": found.unverified, "sourced": found.sourced, "judged": found.judged}
    parts = [f"**{number} {kind}**" for kind, number in kinds.items() if number]
    said = f"Stands on {', '.join(parts) or 'nothing yet'} {'statement' if found.statements == 1 else 'statements'}."
    return f"{said} Run on {shown_date(found.last)}{_with(found.versions)}." if found.last else said


def _with(versions: Versions, pythons: tuple[str, ...] = ()) -> str:
    words = f" with {listed(f'{gfm.escape(name)} {listed(seen)}' for name, seen in versions)}" if versions else ""
    return words + (f" on Python {listed(pythons)}" if pythons else "")


def _row(press: Press, noted: NotedRow) -> list[str]:
    row = noted.row
    aspect = gfm.anchor(row.id) + gfm.title(row.aspect) + (" (alike)" if row.same else "")
    return [aspect, *map(press.cell, row.cells), " ".join(map(_mark, noted.notes))]


def _mark(note: Note) -> str:
    if note.kind == "judgement":
        return note.mark
    if note.kind == "source":
        return gfm.link(note.mark, note.target)
    return gfm.link(note.mark if note.state == "verified" else f"{note.mark}, not verified", _slot(note.target))


def _apparatus(book: Book, note: Note) -> str:
    if note.kind == "judgement":
        return f"**{note.mark}** A judgement: an opinion to weigh, which no program can show"
    return f"**{note.mark}** {_said(book, note)}"


def _said(book: Book, note: Note) -> str:
    """Say what a statement stands on: a source, or a sample with its versions and date."""
    if note.kind == "source":
        return f"Source: {gfm.link(gfm.title(note.title), note.target)}"
    place = _to(note.title, note.target)
    if note.state != "verified":
        return f"Not verified: {place}"
    if note.measured:
        return f"{note.said} {place}"
    slug, _, name = note.target.removeprefix("dimensions/").partition(".html#")
    return f"Proved by {place}, run{_ran(book, book.samples[SampleRef(slug, name)])}"


def _ran(book: Book, sample: Sample) -> str:
    packages = footnotes.named_packages(book.site)
    runs = [run for program in sample.programs for run in program.runs]
    return f" on {shown_date(max(run.date for run in runs))}{_with(footnotes.versions_of(runs, packages))}" if runs else ""


def _sample(press: Press, shown: Facing) -> Blocks:
    yield gfm.heading(2, gfm.title(shown.sample.title), shown.sample.id)
    yield press.block(shown.sample.note)
    for pane in shown.panes:
        yield f"### {gfm.escape(pane.subject.name)}" + (f" ({gfm.escape(pane.needs)})" if pane.needs else "")
        for file in pane.files:
            yield from (gfm.code(file.name) + ":", gfm.fence(file.text, _language(file)))
        yield from _printed(pane)


def _language(file: CodeFile) -> str:
    ending = file.name.rpartition(".")[2].lower()
    return {"py": "python", "txt": "text"}.get(ending, ending if ending.isalnum() else "text")


def _printed(pane: Pane) -> Blocks:
    several = len(pane.printed) > 1
    for out in pane.printed:
        where = _with(out.versions) if out.versions else _with((), out.pythons)
        yield f"Prints{where if several else ''}:"
        yield gfm.fence(out.text)
    if pane.program.state == "verified":
        verified = f"Verified on {shown_date(pane.date)}{_with(pane.versions, pane.pythons)}."
        yield f"{verified} Run it: {gfm.code(pane.command)}" if pane.command else verified
    else:
        yield "**Not verified**" + (": the program has changed since it last ran" if pane.program.state == "stale" else "")


def _category(press: Press, page: Context) -> Blocks:
    chapter = page["chapter"]
    yield from _opening(chapter.category.title, chapter.category.summary)
    yield _glances(press, chapter.dimensions, summary=True)
    yield from _section("Interview questions", _questions(chapter.questions))
    yield from _section("Claims", _myths(chapter.myths))


def _subject(press: Press, page: Context) -> Blocks:
    subject, profile = page["subject"], page["profile"]
    yield from _opening(subject.name, subject.summary, draft=profile.draft)
    yield " · ".join(gfm.link(gfm.escape(name.capitalize()), url) for name, url in subject.links)
    lists = {
        "Strengths": profile.strengths, "Limits": profile.limits, "Good for": profile.good_for, "Not for": profile.not_for,
    }  # fmt: skip
    for title, texts in lists.items():
        yield from _section(title, map(press.inline, texts))
    yield press.block(profile.body)
    yield from _section("Mentioned by", _crumbs(page["mentions"]))


def _guide(press: Press, page: Context) -> Blocks:
    guide = page["guide"]
    yield from _opening(guide.title, guide.summary, draft=guide.draft)
    yield press.block(guide.body)
    yield from _section("Other guides", (_to(other.title, urls.page_of("guide", other.slug)) for other in page["others"]))
    yield from _section("Mentioned by", _crumbs(page["mentions"]))


def _question(press: Press, page: Context) -> Blocks:
    question: Question = page["question"]
    names = [press.book.subjects[key].name for key in press.book.config.keys if key in question.subjects]
    yield from _opening(question.question, " · ".join([question.level, *names]), draft=question.draft)
    yield "**In half a minute:**"
    yield press.block(question.short)
    if question.long:
        yield "**At length:**"
        yield press.block(question.long)
    yield from _section("Belongs to", (f"{_to_dimension(d)}: {gfm.title(d.summary)}" for d in page["dimensions"]))
    yield from _section("Mentioned by", _crumbs(page["mentions"]))


def _question_index(press: Press, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    for chapter in page["chapters"]:
        if chapter.questions:
            yield gfm.heading(2, gfm.title(chapter.category.title))
        for question, said in zip(chapter.questions, _questions(chapter.questions), strict=True):
            yield gfm.heading(3, said)
            yield press.block(question.short)


def _myth_index(press: Press, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    for chapter in page["chapters"]:
        if chapter.myths:
            yield gfm.heading(2, gfm.title(chapter.category.title))
        for myth in chapter.myths:
            yield gfm.heading(3, f"“{gfm.title(myth.claim)}”" + (" (draft)" if myth.draft else ""), myth.slug)
            yield f"**{myth.verdict.capitalize()}.**"
            yield press.block(myth.body)
            notes = [_said(press.book, note) for note in page["notes"][myth.slug]]
            notes += [f"See {_to_dimension(page['dimensions'][slug])}" for slug in myth.dimensions]
            yield gfm.items(notes + [f"Mentioned by {crumb}" for crumb in _crumbs(page["mentions"][myth.slug])])


def _terms(press: Press, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    rows = []
    for term in page["terms"]:
        words = [f"**{gfm.title(word.name) or 'No word.'}** {press.inline(word.means)}" for word in term.words]
        words[0] = gfm.anchor(term.slug) + words[0]
        rows.append([*words, ", ".join(_to_dimension(page["dimensions"][slug]) for slug in term.dimensions)])
    yield gfm.table([*_names(press), "Read on"], rows)


def _chooser(press: Press, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    yield "Note the numbers beside your answers and add them up for each side. The larger sum is where your project leans."
    names = [subject.name for subject in press.subjects]
    for choice in page["choices"]:
        yield gfm.heading(2, gfm.title(choice.ask), choice.id)
        said = []
        for answer in choice.answers:
            lean = [f"{name} {weight:+d}" for name, weight in zip(names, answer.lean, strict=True) if weight]
            because = f": {press.inline(answer.because)}" if answer.because else ""
            said.append(f"{gfm.title(answer.say)} ({gfm.escape(', '.join(lean) or 'leans nowhere')}){because}")
        yield gfm.items(said)
        if choice.dimension:
            yield f"Read on: {_to_dimension(page['dimensions'][choice.dimension])}"


def _evidence(press: Press, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    yield _stands_on(page["standing"])
    yield from _section(
        "What they ran on", (f"{gfm.title(it.title)}: Python {gfm.escape(it.python)}" for it in page["environments"])
    )
    yield "## Every program"
    rows = (
        [
            _to(item.sample.title, f"{urls.page_of('dimension', item.dimension.slug)}#{item.sample.id}"),
            gfm.title(item.dimension.title),
            *map(_record, item.sample.programs),
        ]
        for item in page["proved"]
    )
    yield gfm.table(["Sample", "Dimension", *_names(press)], rows)


def _record(program: Program) -> str:
    if program.state != "verified":
        return "**Not verified**"
    runs = (
        ", ".join(
            [
                shown_date(run.date),
                f"Python {run.python}",
                *(f"{name} {version}" for name, version in run.packages[:1]),
            ]
        )
        for run in program.runs
    )
    return f"{gfm.escape('; '.join(runs))}; {gfm.code(program.sha256[:12])}"


def _matrix(press: Press, page: Context) -> Blocks:
    yield from _opening(page["page"].title, page["page"].description)
    yield from _section("As PDF", (gfm.link(gfm.escape(sheet), _slot(sheet)) for sheet in page.get("sheets", ())))
    for chapter in page["chapters"]:
        yield gfm.heading(2, _to(chapter.category.title, urls.page_of("category", chapter.category.slug)))
        yield _glances(press, chapter.dimensions)


_MAKERS: dict[str, Callable[[Press, Any], Blocks]] = {
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
_ENTRIES = _MAKERS.keys() - {"category.html", "cheatsheet.html", "evidence.html", "matrix.html", "questions.html"}
