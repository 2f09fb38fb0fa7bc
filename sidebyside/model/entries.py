"""What a site is: frozen, typed, no input and no output.

    Site
      config        title, address, subjects, categories
      dimensions    rows of cells, samples with their programs, prose
      questions, myths, terms, choices, profiles, guides
      measurements  figures with their intervals, and the programs that were measured
      evidence      what verify recorded

Text that authors write as Markdown is `Prose` here: HTML whose links to other entries are still
references, because where they lead depends on the page that shows them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from typing import Any, Literal, cast

from sidebyside.model.interface import Interface
from sidebyside.model.intervals import Interval
from sidebyside.model.kinds import KINDS, KindName

Proof = Literal["proof", "source", "judgement", ""]


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to an entry: `[[kind:slug#anchor]]`."""

    kind: KindName
    slug: str
    anchor: str = ""

    @classmethod
    def parse(cls, text: str) -> "Ref | None":
        """Read `slug`, `slug#anchor`, `kind:slug` or `kind:slug#anchor`."""
        target, _, anchor = text.strip().partition("#")
        kind, colon, slug = target.rpartition(":")
        known = KINDS.get(cast("KindName", kind.strip() if colon else "dimension"))
        return cls(known.name, slug.strip(), anchor.strip()) if known and slug.strip() else None

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}" + (f"#{self.anchor}" if self.anchor else "")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of some prose: its anchor, its text, its level from 2."""

    anchor: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Prose:
    """Rendered Markdown: HTML, its headings, and the entries it refers to."""

    html: str = ""
    headings: tuple[Heading, ...] = ()
    refs: tuple[Ref, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.html)

    @property
    def text(self) -> str:
        """Return the same without markup."""
        return " ".join(unescape(_TAG.sub("", self.html)).split())


_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Subject:
    """One of the things compared; `package` is the one whose version is the subject's."""

    key: str
    name: str
    summary: str = ""
    hue: float = 0.0
    packages: tuple[str, ...] = ()
    run: tuple[str, ...] = ("python", "{file}")
    version: tuple[str, ...] = ("python", "--version")
    links: tuple[tuple[str, str], ...] = ()

    @property
    def runs_on_python(self) -> bool:
        """Tell whether its programs run on the Python of an environment."""
        return self.run[0] == "python"

    @property
    def runtime(self) -> str:
        """Return the name of what runs its programs, as pages say it: `Python`, `Node`."""
        name = self.run[0].rpartition("/")[2]
        return name[:1].upper() + name[1:]


@dataclass(frozen=True, slots=True)
class Category:
    """A chapter of the site."""

    slug: str
    title: str
    summary: str = ""


# Languages and scripts that are written from right to left, as the tags of BCP 47 name them.
RTL_LANGUAGES = frozenset(
    {
        "ar",
        "arc",
        "arz",
        "ary",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "iw",
        "ji",
        "ks",
        "lrc",
        "mzn",
        "nqo",
    }
    | {"pnb", "prs", "ps", "sd", "skr", "syr", "ug", "ur", "yi"}
)
RTL_SCRIPTS = frozenset({"adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"})


@dataclass(frozen=True, slots=True)
class CountLimits:
    """The least and the most that a number may be; None where that is left open."""

    least: int | None = None
    most: int | None = None

    def __contains__(self, number: int) -> bool:
        return (self.least is None or number >= self.least) and (
            self.most is None or number <= self.most
        )

    def __str__(self) -> str:
        if self.least is None or self.most is None:
            return f"at most {self.most}" if self.least is None else f"at least {self.least}"
        return f"{self.least} to {self.most}" if self.least < self.most else f"{self.least}"


@dataclass(frozen=True, slots=True)
class HouseRules:
    """How long the parts of a dimension should be; without limits anything is."""

    rows: CountLimits = CountLimits()
    samples: CountLimits = CountLimits()
    related: CountLimits = CountLimits()
    sources: CountLimits = CountLimits()
    body_words: CountLimits = CountLimits()
    cell_words: CountLimits = CountLimits()
    code_columns: CountLimits = CountLimits()
    region_columns: CountLimits = CountLimits()


