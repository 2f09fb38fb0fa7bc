"""Types of the files below api/v1/, documented in docs/data.md; their JSON Schemas come from here.

Keys are only ever added here. A key that goes, or that means something else, makes an api/v2/.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from typing_extensions import (
    TypedDict,
)  # that of typing tells pydantic too little before Python 3.12

from sidebyside.model.entries import State

VERSION = "1.4"
API_FOLDER = "api/v1/"


@dataclass(frozen=True)
class Keyword:
    """A keyword of JSON Schema beside a type; pydantic asks for it when the schemas are written."""

    name: str
    value: object

    def __get_pydantic_json_schema__(self, core: Any, handler: Any) -> dict[str, Any]:  # noqa: ANN401 - pydantic's own types
        """Add the keyword to what stands for the type."""
        return {**handler(core), self.name: self.value}


ApiKind = Literal[
    "dimension",
    "question",
    "myth",
    "term",
    "subject",
    "guide",
    "application",
    "definition",
    "error",
]
Sha256 = Annotated[str, Keyword("pattern", "^[0-9a-f]{64}$")]
DayString = Annotated[str, Keyword("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Count = Annotated[int, Keyword("minimum", 0)]
Schema = Annotated[str, Keyword("description", "The schema of this file, relative to the file")]
ApiVersion = Annotated[str, Keyword("pattern", r"^1\.[0-9]+$")]
SampleName = Annotated[str, Keyword("pattern", "^[^/]+/[^/]+$")]
SitePath = Annotated[
    str,
    Keyword(
        "description", "A file of the site, relative to its root, with an anchor where it has one"
    ),
]
Url = Annotated[str, Keyword("format", "uri")]


class LinkJson(TypedDict):
    """A page elsewhere."""

    title: str
    url: Url


class TextJson(TypedDict):
    """What an author wrote: without markup, and as HTML whose links are complete addresses."""

    text: str
    html: str


class CellJson(TypedDict):
    """What a subject says; `none` when it does not have the thing."""

    none: bool
    text: str
    html: str


class EntryJson(TypedDict):
    """An entry named by another file: `file` is the one with all of it."""

    id: str
    kind: ApiKind
    slug: str
    title: str
    file: SitePath
    path: SitePath | None
    url: Url | None


class ListedEntryJson(EntryJson):
    """An entry in the index.

    `summary` is plain text: the short answer of a question, the verdict of a myth, the cause of an
    error message, empty for a term. `category` is that of a dimension. `sha256` is that of the
    file, and changes with anything in it.
    """

    summary: str
    category: str | None
    sha256: Sha256


class RuntimeJson(TypedDict):
    """What ran a program.

    `python` of a run is the same version where it was Python, and empty elsewhere.
    """

    name: str
    version: str


class RunJson(TypedDict):
    """What a program ran on, when, and the hash of what it printed."""

    environment: str
    python: str
    runtime: RuntimeJson
    packages: dict[str, str]
    date: DayString
    output_sha256: Sha256


class RecordJson(TypedDict):
    """What is known of a program: `runs` is empty unless it is verified."""

    state: State
    sha256: Sha256
    runs: list[RunJson]


class ProofJson(TypedDict):
    """A sample that shows statements, with the records of its programs by subject.

    Its state is that of the worst.
    """

    title: str
    state: State
    path: SitePath
    url: Url
    programs: dict[str, RecordJson]


class MeasuredJson(TypedDict):
    """A measurement that a statement stands on, with the place of its chart."""

    slug: str
    title: str
    state: State
    path: SitePath
    url: Url


class EvidenceJson(TypedDict):
    """What a statement stands on; `kind` is the strongest of it.

    Proofs are keys of the file's own `proofs`.
    """

    kind: Literal["proof", "source", "judgement", "none"]
    proofs: list[SampleName]
    measurements: list[MeasuredJson]
    sources: list[LinkJson]
    judgement: bool


class ShownLineJson(TypedDict):
    """A printed line that shows a statement for one subject.

    `text` is what is quoted of it, `line` the whole; `environment` is empty where every environment
    prints it.
    """

    subject: str
    environment: str
    text: str
    line: str
    sample: SampleName
    path: SitePath


class RowJson(TypedDict):
    """A line of the side-by-side table; `same` when the subjects do not differ in it.

    Cells stand under subjects' keys; `since` has the release that brought what a cell says.
    """

    id: str
    aspect: str
    also: list[str]
    path: SitePath
    url: Url
    same: bool
    cells: dict[str, CellJson]
    evidence: EvidenceJson
    shows: list[ShownLineJson]
    since: dict[str, str]


class SourceJson(TypedDict):
    """A file of a program, as it ran."""

    name: str
    text: str


class OutputJson(TypedDict):
    """What a program printed, under the hash that its runs name."""

    sha256: Sha256
    text: str


class ProgramJson(TypedDict):
    """A sample's program for one subject, the main file first.

    Outputs are those of its runs, under `proofs`.
    """

    files: list[SourceJson]
    outputs: list[OutputJson]


class SampleJson(TypedDict):
    """Programs that show one thing for each subject; `needs` are version ranges, `tools` commands.

    `proof` is its key in `proofs`.
    """

    id: str
    proof: SampleName
    title: str
    path: SitePath
    url: Url
    note: TextJson
    needs: dict[str, str]
    tools: list[str]
    programs: dict[str, ProgramJson]
    none: dict[str, TextJson]


class StandingJson(TypedDict):
    """How many statements stand on what."""

    statements: Count
    proved: Count
    not_verified: Count
    sourced: Count
    judged: Count


class CategoryJson(TypedDict):
    """A chapter of the site with the slugs of its dimensions, in their order."""

    slug: str
    title: str
    summary: str
    path: SitePath
    url: Url
    dimensions: list[str]


class WordJson(TypedDict):
    """What a subject calls a thing; no name when it has none."""

    name: str | None
    means: TextJson


class EnvironmentJson(TypedDict):
    """What programs are run on."""

    name: str
    title: str
    python: str


_Named = TypedDict("_Named", {"$schema": Schema})


class HeadJson(_Named):
    """How every file of an entry begins; a subject without a portrait has no page."""

    schema_version: ApiVersion
    id: str
    kind: ApiKind
    slug: str
    draft: bool
    title: str
    path: SitePath | None
    url: Url | None
    markdown: SitePath | None


class DimensionJson(HeadJson):
    """A comparison dimension."""

    summary: str
    category: str
    also: list[str]
    aliases: list[str]
    standing: StandingJson
    glance: dict[str, CellJson]
    rows: list[RowJson]
    proofs: dict[str, ProofJson]
    samples: list[SampleJson]
    choose: dict[str, TextJson]
    body: TextJson
    sources: list[LinkJson]
    related: list[EntryJson]
    questions: list[EntryJson]
    myths: list[EntryJson]


class QuestionJson(HeadJson):
    """An interview question; its title is the question."""

    level: str
    subjects: list[str]
    also: list[str]
    aliases: list[str]
    short: TextJson
    long: TextJson
    evidence: EvidenceJson
    shows: list[ShownLineJson]
    proofs: dict[SampleName, ProofJson]
    dimensions: list[EntryJson]


class MythJson(HeadJson):
    """A widely repeated claim, which is its title, with its verdict."""

    verdict: str
    body: TextJson
    also: list[str]
    evidence: EvidenceJson
    shows: list[ShownLineJson]
    proofs: dict[str, ProofJson]
    dimensions: list[EntryJson]


class TermJson(HeadJson):
    """A line of the phrasebook: a word for each subject, under their keys."""

    also: list[str]
    words: dict[str, WordJson]
    dimensions: list[EntryJson]


class DefinitionJson(HeadJson):
    """A word of the field; its title is the word."""

    also: list[str]
    means: TextJson


class ErrorJson(HeadJson):
    """An error message; its title is the message. `others` are under the keys of other subjects."""

    subject: str
    also: list[str]
    proof: SampleName
    shows: list[ShownLineJson]
    cause: TextJson
    cure: TextJson
    others: dict[str, TextJson]


class SubjectJson(HeadJson):
    """One of the things compared.

    Its slug is its key, and the lists are empty without a portrait.
    """

    summary: str
    packages: list[str]
    links: list[LinkJson]
    strengths: list[TextJson]
    limits: list[TextJson]
    good_for: list[TextJson]
    not_for: list[TextJson]
    body: TextJson


class GuideJson(HeadJson):
    """Long prose."""

    summary: str
    also: list[str]
    aliases: list[str]
    body: TextJson


class PassageJson(TypedDict):
    """Lines of a file that a step shows; `first` is the number of the first one."""

    path: str
    region: str
    first: Count
    text: str


class StepJson(TypedDict):
    """A step in the building of an application; `rows` are `dimension#row`."""

    id: str
    title: str
    path: SitePath
    url: Url
    passages: dict[str, list[PassageJson]]
    rows: list[str]
    body: TextJson


class AcceptedProgramJson(TypedDict):
    """A whole program and what the acceptance program printed about it."""

    state: State
    sha256: Sha256
    runs: list[RunJson]
    files: list[SourceJson]
    outputs: list[OutputJson]


class ApplicationJson(HeadJson):
    """The same application built with each subject, with the program that accepts them all."""

    summary: str
    also: list[str]
    aliases: list[str]
    variables: dict[str, str]
    acceptance: SourceJson
    steps: list[StepJson]
    programs: dict[str, AcceptedProgramJson]
    body: TextJson


class DimensionRowJson(RowJson):
    """A row of the file of all rows, with the dimension that it belongs to.

    Its proofs are keys of `proofs` in that dimension's file.
    """

    dimension: str
    category: str


class RowsJson(_Named):
    """Every row of every dimension, in the order of the site."""

    schema_version: ApiVersion
    rows: list[DimensionRowJson]


class IndexJson(_Named):
    """Where everything is, in the order of the site."""

    schema_version: ApiVersion
    title: str
    tagline: str
    language: str
    url: Url
    matrix: SitePath
    rows: SitePath
    schemas: dict[str, SitePath]
    standing: StandingJson
    environments: list[EnvironmentJson]
    categories: list[CategoryJson]
    subjects: list[ListedEntryJson]
    dimensions: list[ListedEntryJson]
    questions: list[ListedEntryJson]
    myths: list[ListedEntryJson]
    terms: list[ListedEntryJson]
    guides: list[ListedEntryJson]
    applications: list[ListedEntryJson]
    definitions: list[ListedEntryJson]
    errors: list[ListedEntryJson]


SCHEMA_ROOTS: dict[str, type] = {
    "index": IndexJson,
    "rows": RowsJson,
    "dimension": DimensionJson,
    "question": QuestionJson,
    "myth": MythJson,
    "term": TermJson,
    "subject": SubjectJson,
    "guide": GuideJson,
    "application": ApplicationJson,
    "definition": DefinitionJson,
    "error": ErrorJson,
}
