"""Validates an entry against its schema and reports every problem in an author's words.

Errors that name one of our own codes keep it; pydantic's are translated.
"""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sidebyside.content.yaml_tree import PathStep, YamlData, YamlTree
from sidebyside.diagnostics import Diagnostic, suggestion

_E = TypeVar("_E", bound=BaseModel)

_CODES = {
    "missing": "missing-key",
    "extra_forbidden": "unknown-key",
    "string_too_short": "bad-value",
    "string_too_long": "too-long",
    "string_pattern_mismatch": "bad-value",
    "literal_error": "bad-value",
    "too_short": "bad-value",
    "too_long": "too-long",
    "greater_than_equal": "bad-value",
    "greater_than": "bad-value",
    "less_than_equal": "bad-value",
    "finite_number": "bad-value",
}
_WANTED = {
    "string_type": "a string",
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


def validate_entry(
    model: type[_E], tree: YamlTree, what: str, subjects: Sequence[str] = ()
) -> tuple[_E | None, list[Diagnostic]]:
    """Make an entry of a file's data, or say everything that keeps it from being one.

    `what` names the kind of the entry; `subjects` are keys that rows and terms may have besides
    their own.
    """
    try:
        return model.model_validate(_wrapped(model, tree.data)), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
        return None, list(dict.fromkeys(_problems(model, tree, errors, what, subjects)))


def _wrapped(model: type[BaseModel], data: YamlData) -> object:
    return {"items": data} if "items" in model.model_fields else data


def _problems(
    model: type[BaseModel],
    tree: YamlTree,
    errors: list[ErrorDetails],
    what: str,
    subjects: Sequence[str],
) -> Iterator[Diagnostic]:
    for error in errors[:MAX_ERRORS]:
        location = tuple(step for step in error["loc"] if step != "[key]")
        path = list(location[1:] if "items" in model.model_fields else location)
        known = _fields(model, location)
        if error["type"] == "missing" and (written := _mistyped(tree, path, [*known, *subjects])):
            # One mistake, one message: the key is there, but it is written wrongly.
            yield _unknown_key(tree, [*path[:-1], written], _noun(path, what), [*subjects, *known])
            continue
        extra = _extra(model, location, subjects)
        if extra is not None:
            shift = len(location) - len(path)
            keys = [*subjects, *_fields(model, location[: extra + 1])]
            yield _unknown_key(
                tree, path[: extra + 1 - shift], _noun(path[: extra + 1 - shift], what), keys
            )
        else:
            yield _problem(tree, path, error, _noun(path, what), known)


def _extra(
    model: type[BaseModel], location: tuple[int | str, ...], subjects: Sequence[str]
) -> int | None:
    """Return the index of a location's key that is neither a field nor a subject."""
    if not subjects:
        return None
    for place, step in enumerate(location):
        at = _model_at(model, location[:place])
        if (
            at.model_config.get("extra") == "allow"
            and isinstance(step, str)
            and step not in {*at.model_fields, *subjects}
        ):
            return place
    return None


# A file with more problems than this has one problem; finding the place of each takes longer the
# more there are.
MAX_ERRORS = 100

PLACEHOLDER = "?"
_STAND_INS: dict[str, object] = {
    "glance": {},
    "rows": [{"aspect": PLACEHOLDER}],
    "answers": [{"say": PLACEHOLDER}, {"say": PLACEHOLDER}],
    "level": "core",
    "verdict": "false",
    "id": "x",
    "slug": "x",
    "url": "https://x.example",
    "dimensions": [PLACEHOLDER],
}


def salvage(model: type[_E], tree: YamlTree) -> _E | None:
    """Make an entry of what is right in a file.

    Stand-ins for what is missing or wrong, nothing when that does not help.
    """
    data = copy.deepcopy(_wrapped(model, tree.data))
    for _ in range(6):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            for fault in error.errors(include_url=False):
                _stand_in(
                    data,
                    [step for step in fault["loc"] if step != "[key]"],
                    missing=fault["type"] == "missing",
                )
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
        data[last] = {} if isinstance(data[last], dict | list) else PLACEHOLDER
    elif isinstance(data, dict) and missing:
        data[last] = copy.deepcopy(_STAND_INS.get(str(last), PLACEHOLDER))
    elif isinstance(data, dict):
        data.pop(last, None)


def _mistyped(tree: YamlTree, path: list[PathStep], known: Sequence[str]) -> str:
    """Return the unknown key beside a missing one that was most likely meant to be it."""
    data: Any = tree.data
    for step in path[:-1]:
        data = data[step]
    unknown = [key for key in data if key not in known]
    return next(
        (key for key in unknown if suggestion(key, known) == f"did you mean '{path[-1]}'?"), ""
    )


def _problem(
    tree: YamlTree, path: list[PathStep], error: ErrorDetails, noun: str, fields: list[str]
) -> Diagnostic:
    kind, context = error["type"], cast("Mapping[str, Any]", error.get("ctx", {}))
    if kind == "missing":
        return tree.problem("missing-key", f"{noun} needs the key '{path[-1]}'", path[:-1])
    if kind == "extra_forbidden":
        return _unknown_key(tree, path, noun, fields)
    name = next((f"'{step}'" for step in reversed(path) if isinstance(step, str)), noun)
    if kind in _WANTED:
        return tree.problem("wrong-type", f"{name} must be {_WANTED[kind]}{_found(error)}", path)
    length = len(str(error["input"]).strip())
    message = {
        "finite_number": f"{name} must be a finite number",
        "string_too_long": (
            f"{name} has at most {context.get('max_length')} characters, this has {length}"
        ),
        "string_too_short": f"{name} is empty",
        "literal_error": f"{name} is {context.get('expected')}, not '{error['input']}'",
        "too_short": f"{name} needs at least {context.get('min_length')}",
        "too_long": (
            f"{name} has at most {context.get('max_length')} entries, this has "
            f"{context.get('actual_length')}"
        ),
        "greater_than_equal": f"{name} is at least {context.get('ge')}, not {error['input']}",
        "greater_than": f"a value is above {context.get('gt')}, not {error['input']}",
        "less_than_equal": f"{name} is at most {context.get('le')}, not {error['input']}",
        "string_pattern_mismatch": f"{name} cannot be '{error['input']}'",
    }.get(kind, error["msg"])
    hint = (
        suggestion(str(error["input"]), re.findall(r"'([^']*)'", str(context.get("expected", ""))))
        if kind == "literal_error"
        else ""
    )
    return tree.problem(
        _CODES.get(kind, kind if "-" in kind else "bad-value"), message, path, help=hint
    )


def _unknown_key(
    tree: YamlTree, path: list[PathStep], noun: str, known: Sequence[str]
) -> Diagnostic:
    name = str(path[-1])
    rest = (
        "if it belongs to a string, put the whole string in quotes: inside braces a comma ends it"
    )
    hint = suggestion(name, known) or (rest if " " in name else f"the keys are: {', '.join(known)}")
    return tree.problem("unknown-key", f"{noun} has no key '{name}'", path, key=True, help=hint)


def _found(error: ErrorDetails) -> str:
    value = error["input"]
    found = (
        "a list"
        if isinstance(value, list)
        else "a mapping"
        if isinstance(value, dict)
        else f"'{value}'"
        if value
        else "empty"
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
    "figures": "a figure",
}


def _noun(path: list[PathStep], what: str) -> str:
    """Name what holds the last step of a path.

    `a row`, `a sample`, or the kind of the entry itself.
    """
    named = [_NOUNS[step] for step in path[:-1] if isinstance(step, str) and step in _NOUNS]
    return named[-1] if named else what


def _fields(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """Return the keys that the mapping around a location may have."""
    return list(_model_at(model, location[:-1]).model_fields)


def _model_at(model: type[BaseModel], location: tuple[int | str, ...]) -> type[BaseModel]:
    for step in location:
        field = model.model_fields.get(str(step))
        extra = model.__annotations__.get("__pydantic_extra__") if isinstance(step, str) else None
        models = (
            a
            for a in _unfold(field.annotation if field else extra)
            if isinstance(a, type) and issubclass(a, BaseModel)
        )
        model = next(models, model)
    return model


def _unfold(annotation: object) -> Iterator[object]:
    yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _unfold(inner)
