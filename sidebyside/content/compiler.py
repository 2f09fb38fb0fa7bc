"""The work on one entry.

Reading it against its schema, rendering its texts, keeping what is wrong and whom it mentions.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Generic, TypeVar

from pydantic import BaseModel

from sidebyside.content import markdown, schema, validation
from sidebyside.content.excerpts import FencedCode
from sidebyside.content.source import Document, Source, split_front_matter
from sidebyside.content.yaml_tree import PathStep, YamlTree, parse_yaml
from sidebyside.diagnostics import Diagnostic, Location, suggestion
from sidebyside.model.entries import Frame, Prose, Ref, SampleRef, Witness
from sidebyside.model.kinds import KINDS, KindName

T = TypeVar("T")
E = TypeVar("E", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class CrossReference:
    """An entry says that another thing exists; `code` is what to report when it does not."""

    ref: Ref | SampleRef
    code: str
    place: Location


@dataclass(frozen=True, slots=True)
class Claim:
    """An entry says that the recorded output of one of some samples has a line.

    `place` is where it says so.
    """

    witness: Witness
    proofs: tuple[SampleRef, ...]
    place: Location
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A fenced block and its place.

    `sample` is the one that it says it is from, where it says so.
    """

    fence: FencedCode
    place: Location
    sample: SampleRef | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A row, myth or question with the samples that it cites.

    `dimension#row`, `myth:slug` or `question:slug`.
    """

    name: str
    proofs: tuple[SampleRef, ...]
    place: Location


@dataclass(frozen=True, slots=True)
class CompiledEntry(Generic[T]):
    """The result of compiling one file: its entry unless it has errors, places and references.

    `anchors` are the places on its page; None when they are not known, so that links to them are
    not doubted. `samples` are those that it has, by id, where they are declared.
    """

    slug: str
    place: Location
    entry: T | None = None
    problems: tuple[Diagnostic, ...] = ()
    mentions: tuple[CrossReference, ...] = ()
    anchors: frozenset[str] | None = None
    aliases: tuple[tuple[str, Location], ...] = ()
    claims: tuple[Claim, ...] = ()
    dates: tuple[tuple[str, Location], ...] = ()
    excerpts: tuple[Excerpt, ...] = ()
    statements: tuple[Statement, ...] = ()
    samples: tuple[tuple[str, Location], ...] = ()
    pictures: tuple[tuple[str, Location], ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was read: its slug, its path below content/, its text."""

    slug: str
    path: str
    source: Source


