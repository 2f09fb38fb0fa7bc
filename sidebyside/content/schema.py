"""What authors may write: the shape of every kind of entry, as validation models.

A validator that knows one of our own codes raises it by name; validation.py translates the rest.
What needs more than one entry to judge (links, subjects, categories) is checked in site/linker.py.
"""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, Literal, Self, cast
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

LONGEST_SLUG = 60
RESERVED_KEYS = frozenset(
    {"aspect", "id", "proof", "source", "judgement", "same", "none", "also", "shows", "since"}
)
RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_KEY = re.compile(r"[a-z][a-z0-9-]*\Z")


def slug_fault(slug: str) -> str:
    """Say what is wrong with a slug, or nothing."""
    if len(slug) > LONGEST_SLUG:
        return f"is longer than {LONGEST_SLUG} characters"
    if not _SLUG.match(slug):
        return "must be lower-case letters and digits, separated by single hyphens"
    if slug in RESERVED_NAMES:
        return "is a device name that Windows reserves"
    return ""


def _slug(value: str) -> str:
    if fault := slug_fault(value):
        raise PydanticCustomError("bad-slug", "'{value}' {fault}", {"value": value, "fault": fault})
    return value


def valid_key(text: str) -> str:
    """Return a key that is allowed and near to a text.

    `c++` becomes `cplusplus`, `node.js` `node-js`, `1c` `x1c`.
    """
    spelled = (
        text.casefold()
        .replace("+", "plus")
        .replace("#", "sharp")
        .replace("&", "-and-")
        .replace("@", "-at-")
    )
    plain = re.sub(
        r"[^a-z0-9]+",
        "-",
        unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode(),
    ).strip("-")
    key = (plain if plain[:1].isalpha() else f"x{plain}" if plain else "subject")[
        :LONGEST_SLUG
    ].strip("-")
    return f"{key}-subject" if key in RESERVED_KEYS or key in RESERVED_NAMES else key


def _subject_key(value: str) -> str:
    if not _KEY.match(value) or len(value) > LONGEST_SLUG:
        message = (
            "the key '{value}' must be lower-case letters, digits and hyphens, and begin with "
            "a letter; write '{valid}'"
        )
        raise PydanticCustomError("bad-slug", message, {"value": value, "valid": valid_key(value)})
    if value in RESERVED_KEYS or value in RESERVED_NAMES:
        message = "the key '{value}' is reserved; write '{valid}'"
        raise PydanticCustomError("bad-slug", message, {"value": value, "valid": valid_key(value)})
    return value