@dataclass(frozen=True, slots=True)
class ReadingPath:
    """What one kind of reader should read, in this order; `minutes` for all of it."""

    title: str
    minutes: int
    links: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Config:
    """site.yaml; `url` ends with a slash."""

    title: str
    url: str
    subjects: tuple[Subject, ...]
    categories: tuple[Category, ...]
    tagline: str = ""
    language: str = "en"
    repository: str = ""
    stale_after_days: int | None = None
    logo: str = ""
    favicon: str = ""
    house: HouseRules = HouseRules()
    paths: tuple[ReadingPath, ...] = ()
    interface: Interface = field(default_factory=Interface)

    @property
    def pictures(self) -> tuple[str, ...]:
        """Return the names of the pictures that site.yaml names, each once."""
        return tuple(dict.fromkeys(name for name in (self.logo, self.favicon) if name))

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """Return in which direction the site's language is written."""
        first, *others = self.language.casefold().split("-")
        scripts = [part for part in others if len(part) == 4 and part.isalpha()]
        rtl = scripts[0] in RTL_SCRIPTS if scripts else first in RTL_LANGUAGES
        return "rtl" if rtl else "ltr"

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the subjects' keys in the order of the columns."""
        return tuple(subject.key for subject in self.subjects)

    @property
    def by_key(self) -> dict[str, Subject]:
        """Return the subjects by their keys, in the order of the columns."""
        return {subject.key: subject for subject in self.subjects}

    @property
    def first_packages(self) -> dict[str, str]:
        """Return for each subject the package whose version is the subject's."""
        return {subject.key: subject.packages[0] for subject in self.subjects if subject.packages}

    @property
    def frame(self) -> "Frame":
        """Return what entries are held against."""
        return Frame(self.keys, tuple(category.slug for category in self.categories), self.house)


@dataclass(frozen=True, slots=True)
class Frame:
    """What of site.yaml an entry depends on.

    The keys of subjects, the slugs of categories, the house rules.
    """

    keys: tuple[str, ...]
    categories: tuple[str, ...]
    house: HouseRules = HouseRules()


@dataclass(frozen=True, slots=True)
class Cell:
    """What a subject says in a row; `none` when it does not have the thing."""

    prose: Prose
    none: bool = False


@dataclass(frozen=True, slots=True)
class SampleRef:
    """A sample of a dimension, as a proof names it."""

    dimension: str
    sample: str

    @classmethod
    def parse(cls, text: str, home: str) -> "SampleRef | None":
        """Read `dimension/sample`, or `sample` where a dimension is `home`."""
        first, slash, second = text.partition("/")
        dimension, sample = (first, second) if slash else (home, first)
        return cls(dimension, sample) if dimension and sample else None

    def __str__(self) -> str:
        return f"{self.dimension}/{self.sample}"


State = Literal["verified", "stale", "unverified"]


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement as a proof names it.

    Title and state are those of the measurement once the site is put together.
    """

    slug: str
    title: str = ""
    state: State = "unverified"


@dataclass(frozen=True, slots=True)
class Basis:
    """What a statement stands on."""

    proofs: tuple[SampleRef, ...] = ()
    sources: tuple[str, ...] = ()
    judgement: bool = False
    measurements: tuple[Measured, ...] = ()

    @property
    def kind(self) -> Proof:
        """Return the strongest thing it stands on, or nothing."""
        proved = self.proofs or self.measurements
        return (
            "proof"
            if proved
            else "source"
            if self.sources
            else "judgement"
            if self.judgement
            else ""
        )


@dataclass(frozen=True, slots=True)
class Witness:
    """A part of a printed line that shows a statement for one subject.

    `environment` is "" where every environment prints it.
    """

    subject: str
    text: str
    environment: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the side-by-side table; one cell for each subject, in the order of the columns.

    `since` names for subjects the release that brought what their cell says.
    """

    id: str
    aspect: str
    cells: tuple[Cell, ...]
    basis: Basis
    same: bool = False
    also: tuple[str, ...] = ()
    shows: tuple[Witness, ...] = ()
    since: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CodeFile:
    """A file of a program: its text, its highlighted HTML, and the number of lines shown first.

    `partial` when that is a region and not the whole.
    """

    name: str
    text: str
    html: str
    shown: int
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Runtime:
    """What runs programs: its name, and the version that it says it has."""

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


