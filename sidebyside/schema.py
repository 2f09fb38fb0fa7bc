"""What authors may write: the shape of every kind of entry, as validation models.

Validation collects every problem of an entry. Errors that name one of our own codes keep it; pydantic's are translated.
What needs more than one entry to judge (links, subjects, categories) is checked in check.py.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, TypeVar, cast
from urllib.parse import urlsplit

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from sidebyside.problems import Problem, suggestion
from sidebyside.yamltree import Data, Key, Tree

LONGEST_SLUG = 60
RESERVED_KEYS = frozenset({"aspect", "id", "proof", "source", "judgement", "same", "none"})
RESERVED_NAMES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_KEY = re.compile(r"[a-z][a-z0-9-]*\Z")


def slug_fault(slug: str) -> str:
    """Say what is wrong with a slug, or nothing."""
    if len(slug) > LONGEST_SLUG:
        return f"is longer than {LONGEST_SLUG} characters"
    if not _SLUG.match(slug):
        return "has to be small letters and digits with single hyphens between them"
    if slug in RESERVED_NAMES:
        return "is a name that Windows keeps for a device"
    return ""


def _slug(value: str) -> str:
    if fault := slug_fault(value):
        raise PydanticCustomError("bad-slug", "'{value}' {fault}", {"value": value, "fault": fault})
    return value


def _subject_key(value: str) -> str:
    if not _KEY.match(value) or len(value) > LONGEST_SLUG:
        raise PydanticCustomError("bad-slug", "the key '{value}' has to be small letters, digits and hyphens", {"value": value})
    if value in RESERVED_KEYS or value in RESERVED_NAMES:
        raise PydanticCustomError("bad-slug", "the key '{value}' is reserved", {"value": value})
    return value


def url_fault(url: str, schemes: tuple[str, ...]) -> tuple[str, str] | None:
    """Say what is wrong with an absolute address, as code and message, or nothing."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return "bad-value", f"'{url}' is no address"
    if re.search(r"[\s\x00-\x1f\\\"<>]", url) or not parts.scheme:
        return "bad-value", f"'{url}' is no full address: it begins with {schemes[0]}://"
    if parts.scheme not in schemes:
        return "unsafe-link", f"an address with {parts.scheme}: is not allowed here, only {' and '.join(schemes)}"
    return None if host else ("bad-value", f"'{url}' names no host")


def _url(*schemes: str) -> AfterValidator:
    def check(value: str) -> str:
        if fault := url_fault(value, schemes):
            raise PydanticCustomError(cast("Any", fault[0]), "{message}", {"message": fault[1]})
        return value

    return AfterValidator(check)


def _versions(value: str) -> str:
    try:
        SpecifierSet(value)
    except InvalidSpecifier:
        raise PydanticCustomError("bad-value", "'{value}' is no range of versions, such as '>=6.0'", {"value": value}) from None
    return value