def url_fault(url: str, schemes: tuple[str, ...]) -> tuple[str, str] | None:
    """Say what is wrong with an absolute URL, as code and message, or nothing."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "bad-value", f"'{url}' is not a valid URL"
    if not parts.scheme or "://" not in url:
        return "bad-value", f"'{url}' is not an absolute URL: it must begin with {schemes[0]}://"
    if parts.scheme not in schemes:
        return (
            "unsafe-link",
            f"a URL with {parts.scheme}: is not allowed here, only {' and '.join(schemes)}",
        )
    if " " in url:
        return "bad-value", f"'{url}' contains a space; write it as %20"
    if re.search(r"[\s\x00-\x1f\x7f\\\"<>]", url):
        return "bad-value", f"'{url}' contains a character that a URL cannot have"
    if re.search(r"%(?![0-9A-Fa-f]{2})", url):
        return "bad-value", f"'{url}' contains a % that is not followed by two hexadecimal digits"
    if "@" in parts.netloc:
        return (
            "bad-value",
            "a URL must not contain a user name or a password: everybody can read it",
        )
    return None if host else ("bad-value", f"'{url}' has no host")


def site_url_fault(url: str) -> str:
    """Say what is wrong with the URL of a site, beyond what is wrong with any URL, or nothing."""
    parts = urlsplit(url)
    if "?" in url or "#" in url:
        return f"the URL of a site has no query string and no fragment, as '{url}' has"
    steps = parts.path.split("/")
    if "//" in parts.path or "." in steps or ".." in steps:
        return f"the path of '{url}' contains '//', '.' or '..': write the URL that browsers show"
    return ""


def _site_url(value: str) -> str:
    if fault := site_url_fault(value):
        raise PydanticCustomError("bad-value", "{fault}", {"fault": fault})
    return value


def _url(*schemes: str) -> AfterValidator:
    def check(value: str) -> str:
        if fault := url_fault(value, schemes):
            raise PydanticCustomError(cast("Any", fault[0]), "{message}", {"message": fault[1]})
        return value

    return AfterValidator(check)


def _release(value: str) -> str:
    if not re.fullmatch(r"[0-9]+(?:\.[0-9]+){0,3}", value):
        raise PydanticCustomError(
            "bad-value", "'{value}' is not a release such as '6.0'", {"value": value}
        )
    return value


def _versions(value: str) -> str:
    from packaging.specifiers import (
        InvalidSpecifier,
        SpecifierSet,
    )  # here, because few sites say what a sample needs

    try:
        SpecifierSet(value)
    except InvalidSpecifier:
        raise PydanticCustomError(
            "bad-value", "'{value}' is not a version range such as '>=6.0'", {"value": value}
        ) from None
    return value


def _tool(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,59}", value):
        message = (
            "'{value}' is not the name of a command such as 'redis-server'; a path is not allowed"
        )
        raise PydanticCustomError("bad-value", message, {"value": value})
    return value


_FILE_PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*")


def _file_path(value: str) -> str:
    if len(value) > 200 or not _FILE_PATH.fullmatch(value):
        message = "'{value}' is not the path of a file such as 'shop/models.py'"
        raise PydanticCustomError("bad-value", message, {"value": value})
    return value


def _region(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,59}", value):
        message = "'{value}' is not the name of a region such as 'models'"
        raise PydanticCustomError("bad-value", message, {"value": value})
    return value


def _variable(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,59}", value):
        message = "'{value}' is not the name of an environment variable"
        raise PydanticCustomError("bad-value", message, {"value": value})
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise PydanticCustomError(
            "bad-value", "'{value}' is not a language tag such as 'en' or 'pt-BR'", {"value": value}
        )
    return value


def _picture(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]*\.(svg|png)", value):
        message = (
            "'{value}' is not the name of an .svg or .png file beside site.yaml, such as 'logo.svg'"
        )
        raise PydanticCustomError("bad-value", message, {"value": value})
    return value


def _run(value: list[str]) -> list[str]:
    if not any("{file}" in word for word in value[1:]):
        message = "the command has no {word}, the placeholder of the program"
        raise PydanticCustomError("bad-value", message, {"word": "'{file}'"})
    return value


def _day(value: str) -> str:
    try:
        good = (
            bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value))
            and date.fromisoformat(value).year >= EARLIEST_YEAR
        )
    except ValueError:
        good = False
    if not good:
        raise PydanticCustomError(
            "bad-value", "'{value}' is not a date such as '2026-11-21'", {"value": value}
        )
    return value


EARLIEST_YEAR = 1990


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


NonEmptyText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Markdown = Annotated[str, StringConstraints(strip_whitespace=True)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
OneLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Slug = Annotated[str, AfterValidator(_slug)]
SubjectKey = Annotated[str, AfterValidator(_subject_key)]
WebUrl = Annotated[str, _url("https", "http")]
SecureUrl = Annotated[str, _url("https")]
VersionRange = Annotated[str, AfterValidator(_versions)]
ReleaseNumber = Annotated[str, AfterValidator(_release)]
ToolName = Annotated[str, AfterValidator(_tool)]
Proofs = Annotated[list[NonEmptyText], BeforeValidator(_one_or_many), Field(min_length=1)]
Urls = Annotated[list[WebUrl], BeforeValidator(_one_or_many), Field(min_length=1)]
PictureName = Annotated[str, AfterValidator(_picture)]
Order = int


class Strict(BaseModel):
    """What every entry has in common: no unknown keys, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CellText(Strict):
    """What one subject says in one row: inline Markdown, or `none` with what people do instead."""

    text: NonEmptyText
    none: bool = False


