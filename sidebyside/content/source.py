"""Reading a file.

Where every text of the site comes in, and where the places in messages come from.
"""

import codecs
import os
import re
import stat
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from sidebyside.diagnostics import Diagnostic, Location

MAX_FILE_BYTES = 1 << 20
# An entry of 20,000 words. Python-Markdown is quadratic in many signs: what is larger could take
# minutes.
MAX_ENTRY_BYTES = 128 << 10
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
FRONT_MATTER_FENCE = "---"
# What no text needs: signs that steer a terminal, and those that turn the direction of text, so
# that a reviewer reads something else than what stands there.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def first_control_character(text: str) -> re.Match[str] | None:
    """Return the first sign of a text that no text needs."""
    # What can be printed has none of them, and that is seen in a tenth of the time.
    return (
        None
        if text.isprintable() or text.replace("\n", "").isprintable()
        else _CONTROL.search(text)
    )


@dataclass(frozen=True)
class Source:
    """One text file.

    `name` is its path as messages show it, `text` has line ends of one character and no byte-order
    mark.
    """

    name: str
    text: str

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.text.find("\n", at + 1)
        return starts

    @cached_property
    def _lines(self) -> dict[int, str]:
        """Keep the lines that places were asked for.

        Thousands of problems of one long line share its text.
        """
        return {}

    def place(self, start: int, end: int | None = None) -> Location:
        """Return the place of `text[start:end]`, cut at the end of its first line."""
        start = max(0, min(start, len(self.text)))
        line = bisect_right(self._starts, start)
        begin = self._starts[line - 1]
        text = self._lines.get(line)
        if text is None:
            text = (
                self.text[begin : self._starts[line] - 1]
                if line < len(self._starts)
                else self.text[begin:]
            )
            self._lines[line] = text
        stop = begin + len(text) if end is None else min(end, begin + len(text))
        return Location(self.name, line, start - begin + 1, max(1, stop - start), text)

    def problem(
        self, code: str, message: str, start: int = 0, end: int | None = None, help: str = ""
    ) -> Diagnostic:
        """Return a problem at `text[start:end]`."""
        return Diagnostic(code, message, self.place(start, end), help)


@dataclass(frozen=True, slots=True)
class Document:
    """A file with front matter: both parts as stretches of `source.text`."""

    source: Source
    front: tuple[int, int]
    body: int

    @property
    def prose(self) -> str:
        """Return the Markdown below the front matter."""
        return self.source.text[self.body :]


@dataclass(frozen=True)
class Folder:
    """A folder that files are read from: `root` on disk, `name` as messages show it.

    Nothing outside of it is read.
    """

    root: Path
    name: str
    _real: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_real", os.path.realpath(self.root))

    def shown(self, relative: str) -> str:
        """Return a path below the folder as messages show it."""
        return f"{self.name}/{relative}" if self.name else relative

    def contains(self, relative: str) -> bool:
        """Tell whether a path, symbolic links followed, stays inside the folder."""
        real = os.path.realpath(self.root / relative)
        return real == self._real or real.startswith(self._real.rstrip(os.sep) + os.sep)

    def read_bytes(
        self, relative: str, largest: int = MAX_FILE_BYTES, *, linked: bool = True
    ) -> bytes | Diagnostic:
        """Read a regular file inside the folder, or say why not (outside, unreadable, too-large).

        Whether it is inside is looked at only where a link may lead out, which is to say unless it
        is known not to be `linked`.
        """
        place = Location(self.shown(relative))
        if linked and not self.contains(relative):
            return Diagnostic(
                "outside",
                "the file is outside the content folder",
                place,
                "replace the link by the file itself",
            )
        try:
            # Opened without waiting, so that a named pipe in a hostile folder cannot hang the
            # build.
            handle = os.open(f"{self.root}/{relative}", _READ | (0 if linked else _NO_LINK))
            try:
                info = os.fstat(handle)
                if not stat.S_ISREG(info.st_mode):
                    return Diagnostic("unreadable", "this is not a regular file", place)
                data = _read(handle, min(info.st_size, largest) + 1, largest + 1)
            finally:
                os.close(handle)
        except OSError as error:
            return Diagnostic("unreadable", f"the file cannot be read: {error.strerror}", place)
        if len(data) > largest:
            size = f"{largest >> 20} MiB" if largest >= 1 << 20 else f"{largest >> 10} KiB"
            return Diagnostic(
                "too-large", f"the file is larger than {size}", place, "split the entry"
            )
        return data

    def read(
        self, relative: str, largest: int = MAX_FILE_BYTES, *, linked: bool = True
    ) -> Source | Diagnostic:
        """Read a text file: as `read_bytes`, and `not-utf8`."""
        data = self.read_bytes(relative, largest, linked=linked)
        return data if isinstance(data, Diagnostic) else decode(data, self.shown(relative))