def _language(value: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise PydanticCustomError("bad-value", "'{value}' is no language tag, such as 'en' or 'pt-BR'", {"value": value})
    return value


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Markdown = Annotated[str, StringConstraints(strip_whitespace=True)]
Summary = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Slug = Annotated[str, AfterValidator(_slug)]
SubjectKey = Annotated[str, AfterValidator(_subject_key)]
WebUrl = Annotated[str, _url("https", "http")]
SecureUrl = Annotated[str, _url("https")]
Versions = Annotated[str, AfterValidator(_versions)]
Proofs = Annotated[list[Text], BeforeValidator(_one_or_many), Field(min_length=1)]
Urls = Annotated[list[WebUrl], BeforeValidator(_one_or_many), Field(min_length=1)]
Order = int


class Strict(BaseModel):
    """What every entry has in common: no unknown keys, and nothing changes once it is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Cell(Strict):
    """What one subject says in one row: inline Markdown, or `none` with what people do instead."""

    text: Text
    none: bool = False


def _cell(value: object) -> Cell:
    if isinstance(value, dict) and list(value) == ["none"] and isinstance(value["none"], str):
        text, none = value["none"].strip(), True
    elif isinstance(value, str):
        text, none = value.strip(), False
    else:
        raise PydanticCustomError("wrong-type", "a cell is text, or {{none: what people do instead}}")
    if not text:
        raise PydanticCustomError("missing-cell", "a cell is never left blank: say {{none: what people do instead}}")
    return Cell.model_construct(text=text, none=none)


CellInput = Annotated[Cell, BeforeValidator(_cell)]
CELL_LIMIT = 1000
GLANCE_LIMIT = 120


def _glance(value: Cell) -> Cell:
    if len(value.text) > GLANCE_LIMIT:
        context = {"limit": GLANCE_LIMIT, "length": len(value.text)}
        raise PydanticCustomError("too-long", "a glance has at most {limit} characters, this one has {length}", context)
    return value


Glance = Annotated[CellInput, AfterValidator(_glance)]


class SubjectEntry(Strict):
    """One of the things compared."""

    key: SubjectKey
    name: Title
    summary: Line | None = None
    hue: Annotated[float, Field(ge=0, le=360, allow_inf_nan=False)] | None = None
    packages: list[Text] = []
    run: Annotated[list[Text], Field(min_length=1)] = ["python", "{file}"]
    links: dict[Text, SecureUrl] = {}


class CategoryEntry(Strict):
    """A chapter of the site."""

    slug: Slug
    title: Title
    summary: Line | None = None


class SiteEntry(Strict):
    """site.yaml."""

    title: Title
    url: WebUrl
    subjects: Annotated[list[SubjectEntry], Field(min_length=2)]
    categories: Annotated[list[CategoryEntry], Field(min_length=1)]
    tagline: Line | None = None
    language: Annotated[str, AfterValidator(_language)] = "en"
    repository: SecureUrl | None = None
    stale_after_days: Annotated[int, Field(ge=1)] | None = None


class RowEntry(BaseModel):
    """One line of the side-by-side table; the keys that are no fields here are subjects."""

    model_config = ConfigDict(extra="allow", frozen=True)
    __pydantic_extra__: dict[str, CellInput]

    aspect: Title
    id: Slug | None = None
    proof: Proofs = []
    source: Urls = []
    judgement: bool = False
    same: bool = False


class SampleEntry(Strict):
    """A program for each subject that shows one thing."""

    id: Slug
    title: Title
    note: Markdown = ""
    needs: dict[str, Versions] = {}


class SourceEntry(Strict):
    """An official page."""

    title: Title
    url: WebUrl


class DimensionEntry(Strict):
    """dimensions/<slug>/index.md."""

    title: Title
    category: str
    summary: Summary
    glance: dict[str, Glance]
    rows: Annotated[list[RowEntry], Field(min_length=1)]
    order: Order = 0
    aliases: list[Slug] = []
    samples: list[SampleEntry] = []
    choose: dict[str, Text] = {}
    see_also: list[str] = []
    sources: list[SourceEntry] = []
    draft: bool = False


class QuestionEntry(Strict):
    """questions/<slug>.md."""

    question: Line
    level: Literal["core", "intermediate", "advanced"]
    dimensions: Annotated[list[str], Field(min_length=1)]
    subjects: list[str] = []
    order: Order = 0
    aliases: list[Slug] = []
    draft: bool = False


class MythEntry(Strict):
    """myths/<slug>.md."""

    claim: Line
    verdict: Literal["true", "outdated", "misleading", "false"]
    dimensions: list[str] = []
    proof: Proofs = []
    source: Urls = []
    judgement: bool = False
    order: Order = 0
    draft: bool = False


class ProfileEntry(Strict):
    """subjects/<key>.md."""

    strengths: list[Text] = []
    limits: list[Text] = []
    good_for: list[Text] = []
    not_for: list[Text] = []
    draft: bool = False


class GuideEntry(Strict):
    """guides/<slug>.md."""

    title: Title
    summary: Summary | None = None
    order: Order = 0
    aliases: list[Slug] = []
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


class AnswerEntry(Strict):
    """An answer of the chooser, and how far it leans to each subject."""

    say: Title
    lean: dict[str, Annotated[int, Field(ge=0, le=9)]] = {}
    because: Markdown = ""


class ChoiceEntry(Strict):
    """A question of the chooser."""

    id: Slug
    ask: Line
    answers: Annotated[list[AnswerEntry], Field(min_length=2)]
    dimension: str | None = None


class EnvironmentEntry(Strict):
    """environments/<name>.yaml."""

    python: Annotated[str, StringConstraints(pattern=r"^3\.\d+(\.\d+)?$")]
    lock: Text
    title: Title | None = None


class TermList(Strict):
    """terms.yaml is a list; the wrapper gives it a name."""

    items: list[TermEntry]


class ChoiceList(Strict):
    """chooser.yaml is a list; the wrapper gives it a name."""

    items: list[ChoiceEntry]


_E = TypeVar("_E", bound=BaseModel)

_CODES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "string_too_short": "bad-value",
    "string_too_long": "too-long",
    "string_pattern_mismatch": "bad-value",
    "literal_error": "bad-value",
    "too_short": "bad-value",
    "greater_than_equal": "bad-value",
    "less_than_equal": "bad-value",
    "finite_number": "bad-value",
}
_WANTED = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
}


def read(model: type[_E], tree: Tree, what: str, subjects: Sequence[str] = ()) -> tuple[_E | None, list[Problem]]:
    """Make an entry of a file's data, or say everything that keeps it from being one.

    `what` names the kind of the entry; `subjects` are keys that rows and terms may have besides their own.
    """
    try:
        return model.model_validate(_wrapped(model, tree.data)), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return None, list(dict.fromkeys(_problems(model, tree, errors, what, subjects)))


def _wrapped(model: type[BaseModel], data: Data) -> object:
    return {"items": data} if "items" in model.model_fields else data


def _problems(
    model: type[BaseModel], tree: Tree, errors: list[ErrorDetails], what: str, subjects: Sequence[str]
) -> Iterator[Problem]:
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    for error in errors:
        location = tuple(step for step in error["loc"] if step != "[key]")
        path = list(location[1:] if "items" in model.model_fields else location)
        known = _fields(model, location)
        missing = error["type"] == "missing"
        if missing and _mistyped(str(path[-1]), [str(u[-1]) for u in unknown if u[:-1] == error["loc"][:-1]]):
            continue
        extra = _extra(model, location, subjects)
        if extra is not None:
            shift = len(location) - len(path)
            keys = [*subjects, *_fields(model, location[: extra + 1])]
            yield _unknown_key(tree, path[: extra + 1 - shift], _noun(path[: extra + 1 - shift], what), keys)
        else:
            yield _problem(tree, path, error, _noun(path, what), known)


def _extra(model: type[BaseModel], location: tuple[int | str, ...], subjects: Sequence[str]) -> int | None:
    """Return where in a location a key stands that is neither a field nor a subject, in a model that takes extra keys."""
    if not subjects:
        return None
    for place, step in enumerate(location):
        at = _model_at(model, location[:place])
        if at.model_config.get("extra") == "allow" and isinstance(step, str) and step not in {*at.model_fields, *subjects}:
            return place
    return None


STAND_IN = "?"
_STAND_INS: dict[str, object] = {
    "glance": {},
    "rows": [{"aspect": STAND_IN}],
    "answers": [{"say": STAND_IN}, {"say": STAND_IN}],
    "level": "core",
    "verdict": "false",
    "id": "x",
    "slug": "x",
    "url": "https://x.example",
    "dimensions": [STAND_IN],
}


def salvage(model: type[_E], tree: Tree) -> _E | None:
    """Make an entry of what is right in a file: stand-ins for what is missing or wrong, nothing when that does not help."""
    data = copy.deepcopy(_wrapped(model, tree.data))
    for _ in range(6):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                _stand_in(data, [step for step in fault["loc"] if step != "[key]"], missing=fault["type"] == "missing")
    return None


def _stand_in(data: Any, path: list[int | str], *, missing: bool) -> None:  # noqa: ANN401 - the data of a file
    for step in path[:-1]:
        inside = isinstance(data, list) and isinstance(step, int) and step < len(data)
        if not inside and not (isinstance(data, dict) and step in data):
            return
        data = data[step]
    if not path:
        return
    last = path[-1]
    if isinstance(data, list) and isinstance(last, int) and last < len(data):
        data[last] = {} if isinstance(data[last], dict | list) else STAND_IN
    elif isinstance(data, dict) and missing:
        data[last] = copy.deepcopy(_STAND_INS.get(str(last), STAND_IN))
    elif isinstance(data, dict):
        data.pop(last, None)


def _mistyped(missing: str, unknown: list[str]) -> bool:
    """Whether a key that is missing was written, but wrongly: one mistake gets one message."""
    return any(suggestion(word, [missing]) for word in unknown)


def _problem(tree: Tree, path: list[Key], error: ErrorDetails, noun: str, fields: list[str]) -> Problem:
    kind, context = error["type"], cast("Mapping[str, Any]", error.get("ctx", {}))
    name = str(path[-1]) if path else noun
    if kind == "missing":
        return tree.problem("missing-key", f"{noun} needs the key '{name}'", path[:-1])
    if kind == "extra_forbidden":
        return _unknown_key(tree, path, noun, fields)
    if kind in _WANTED:
        return tree.problem("wrong-type", f"'{name}' has to be {_WANTED[kind]}{_found(error)}", path)
    length = len(str(error["input"]).strip())
    message = {
        "string_too_long": f"'{name}' has at most {context.get('max_length')} characters, this has {length}",
        "string_too_short": f"'{name}' is empty",
        "literal_error": f"'{name}' is {context.get('expected')}, not '{error['input']}'",
        "too_short": f"'{name}' needs at least {context.get('min_length')}",
        "greater_than_equal": f"'{name}' is at least {context.get('ge')}, not {error['input']}",
        "less_than_equal": f"'{name}' is at most {context.get('le')}, not {error['input']}",
        "string_pattern_mismatch": f"'{name}' does not take '{error['input']}'",
    }.get(kind, error["msg"])
    hint = (
        suggestion(str(error["input"]), re.findall(r"'([^']*)'", str(context.get("expected", ""))))
        if kind == "literal_error"
        else ""
    )
    return tree.problem(_CODES.get(kind, kind if "-" in kind else "bad-value"), message, path, help=hint)


def _unknown_key(tree: Tree, path: list[Key], noun: str, known: Sequence[str]) -> Problem:
    name = str(path[-1])
    rest = "if it is the rest of a text, put the whole text in quotes: inside of braces a comma ends it"
    hint = suggestion(name, known) or (rest if " " in name else f"the keys are: {', '.join(known)}")
    return tree.problem("unknown-key", f"{noun} has no key '{name}'", path, key=True, help=hint)


def _found(error: ErrorDetails) -> str:
    value = error["input"]
    found = (
        "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else f"'{value}'" if value else "empty"
    )
    return f", this is {found}"


_NOUNS = {
    "rows": "a row",
    "samples": "a sample",
    "subjects": "a subject",
    "categories": "a category",
    "sources": "a source",
    "answers": "an answer",
    "items": "an entry",
}


def _noun(path: list[Key], what: str) -> str:
    """Name what holds the last step of a path: `a row`, `a sample`, or the kind of the entry itself."""
    named = [_NOUNS[step] for step in path[:-1] if isinstance(step, str) and step in _NOUNS]
    return named[-1] if named else what


def _fields(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """Return the keys that the mapping around a location may have."""
    return list(_model_at(model, location[:-1]).model_fields)


def _model_at(model: type[BaseModel], location: tuple[int | str, ...]) -> type[BaseModel]:
    for step in location:
        field = model.model_fields.get(str(step))
        models = (a for a in _unfold(field.annotation if field else None) if isinstance(a, type) and issubclass(a, BaseModel))
        model = next(models, model)
    return model


def _unfold(annotation: object) -> Iterator[object]:
    yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _unfold(inner)