def _cell(value: object) -> CellText:
    if isinstance(value, dict) and list(value) == ["none"] and isinstance(value["none"], str):
        text, none = value["none"].strip(), True
    elif isinstance(value, str):
        text, none = value.strip(), False
    else:
        raise PydanticCustomError(
            "wrong-type", "a cell is a string, or {none: what people do instead}"
        )
    if not text:
        raise PydanticCustomError(
            "missing-cell", "a cell cannot be empty: write {none: what people do instead}"
        )
    return CellText.model_construct(text=text, none=none)


CellInput = Annotated[CellText, BeforeValidator(_cell)]
CELL_LIMIT = 1000
GLANCE_LIMIT = 120


def _glance(value: CellText) -> CellText:
    if len(value.text) > GLANCE_LIMIT:
        context = {"limit": GLANCE_LIMIT, "length": len(value.text)}
        raise PydanticCustomError(
            "too-long", "a glance has at most {limit} characters, this one has {length}", context
        )
    return value


Glance = Annotated[CellInput, AfterValidator(_glance)]

ALSO_LIMIT = 30
SEARCH_LIMIT = 80
SearchTerm = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SEARCH_LIMIT)
]
# What people type when they look for an entry; searched, never shown.
Also = Annotated[list[SearchTerm], Field(max_length=ALSO_LIMIT)]

# Parts of printed lines.
Lines = Annotated[list[NonEmptyText], BeforeValidator(_one_or_many), Field(min_length=1)]


def _shows(value: object) -> object:
    """Give every subject a mapping by environment; the name "" stands for all of them."""
    if not isinstance(value, dict):
        return value
    return {key: given if isinstance(given, dict) else {"": given} for key, given in value.items()}


# For each subject, for each environment, the printed lines that show a statement.
Shows = Annotated[
    dict[str, Annotated[dict[str, Lines], Field(min_length=1)]], BeforeValidator(_shows)
]


class SubjectEntry(Strict):
    """One of the things compared."""

    key: SubjectKey
    name: Title
    summary: OneLine | None = None
    hue: Annotated[float, Field(ge=0, le=360, allow_inf_nan=False)] | None = None
    packages: list[NonEmptyText] = []
    run: Annotated[list[NonEmptyText], Field(min_length=1), AfterValidator(_run)] = [
        "python",
        "{file}",
    ]
    version: Annotated[list[NonEmptyText], Field(min_length=1)] | None = None
    links: dict[NonEmptyText, SecureUrl] = {}


class CategoryEntry(Strict):
    """A chapter of the site."""

    slug: Slug
    title: Title
    summary: OneLine | None = None


class LimitsEntry(Strict):
    """The least and the most of something."""

    min: Annotated[int, Field(ge=0)] | None = None
    max: Annotated[int, Field(ge=0)] | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.min is not None and self.max is not None and self.min > self.max:
            context = {"min": self.min, "max": self.max}
            raise PydanticCustomError(
                "bad-value", "the least, {min}, is more than the most, {max}", context
            )
        return self


class HouseEntry(Strict):
    """How long the parts of a dimension should be."""

    rows: LimitsEntry | None = None
    samples: LimitsEntry | None = None
    related: LimitsEntry | None = None
    sources: LimitsEntry | None = None
    body_words: LimitsEntry | None = None
    cell_words: LimitsEntry | None = None
    code_columns: LimitsEntry | None = None
    region_columns: LimitsEntry | None = None


class PathEntry(Strict):
    """What one kind of reader should read, in this order."""

    title: Title
    minutes: Annotated[int, Field(ge=1)]
    links: Annotated[list[NonEmptyText], Field(min_length=1)]


class SiteEntry(Strict):
    """site.yaml."""

    title: Title
    url: Annotated[WebUrl, AfterValidator(_site_url)]
    subjects: Annotated[list[SubjectEntry], Field(min_length=2)]
    categories: Annotated[list[CategoryEntry], Field(min_length=1)]
    tagline: OneLine | None = None
    language: Annotated[str, AfterValidator(_language)] = "en"
    repository: SecureUrl | None = None
    stale_after_days: Annotated[int, Field(ge=1)] | None = None
    logo: PictureName | None = None
    favicon: PictureName | None = None
    house: HouseEntry | None = None
    paths: list[PathEntry] = []


