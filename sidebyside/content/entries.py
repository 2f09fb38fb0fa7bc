"""From one file to one entry: validated, rendered and highlighted, with every problem found.

Each function here is pure and looks at one entry alone. What an entry says of others (a link, a
category, a proof) comes out as a `CrossReference`, which site/linker.py holds against the whole
site.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from sidebyside.content import house, markdown, programs, schema, validation
from sidebyside.content.compiler import (
    CompiledEntry,
    EntryAndAnchors,
    EntryCompiler,
    SourceFile,
    check_remaining_texts,
    compile_entry,
    open_list,
)
from sidebyside.content.programs import DimensionFiles
from sidebyside.content.source import Document
from sidebyside.content.yaml_tree import PathStep
from sidebyside.diagnostics import suggestion
from sidebyside.model.entries import (
    Answer,
    Basis,
    Cell,
    Change,
    Choice,
    Dimension,
    Frame,
    Guide,
    Link,
    Measured,
    Myth,
    Profile,
    Prose,
    Question,
    Ref,
    Row,
    SampleRef,
    StandalonePage,
    Term,
    Witness,
    Word,
)


def compile_dimension(files: DimensionFiles, frame: Frame | None) -> CompiledEntry[Dimension]:
    """Make a dimension of its folder.

    `frame` gives subjects and categories, without it they are not checked.
    """

    def make(
        compiler: EntryCompiler, document: Document, entry: schema.DimensionEntry
    ) -> EntryAndAnchors[Dimension]:
        return _dimension(compiler, document, entry, files, frame)

    return compile_entry(files.index, "dimension", schema.DimensionEntry, frame, make)


def _dimension(
    compiler: EntryCompiler,
    document: Document,
    entry: schema.DimensionEntry,
    files: DimensionFiles,
    frame: Frame | None,
) -> EntryAndAnchors[Dimension]:
    _category(compiler, entry.category, frame)
    rows = _rows(compiler, entry)
    ids = [row.id for row in rows]
    origins = {
        row.id: (n, "" if given.id else row.aspect)
        for n, (given, row) in enumerate(zip(entry.rows, rows, strict=True))
    }
    samples = programs.compile_samples(compiler, entry.samples, files, origins)
    taken = frozenset([*ids, *(sample.id for sample in samples)])
    compiler.only_subjects(entry.glance, ["glance"])
    compiler.only_subjects(entry.choose, ["choose"])
    glance = compiler.each_subject(entry.glance, ["glance"], "the glance")
    body = compiler.body(document, taken)
    result = Dimension(
        slug=compiler.here.slug,
        path=compiler.path,
        title=entry.title,
        category=entry.category,
        summary=entry.summary,
        glance=tuple(
            Cell(compiler.inline(cell.text, ["glance", key]), cell.none) for key, cell in glance
        ),
        rows=rows,
        order=entry.order,
        aliases=tuple(entry.aliases),
        samples=samples,
        choose=_choose(compiler, entry.choose),
        see_also=compiler.dimensions(entry.see_also, ["see_also"]),
        sources=tuple(Link(link.title, link.url) for link in entry.sources),
        body=body,
        draft=entry.draft,
        changed=changes_of(entry.changed),
        also=compiler.also(entry.also, []),
    )
    if frame:
        house.check_dimension(compiler, result, files, frame.house)
    anchors = taken | {heading.anchor for heading in body.headings}
    return result, anchors


def _choose(compiler: EntryCompiler, given: Mapping[str, str]) -> tuple[tuple[str, Prose], ...]:
    texts = ((key, given[key]) for key in compiler.subjects if key in given)
    return tuple(
        (key, compiler.block(text, ["choose", key], f"choose_{key}_")) for key, text in texts
    )


def changes_of(given: Iterable[schema.ChangeEntry]) -> tuple[Change, ...]:
    """Return what changed, the newest first."""
    listed = (Change(change.date, change.what or "") for change in given)
    return tuple(sorted(listed, key=lambda change: change.date, reverse=True))


def _category(compiler: EntryCompiler, slug: str, frame: Frame | None) -> None:
    known = frame.categories if frame else ()
    if frame and slug not in known:
        hint = suggestion(slug, known) or f"the categories are: {', '.join(known)}"
        compiler.report(
            "unknown-category", f"there is no category '{slug}'", ["category"], help=hint
        )


def _rows(compiler: EntryCompiler, entry: schema.DimensionEntry) -> tuple[Row, ...]:
    rows: list[Row] = []
    seen: set[str] = set()
    firsts: dict[str, list[PathStep]] = {}
    own = frozenset(SampleRef(compiler.here.slug, sample.id) for sample in entry.samples)
    for index, row in enumerate(entry.rows):
        path: list[PathStep] = ["rows", index]
        given = row.__pydantic_extra__
        _unknown_keys(compiler, given, path, schema.RowEntry, "a row")
        cells = compiler.each_subject(given, path, "the row")
        made = tuple(
            Cell(compiler.inline(cell.text, [*path, key]), cell.none) for key, cell in cells
        )
        for key, cell in cells:
            if len(cell.text) > schema.CELL_LIMIT:
                message = (
                    f"a cell has at most {schema.CELL_LIMIT} characters, this one has "
                    f"{len(cell.text)}"
                )
                compiler.report("too-long", message, [*path, key])
        slug = row.id or markdown.make_anchor(row.aspect)
        if not slug:
            message = "cannot derive an id from this aspect"
            compiler.report(
                "missing-key", message, [*path, "aspect"], help="write an id: for the row"
            )
        first = firsts.setdefault(slug.casefold(), path)
        compiler.once(
            slug,
            seen,
            [*path, "id" if row.id else "aspect"],
            "rows",
            derived=not row.id,
            first=first,
        )
        basis = _basis(compiler, row, path, compiler.here.slug, own)
        name = f"{compiler.here.slug}#{slug}"
        compiler.state(name, basis.proofs, path)
        shows = _shows(compiler, row.shows, basis, path, name)
        _unwitnessed(
            compiler, basis, shows, path, _without_program(entry, basis, compiler.here.slug)
        )
        also = compiler.also(row.also, path)
        since = _since(compiler, row.since, path)
        rows.append(Row(slug, row.aspect, made, basis, row.same, also, shows, since))
    return tuple(rows)


def _since(
    compiler: EntryCompiler, given: Mapping[str, str], path: list[PathStep]
) -> tuple[tuple[str, str], ...]:
    """Return for each subject that has one the release of a row, in the order of the columns."""
    compiler.only_subjects(given, [*path, "since"])
    return tuple((key, given[key]) for key in compiler.subjects if key in given)


def _unknown_keys(
    compiler: EntryCompiler,
    given: Iterable[str],
    path: list[PathStep],
    model: type[BaseModel],
    noun: str,
) -> None:
    """Report keys that are neither a field of the model nor a subject."""
    known = [*compiler.subjects, *model.model_fields]
    for key in given:
        if compiler.subjects and key not in known:
            hint = suggestion(key, known) or f"the keys are: {', '.join(known)}"
            compiler.report(
                "unknown-key", f"{noun} has no key '{key}'", [*path, key], key=True, help=hint
            )


def _basis(
    compiler: EntryCompiler,
    entry: schema.RowEntry | schema.QuestionEntry | schema.MythEntry,
    path: list[PathStep],
    home: str,
    own: frozenset[SampleRef] = frozenset(),
) -> Basis:
    """Return what a statement stands on.

    `home` is the dimension whose samples need no other name, `own` are there for sure.
    """
    proofs = []
    measured = []
    for index, text in enumerate(entry.proof):
        kind, colon, slug = text.partition(":")
        if colon and kind.strip() == "measurement":
            compiler.mention(
                Ref("measurement", slug.strip()), "missing-measurement", [*path, "proof", index]
            )
            measured.append(Measured(slug.strip()))
            continue
        first, slash, second = text.partition("/")
        if not slash and not home:
            compiler.report(
                "missing-sample",
                f"the sample '{text}' does not name its dimension",
                ["proof"],
                help="write dimension/sample",
            )
            continue
        ref = SampleRef(first, second) if slash else SampleRef(home, first)
        if ref not in own:
            compiler.mention(ref, "missing-sample", [*path, "proof", index])
        proofs.append(ref)
    needed = not isinstance(entry, schema.QuestionEntry)
    if needed and not (proofs or measured or entry.source or entry.judgement):
        what = "row" if path else "myth"
        compiler.report(
            "unproved",
            f"the {what} has no proof, no source and is not marked as a judgement",
            path,
            help="add proof:, source: or judgement: true",
        )
    return Basis(tuple(proofs), tuple(entry.source), entry.judgement, tuple(measured))


def _shows(
    compiler: EntryCompiler,
    given: Mapping[str, Mapping[str, list[str]]],
    basis: Basis,
    path: list[PathStep],
    name: str,
) -> tuple[Witness, ...]:
    """Return the printed lines that show a statement, `name`, and keep where they are quoted."""
    compiler.only_subjects(given, [*path, "shows"])
    if given and not (basis.proofs or basis.measurements):
        message = "`shows` quotes a program's output, and no program is cited"
        compiler.report("not-shown", message, [*path, "shows"], help="add proof: with a sample")
        return ()
    witnesses = []
    for key in compiler.subjects:
        for environment, lines in given.get(key, {}).items():
            for index, line in enumerate(lines):
                witness = Witness(key, line, environment)
                at: list[PathStep] = [
                    *path,
                    "shows",
                    key,
                    *([environment] if environment else []),
                    index,
                ]
                compiler.claim(witness, basis.proofs, at, name)
                witnesses.append(witness)
    return tuple(witnesses)


def _without_program(entry: schema.DimensionEntry, basis: Basis, slug: str) -> frozenset[str]:
    """Return the subjects of which every cited sample says that it has no program for them."""
    none = {SampleRef(slug, sample.id): frozenset(sample.none) for sample in entry.samples}
    given = [none.get(proof, frozenset()) for proof in basis.proofs]
    return frozenset.intersection(*given) if given else frozenset()


def _unwitnessed(
    compiler: EntryCompiler,
    basis: Basis,
    shows: tuple[Witness, ...],
    path: list[PathStep],
    without: frozenset[str] = frozenset(),
) -> None:
    """Warn about a row with a proof that quotes no printed line for one of the subjects."""
    if not basis.proofs or basis.measurements:
        return
    shown = {witness.subject for witness in shows}
    missing = [key for key in compiler.subjects if key not in shown and key not in without]
    if missing:
        message = f"no printed line is quoted for {', '.join(missing)}"
        help_text = "add shows: {" + missing[0] + ': "the line"}'
        compiler.report("no-witness", message, path, help=help_text)


def compile_question(file: SourceFile, frame: Frame | None) -> CompiledEntry[Question]:
    """Make a question: the first paragraph is the short answer, the rest the long one."""
    return compile_entry(file, "question", schema.QuestionEntry, frame, _question)


def _question(
    compiler: EntryCompiler, document: Document, entry: schema.QuestionEntry
) -> EntryAndAnchors[Question]:
    for index, key in enumerate(entry.subjects):
        if compiler.subjects and key not in compiler.subjects:
            compiler.report(
                "unknown-subject",
                f"there is no subject '{key}'",
                ["subjects", index],
                help=suggestion(key, compiler.subjects),
            )
    for index, alias in enumerate(entry.aliases):
        if alias == "index":
            compiler.report(
                "bad-slug", "the name 'index' is taken by the list of questions", ["aliases", index]
            )
    short, long = _parted(compiler.body(document, frozenset()))
    if not short:
        message = (
            "the question has no answer"
            if not long
            else "the first paragraph is the short answer, and there is none"
        )
        compiler.problems.append(
            compiler.tree.source.problem("missing-key", message, 0, help="begin with a paragraph")
        )
    basis = _basis(compiler, entry, [], entry.dimensions[0])
    name = f"question:{compiler.here.slug}"
    compiler.state(name, basis.proofs, ["question"])
    result = Question(
        slug=compiler.here.slug,
        path=compiler.path,
        question=entry.question,
        level=entry.level,
        dimensions=compiler.dimensions(entry.dimensions, ["dimensions"]),
        subjects=tuple(
            key for key in compiler.subjects if key in entry.subjects or not entry.subjects
        ),
        short=short,
        long=long,
        order=entry.order,
        aliases=tuple(entry.aliases),
        draft=entry.draft,
        changed=changes_of(entry.changed),
        also=compiler.also(entry.also, []),
        basis=basis,
        shows=_shows(compiler, entry.shows, basis, [], name),
    )
    return result, frozenset(heading.anchor for heading in long.headings)


def _parted(prose: Prose) -> tuple[Prose, Prose]:
    """Part an answer after its first paragraph.

    All of it is the long one where it begins otherwise.
    """
    if not prose.html.startswith("<p>"):
        return Prose(), prose
    first, end, rest = prose.html.partition("</p>")
    return markdown.part_of_prose(prose, first + end), markdown.part_of_prose(prose, rest.strip())


def compile_myth(file: SourceFile, frame: Frame | None) -> CompiledEntry[Myth]:
    """Make a myth."""
    return compile_entry(file, "myth", schema.MythEntry, frame, _myth)


def _myth(
    compiler: EntryCompiler, document: Document, entry: schema.MythEntry
) -> EntryAndAnchors[Myth]:
    basis = _basis(compiler, entry, [], entry.dimensions[0] if entry.dimensions else "")
    name = f"myth:{compiler.here.slug}"
    compiler.state(name, basis.proofs, ["claim"])
    shows = _shows(compiler, entry.shows, basis, [], name)
    if basis.proofs and not basis.measurements and not shows:
        message = "no printed line is quoted for the myth"
        compiler.report(
            "no-witness", message, ["proof"], key=True, help="add shows: {subject: the line}"
        )
    result = Myth(
        slug=compiler.here.slug,
        path=compiler.path,
        claim=entry.claim,
        verdict=entry.verdict,
        dimensions=compiler.dimensions(entry.dimensions, ["dimensions"]),
        basis=basis,
        body=compiler.body(document, frozenset(), f"{compiler.here.slug}_"),
        order=entry.order,
        draft=entry.draft,
        changed=changes_of(entry.changed),
        also=compiler.also(entry.also, []),
        shows=shows,
    )
    return result, frozenset()


def compile_guide(file: SourceFile, frame: Frame | None) -> CompiledEntry[Guide]:
    """Make a guide."""
    return compile_entry(file, "guide", schema.GuideEntry, frame, _guide)


def _guide(
    compiler: EntryCompiler, document: Document, entry: schema.GuideEntry
) -> EntryAndAnchors[Guide]:
    body = compiler.body(document, frozenset())
    result = Guide(
        slug=compiler.here.slug,
        path=compiler.path,
        title=entry.title,
        summary=entry.summary or "",
        body=body,
        order=entry.order,
        aliases=tuple(entry.aliases),
        draft=entry.draft,
        changed=changes_of(entry.changed),
        also=compiler.also(entry.also, []),
    )
    return result, frozenset(heading.anchor for heading in body.headings)


def compile_page(file: SourceFile, frame: Frame | None) -> CompiledEntry[StandalonePage]:
    """Make a page about the site."""
    return compile_entry(file, "page", schema.PageEntry, frame, _page)


def _page(
    compiler: EntryCompiler, document: Document, entry: schema.PageEntry
) -> EntryAndAnchors[StandalonePage]:
    body = compiler.body(document, frozenset())
    result = StandalonePage(
        slug=compiler.here.slug,
        path=compiler.path,
        title=entry.title,
        body=body,
        order=entry.order,
        aliases=tuple(entry.aliases),
        draft=entry.draft,
    )
    return result, frozenset(heading.anchor for heading in body.headings)


def compile_profile(file: SourceFile, frame: Frame | None) -> CompiledEntry[Profile]:
    """Make a subject's profile; the file is named after the subject's key."""
    return compile_entry(file, "subject", schema.ProfileEntry, frame, _profile)


def _profile(
    compiler: EntryCompiler, document: Document, entry: schema.ProfileEntry
) -> EntryAndAnchors[Profile]:
    def each(name: str, texts: list[str]) -> tuple[Prose, ...]:
        return tuple(compiler.inline(text, [name, index]) for index, text in enumerate(texts))

    body = compiler.body(document, frozenset())
    lists = {
        name: each(name, getattr(entry, name))
        for name in ("strengths", "limits", "good_for", "not_for")
    }
    result = Profile(
        key=compiler.here.slug, path=compiler.path, body=body, draft=entry.draft, **lists
    )
    return result, frozenset(heading.anchor for heading in body.headings)


def compile_terms(file: SourceFile, frame: Frame | None) -> list[CompiledEntry[Term]]:
    """Make the phrasebook; each term is a unit of its own."""
    if clash := [
        key for key in (frame.keys if frame else ()) if key in schema.TermEntry.model_fields
    ]:
        message = (
            f"the subject '{clash[0]}' has the same key as a field of every term; choose "
            "another key for the subject"
        )
        return [
            CompiledEntry(
                "", file.source.place(0), problems=(file.source.problem("bad-slug", message),)
            )
        ]
    opened = open_list(file, schema.TermList, "a term", frame, Ref("term", ""))
    if isinstance(opened, CompiledEntry):
        return [opened]
    compiler, entry = opened
    if entry is None:
        check_remaining_texts(
            compiler, validation.salvage(schema.TermList, compiler.tree), _every_term
        )
    seen: set[str] = set()
    items = enumerate(entry.items if entry else ())
    return [
        *(_term(compiler.like(Ref("term", item.slug)), index, item, seen) for index, item in items),
        *_rest(compiler),
    ]


def _rest(compiler: EntryCompiler) -> list[CompiledEntry[Any]]:
    """Return what is wrong with a list as a whole, as a unit without an entry."""
    return [compiler.unit("", None)] if compiler.problems else []


def _every_term(compiler: EntryCompiler, entry: schema.TermList) -> None:
    for index, item in enumerate(entry.items):
        _term(compiler, index, item, set())


def _term(
    compiler: EntryCompiler, index: int, entry: schema.TermEntry, seen: set[str]
) -> CompiledEntry[Term]:
    given = entry.__pydantic_extra__
    _unknown_keys(compiler, given, [index], schema.TermEntry, "a term")
    compiler.once(entry.slug, seen, [index, "slug"], "terms")
    words = [
        (key, word, compiler.inline(word.means, [index, key]))
        for key, word in compiler.each_subject(given, [index], "the term")
    ]
    dimensions = compiler.dimensions(entry.dimensions, [index, "dimensions"])
    named = tuple(Word("" if word.none else word.name, means) for _, word, means in words)
    term = Term(entry.slug, named, dimensions, compiler.also(entry.also, [index]))
    return compiler.unit(entry.slug, term, frozenset())


def compile_chooser(file: SourceFile, frame: Frame | None) -> list[CompiledEntry[Choice]]:
    """Make the questions of the chooser; each is a unit of its own."""
    opened = open_list(file, schema.ChoiceList, "a question", frame, Ref("guide", ""))
    if isinstance(opened, CompiledEntry):
        return [opened]
    compiler, entry = opened
    if entry is None:
        check_remaining_texts(
            compiler, validation.salvage(schema.ChoiceList, compiler.tree), _every_choice
        )
    seen: set[str] = set()
    items = enumerate(entry.items if entry else ())
    return [
        *(_choice(compiler.like(compiler.here), index, item, seen) for index, item in items),
        *_rest(compiler),
    ]


def _every_choice(compiler: EntryCompiler, entry: schema.ChoiceList) -> None:
    for index, item in enumerate(entry.items):
        _choice(compiler, index, item, set())


def _choice(
    compiler: EntryCompiler, index: int, entry: schema.ChoiceEntry, seen: set[str]
) -> CompiledEntry[Choice]:
    compiler.once(entry.id, seen, [index, "id"], "questions")
    if entry.dimension is not None:
        compiler.mention(
            Ref("dimension", entry.dimension), "unknown-dimension", [index, "dimension"]
        )
    answers = []
    for number, answer in enumerate(entry.answers):
        path: list[PathStep] = [index, "answers", number]
        compiler.only_subjects(answer.lean, [*path, "lean"])
        lean = tuple(answer.lean.get(key, 0) for key in compiler.subjects)
        answers.append(
            Answer(answer.say, lean, compiler.inline(answer.because, [*path, "because"]))
        )
    return compiler.unit(
        entry.id, Choice(entry.id, entry.ask, entry.dimension or "", tuple(answers)), frozenset()
    )