@dataclass
class EntryCompiler:
    """The work on one entry: its tree of YAML, what is wrong, whom it mentions."""

    tree: YamlTree
    here: Ref
    path: str
    subjects: tuple[str, ...]
    problems: list[Diagnostic]
    mentions: list[CrossReference] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    excerpts: list[Excerpt] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    samples: list[tuple[str, Location]] = field(default_factory=list)
    pictures: list[tuple[str, Location]] = field(default_factory=list)

    def report(
        self,
        code: str,
        message: str,
        path: Sequence[PathStep],
        *,
        key: bool = False,
        help: str = "",
    ) -> None:
        """Keep a problem at the value (or the key) that a path leads to."""
        self.problems.append(self.tree.problem(code, message, path, key=key, help=help))

    def mention(self, ref: Ref | SampleRef, code: str, path: Sequence[PathStep]) -> None:
        """Keep that the entry speaks of another; `code` is for the case that there is none."""
        self.mentions.append(CrossReference(ref, code, self._place(path)))

    def claim(
        self,
        witness: Witness,
        proofs: tuple[SampleRef, ...],
        path: Sequence[PathStep],
        statement: str = "",
    ) -> None:
        """Keep that the entry counts on a printed line."""
        self.claims.append(Claim(witness, proofs, self._place(path), statement))

    def state(self, name: str, proofs: tuple[SampleRef, ...], path: Sequence[PathStep]) -> None:
        """Keep which samples a statement cites."""
        if proofs:
            self.statements.append(Statement(name, proofs, self._place(path)))

    def declare_sample(self, sample: str, path: Sequence[PathStep]) -> None:
        """Keep where a sample is declared."""
        self.samples.append((sample, self._place(path)))

    def also(self, terms: list[str], path: Sequence[PathStep]) -> tuple[str, ...]:
        """Return what people type when they look for the entry, each once; warn of a repetition."""
        seen: set[str] = set()
        for index, term in enumerate(terms):
            if term.casefold() in seen:
                message = f"'{term}' occurs twice in `also`"
                self.report(
                    "duplicate-term", message, [*path, "also", index], help="remove one of them"
                )
            seen.add(term.casefold())
        return tuple(dict.fromkeys(terms))

    def dimensions(self, slugs: list[str], path: Sequence[PathStep]) -> tuple[str, ...]:
        """Keep that the entry names dimensions, and return them, each once."""
        for index, slug in enumerate(slugs):
            self.mention(Ref("dimension", slug), "unknown-dimension", [*path, index])
        return tuple(dict.fromkeys(slugs))

    def inline(self, text: str, path: Sequence[PathStep]) -> Prose:
        """Render one line of Markdown that stands at a path."""
        return self._take(markdown.render_inline(text, self.here), lambda: self.tree.span(path))

    def block(self, text: str, path: Sequence[PathStep], prefix: str) -> Prose:
        """Render Markdown with blocks that stands at a path; `prefix` begins its ids."""
        return self._take(
            markdown.render_block(text, self.here, frozenset(), prefix),
            lambda: self.tree.span(path),
        )

    def body(self, document: Document, taken: frozenset[str], prefix: str = "") -> Prose:
        """Render the prose; `taken` are ids that it may not use, `prefix` begins its ids."""
        rendered = markdown.render_block(document.prose, self.here, taken, prefix)
        return self._take(rendered, lambda: (document.body, document.body + len(document.prose)))

    def _take(
        self, rendered: markdown.RenderedMarkdown, where: Callable[[], tuple[int, int]]
    ) -> Prose:
        """Keep what is wrong with a text and whom it mentions.

        `where` it stands is asked only when there is any of that.
        """
        prose = markdown.move_pictures(rendered.prose, self.path.rpartition("/")[0])
        if not (rendered.faults or prose.refs or rendered.fences or prose is not rendered.prose):
            return prose
        source, (start, end) = self.tree.source, where()
        text = source.text[start:end]
        for path in markdown.pictures_in(prose.html):
            at = text.find(f"]({path.rpartition('/')[2]}")
            self.pictures.append((path, source.place(start + max(at + 2, 0))))
        quoted = {self._excerpt(fence, source, start, end) for fence in rendered.fences}
        masked = _CODE.sub(lambda m: "\0" * len(m[0]), text) if rendered.faults else ""
        for fault in rendered.faults[:MAX_PROBLEMS]:
            span = _find((masked, text), start, fault.snippet, fault.nth)
            self.problems.append(source.problem(fault.code, fault.message, *span, help=fault.help))
        after: dict[Ref, int] = {}
        for ref in rendered.prose.refs:
            if ref in quoted and not _written(ref, source, start, end):
                continue
            span = _find_reference(source, after.get(ref, start), end, ref) or (start, end)
            after[ref] = span[1]
            own = ref.anchor and (ref.kind, ref.slug) == (self.here.kind, self.here.slug)
            own = own or source.text.startswith("](#", span[0])
            self.mentions.append(
                CrossReference(ref, "broken-anchor" if own else "broken-link", source.place(*span))
            )
        return prose

    def _excerpt(self, fence: FencedCode, source: Source, start: int, end: int) -> Ref | None:
        """Keep some fenced code with its place; return the place that it names as its origin."""
        place = source.place(*_find_opening(source.text, start, end, fence))
        sample = SampleRef.parse(
            fence.sample, self.here.slug if self.here.kind == "dimension" else ""
        )
        if fence.sample and sample is None:
            message = f"the sample '{fence.sample}' is of no dimension"
            self.problems.append(
                Diagnostic("missing-sample", message, place, "write from=dimension/sample")
            )
            return None
        if sample:
            self.mentions.append(CrossReference(sample, "missing-sample", place))
        if fence.language or sample:
            self.excerpts.append(Excerpt(fence, place, sample))
        return Ref("dimension", sample.dimension, sample.sample) if sample else None

    def like(self, here: Ref) -> "EntryCompiler":
        """Return a compiler for another entry of the same file."""
        return EntryCompiler(self.tree, here, self.path, self.subjects, [])

    def line(self, path: Sequence[PathStep]) -> int:
        """Return the line of what a path leads to."""
        return self._place(path).line

    def once(
        self,
        slug: str,
        seen: set[str],
        path: Sequence[PathStep],
        what: str,
        *,
        derived: bool = False,
        first: Sequence[PathStep] = (),
    ) -> None:
        """Report a name that was seen before, also where only case differs.

        A `derived` one was made from a title; `first` leads to what had the name before.
        """
        if slug.casefold() in seen:
            message, hint = f"two {what} have the name '{slug}'", "give one of them another name"
            if first:
                hint += f"; the other is in line {self.line(first)}"
            if derived:
                message = f"two {what} get the id '{slug}', this one from its {path[-1]}"
                hint = f"write an id: for one of them; the other is in line {self.line(first)}"
            self.report("duplicate-slug", message, path, help=hint)
        seen.add(slug.casefold())

    def only_subjects(self, keys: Iterable[str], path: Sequence[PathStep]) -> None:
        """Report keys that are no subject."""
        for key in keys:
            if self.subjects and key not in self.subjects:
                hint = (
                    suggestion(key, self.subjects)
                    or f"the subjects are: {', '.join(self.subjects)}"
                )
                self.report(
                    "unknown-subject",
                    f"there is no subject '{key}'",
                    [*path, key],
                    key=True,
                    help=hint,
                )

    def each_subject(
        self, given: Mapping[str, T], path: Sequence[PathStep], what: str
    ) -> list[tuple[str, T]]:
        """Return the values by subject in the order of subjects, and report missing subjects."""
        unknown = [key for key in given if key not in self.subjects]
        for key in self.subjects:
            if key not in given and not any(suggestion(word, [key]) for word in unknown):
                help_text = f"write {key}: {{none: what people do instead}} if it has none"
                self.report("missing-cell", f"{what} has no cell for '{key}'", path, help=help_text)
        return [(key, given[key]) for key in self.subjects if key in given]

    def unit(
        self, slug: str, entry: T | None, anchors: frozenset[str] | None = None
    ) -> CompiledEntry[T]:
        """Close the work: the entry counts only when nothing is wrong with it."""
        place = self.tree.source.place(0)
        good = None if any(problem.is_error for problem in self.problems) else entry
        given = self.tree.data.get("aliases") if isinstance(self.tree.data, dict) else None
        listed = given if isinstance(given, list) else []
        aliases = [
            (alias, self._place(["aliases", n]))
            for n, alias in enumerate(listed)
            if isinstance(alias, str)
        ]
        once = {
            (problem.code, problem.message, problem.place.path, problem.place.line): problem
            for problem in reversed(self.problems)
        }
        return CompiledEntry(
            slug,
            place,
            good,
            tuple(reversed(once.values())),
            tuple(self.mentions),
            anchors,
            tuple(aliases),
            tuple(self.claims),
            self._dates(),
            tuple(self.excerpts),
            tuple(self.statements),
            tuple(self.samples),
            tuple(self.pictures),
        )

    def _dates(self) -> tuple[tuple[str, Location], ...]:
        """Return the dates under `changed`, however they are written, with their places."""
        given = self.tree.data.get("changed") if isinstance(self.tree.data, dict) else None
        if isinstance(given, str):
            return ((given, self._place(["changed"])),)
        found = []
        for index, change in enumerate(given if isinstance(given, list) else []):
            if isinstance(change, str):
                found.append((change, self._place(["changed", index])))
            elif isinstance(change, dict) and isinstance(change.get("date"), str):
                found.append((str(change["date"]), self._place(["changed", index, "date"])))
        return tuple(found)

    def _place(self, path: Sequence[PathStep]) -> Location:
        return self.tree.source.place(*self.tree.span(path))