class RowEntry(BaseModel):
    """One line of the side-by-side table; the keys that are no fields here are subjects."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, CellInput]

    aspect: Title
    id: Slug | None = None
    also: Also = []
    proof: Proofs = []
    shows: Shows = {}
    source: Urls = []
    judgement: bool = False
    same: bool = False
    since: dict[str, ReleaseNumber] = {}


class NeedsEntry(BaseModel):
    """What a sample needs.

    Commands of the system, and for a subject, under its key, a range of versions.
    """

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, VersionRange]

    tools: Annotated[list[ToolName], Field(max_length=10)] = []


class SampleEntry(Strict):
    """A program for each subject that shows one thing."""

    id: Slug
    title: Title
    note: Markdown = ""
    needs: NeedsEntry = NeedsEntry()
    none: dict[str, OneLine] = {}


class SourceEntry(Strict):
    """An official page."""

    title: Title
    url: WebUrl


class ChangeEntry(Strict):
    """A day on which an entry changed so that readers should know, and what changed."""

    date: Annotated[str, AfterValidator(_day)]
    what: OneLine | None = None


def _change(value: object) -> object:
    return {"date": value} if isinstance(value, str) else value


Changes = Annotated[
    list[Annotated[ChangeEntry, BeforeValidator(_change)]],
    BeforeValidator(_one_or_many),
    Field(min_length=1),
]


class DimensionEntry(Strict):
    """dimensions/<slug>/index.md."""

    title: Title
    category: str
    summary: Summary
    glance: dict[str, Glance]
    rows: Annotated[list[RowEntry], Field(min_length=1)]
    also: Also = []
    order: Order = 0
    aliases: list[Slug] = []
    samples: list[SampleEntry] = []
    choose: dict[str, NonEmptyText] = {}
    see_also: list[str] = []
    sources: list[SourceEntry] = []
    changed: Changes = []
    draft: bool = False


class QuestionEntry(Strict):
    """questions/<slug>.md."""

    question: OneLine
    level: Literal["core", "intermediate", "advanced"]
    dimensions: Annotated[list[str], Field(min_length=1)]
    subjects: list[str] = []
    also: Also = []
    proof: Proofs = []
    shows: Shows = {}
    source: Urls = []
    judgement: bool = False
    order: Order = 0
    aliases: list[Slug] = []
    changed: Changes = []
    draft: bool = False


class MythEntry(Strict):
    """myths/<slug>.md."""

    claim: OneLine
    verdict: Literal["true", "outdated", "misleading", "false"]
    dimensions: list[str] = []
    also: Also = []
    proof: Proofs = []
    shows: Shows = {}
    source: Urls = []
    judgement: bool = False
    order: Order = 0
    changed: Changes = []
    draft: bool = False


class ProfileEntry(Strict):
    """subjects/<key>.md."""

    strengths: list[NonEmptyText] = []
    limits: list[NonEmptyText] = []
    good_for: list[NonEmptyText] = []
    not_for: list[NonEmptyText] = []
    draft: bool = False


class PageEntry(Strict):
    """A page about the site: pages/<slug>.md."""

    title: Title
    order: Order = 0
    aliases: list[Slug] = []
    draft: bool = False


class GuideEntry(Strict):
    """guides/<slug>.md."""

    title: Title
    summary: Summary | None = None
    also: Also = []
    order: Order = 0
    aliases: list[Slug] = []
    changed: Changes = []
    draft: bool = False


class ShownFileEntry(Strict):
    """A file of an application that a step shows, or a region of it."""

    path: Annotated[str, AfterValidator(_file_path)]
    region: Annotated[str, AfterValidator(_region)] = ""


class StepEntry(Strict):
    """A step in the building of an application."""

    id: Slug
    title: Title
    files: dict[str, Annotated[list[ShownFileEntry], Field(min_length=1)]]
    rows: list[NonEmptyText] = []


class ApplicationEntry(Strict):
    """applications/<slug>/index.md."""

    title: Title
    summary: Summary
    acceptance: Annotated[str, AfterValidator(_file_path)]
    environment: dict[Annotated[str, AfterValidator(_variable)], str] = {}
    steps: Annotated[list[StepEntry], Field(min_length=1, max_length=100)]
    also: Also = []
    order: Order = 0
    aliases: list[Slug] = []
    changed: Changes = []
    draft: bool = False


class WordEntry(Strict):
    """What one subject calls a thing."""

    name: Title
    means: Markdown = ""
    none: bool = False


def _word(value: object) -> object:
    if isinstance(value, dict) and list(value) == ["none"]:
        return {"name": "none", "means": value["none"], "none": True}
    return value


class TermEntry(BaseModel):
    """One line of the phrasebook; the keys that are no fields here are subjects."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, Annotated[WordEntry, BeforeValidator(_word)]]

    slug: Slug
    dimensions: list[str] = []
    also: Also = []