def _read(handle: int, likely: int, most: int) -> bytes:
    """Read an open file to its end, or as many bytes as `most`.

    One read is enough where it has less than is `likely`.
    """
    data = os.read(handle, likely)
    while len(data) < most and (more := os.read(handle, most - len(data))):
        data += more
    return data


_PICTURES = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or a sound"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "an archive"),
    (b"\x1f\x8b", "an archive"),
)


def decode(data: bytes, name: str) -> Source | Diagnostic:
    """Make a source of a file's bytes.

    UTF-8, with or without a byte-order mark, line ends as on any system.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        if kind := next((kind for start, kind in _PICTURES if data.startswith(start)), ""):
            message = f"this is {kind}, and only text is read here"
            return Diagnostic(
                "not-utf8",
                message,
                Location(name),
                "remove it; a program can write such a file when it runs",
            )
        readable = _one_line_end(data[: error.start].decode())
        tail = Source(name, readable + "\ufffd").place(len(readable))
        message = f"the file is not UTF-8: byte 0x{data[error.start]:02x} cannot be read"
        return Diagnostic("not-utf8", message, tail, "save the file as UTF-8")
    return Source(name, _one_line_end(text))


def _one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split_front_matter(source: Source) -> Document | Diagnostic:
    """Part the front matter from the prose."""
    text = source.text
    first, _, _ = text.partition("\n")
    if first.rstrip() != FRONT_MATTER_FENCE:
        message = "the file does not begin with front matter"
        return source.problem(
            "syntax",
            message,
            0,
            help="the first line must be ---, and another --- ends the front matter",
        )
    start = at = len(first) + 1
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text.startswith(FRONT_MATTER_FENCE, at) and text[at:end].rstrip() == FRONT_MATTER_FENCE:
            return Document(source, (start, at), min(end + 1, len(text)))
        at = end + 1
    return source.problem(
        "syntax",
        "the front matter is not closed",
        0,
        help="end it with a line that contains only ---",
    )


_CONFLICT = re.compile(r"(?:<{7}|>{7}) ")
_FENCE = re.compile(r" *(`{3,}|~{3,})")


def conflict_markers(source: Source, *, fences: bool) -> Iterator[Diagnostic]:
    """Yield the lines of a merge conflict.

    With `fences`, not those in fenced code, which may show one.
    """
    if not _CONFLICT.search(source.text):
        return
    at, fence = 0, ""
    for line in source.text.splitlines(keepends=True):
        opening = _FENCE.match(line) if fences else None
        if opening and (
            not fence or (line.strip().startswith(fence) and not line.strip(f"{fence[0]} \n\r"))
        ):
            fence = "" if fence else opening[1]
        if not fence and _CONFLICT.match(line):
            message = "this line is a conflict marker of git"
            yield source.problem(
                "conflict-marker", message, at, at + len(line.rstrip()), help="finish the merge"
            )
        at += len(line)