_CODE = re.compile(
    r"^( *)(`{3,}|~{3,})[^\n]*\n.*?^\1\2|(`+)(?:(?!\3).)+?\3", re.MULTILINE | re.DOTALL
)


# A text with more faults than this has one fault.
MAX_PROBLEMS = 100


def _find(texts: tuple[str, str], start: int, snippet: str, nth: int) -> tuple[int, int]:
    """Return where the nth `snippet` stands in a text that begins at `start`.

    First looked for outside of code.
    """
    for haystack in texts:
        found = -1
        for _ in range(nth + 1):
            found = haystack.find(snippet, found + 1)
        if snippet and found >= 0:
            return start + found, start + found + len(snippet)
    return start, start + len(texts[1])


def _find_opening(text: str, start: int, end: int, fence: FencedCode) -> tuple[int, int]:
    """Return where the first line of a fenced block stands; in YAML it may be indented."""
    found = _openings(text, start, end, fence.opening)
    return found[fence.nth] if fence.nth < len(found) else (start, end)


@lru_cache(maxsize=4)
def _openings(text: str, start: int, end: int, line: str) -> tuple[tuple[int, int], ...]:
    """Return where a line stands in a text."""
    pattern = re.compile(rf"^[ \t]*({re.escape(line)})[ \t]*$", re.MULTILINE)
    return tuple(found.span(1) for found in pattern.finditer(text, start, end))


