"""Strict YAML as a tree of nodes with positions, and as plain strings, lists and mappings.

Every plain scalar stays the text that was typed, so 3.10, no and 12:30:00 are three strings.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

from sidebyside.content.source import Source, first_control_character
from sidebyside.diagnostics import Diagnostic

YamlData = str | list["YamlData"] | dict[str, "YamlData"]
PathStep = str | int

MAX_NESTING = 32
# A file with more anchors and tags than this has one fault.
MAX_SYNTAX_ERRORS = 100
# What only an anchor, an alias, a tag, a directive or a deep nest can need; all else is composed
# without a look at its events.
_SIGN = re.compile(r"[&*!](?<=[\s\[{,:?-].)(?:(?<=!)|(?=\S))")
_NEST = re.compile(r"[-?:][ \t]+(?:[-?:][ \t]+){15}")


class _Loader(yaml.CSafeLoader):
    """libyaml's composer, told to resolve nothing."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own attribute


@dataclass(frozen=True, slots=True)
class YamlTree:
    """The YAML of one file: `data` for the schema, `root` and `offset` to find places again."""

    source: Source
    data: YamlData
    root: yaml.Node
    offset: int

    def span(self, path: Sequence[PathStep], *, key: bool = False) -> tuple[int, int]:
        """Return where the value (or its key) at a path stands.

        The nearest parent for what is not there.
        """
        node = self.root
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            name, value = found
            node = name if key and step is path[-1] and name is not None else value
        return self._of(node)

    def _of(self, node: yaml.Node) -> tuple[int, int]:
        start, end = node.start_mark.index + self.offset, node.end_mark.index + self.offset
        if isinstance(node, yaml.ScalarNode) and node.style is None:
            return start, end
        if isinstance(node, yaml.CollectionNode) and not node.flow_style:
            first = _first(node)
            return (start, start + len(str(first.value)) if first is not None else end)
        return start, end

    def problem(
        self,
        code: str,
        message: str,
        path: Sequence[PathStep],
        *,
        key: bool = False,
        help: str = "",
    ) -> Diagnostic:
        """Return a problem at the value (or the key) that a path leads to."""
        return self.source.problem(code, message, *self.span(path, key=key), help=help)