class DefinitionEntry(Strict):
    """A word of the field and what it means, in plain words."""

    slug: Slug
    name: Title
    means: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
    also: Also = []


class ErrorEntry(Strict):
    """An error message, with its cause and its cure."""

    slug: Slug
    message: OneLine
    subject: str
    proof: str
    prints: str = ""
    cause: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
    cure: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
    others: dict[str, NonEmptyText] = {}
    also: Also = []


class AnswerEntry(Strict):
    """An answer of the chooser, and how far it leans to each subject."""

    say: Title
    lean: dict[str, Annotated[int, Field(ge=0, le=9)]] = {}
    because: Markdown = ""


class ChoiceEntry(Strict):
    """A question of the chooser."""

    id: Slug
    ask: OneLine
    answers: Annotated[list[AnswerEntry], Field(min_length=2)]
    dimension: str | None = None


class EnvironmentEntry(Strict):
    """environments/<name>.yaml."""

    python: Annotated[str, StringConstraints(pattern=r"^3\.\d+(\.\d+)?$")] | None = None
    lock: NonEmptyText | None = None
    npm: NonEmptyText | None = None
    title: Title | None = None


class MeasurementEntry(Strict):
    """measurements/<slug>.md."""

    title: Title
    summary: Summary
    dimensions: list[str] = []
    samples: list[SampleEntry] = []
    order: Order = 0
    draft: bool = False


def _lost(value: object) -> object:
    return None if value == "null" else value


# The interval of a ratio costs the square of the rounds, and 30 are plenty.
MAX_ROUNDS, MAX_FIGURES = 100, 200
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Value = Annotated[Positive | None, BeforeValidator(_lost)]


class BenchEntry(Strict):
    """What an environment of a measurement held."""

    python: NonEmptyText
    packages: dict[str, NonEmptyText]


class FigureEntry(Strict):
    """One thing that was measured.

    For each environment and subject a value of each round, null where a round was lost.
    """

    id: Slug
    title: Title
    unit: NonEmptyText
    better: Literal["more", "less"]
    runs: dict[str, dict[str, Annotated[list[Value], Field(min_length=1, max_length=MAX_ROUNDS)]]]


class ResultsEntry(Strict):
    """measurements/<slug>.json, as the program that measures writes it."""

    date: Annotated[str, AfterValidator(_day)]
    rounds: Annotated[int, Field(ge=1, le=MAX_ROUNDS)]
    machine: dict[str, NonEmptyText]
    busy: list[NonEmptyText]
    left_out: list[NonEmptyText]
    environments: dict[str, BenchEntry]
    programs: dict[str, NonEmptyText]
    figures: Annotated[list[FigureEntry], Field(min_length=1, max_length=MAX_FIGURES)]


class TermList(Strict):
    """terms.yaml is a list; the wrapper gives it a name."""

    items: list[TermEntry]


class GlossaryList(Strict):
    """glossary.yaml is a list; the wrapper gives it a name."""

    items: list[DefinitionEntry]


class ErrorList(Strict):
    """errors.yaml is a list; the wrapper gives it a name."""

    items: list[ErrorEntry]


class ChoiceList(Strict):
    """chooser.yaml is a list; the wrapper gives it a name."""

    items: list[ChoiceEntry]