def _written(ref: Ref, source: Source, start: int, end: int) -> bool:
    """Tell whether a reference is written as one, besides being the origin of some code."""
    return _find_reference(source, start, end, ref) is not None


_WRITTEN = re.compile(
    r"\[\[(?P<target>[^\[\]|\n]+)[|\]][^\]\n]*\]*|\]\(#(?P<place>[^\s)]*)(?:\s[^)\n]{0,300})?\)"
)


def _find_reference(source: Source, start: int, end: int, ref: Ref) -> tuple[int, int] | None:
    place = ref.slug if KINDS[ref.kind].shares_page else ref.anchor
    targets, places = _references(source.text, start, end)
    found = [span for span in (targets.get(ref), places.get(place or "")) if span]
    return min(found) if found else None


@lru_cache(maxsize=4)
def _references(
    text: str, start: int, end: int
) -> tuple[dict[Ref, tuple[int, int]], dict[str, tuple[int, int]]]:
    """Return where each reference and each place of the same page is written first.

    Thousands may be asked for.
    """
    targets: dict[Ref, tuple[int, int]] = {}
    places: dict[str, tuple[int, int]] = {}
    for found in _WRITTEN.finditer(text, start, end):
        if found["target"]:
            if ref := Ref.parse(found["target"].rstrip("\\")):
                targets.setdefault(ref, found.span())
        else:
            places.setdefault(found["place"], found.span())
    return targets, places


EntryAndAnchors = tuple[T, frozenset[str]]
EntryFactory = Callable[[EntryCompiler, Document, E], EntryAndAnchors[T]]