def _child(node: yaml.Node, step: PathStep) -> tuple[yaml.Node | None, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        pairs = [
            (name, value)
            for name, value in node.value
            if isinstance(name, yaml.ScalarNode) and name.value == step
        ]
        return pairs[-1] if pairs else None
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None


def _first(node: yaml.Node) -> yaml.ScalarNode | None:
    while isinstance(node, yaml.CollectionNode) and node.value:
        node = node.value[0][0] if isinstance(node, yaml.MappingNode) else node.value[0]
    return node if isinstance(node, yaml.ScalarNode) else None


def parse_yaml(
    source: Source, start: int = 0, end: int | None = None, empty: str | None = None
) -> tuple[YamlTree | None, list[Diagnostic]]:
    """Read `source.text[start:end]` as one YAML document; no tree when its syntax is wrong.

    `empty` is the YAML that an empty document stands for, where it may be empty.
    """
    text = source.text[start:end]
    try:
        problems = _unseen(source, text, start) if _suspect(text) else []
        if problems:
            return None, problems
        root = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return None, [_syntax(source, text, start, error)]
    if root is None and empty:
        root = yaml.compose(empty, Loader=_Loader)
    if root is None:
        return None, [source.problem("missing-key", "there is nothing here", max(0, start - 1))]
    data = _data(
        root, lambda node, code, message: problems.append(_at(source, start, node, code, message))
    )
    return YamlTree(source, data, root, start), problems


def _suspect(text: str) -> bool:
    lines = f"\n{text}"
    if (
        "\n%" in lines
        or "\n" + " " * 64 in lines
        or text.count("[") + text.count("{") > MAX_NESTING
    ):
        return True
    return _SIGN.search(lines) is not None or _NEST.search(text) is not None


def _unseen(source: Source, text: str, offset: int) -> list[Diagnostic]:
    found: list[Diagnostic] = []
    try:
        found.extend(islice(_forbidden(source, text, offset), MAX_SYNTAX_ERRORS))
    except yaml.YAMLError as error:
        # What was found before the parser gave up is the likelier cause: `*bold*` is read as an
        # alias, and then nothing fits.
        return found or [_syntax(source, text, offset, error)]
    return found


def _forbidden(source: Source, text: str, offset: int) -> Iterator[Diagnostic]:
    """Yield what the composer would hide.

    Anchors, aliases, tags, and a nest that would take too much of the stack.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_NESTING:
            yield _at(
                source,
                offset,
                event,
                "too-large",
                f"the YAML is nested more than {MAX_NESTING} deep",
            )
            return
        if getattr(event, "anchor", None) is not None:
            what = "an alias" if isinstance(event, yaml.AliasEvent) else "an anchor"
            yield _at(
                source,
                offset,
                event,
                "alias",
                f"this is read as {what} of YAML, which is not supported here",
                _QUOTE,
            )
        elif isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None) is not None:
            yield _at(
                source,
                offset,
                event,
                "syntax",
                "this is read as a tag of YAML, which is not supported here",
                _QUOTE,
            )


_QUOTE = 'if it is a string, put the whole value in quotes: "..."'


def _at(
    source: Source,
    offset: int,
    marked: Any,  # noqa: ANN401 - PyYAML: marks may be None
    code: str,
    message: str,
    help: str = "",
) -> Diagnostic:
    start, end = marked.start_mark.index + offset, marked.end_mark.index + offset
    return source.problem(code, message, start, max(end, start + 1), help)


def _data(node: yaml.Node, report: Callable[[yaml.Node, str, str], object]) -> YamlData:
    if isinstance(node, yaml.ScalarNode):
        if first_control_character(node.value):
            report(node, "bad-value", "this contains a control character")
        return str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_data(item, report) for item in node.value]
    result: dict[str, YamlData] = {}
    for name, value in node.value:
        if not isinstance(name, yaml.ScalarNode):
            report(name, "wrong-type", "a key must be a string")
        elif name.value in result:
            report(name, "duplicate-key", f"the key '{name.value}' occurs twice here")
        else:
            result[name.value] = _data(value, report)
    return result


_QUOTED_VALUE = re.compile(
    r"^[ -]*[^\s\"'#-][^\n:]*: +([\"'])(.*)\n(?=[ -]*[\w-]+:(?: |$))", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class _Failure:
    """What libyaml said.

    `at` is where it gave up, `opened` where the thing began that it was in.
    """

    text: str
    at: int
    opened: int
    said: str
    context: str

    @property
    def sign(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def begin(self) -> int:
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def line(self) -> str:
        return self.text[self.begin :].partition("\n")[0]


Diagnosis = tuple[str, str, int] | None


def _syntax(source: Source, text: str, offset: int, error: yaml.YAMLError) -> Diagnostic:
    """Translate a parser's error into an author's words, with the cure for common mistakes."""
    at, opened = _mark(error, "problem_mark"), _mark(error, "context_mark")
    if at is None and opened is None:
        at = _control(text, getattr(error, "position", 0))
        return source.problem(
            "syntax", "the YAML contains a character that is not allowed", at + offset
        )
    at = min(opened or 0 if at is None else at, len(text))
    said, context = (
        str(getattr(error, "problem", None) or error),
        str(getattr(error, "context", None) or ""),
    )
    failure = _Failure(text, at, at if opened is None else opened, said, context)
    found = next((diagnosis for diagnose in _DIAGNOSES if (diagnosis := diagnose(failure))), None)
    message, help_text, at = found or (f"the YAML cannot be read: {said}", "", at)
    code = "alias" if _alias(failure) else "syntax"
    return source.problem(code, message, at + offset, help=help_text)


def _mark(error: yaml.YAMLError, name: str) -> int | None:
    mark = getattr(error, name, None)
    return None if mark is None else int(mark.index)


def _control(text: str, fallback: int) -> int:
    found = re.search(r"[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", text)
    return found.start() if found else min(fallback, len(text))


def _open_quote(failure: _Failure) -> Diagnosis:
    """Find a value that opens a quote and does not close it before the next key.

    Libyaml stumbles over a later quote only.
    """
    if "did not find expected" not in failure.said and "cannot start any token" not in failure.said:
        return None
    for line in reversed(list(_QUOTED_VALUE.finditer(failure.text, 0, failure.at))):
        if line[2].replace("\\" + line[1], "").count(line[1]) % 2 == 0:
            return "the quote opened here is not closed", "close it on this line", line.start(1)
    return None


def _alias(failure: _Failure) -> Diagnosis:
    if "scanning an alias" not in failure.context and "scanning an anchor" not in failure.context:
        return None
    sign = failure.text[failure.opened : failure.opened + 1]
    return (
        f"a value cannot begin with {sign}",
        _put_in_quotes(failure.text, failure.opened),
        failure.opened,
    )


def _reserved_sign(failure: _Failure) -> Diagnosis:
    starts = "cannot start any token" in failure.said and failure.sign in "`@%"
    if (
        starts
        or "block sequence entries are not allowed" in failure.said
        or "expected node content" in failure.said
    ):
        return (
            f"a value cannot begin with {failure.sign}",
            _put_in_quotes(failure.text, failure.at),
            failure.at,
        )
    return None


def _tab(failure: _Failure) -> Diagnosis:
    indentation = failure.line[: len(failure.line) - len(failure.line.lstrip())]
    if "\t" in indentation or failure.sign == "\t":
        return (
            "a tab cannot indent YAML",
            "indent with spaces",
            failure.begin + max(0, failure.line.find("\t")),
        )
    return None


def _open_bracket(failure: _Failure) -> Diagnosis:
    if "flow sequence" not in failure.context and "flow mapping" not in failure.context:
        return None
    bracket = failure.text[failure.opened : failure.opened + 1]
    close = {"[": "]", "{": "}"}.get(bracket, "a bracket")
    return (
        f"the {bracket} opened here is not closed",
        f"add {close}, or put the whole value in quotes",
        failure.opened,
    )


def _open_scalar(failure: _Failure) -> Diagnosis:
    if "quoted scalar" not in failure.context:
        return None
    return (
        "the quote opened here is not closed",
        "close it; inside single quotes, write a quote twice",
        failure.opened,
    )


def _second_colon(failure: _Failure) -> Diagnosis:
    before = failure.line[: failure.at - failure.begin]
    if "mapping values are not allowed" not in failure.said or ": " not in before:
        return None
    start = failure.begin + before.index(": ") + 2
    return (
        "a value that contains ': ' must be quoted",
        _put_in_quotes(failure.text, start),
        failure.at,
    )


def _no_colon(failure: _Failure) -> Diagnosis:
    if "could not find expected ':'" not in failure.said:
        return None
    return (
        "a key without its colon",
        "write 'key: value'; a value over several lines is indented",
        failure.opened,
    )


def _misplaced(failure: _Failure) -> Diagnosis:
    if (
        "did not find expected" not in failure.said
        and "mapping values are not allowed" not in failure.said
    ):
        return None
    help_text = "check its indentation, and the line above: its quotes, and a space after its colon"
    return "this line does not belong here", help_text, failure.at


def _second_document(failure: _Failure) -> Diagnosis:
    if "document" not in failure.said + failure.context:
        return None
    return "there is more than one YAML document here", "remove the line ---", failure.at


# The order matters: the first that knows the failure tells it.
_DIAGNOSES: tuple[Callable[[_Failure], Diagnosis], ...] = (
    _open_quote,
    _alias,
    _reserved_sign,
    _tab,
    _open_bracket,
    _open_scalar,
    _second_colon,
    _no_colon,
    _second_document,
    _misplaced,
)


def _put_in_quotes(text: str, start: int) -> str:
    end = text.find("\n", start)
    value = text[start : len(text) if end < 0 else end].strip()
    value = value if len(value) <= 60 else value[:57] + "..."
    return "put the whole value in quotes: '" + value.replace("'", "''") + "'"
