"""Source code as HTML, line by line. Only this module knows Pygments and tree-sitter.

Of Pygments' ninety kinds of token a page shows seven, by one letter each; the rest is plain text.
That keeps a page of code a third as heavy, and its colours few enough to be told apart.
"""

import re
import time
from collections.abc import Iterable
from functools import cache, lru_cache
from html import escape

from pygments.lexer import Lexer
from pygments.token import Token, _TokenType
from pygments.util import ClassNotFound

from sidebyside.content import treesitter
from sidebyside.content.limits import is_unlike_code
from sidebyside.model.entries import CodeFile

MAX_LEXER_SECONDS = 2.0
"""Of work; a program of 20,000 characters takes a twentieth of it."""
_SHOW = re.compile(r"\s*(?:#|//|--|/\*|<!--|;)\s*region\s+show\b")
_END = re.compile(r"\s*(?:#|//|--|/\*|<!--|;)\s*endregion\b")
# Keyword, string, comment, number, decorator or attribute, the name that is defined, a name of the
# language.
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


# What Pygments, whose lexers take a while to load, is not asked for.
_PYTHON = frozenset({"python", "py", "python3", "py3"})


@lru_cache(maxsize=256)
def _lexer(language: str, file: str) -> Lexer:
    """Return the lexer of a language, or of a file by its name.

    That of plain text where there is none.
    """
    from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
    from pygments.lexers.special import TextLexer

    try:
        return (
            get_lexer_for_filename(file, stripnl=False)
            if file
            else get_lexer_by_name(language, stripnl=False)
        )
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


def _colored(text: str, language: str = "", file: str = "") -> str:
    """Return the HTML of some text; no element goes over the end of a line."""
    made: list[str] = []
    kind, run = "", ""
    for name, value in _tokens(text, language, file):
        if name == kind or value.isspace():
            run += value
        else:
            made.append(_span(kind, run))
            kind, run = name, value
    made.append(_span(kind, run))
    return "".join(made)


def _tokens(text: str, language: str, file: str) -> Iterable[tuple[str, str]]:
    """Return the parts of some text, each with the letter of its kind."""
    if is_unlike_code(text):
        return [("", text)]
    if language in _PYTHON or file.endswith((".py", ".pyi")):
        return treesitter.python_tokens(text)
    return _within_deadline(text, _lexer(language, file).get_tokens(text))


def _within_deadline(text: str, tokens: Iterable[tuple[_TokenType, str]]) -> list[tuple[str, str]]:
    """Return a lexer's tokens, or the text as one token where the lexer takes too long.

    Some of Pygments' lexers look to the end of a text at every sign of it.
    """
    made: list[tuple[str, str]] = []
    deadline = time.process_time() + MAX_LEXER_SECONDS
    for number, (kind, value) in enumerate(tokens):
        made.append((_class(kind), value))
        if number % 16 == 0 and time.process_time() > deadline:
            return [("", text)]
    return made


def _span(name: str, value: str) -> str:
    html = escape(value, quote=False)
    if not name:
        return html
    if "\n" not in html:
        return f'<span class="{name}">{html}</span>'
    return "\n".join(
        f'<span class="{name}">{line}</span>' if line else "" for line in html.split("\n")
    )


def highlight_fence(text: str, language: str) -> str:
    """Return the HTML inside a fenced code block; an unknown language is plain text."""
    return _colored(text, language=language).rstrip("\n")


@cache
def languages_of(ending: str) -> frozenset[str]:
    """Return the names of the language that a file suffix such as `py` belongs to."""
    if ending in {"py", "pyi"}:
        return _PYTHON
    from pygments.lexers import get_all_lexers

    names = {
        alias
        for _, aliases, patterns, _ in get_all_lexers(plugins=False)
        if f"*.{ending}" in patterns
        for alias in aliases
    }
    return frozenset({ending, *names})


def is_marker(line: str) -> bool:
    """Tell whether a line opens or closes the region that readers see first."""
    return bool(_SHOW.match(line) or _END.match(line))


def colored_lines(name: str, text: str) -> list[str]:
    """Return the lines of a file as HTML, without line ends."""
    return _colored(text, file=name).split("\n")


def code_file(name: str, text: str) -> CodeFile:
    """Highlight a file of a program.

    Its region is marked, so that a style can fold the rest; the markers themselves are left out.
    """
    plain = text.rstrip("\n").split("\n")
    colored = _colored(text, file=name).split("\n")[: len(plain)]
    region = _region(plain)
    if region is None:
        return CodeFile(name, text, "".join(f"{line}\n" for line in colored), len(plain))
    lines = [
        (number in region, colored[number])
        for number, line in enumerate(plain)
        if not is_marker(line)
    ]
    shown = sum(inside for inside, _ in lines)
    return CodeFile(name, text, _folded(lines), shown, partial=shown < len(lines))


def _region(lines: list[str]) -> range | None:
    start = next((n for n, line in enumerate(lines) if _SHOW.match(line)), None)
    if start is None:
        return None
    end = next((n for n, line in enumerate(lines) if n > start and _END.match(line)), len(lines))
    return range(start + 1, end) if end > start + 1 else None


def _folded(lines: list[tuple[bool, str]]) -> str:
    """Return the lines of a file of which a region is shown.

    Neighbouring lines of the same sort share one element: a page is lighter, and selected text
    copies as it was typed.
    """
    groups: list[tuple[bool, list[str]]] = []
    for shown, line in lines:
        if not groups or groups[-1][0] != shown:
            groups.append((shown, []))
        groups[-1][1].append(line + "\n")
    if len(groups) == 1:
        return "".join(groups[0][1])
    return "".join(
        f'<span class="{"region" if shown else "rest"}">{"".join(html)}</span>'
        for shown, html in _trimmed(groups)
    )


def _trimmed(groups: list[tuple[bool, list[str]]]) -> list[tuple[bool, list[str]]]:
    """Move blank lines at a region's edges out of it, so that it starts and ends with code."""
    for place, (shown, lines) in enumerate(groups):
        if not shown:
            continue
        while place and lines and not lines[0].strip():
            groups[place - 1][1].append(lines.pop(0))
        while lines and not lines[-1].strip() and place + 1 < len(groups):
            groups[place + 1][1].insert(0, lines.pop())
        break
    return groups