def compile_entry(
    file: SourceFile, kind: KindName, model: type[E], frame: Frame | None, make: EntryFactory[E, T]
) -> CompiledEntry[T]:
    """Read front matter, validate it, make the entry of it; problems wherever that ends."""
    document = split_front_matter(file.source)
    place, named = file.source.place(0), _names(kind, file, frame)
    if isinstance(document, Diagnostic):
        return CompiledEntry(file.slug, place, problems=(*named, document))
    tree, problems = parse_yaml(
        file.source, *document.front, empty="{}" if kind == "subject" else None
    )
    if tree is None:
        return CompiledEntry(file.slug, place, problems=(*named, *problems))
    subjects = frame.keys if frame else ()
    entry, faults = validation.validate_entry(model, tree, f"a {kind}", subjects)
    compiler = EntryCompiler(
        tree, Ref(kind, file.slug), file.path, subjects, [*named, *problems, *faults]
    )
    if entry is not None:
        return compiler.unit(file.slug, *make(compiler, document, entry))
    check_remaining_texts(
        compiler,
        validation.salvage(model, tree),
        lambda other, salvaged: make(other, document, salvaged),
    )
    return compiler.unit(file.slug, None)


# What the texts of an entry can have wrong, whatever else is wrong with it.
_OF_TEXTS = frozenset(
    {
        "raw-html",
        "unsafe-link",
        "broken-link",
        "broken-anchor",
        "too-large",
        "unknown-category",
        "missing-sample",
        "missing-measurement",
    }
)


def check_remaining_texts(
    compiler: EntryCompiler, entry: E | None, make: Callable[[EntryCompiler, E], object]
) -> None:
    """Render the texts of an entry that is invalid elsewhere, to report all mistakes at once."""
    if entry is not None:
        other = compiler.like(compiler.here)
        make(other, entry)
        told = {problem.place.line for problem in compiler.problems}
        compiler.problems += [
            problem
            for problem in other.problems
            if problem.code in _OF_TEXTS
            and problem.place.line not in told
            and f"'{validation.PLACEHOLDER}'" not in problem.message
        ]
        compiler.mentions += [
            mention
            for mention in other.mentions
            if validation.PLACEHOLDER not in str(mention.ref).split(":")
        ]


def _names(kind: KindName, file: SourceFile, frame: Frame | None) -> list[Diagnostic]:
    """Check a file's name, which is the entry's slug or a subject's key."""
    if kind == "subject":
        if frame is None or file.slug in frame.keys:
            return []
        hint = suggestion(file.slug, frame.keys) or f"the subjects are: {', '.join(frame.keys)}"
        return [
            file.source.problem("unknown-subject", f"there is no subject '{file.slug}'", help=hint)
        ]
    if kind in {"question", "application"} and file.slug == "index":
        return [
            file.source.problem(
                "bad-slug",
                f"the name 'index' is taken by the list of {KINDS[kind].plural}",
                help="rename the file",
            )
        ]
    return file_name_problems(file)


def file_name_problems(file: SourceFile) -> list[Diagnostic]:
    """Judge a file's name as a slug."""
    fault, better = schema.slug_fault(file.slug), markdown.slugify(file.slug)
    hint = f"rename it to '{better}'" if better not in {"", file.slug} else ""
    return (
        [file.source.problem("bad-slug", f"the file name '{file.slug}' {fault}", help=hint)]
        if fault
        else []
    )


def open_list(
    file: SourceFile, model: type[E], what: str, frame: Frame | None, here: Ref
) -> tuple[EntryCompiler, E | None] | CompiledEntry[Any]:
    """Read a file that is one YAML list.

    The compiler holds the problems of the file as a whole, `here` is for its texts.
    """
    tree, problems = parse_yaml(file.source, empty="[]")
    if tree is None:
        return CompiledEntry("", file.source.place(0), problems=tuple(problems))
    subjects = frame.keys if frame else ()
    entry, faults = validation.validate_entry(model, tree, what, subjects)
    return EntryCompiler(tree, here, file.path, subjects, [*problems, *faults]), entry


def placed(
    compiler: EntryCompiler, unit: CompiledEntry[T], path: Sequence[PathStep]
) -> CompiledEntry[T]:
    """Return a unit of a list, whose place is that of a value in it."""
    return replace(unit, place=compiler.tree.source.place(*compiler.tree.span(path)))
