"""Size limits of texts: beyond what authors write, and below what takes minutes or gigabytes.

Python-Markdown is quadratic in some signs, and pads every row of a table to the widest; a
definition that is used a thousand times is written a thousand times. A text within these bounds is
rendered in a few seconds, whatever else it holds.
"""

import re

BRACKETS, OF_ONE_PARAGRAPH = 6000, 300
CELLS = 100_000
HEADINGS = 1000
FENCES = 30
ADDRESS = 2000
# A text of fewer signs is quick to render, however hostile.
SHORT_TEXT = 10_000
_HEADING = re.compile(r"^(?:[ >\t]*#| {0,3}[=-]+[ ]*$)", re.MULTILINE)


def exceeded_limit(text: str) -> str:
    """Say what there is too much of in some Markdown, or nothing."""
    if text.count("[") > OF_ONE_PARAGRAPH and _brackets(text):
        return "there are too many brackets in one paragraph"
    if text.count("|") > 200 and sum(map(_cells, text.split("\n\n"))) > CELLS:
        return f"the tables here have more than {CELLS:,} cells"
    if len(text) > SHORT_TEXT and len(_HEADING.findall(text)) > HEADINGS:
        return f"there are more than {HEADINGS:,} headings"
    if len(text) > SHORT_TEXT and len(set(map(len, re.findall("`+", text)))) > FENCES:
        return f"there are more than {FENCES} lengths of backticks"
    return ""


def _brackets(text: str) -> bool:
    return text.count("[") > BRACKETS or any(
        part.count("[") > OF_ONE_PARAGRAPH for part in text.split("\n\n")
    )


def _cells(block: str) -> int:
    """Return how many cells a table of some lines could have.

    Every row gets as many as the widest.
    """
    lines = [line.count("|") for line in block.split("\n")]
    return len(lines) * (max(lines) + 1) if max(lines) else 0


# Lexers are made for code: for 8,000 line ends some take seconds, for 200,000 brackets a grammar
# takes a minute.
MAX_LINE_OF_CODE, MAX_CODE = 4000, 20_000
_RUN = re.compile(r"(.{1,8}?)\1{200}", re.DOTALL)


def is_unlike_code(text: str) -> bool:
    """Tell whether a text is too long, or too repetitive, to be highlighted in bounded time.

    Of a text that is shorter than most programs nothing is asked: no lexer takes long for it.
    """
    return len(text) > MAX_LINE_OF_CODE and (len(text) > MAX_CODE or _RUN.search(text) is not None)
