"""Programs and fenced code as HTML, line by line: Python by its grammar, all else by Pygments, which only this module knows.

Of Pygments' ninety kinds of token a page shows seven, by one letter each; the rest is plain text. That keeps a page of code a
third as heavy, and its colours few enough to be told apart.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape

from markupsafe import Markup
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
from pygments.lexers.python import PythonLexer
from pygments.lexers.special import TextLexer
from pygments.token import Token, _TokenType
from pygments.util import ClassNotFound

from sidebyside import treesitter
from sidebyside.model import CodeFile, Line

_SHOW = re.compile(r"\s*(?:#|//|--|/\*|<!--|;)\s*region\s+show\b")
_END = re.compile(r"\s*(?:#|//|--|/\*|<!--|;)\s*endregion\b")
# Keyword, string, comment, number, decorator or attribute, the name that is defined, a name of the language.
_CLASSES = {
    Token.Keyword: "k",
    Token.Operator.Word: "k",
    Token.Literal.String: "s",
    Token.Comment: "c",
    Token.Literal.Number: "m",
    Token.Name.Decorator: "d",
    Token.Name.Attribute: "d",
    Token.Name.Function: "f",
    Token.Name.Class: "f",
    Token.Name.Tag: "k",
    Token.Name.Builtin: "b",
    Token.Name.Exception: "b",
    Token.Generic.Heading: "f",
    Token.Generic.Prompt: "c",
    Token.Generic.Deleted: "k",
    Token.Generic.Inserted: "s",
}


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer:
    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False)


@lru_cache(maxsize=256)
def _lexer_of_file(name: str) -> Lexer:
    try:
        return get_lexer_for_filename(name, stripnl=False)
    except ClassNotFound:
        return TextLexer(stripnl=False)


@cache
def _class(kind: _TokenType) -> str:
    """Return the letter of a kind of token: its own, or that of the nearest kind it belongs to."""
    while kind is not Token:
        if kind in _CLASSES:
            return _CLASSES[kind]
        kind = kind.parent  # type: ignore[assignment]
    return ""


def _colored(text: str, lexer: Lexer) -> str:
    """Return the HTML of some text; no element goes over the end of a line."""
    parts: list[tuple[str, list[str]]] = []
    for name, value in _tokens(text, lexer):
        if parts and (parts[-1][0] == name or not value.strip()):
            parts[-1][1].append(value)
        else:
            parts.append((name, [value]))
    return "".join(_span(name, "".join(values)) for name, values in parts)


def _tokens(text: str, lexer: Lexer) -> Iterable[tuple[str, str]]:
    """Return the parts of some text, each with the letter of its kind."""
    if isinstance(lexer, PythonLexer):
        return treesitter.tokens(text)
    return ((_class(kind), value) for kind, value in lexer.get_tokens(text))


def _span(name: str, value: str) -> str:
    html = escape(value, quote=False)
    if not name:
        return html
    return "\n".join(f'<span class="{name}">{line}</span>' if line else "" for line in html.split("\n"))


def fence(text: str, language: str) -> str:
    """Return the HTML inside a fenced code block; an unknown language is plain text."""
    return _colored(text, _lexer(language)).rstrip("\n")


def code_file(name: str, text: str) -> CodeFile:
    """Highlight a file of a program and mark the lines that its region shows; the markers themselves are left out."""
    plain = text.rstrip("\n").split("\n")
    colored = _colored(text, _lexer_of_file(name)).split("\n")
    region, lines = _region(plain), []
    for number, line in enumerate(plain):
        if not (region and (_SHOW.match(line) or _END.match(line))):
            lines.append(Line(colored[number], number in region if region else True))
    return CodeFile(name, text, tuple(lines))


def _region(lines: list[str]) -> range | None:
    start = next((n for n, line in enumerate(lines) if _SHOW.match(line)), None)
    if start is None:
        return None
    end = next((n for n, line in enumerate(lines) if n > start and _END.match(line)), len(lines))
    return range(start + 1, end) if end > start + 1 else None


def lines_markup(file: CodeFile) -> Markup:
    """Return the lines of a file for a page; those outside of its region are marked, so that a style can fold them.

    Neighbouring lines of the same sort share one element: a page is lighter, and selected text copies as it was typed.
    """
    groups: list[tuple[bool, list[str]]] = []
    for line in file.lines:
        if not groups or groups[-1][0] != line.shown:
            groups.append((line.shown, []))
        groups[-1][1].append(line.html + "\n")
    if len(groups) <= 1:
        return Markup("".join("".join(lines) for _, lines in groups))  # noqa: S704 - _span escapes what it colours
    made = (f'<span class="{"region" if shown else "rest"}">{"".join(lines)}</span>' for shown, lines in _trimmed(groups))
    return Markup("".join(made))  # noqa: S704 - the same


def _trimmed(groups: list[tuple[bool, list[str]]]) -> list[tuple[bool, list[str]]]:
    """Leave empty lines at the edges of a region to the rest, so that what is shown begins and ends with code."""
    for place, (shown, lines) in enumerate(groups):
        if not shown:
            continue
        while place and lines and not lines[0].strip():
            groups[place - 1][1].append(lines.pop(0))
        while lines and not lines[-1].strip() and place + 1 < len(groups):
            groups[place + 1][1].insert(0, lines.pop())
        break
    return groups