@dataclass(frozen=True, slots=True)
class Run:
    """What one program did in one environment.

    Versions of the subject's packages, date as YYYY-MM-DD, output.
    """

    environment: str
    runtime: Runtime
    packages: tuple[tuple[str, str], ...]
    date: str
    output_sha256: str
    output: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """A sample's program for one subject: path below content/, files (main.py first), SHA-256.

    `runs` is what verify recorded, with the recorded output; it counts only while `state` is
    verified.
    """

    subject: str
    path: str
    sha256: str
    files: tuple[CodeFile, ...]
    runs: tuple[Run, ...] = ()
    state: State = "unverified"

    @property
    def outputs(self) -> tuple[tuple[tuple[Run, ...], str], ...]:
        """Return each different output with the runs that printed it."""
        texts = dict.fromkeys(run.output for run in self.runs)
        return tuple(
            (tuple(run for run in self.runs if run.output == text), text) for text in texts
        )


@dataclass(frozen=True, slots=True)
class Sample:
    """A program for each subject that shows one thing; `needs` are version ranges, `none` reasons.

    `tools` are commands of the system that the programs start.
    """

    id: str
    title: str
    note: Prose
    needs: tuple[tuple[str, str], ...]
    programs: tuple[Program, ...]
    none: tuple[tuple[str, Prose], ...] = ()
    tools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A page elsewhere."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Change:
    """A date, YYYY-MM-DD, of a change that readers should know of, and its description."""

    date: str
    what: str = ""


@dataclass(frozen=True)
class Dimension:
    """One comparison dimension; what is found in all of it is found once."""

    slug: str
    path: str
    title: str
    category: str
    summary: str
    glance: tuple[Cell, ...]
    rows: tuple[Row, ...]
    order: int = 0
    aliases: tuple[str, ...] = ()
    samples: tuple[Sample, ...] = ()
    choose: tuple[tuple[str, Prose], ...] = ()
    see_also: tuple[str, ...] = ()
    sources: tuple[Link, ...] = ()
    body: Prose = Prose()
    draft: bool = False
    changed: tuple[Change, ...] = ()
    also: tuple[str, ...] = ()

    def programs(self) -> Iterator[Program]:
        """Yield the programs of its samples."""
        yield from (program for sample in self.samples for program in sample.programs)

    def proses(self) -> Iterator[Prose]:
        """Yield every piece of prose on the page."""
        yield from (cell.prose for cell in self.glance)
        yield from (cell.prose for row in self.rows for cell in row.cells)
        yield from (sample.note for sample in self.samples)
        yield from (prose for _, prose in self.choose)
        yield self.body

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        """Return what its prose refers to."""
        return tuple(ref for prose in self.proses() for ref in prose.refs)

    @cached_property
    def elsewhere(self) -> frozenset[SampleRef]:
        """Return the samples of other dimensions that its rows stand on."""
        return frozenset(
            ref for row in self.rows for ref in row.basis.proofs if ref.dimension != self.slug
        )

    @cached_property
    def verified(self) -> str:
        """Return the date of the last verification, YYYY-MM-DD; empty if there was none."""
        return max((run.date for program in self.programs() for run in program.runs), default="")


LEVELS = ("core", "intermediate", "advanced")
"""How hard a question is, in the order that readers see."""


@dataclass(frozen=True, slots=True)
class Question:
    """An interview question with its short answer and the long one."""

    slug: str
    path: str
    question: str
    level: str
    dimensions: tuple[str, ...]
    subjects: tuple[str, ...]
    short: Prose
    long: Prose
    order: int = 0
    aliases: tuple[str, ...] = ()
    draft: bool = False
    changed: tuple[Change, ...] = ()
    also: tuple[str, ...] = ()
    basis: Basis = Basis()
    shows: tuple[Witness, ...] = ()

    @property
    def title(self) -> str:
        """Return what is asked."""
        return self.question

    def proses(self) -> tuple[Prose, ...]:
        """Return every piece of prose on the page."""
        return self.short, self.long


