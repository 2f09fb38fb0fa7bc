"""The shape of the files below api/v1/: what docs/data.md promises, and what their JSON Schemas are written from.

Keys are only ever added here. A key that goes, or that means something else, makes an api/v2/.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from typing_extensions import TypedDict  # that of typing tells pydantic too little before Python 3.12

from sidebyside.model.entries import State

VERSION = "1.0"
FOLDER = "api/v1/"


@dataclass(frozen=True)
class Keyword:
    """A keyword of JSON Schema beside a type; pydantic asks for it when the schemas are written."""

    name: str
    value: object

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:  # noqa: ANN401 - pydantic's own types
        """Add the keyword to what stands for the type."""
        return {**handler(core), self.name: self.value}


Kind = Literal["dimension", "question", "myth", "term", "subject", "guide"]
Sha256 = Annotated[str, Keyword("pattern", "^[0-9a-f]{64}$")]
Day = Annotated[str, Keyword("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Count = Annotated[int, Keyword("minimum", 0)]
Schema = Annotated[str, Keyword("description", "The schema of this file, relative to the file")]
Version = Annotated[str, Keyword("pattern", r"^1\.[0-9]+$")]
SampleName = Annotated[str, Keyword("pattern", "^[^/]+/[^/]+$")]
Path = Annotated[str, Keyword("description", "A file of the site, relative to its root, with an anchor where it has one")]
Url = Annotated[str, Keyword("format", "uri")]


class Link(TypedDict):
    """A page elsewhere."""

    title: str
    url: Url


class Text(TypedDict):
    """What an author wrote: without markup, and as HTML whose links are complete addresses."""

    text: str
    html: str


class Cell(TypedDict):
    """What a subject says; `none` when it does not have the thing."""

    none: bool
    text: str
    html: str


class Entry(TypedDict):
    """An entry named by another file: `file` is the one with all of it."""

    id: str
    kind: Kind
    slug: str
    title: str
    file: Path
    path: Path | None
    url: Url | None


class Run(TypedDict):
    """What a program ran on, when, and the hash of what it printed."""

    environment: str
    python: str
    packages: dict[str, str]
    date: Day
    output_sha256: Sha256


class Record(TypedDict):
    """What is known of a program: `runs` is empty unless it is verified."""

    state: State
    sha256: Sha256
    runs: list[Run]


class Proof(TypedDict):
    """A sample that shows statements, with the records of its programs by subject; its state is that of the worst."""

    title: str
    state: State
    path: Path
    url: Url
    programs: dict[str, Record]


class Measured(TypedDict):
    """A measurement that a statement stands on, with the place of its chart."""

    slug: str
    title: str
    state: State
    path: Path
    url: Url


class Evidence(TypedDict):
    """What a statement stands on; `kind` is the strongest of it. Proofs are keys of the file's own `proofs`."""

    kind: Literal["proof", "source", "judgement", "none"]
    proofs: list[SampleName]
    measurements: list[Measured]
    sources: list[Link]
    judgement: bool


class Row(TypedDict):
    """A line of the side-by-side table; `same` when the subjects do not differ in it. Cells stand under subjects' keys."""

    id: str
    aspect: str
    path: Path
    url: Url
    same: bool
    cells: dict[str, Cell]
    evidence: Evidence


class Source(TypedDict):
    """A file of a program, as it ran."""

    name: str
    text: str


class Output(TypedDict):
    """What a program printed, under the hash that its runs name."""

    sha256: Sha256
    text: str


class Program(TypedDict):
    """A sample's program for one subject, the main file first; outputs are those of its runs, under `proofs`."""

    files: list[Source]
    outputs: list[Output]


class Sample(TypedDict):
    """Programs that show the same thing for each subject; `needs` are ranges of versions. `proof` is its key in `proofs`."""

    id: str
    proof: SampleName
    title: str
    path: Path
    url: Url
    note: Text
    needs: dict[str, str]
    programs: dict[str, Program]


class Standing(TypedDict):
    """How many statements stand on what."""

    statements: Count
    proved: Count
    not_verified: Count
    sourced: Count
    judged: Count


class Category(TypedDict):
    """A chapter of the site with the slugs of its dimensions, in their order."""

    slug: str
    title: str
    summary: str
    path: Path
    url: Url
    dimensions: list[str]


class Word(TypedDict):
    """What a subject calls a thing; no name when it has none."""

    name: str | None
    means: Text


class Environment(TypedDict):
    """What programs are run on."""

    name: str
    title: str
    python: str


_Named = TypedDict("_Named", {"$schema": Schema})


class Head(_Named):
    """How every file of an entry begins; a subject without a portrait has no page."""

    schema_version: Version
    id: str
    kind: Kind
    slug: str
    draft: bool
    title: str
    path: Path | None
    url: Url | None
    markdown: Path | None


class Dimension(Head):
    """A comparison dimension."""

    summary: str
    category: str
    aliases: list[str]
    standing: Standing
    glance: dict[str, Cell]
    rows: list[Row]
    proofs: dict[str, Proof]
    samples: list[Sample]
    choose: dict[str, Text]
    body: Text
    sources: list[Link]
    related: list[Entry]
    questions: list[Entry]
    myths: list[Entry]


class Question(Head):
    """An interview question; its title is the question."""

    level: str
    subjects: list[str]
    aliases: list[str]
    short: Text
    long: Text
    dimensions: list[Entry]


class Myth(Head):
    """A widely repeated claim, which is its title, with its verdict."""

    verdict: str
    body: Text
    evidence: Evidence
    proofs: dict[str, Proof]
    dimensions: list[Entry]


class Term(Head):
    """A line of the phrasebook: a word for each subject, under their keys."""

    words: dict[str, Word]
    dimensions: list[Entry]


class Subject(Head):
    """One of the things compared; its slug is its key, and the lists are empty without a portrait."""

    summary: str
    packages: list[str]
    links: list[Link]
    strengths: list[Text]
    limits: list[Text]
    good_for: list[Text]
    not_for: list[Text]
    body: Text


class Guide(Head):
    """Long prose."""

    summary: str
    aliases: list[str]
    body: Text


class Index(_Named):
    """Where everything is, in the order of the site."""

    schema_version: Version
    title: str
    tagline: str
    language: str
    url: Url
    matrix: Path
    schemas: dict[str, Path]
    standing: Standing
    environments: list[Environment]
    categories: list[Category]
    subjects: list[Entry]
    dimensions: list[Entry]
    questions: list[Entry]
    myths: list[Entry]
    terms: list[Entry]
    guides: list[Entry]


FILES: dict[str, type] = {
    "index": Index,
    "dimension": Dimension,
    "question": Question,
    "myth": Myth,
    "term": Term,
    "subject": Subject,
    "guide": Guide,
}
