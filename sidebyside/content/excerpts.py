"""Fenced code in prose: what its first line says of it, and whether it is an excerpt of a program.

An excerpt has whole lines of one file in their order, `...` on a line of its own where lines are
left out. Blank lines, the markers of a region and how far a passage is indented as a whole do not
count; how its lines are indented against each other does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sidebyside.content.highlight import is_marker

LEFT_OUT = "..."
_OPTION = re.compile(r"(?:^|\s)(?:from=(?P<sample>\S+)|(?P<fragment>fragment))(?=\s|$)")


@dataclass(frozen=True, slots=True)
class FencedCode:
    """A fenced block: `opening` is its first line, the `nth` like it in the text.

    `sample` is what it says it is from.
    """

    opening: str
    nth: int
    language: str
    code: str
    sample: str = ""
    fragment: bool = False


@dataclass(frozen=True, slots=True)
class Deviation:
    """The first line of a block, by its number from 1, that a program does not have there.

    `expected` is what it has.
    """

    number: int
    line: str
    expected: str = ""


def read_options(words: str) -> tuple[str, bool]:
    """Read what follows the language of a fence.

    The sample of `from=` and whether it says `fragment`.
    """
    found = list(_OPTION.finditer(words))
    sample = next((option["sample"] for option in found if option["sample"]), "")
    return sample, any(option["fragment"] for option in found)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    indent: int


def first_deviation(code: str, files: Iterable[str]) -> Deviation | None:
    """Return the first line where a block differs from the closest file; None for an excerpt."""
    passages = _passages(code)
    if not passages:
        return Deviation(1, code.strip().partition("\n")[0])
    furthest: Deviation | None = None
    for text in files:
        found = _deviation(passages, _lines(text))
        if found is None:
            return None
        if furthest is None or found.number > furthest.number:
            furthest = found
    return furthest or Deviation(passages[0][0].number, passages[0][0].text)


def _lines(text: str) -> list[_Line]:
    """Return the lines that count, each without its indentation."""
    found = []
    for number, line in enumerate(text.expandtabs(4).splitlines(), 1):
        bare = line.strip()
        if bare and not is_marker(line):
            found.append(_Line(number, bare, len(line) - len(line.lstrip())))
    return found


def _passages(code: str) -> list[list[_Line]]:
    """Return the passages of a block, which `...` parts."""
    passages: list[list[_Line]] = [[]]
    for line in _lines(code):
        if line.text == LEFT_OUT:
            passages.append([])
        else:
            passages[-1].append(line)
    return [passage for passage in passages if passage]


def _deviation(passages: list[list[_Line]], lines: list[_Line]) -> Deviation | None:
    """Return the first line that does not follow.

    The earliest place of each passage leaves most room for the next.
    """
    program = "\n" + "".join(_joined(lines, first=False))
    # Where each line of the program begins in that text.
    starts, at = [], 1
    for line in _joined(lines, first=False):
        starts.append(at)
        at += len(line)
    begin = 0
    for passage in passages:
        matched, begin = _longest(passage, program, begin)
        if matched < len(passage):
            after = sum(start < begin for start in starts)
            expected = lines[after].text if matched and after < len(lines) else ""
            return Deviation(passage[matched].number, passage[matched].text, expected)
    return None


def _longest(passage: list[_Line], program: str, begin: int) -> tuple[int, int]:
    """Return how many lines of a passage stand together in a program after a line, and the end."""
    words = list(_joined(passage, first=True))
    place, end = begin, begin
    needle = "\0"
    for number, word in enumerate(words):
        needle += word
        found = program.find(needle, place)
        if found < 0:
            return number, end
        place, end = found, found + len(needle)
    return len(words), end


def _joined(lines: list[_Line], *, first: bool) -> Iterable[str]:
    """Yield each line with its indentation relative to the line before."""
    before = None
    for line in lines:
        step = "" if before is None else str(line.indent - before)
        yield f"{line.text}\n" if first and before is None else f"{step}\0{line.text}\n"
        before = line.indent