@dataclass(frozen=True, slots=True)
class Myth:
    """A widely repeated claim with its verdict."""

    slug: str
    path: str
    claim: str
    verdict: str
    dimensions: tuple[str, ...]
    basis: Basis
    body: Prose
    order: int = 0
    draft: bool = False
    changed: tuple[Change, ...] = ()
    also: tuple[str, ...] = ()
    shows: tuple[Witness, ...] = ()

    @property
    def title(self) -> str:
        """Return what is claimed."""
        return self.claim

    def proses(self) -> tuple[Prose, ...]:
        """Return its prose."""
        return (self.body,)


@dataclass(frozen=True, slots=True)
class Word:
    """What one subject calls a thing; no name when it has none."""

    name: str
    means: Prose


@dataclass(frozen=True, slots=True)
class Term:
    """A line of the phrasebook; one word for each subject."""

    slug: str
    words: tuple[Word, ...]
    dimensions: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the words of all subjects, each once."""
        return " / ".join(dict.fromkeys(word.name for word in self.words if word.name))

    def proses(self) -> tuple[Prose, ...]:
        """Return what the words mean."""
        return tuple(word.means for word in self.words)


@dataclass(frozen=True, slots=True)
class Definition:
    """A word of the field and what it means; `also` are other forms of the word."""

    slug: str
    name: str
    means: Prose
    also: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the word."""
        return self.name

    @property
    def words(self) -> tuple[str, ...]:
        """Return every form of the word."""
        return (self.name, *self.also)

    def proses(self) -> tuple[Prose, ...]:
        """Return what it means."""
        return (self.means,)


@dataclass(frozen=True, slots=True)
class ErrorMessage:
    """A message that a program printed, why it comes and what helps.

    `others` says for other subjects what the same mistake looks like there.
    """

    slug: str
    message: str
    subject: str
    basis: Basis
    shows: tuple[Witness, ...]
    cause: Prose
    cure: Prose
    others: tuple[tuple[str, Prose], ...] = ()
    also: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return the message as code."""
        return f"`{self.message.replace('`', '')}`"

    @property
    def proof(self) -> SampleRef:
        """Return the sample whose program printed it."""
        return self.basis.proofs[0]

    def proses(self) -> tuple[Prose, ...]:
        """Return cause and cure, also of the others."""
        return (self.cause, self.cure, *(prose for _, prose in self.others))


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the chooser; `lean` has a weight for each subject."""

    say: str
    lean: tuple[int, ...]
    because: Prose


@dataclass(frozen=True, slots=True)
class Choice:
    """A question of the chooser."""

    id: str
    ask: str
    dimension: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """A portrait of one subject."""

    key: str
    path: str
    strengths: tuple[Prose, ...]
    limits: tuple[Prose, ...]
    good_for: tuple[Prose, ...]
    not_for: tuple[Prose, ...]
    body: Prose
    draft: bool = False

    @property
    def slug(self) -> str:
        """Return the name that references use."""
        return self.key

    def proses(self) -> Iterator[Prose]:
        """Yield every piece of prose on the page."""
        for group in (self.strengths, self.limits, self.good_for, self.not_for):
            yield from group
        yield self.body


@dataclass(frozen=True, slots=True)
class Passage:
    """Lines of a file of an application: all of it, or those of a region.

    `first` is the number of the first line; `html` is highlighted and has no region markers.
    """

    path: str
    region: str
    first: int
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class ApplicationStep:
    """A step in the building of an application; `passages` by subject, in their order."""

    id: str
    title: str
    passages: tuple[tuple[str, tuple[Passage, ...]], ...]
    rows: tuple[Ref, ...]
    body: Prose = Prose()


@dataclass(frozen=True)
class Application:
    """The same application built with each subject, and the program that accepts them all.

    `programs` are whole applications, one for each subject; `acceptance` runs against any of them
    with the environment variables `variables`.
    """

    slug: str
    path: str
    title: str
    summary: str
    acceptance: CodeFile
    variables: tuple[tuple[str, str], ...]
    steps: tuple[ApplicationStep, ...]
    programs: tuple[Program, ...]
    body: Prose = Prose()
    order: int = 0
    aliases: tuple[str, ...] = ()
    draft: bool = False
    changed: tuple[Change, ...] = ()
    also: tuple[str, ...] = ()

    def proses(self) -> Iterator[Prose]:
        """Yield every piece of prose on its pages."""
        yield self.body
        yield from (step.body for step in self.steps)


