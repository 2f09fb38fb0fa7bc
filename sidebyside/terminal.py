"""Text of others on a terminal or in the log of a workflow: shown, never obeyed.

Control characters would move the cursor, set the title or change what stands there already;
characters that turn the direction of text let a line read as another; a line that begins with
`::`, or holds `##[`, is a command to the runners of GitHub Actions.
"""

import re

_COMMAND = re.compile(r"^([ \t]*):(?=:)")


def printable(line: str, keep: str = "") -> str:
    """Return one line with each character that is not printed as an escape, but those to `keep`."""
    if line.isprintable():
        return _no_command(line)
    shown = (c if c.isprintable() or c in keep else _escaped(c) for c in line)
    return _no_command("".join(shown))


def lines(text: str) -> list[str]:
    """Return the lines of a text, each as it may be printed."""
    return [printable(line, keep="\t") for line in re.split(r"\r\n|\n|\r", text.rstrip("\r\n"))]


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()


def _no_command(line: str) -> str:
    return _COMMAND.sub(r"\1: ", line).replace("##[", "## [")
