"""Turn the report that a pull request made of itself into a comment on it.

Whoever opens a pull request controls what its workflow uploads, so the report is untrusted: its size
is limited, and it can neither mention people, contain HTML nor show a picture.
The workflow that calls this runs the default branch's copy.
"""

import re
import sys
from pathlib import Path

# GitHub refuses a comment of more than 65,536 characters.
MAX_COMMENT = 60_000
MAX_BYTES = 4 * MAX_COMMENT
HEAD = (
    "_Made by `build.py diff` from what this pull request contains. It is a help for the review and"
    " proves nothing by itself._"
)
CUT = "The rest is left out: the report is longer than a comment can be."
# Stands between two characters that would be markup together, in code as well, where no entity is read.
SPACE = "\u200b"
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKUP = re.compile(r"@(?=\w)|<(?=[\w!/?])|!(?=\[)|\](?=[(\[])|:(?=//)|#(?=\d)")


def comment(report: bytes) -> str:
    """Return a report, as UTF-8, as the text of a comment; invalid UTF-8 is replaced."""
    text = report[:MAX_BYTES].decode("utf-8", "replace").replace("\r\n", "\n")
    harmless = _MARKUP.sub(lambda found: found[0] + SPACE, _CONTROLS.sub(" ", text))
    if len(harmless) > MAX_COMMENT:
        whole, _, _ = harmless[:MAX_COMMENT].rpartition("\n\n")
        harmless = f"{whole}\n\n{CUT}\n"
    return f"{HEAD}\n\n{harmless.strip()}\n"


def main(arguments: list[str]) -> int:
    """Print the comment for the report in a file; a link is not followed."""
    (name,) = arguments
    path = Path(name)
    if path.is_symlink() or not path.is_file():
        print(f"comment: there is no report at {name}", file=sys.stderr)
        return 1
    with path.open("rb") as file:
        report = file.read(MAX_BYTES)
    sys.stdout.buffer.write(comment(report).encode("utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