@dataclass(frozen=True, slots=True)
class Guide:
    """Long prose with a page of its own."""

    slug: str
    path: str
    title: str
    summary: str
    body: Prose
    order: int = 0
    aliases: tuple[str, ...] = ()
    draft: bool = False
    changed: tuple[Change, ...] = ()
    also: tuple[str, ...] = ()

    def proses(self) -> tuple[Prose, ...]:
        """Return its prose."""
        return (self.body,)


@dataclass(frozen=True, slots=True)
class StandalonePage:
    """A page that is about the site and not part of the comparison.

    An imprint, a licence, a privacy notice.
    """

    slug: str
    path: str
    title: str
    body: Prose
    order: int = 0
    aliases: tuple[str, ...] = ()
    draft: bool = False

    def proses(self) -> tuple[Prose, ...]:
        """Return its prose."""
        return (self.body,)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that site.yaml names: its file name below content/ and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class EntryPicture:
    """A picture that entries show: its path below content/, and its size in pixels."""

    path: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Environment:
    """What verify runs programs on: a Python, packages, both or neither.

    `lock` (packages of Python) and `npm` (packages of npm) are names of files beside it, or empty.
    Without `python` an environment has the runtimes that the machine has.
    """

    name: str
    title: str
    python: str = ""
    lock: str = ""
    npm: str = ""

    @property
    def label(self) -> str:
        """Return what pages call it: `Current releases: Python 3.13`."""
        return f"{self.title}: Python {self.python}" if self.python else self.title


@dataclass(frozen=True, slots=True)
class Spread:
    """What one subject measured.

    The median of its rounds, the smallest and the largest, in the figure's unit.
    """

    median: float
    low: float
    high: float
    rounds: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure in one environment: a spread for each subject, and ratios to the first subject.

    None for what could not be measured.
    """

    environment: str
    spreads: tuple[Spread | None, ...]
    ratios: tuple[Interval | None, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing that was measured; `better` is `more` or `less`."""

    id: str
    title: str
    unit: str
    better: Literal["more", "less"]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class MeasuredEnvironment:
    """What an environment of a measurement held: its Python, and packages with their versions."""

    name: str
    python: str
    packages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What the program that measures wrote: when, in how many rounds, on what, and what it found.

    `busy` says what disturbed it, `left_out` what could not be measured.
    """

    date: str
    rounds: int
    machine: tuple[tuple[str, str], ...]
    busy: tuple[str, ...]
    left_out: tuple[str, ...]
    environments: tuple[MeasuredEnvironment, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Measurement:
    """One chart: what was measured, the programs that were, what it means.

    No results where it never ran.
    """

    slug: str
    path: str
    title: str
    summary: str
    dimensions: tuple[str, ...]
    samples: tuple[Sample, ...]
    body: Prose
    results: Results | None = None
    state: State = "unverified"
    order: int = 0
    draft: bool = False

    def proses(self) -> tuple[Prose, ...]:
        """Return its prose, the notes of its programs included."""
        return (self.body, *(sample.note for sample in self.samples))


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that a build knows."""

    config: Config
    dimensions: tuple[Dimension, ...] = ()
    questions: tuple[Question, ...] = ()
    myths: tuple[Myth, ...] = ()
    terms: tuple[Term, ...] = ()
    definitions: tuple[Definition, ...] = ()
    errors: tuple[ErrorMessage, ...] = ()
    choices: tuple[Choice, ...] = ()
    profiles: tuple[Profile, ...] = ()
    guides: tuple[Guide, ...] = ()
    applications: tuple[Application, ...] = ()
    environments: tuple[Environment, ...] = ()
    measurements: tuple[Measurement, ...] = ()
    pages: tuple[StandalonePage, ...] = ()
    pictures: tuple[Picture, ...] = ()
    illustrations: tuple[EntryPicture, ...] = ()

    def entries(self, kind: KindName) -> tuple[Any, ...]:
        """Return the entries of a kind, in the order of the site."""
        found: tuple[Any, ...] = getattr(self, KINDS[kind].collection)
        return found

    def by_ref(self) -> Iterator[tuple[Ref, Any]]:
        """Yield every entry that can be referred to, kind by kind."""
        for kind in KINDS:
            yield from ((Ref(kind, entry.slug), entry) for entry in self.entries(kind))
