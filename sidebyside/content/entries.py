"""From one file to one entry: validated, its Markdown rendered, its programs highlighted, every problem of it collected.

Each function here is pure and looks at one entry alone. What an entry says of others (a link, a category, a proof) comes out
as a `Mention`, which site/linker.py holds against the whole site.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from sidebyside.content import markdown, programs, schema, validation
from sidebyside.content.compiler import Desk, File, Made, Unit, compile_entry, open_list, read_on
from sidebyside.model.entries import Answer, Basis, Cell, Change, Choice, Dimension, Frame, Guide, Link, Measured, Myth, Profile, Prose, Question, Ref, Row, SampleRef, Term, Witness, Word
from sidebyside.diagnostics import suggestion
from sidebyside.content.programs import DimensionFiles
from sidebyside.content.source import Document
from sidebyside.content.yaml_tree import Key


def dimension(files: DimensionFiles, frame: Frame | None) -> Unit[Dimension]:
    """Make a dimension of its folder; `frame` gives subjects and categories, without it they are not checked."""

    def make(desk: Desk, document: Document, entry: schema.DimensionEntry) -> Made[Dimension]:
        return _dimension(desk, document, entry, files, frame)

    return compile_entry(files.index, "dimension", schema.DimensionEntry, frame, make)


def _dimension(
    desk: Desk, document: Document, entry: schema.DimensionEntry, files: DimensionFiles, frame: Frame | None
) -> Made[Dimension]:
    _category(desk, entry.category, frame)
    rows = _rows(desk, entry)
    ids = [row.id for row in rows]
    samples = programs.samples(desk, entry.samples, files, ids)
    taken = frozenset([*ids, *(sample.id for sample in samples)])
    desk.only_subjects(entry.glance, ["glance"])
    desk.only_subjects(entry.choose, ["choose"])
    glance = desk.each_subject(entry.glance, ["glance"], "the glance")
    body = desk.body(document, taken)
    result = Dimension(
        slug=desk.here.slug,
        path=desk.path,
        title=entry.title,
        category=entry.category,
        summary=entry.summary,
        glance=tuple(Cell(desk.inline(cell.text, ["glance", key]), cell.none) for key, cell in glance),
        rows=rows,
        order=entry.order,
        aliases=tuple(entry.aliases),
        samples=samples,
        choose=_choose(desk, entry.choose),
        see_also=desk.dimensions(entry.see_also, ["see_also"]),
        sources=tuple(Link(link.title, link.url) for link in entry.sources),
        body=body,
        draft=entry.draft,
        changed=_changes(entry.changed),
        also=desk.also(entry.also, []),
    )
    anchors = taken | {heading.anchor for heading in body.headings}
    return result, anchors


def _choose(desk: Desk, given: Mapping[str, str]) -> tuple[tuple[str, Prose], ...]:
    texts = ((key, given[key]) for key in desk.subjects if key in given)
    return tuple((key, desk.block(text, ["choose", key], f"choose_{key}_")) for key, text in texts)


def _changes(given: Iterable[schema.ChangeEntry]) -> tuple[Change, ...]:
    """Return what changed, the newest first."""
    listed = (Change(change.date, change.what or "") for change in given)
    return tuple(sorted(listed, key=lambda change: change.date, reverse=True))


def _category(desk: Desk, slug: str, frame: Frame | None) -> None:
    known = frame.categories if frame else ()
    if frame and slug not in known:
        hint = suggestion(slug, known) or f"the categories are: {', '.join(known)}"
        desk.report("unknown-category", f"there is no category '{slug}'", ["category"], help=hint)


def _rows(desk: Desk, entry: schema.DimensionEntry) -> tuple[Row, ...]:
    rows: list[Row] = []
    seen: set[str] = set()
    own = frozenset(SampleRef(desk.here.slug, sample.id) for sample in entry.samples)
    for index, row in enumerate(entry.rows):
        path: list[Key] = ["rows", index]
        given = row.__pydantic_extra__
        _unknown_keys(desk, given, path, schema.RowEntry, "a row")
        cells = desk.each_subject(given, path, "the row")
        made = tuple(Cell(desk.inline(cell.text, [*path, key]), cell.none) for key, cell in cells)
        for key, cell in cells:
            if len(cell.text) > schema.CELL_LIMIT:
                message = f"a cell has at most {schema.CELL_LIMIT} characters, this one has {len(cell.text)}"
                desk.report("too-long", message, [*path, key])
        slug = row.id or markdown.slugify(row.aspect) or f"row-{index + 1}"
        desk.once(slug, seen, [*path, "id" if row.id else "aspect"], "rows")
        basis = _basis(desk, row, path, desk.here.slug, own)
        shows = _shows(desk, row.shows, basis, path)
        _unwitnessed(desk, basis, shows, path)
        rows.append(Row(slug, row.aspect, made, basis, row.same, desk.also(row.also, path), shows))
    return tuple(rows)


def _unknown_keys(desk: Desk, given: Iterable[str], path: list[Key], model: type[BaseModel], noun: str) -> None:
    """Report keys that are neither a field of the model nor a subject."""
    known = [*desk.subjects, *model.model_fields]
    for key in given:
        if desk.subjects and key not in known:
            hint = suggestion(key, known) or f"the keys are: {', '.join(known)}"
            desk.report("unknown-key", f"{noun} has no key '{key}'", [*path, key], key=True, help=hint)


def _basis(
    desk: Desk,
    entry: schema.RowEntry | schema.QuestionEntry | schema.MythEntry,
    path: list[Key],
    home: str,
    own: frozenset[SampleRef] = frozenset(),
) -> Basis:
    """Return what a statement stands on; `home` is the dimension whose samples need no other name, `own` are there for sure."""
    proofs = []
    measured = []
    for index, text in enumerate(entry.proof):
        kind, colon, slug = text.partition(":")
        if colon and kind.strip() == "measurement":
            desk.mention(Ref("measurement", slug.strip()), "missing-measurement", [*path, "proof", index])
            measured.append(Measured(slug.strip()))
            continue
        first, slash, second = text.partition("/")
        if not slash and not home:
            desk.report("missing-sample", f"the sample '{text}' is of no dimension", ["proof"], help="write dimension/sample")
            continue
        ref = SampleRef(first, second) if slash else SampleRef(home, first)
        if ref not in own:
            desk.mention(ref, "missing-sample", [*path, "proof", index])
        proofs.append(ref)
    needed = not isinstance(entry, schema.QuestionEntry)
    if needed and not (proofs or measured or entry.source or entry.judgement):
        what = "row" if path else "myth"
        desk.report(
            "unproved",
            f"the {what} has no proof, no source and is no judgement",
            path,
            help="add proof:, source: or judgement: true",
        )
    return Basis(tuple(proofs), tuple(entry.source), entry.judgement, tuple(measured))


def _shows(desk: Desk, given: Mapping[str, Mapping[str, list[str]]], basis: Basis, path: list[Key]) -> tuple[Witness, ...]:
    """Return the printed lines that show a statement, and keep where they are quoted."""
    desk.only_subjects(given, [*path, "shows"])
    if given and not (basis.proofs or basis.measurements):
        message = "`shows` quotes a program's output, and no program is cited"
        desk.report("not-shown", message, [*path, "shows"], help="add proof: with a sample")
        return ()
    witnesses = []
    for key in desk.subjects:
        for environment, lines in given.get(key, {}).items():
            for index, line in enumerate(lines):
                witness = Witness(key, line, environment)
                at: list[Key] = [*path, "shows", key, *([environment] if environment else []), index]
                desk.claim(witness, basis.proofs, at)
                witnesses.append(witness)
    return tuple(witnesses)


def _unwitnessed(desk: Desk, basis: Basis, shows: tuple[Witness, ...], path: list[Key]) -> None:
    """Warn of a row that cites programs and quotes no line of what they print for one of the subjects."""
    if not basis.proofs or basis.measurements:
        return
    shown = {witness.subject for witness in shows}
    missing = [key for key in desk.subjects if key not in shown]
    if missing:
        message = f"no printed line is quoted for {', '.join(missing)}"
        help_text = "add shows: {" + missing[0] + ': "the line"}'
        desk.report("no-witness", message, path, help=help_text)


def question(file: File, frame: Frame | None) -> Unit[Question]:
    """Make a question: the first paragraph is the short answer, the rest the long one."""
    return compile_entry(file, "question", schema.QuestionEntry, frame, _question)


def _question(desk: Desk, document: Document, entry: schema.QuestionEntry) -> Made[Question]:
    for index, key in enumerate(entry.subjects):
        if desk.subjects and key not in desk.subjects:
            desk.report(
                "unknown-subject",
                f"there is no subject '{key}'",
                ["subjects", index],
                help=suggestion(key, desk.subjects),
            )
    for index, alias in enumerate(entry.aliases):
        if alias == "index":
            desk.report("bad-slug", "the name 'index' is taken by the list of questions", ["aliases", index])
    short, long = _parted(desk.body(document, frozenset()))
    if not short:
        message = "the question has no answer" if not long else "the first paragraph is the short answer, and there is none"
        desk.problems.append(desk.tree.source.problem("missing-key", message, 0, help="begin with a paragraph"))
    basis = _basis(desk, entry, [], entry.dimensions[0])
    result = Question(
        slug=desk.here.slug,
        path=desk.path,
        question=entry.question,
        level=entry.level,
        dimensions=desk.dimensions(entry.dimensions, ["dimensions"]),
        subjects=tuple(key for key in desk.subjects if key in entry.subjects or not entry.subjects),
        short=short,
        long=long,
        order=entry.order,
        aliases=tuple(entry.aliases),
        draft=entry.draft,
        changed=_changes(entry.changed),
        also=desk.also(entry.also, []),
        basis=basis,
        shows=_shows(desk, entry.shows, basis, []),
    )
    return result, frozenset(heading.anchor for heading in long.headings)


def _parted(prose: Prose) -> tuple[Prose, Prose]:
    """Part an answer after its first paragraph; all of it is the long one where it begins otherwise."""
    if not prose.html.startswith("<p>"):
        return Prose(), prose
    first, end, rest = prose.html.partition("</p>")
    return markdown.part(prose, first + end), markdown.part(prose, rest.strip())


def myth(file: File, frame: Frame | None) -> Unit[Myth]:
    """Make a myth."""
    return compile_entry(file, "myth", schema.MythEntry, frame, _myth)


def _myth(desk: Desk, document: Document, entry: schema.MythEntry) -> Made[Myth]:
    basis = _basis(desk, entry, [], entry.dimensions[0] if entry.dimensions else "")
    shows = _shows(desk, entry.shows, basis, [])
    if basis.proofs and not basis.measurements and not shows:
        message = "no printed line is quoted for the myth"
        desk.report("no-witness", message, ["proof"], key=True, help="add shows: {subject: the line}")
    result = Myth(
        slug=desk.here.slug,
        path=desk.path,
        claim=entry.claim,
        verdict=entry.verdict,
        dimensions=desk.dimensions(entry.dimensions, ["dimensions"]),
        basis=basis,
        body=desk.body(document, frozenset(), f"{desk.here.slug}_"),
        order=entry.order,
        draft=entry.draft,
        changed=_changes(entry.changed),
        also=desk.also(entry.also, []),
        shows=shows,
    )
    return result, frozenset()


def guide(file: File, frame: Frame | None) -> Unit[Guide]:
    """Make a guide."""
    return compile_entry(file, "guide", schema.GuideEntry, frame, _guide)


def _guide(desk: Desk, document: Document, entry: schema.GuideEntry) -> Made[Guide]:
    body = desk.body(document, frozenset())
    result = Guide(
        slug=desk.here.slug,
        path=desk.path,
        title=entry.title,
        summary=entry.summary or "",
        body=body,
        order=entry.order,
        aliases=tuple(entry.aliases),
        draft=entry.draft,
        changed=_changes(entry.changed),
        also=desk.also(entry.also, []),
    )
    return result, frozenset(heading.anchor for heading in body.headings)


def profile(file: File, frame: Frame | None) -> Unit[Profile]:
    """Make a subject's profile; the file is named after the subject's key."""
    return compile_entry(file, "subject", schema.ProfileEntry, frame, _profile)


def _profile(desk: Desk, document: Document, entry: schema.ProfileEntry) -> Made[Profile]:
    def each(name: str, texts: list[str]) -> tuple[Prose, ...]:
        return tuple(desk.inline(text, [name, index]) for index, text in enumerate(texts))

    body = desk.body(document, frozenset())
    lists = {name: each(name, getattr(entry, name)) for name in ("strengths", "limits", "good_for", "not_for")}
    result = Profile(key=desk.here.slug, path=desk.path, body=body, draft=entry.draft, **lists)
    return result, frozenset(heading.anchor for heading in body.headings)


def terms(file: File, frame: Frame | None) -> list[Unit[Term]]:
    """Make the phrasebook; each term is a unit of its own."""
    if clash := [key for key in (frame.keys if frame else ()) if key in schema.TermEntry.model_fields]:
        message = f"the subject '{clash[0]}' is called like a key of every term; a site with terms needs another key for it"
        return [Unit("", file.source.place(0), problems=(file.source.problem("bad-slug", message),))]
    opened = open_list(file, schema.TermList, "a term", frame, Ref("term", ""))
    if isinstance(opened, Unit):
        return [opened]
    desk, entry = opened
    if entry is None:
        read_on(desk, validation.salvage(schema.TermList, desk.tree), _every_term)
    seen: set[str] = set()
    items = enumerate(entry.items if entry else ())
    return [*(_term(desk.like(Ref("term", item.slug)), index, item, seen) for index, item in items), *_rest(desk)]


def _rest(desk: Desk) -> list[Unit[Any]]:
    """Return what is wrong with a list as a whole, as a unit without an entry."""
    return [desk.unit("", None)] if desk.problems else []


def _every_term(desk: Desk, entry: schema.TermList) -> None:
    for index, item in enumerate(entry.items):
        _term(desk, index, item, set())


def _term(desk: Desk, index: int, entry: schema.TermEntry, seen: set[str]) -> Unit[Term]:
    given = entry.__pydantic_extra__
    _unknown_keys(desk, given, [index], schema.TermEntry, "a term")
    desk.once(entry.slug, seen, [index, "slug"], "terms")
    words = [(key, word, desk.inline(word.means, [index, key])) for key, word in desk.each_subject(given, [index], "the term")]
    dimensions = desk.dimensions(entry.dimensions, [index, "dimensions"])
    named = tuple(Word("" if word.none else word.name, means) for _, word, means in words)
    term = Term(entry.slug, named, dimensions, desk.also(entry.also, [index]))
    return desk.unit(entry.slug, term, frozenset())


def chooser(file: File, frame: Frame | None) -> list[Unit[Choice]]:
    """Make the questions of the chooser; each is a unit of its own."""
    opened = open_list(file, schema.ChoiceList, "a question", frame, Ref("guide", ""))
    if isinstance(opened, Unit):
        return [opened]
    desk, entry = opened
    if entry is None:
        read_on(desk, validation.salvage(schema.ChoiceList, desk.tree), _every_choice)
    seen: set[str] = set()
    items = enumerate(entry.items if entry else ())
    return [*(_choice(desk.like(desk.here), index, item, seen) for index, item in items), *_rest(desk)]


def _every_choice(desk: Desk, entry: schema.ChoiceList) -> None:
    for index, item in enumerate(entry.items):
        _choice(desk, index, item, set())


def _choice(desk: Desk, index: int, entry: schema.ChoiceEntry, seen: set[str]) -> Unit[Choice]:
    desk.once(entry.id, seen, [index, "id"], "questions")
    if entry.dimension is not None:
        desk.mention(Ref("dimension", entry.dimension), "unknown-dimension", [index, "dimension"])
    answers = []
    for number, answer in enumerate(entry.answers):
        path: list[Key] = [index, "answers", number]
        desk.only_subjects(answer.lean, [*path, "lean"])
        lean = tuple(answer.lean.get(key, 0) for key in desk.subjects)
        answers.append(Answer(answer.say, lean, desk.inline(answer.because, [*path, "because"])))
    return desk.unit(entry.id, Choice(entry.id, entry.ask, entry.dimension or "", tuple(answers)), frozenset())
