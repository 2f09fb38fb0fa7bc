"""The corpus of the benchmark: the same topics, written as each tool's own documentation would have an author write them.

    python benchmarks/corpus.py ours 1000 FOLDER      (or eleventy, hugo, pelican, mkdocs)

Each topic has a title, a summary, a table of eight rows with two cells, two Python programs of 15 and 20 lines, three paragraphs
and four links to other topics. Nothing is random: topic 17 reads the same in every corpus that holds it.
"""

import hashlib
import html
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

Files = Iterator[tuple[str, str]]

CATEGORIES = 10
SUBJECTS = ("Lathe", "Mill")
ROWS = 8
RELATED = 4
WORDS = (
    "bearing bracket carriage chuck clamp coolant cutter drawing drill edge face feed fixture flange gear gauge groove handle "
    "indicator jaw key ledger machine margin measure motor notch oil pitch plate pulley quill rail ratio screw shaft shoulder "
    "slide speed spindle stock stop surface table taper thread tolerance tool travel turret vice wedge wheel"
).split()
VERBS = "carries checks closes drives fits guides holds limits marks moves opens reaches sets takes turns wears".split()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its head and two cells of inline Markdown."""

    aspect: str
    cells: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the corpus; texts are Markdown, programs are whole, related names other topics by number."""

    number: int
    title: str
    summary: str
    rows: tuple[Row, ...]
    programs: tuple[str, str]
    paragraphs: tuple[str, ...]
    related: tuple[int, ...]

    @property
    def slug(self) -> str:
        """The topic's name in addresses and on disk."""
        return slug(self.number)

    @property
    def category(self) -> int:
        """The number of its category, from 0."""
        return self.number % CATEGORIES


def slug(number: int) -> str:
    """Return the name of a topic in addresses and on disk."""
    return f"topic-{number:05d}"


def title(number: int) -> str:
    """Return a topic's title; no two are alike."""
    return f"{_word(number).capitalize()} and {_word(number * 7 + 3)} {number}"


def topic(number: int, size: int) -> Topic:
    """Return a topic of a corpus of that size; only the links depend on the size."""
    related = tuple((number + step) % size for step in (1, 2, size // 3 + 3, size // 2 + 5))
    summary = f"The {SUBJECTS[0].lower()} {_verb(number)} the {_word(number + 5)}, the {SUBJECTS[1].lower()} its {_word(number + 9)}."
    rows = tuple(_row(number, at) for at in range(ROWS))
    paragraphs = tuple(_paragraph(number, at) for at in range(3))
    return Topic(number, title(number), summary, rows, (_short(number), _long(number)), paragraphs, related)


def topics(size: int) -> Iterator[Topic]:
    """Return every topic of a corpus."""
    return (topic(number, size) for number in range(size))


def _word(seed: int) -> str:
    return WORDS[(seed * 31 + seed // 53) % len(WORDS)]


def _verb(seed: int) -> str:
    return VERBS[(seed * 5 + seed // 17) % len(VERBS)]


def _row(number: int, at: int) -> Row:
    seed = number * 19 + at * 3
    return Row(f"Its {_word(seed)} and the {_word(seed + 8)}", (_cell(seed + 1, at), _cell(seed + 2, at + 3)))


def _cell(seed: int, kind: int) -> str:
    """Return a cell as tables of references have them: most are words and code, some are emphasised, one in eight links."""
    words = f"the {_word(seed)} {_verb(seed)} {_word(seed + 4)} and {_word(seed + 6)}"
    match kind % 8:
        case 0:
            return f"See [the {_word(seed)} tables](https://example.org/{_word(seed)}) for {_word(seed + 2)}"
        case 1 | 2:
            return f"**Always** {words}, _not_ the {_word(seed + 11)}"
        case 3:
            return f"Here {words}, once for each {_word(seed + 12)}"
        case _:
            return f"`{_word(seed)}({_word(seed + 1)}={seed % 90})`: {words}"


def _paragraph(number: int, at: int) -> str:
    seed = number * 13 + at * 7
    return (
        f"A {_word(seed)} that {_verb(seed)} the {_word(seed + 1)} is **rarely** the one that {_verb(seed + 2)} the {_word(seed + 3)}. "
        f"With `{_word(seed + 4)}_{_word(seed + 5)}({at})` the {_word(seed + 6)} {_verb(seed + 7)} every {_word(seed + 8)}, "
        f"and _only_ then the {_word(seed + 9)} {_verb(seed + 10)} what is left of the {_word(seed + 11)}. "
        f"The [{_word(seed + 12)} handbook](https://example.org/{_word(seed + 12)}) says which {_word(seed + 13)} it {_verb(seed + 14)}, "
        f"and why a second {_word(seed + 15)} after `{number}` turns of the {_word(seed + 16)} changes nothing about it."
    )


def _short(number: int) -> str:
    """Return a program of 15 lines."""
    a, b, c = (_word(number * 11 + step) for step in (0, 5, 9))
    return f'''\
"""Count every {a} of a {b}."""

from dataclasses import dataclass


@dataclass(frozen=True)
class {a.capitalize()}:
    """One {a}, as it lies there."""
    name: str = "{b}"
    size: int = {number % 97}


def total_{c}(found: list[{a.capitalize()}]) -> int:
    # A {c} without a size counts once.
    return sum(one.size or 1 for one in found)
'''


def _long(number: int) -> str:
    """Return a program of 20 lines."""
    a, b, c = (_word(number * 17 + step) for step in (2, 6, 12))
    return f'''\
"""Turn a {a} into a {b}, unless the {c} is worn."""

import re
from functools import lru_cache

PATTERN = re.compile(r"^(?P<{a}>[a-z]+)-(\\d{{1,{number % 8 + 1}}})$")


@lru_cache(maxsize={number % 500 + 12})
def {b}_of(text: str, *, worn: bool = False) -> str | None:
    match = PATTERN.match(text)
    if match is None or worn:
        return None
    parts = [part.strip() for part in text.split("-") if part]
    return f"{{match['{a}']}}/{{len(parts):>3}}"


class {c.capitalize()}Error(ValueError):
    """What is raised where a {c} was expected."""
    limit = {number % 1000 / 8}
'''


# What an author of each tool writes. ------------------------------------------------------------------------------------------


def ours(size: int) -> Files:
    """Return the content folder of this project's generator, with the record that verify would make of the programs."""
    yield "site.yaml", _our_site()
    records: dict[str, object] = {}
    for entry in topics(size):
        folder = f"dimensions/{entry.slug}"
        yield f"{folder}/index.md", _our_entry(entry)
        for subject, program in zip(SUBJECTS, entry.programs, strict=True):
            path = f"{folder}/program.{subject.lower()}.py"
            yield path, program
            yield path.removesuffix("py") + "out", ""
            records[path] = {"sha256": _sha256(program), "runs": {"bench": _run(subject)}}
    yield "evidence.json", json.dumps({"version": 1, "programs": records}, indent=2, sort_keys=True) + "\n"


def _our_site() -> str:
    subjects = "".join(f"  - {{key: {name.lower()}, name: {name}, packages: [{name}]}}\n" for name in SUBJECTS)
    categories = "".join(f"  - {{slug: shelf-{at}, title: Shelf {at}}}\n" for at in range(CATEGORIES))
    return f"title: Lathe and mill\nurl: https://example.org/bench/\nsubjects:\n{subjects}categories:\n{categories}"


def _our_entry(entry: Topic) -> str:
    keys = [name.lower() for name in SUBJECTS]
    glance = "".join(f"  {key}: The {_word(entry.number + at)}\n" for at, key in enumerate(keys))
    rows = "".join(
        f"  - aspect: {row.aspect}\n"
        + "".join(f"    {key}: {_quoted(cell)}\n" for key, cell in zip(keys, row.cells, strict=True))
        + "    proof: program\n"
        for row in entry.rows
    )
    return (
        f"---\ntitle: {entry.title}\ncategory: shelf-{entry.category}\nsummary: {_quoted(entry.summary)}\n"
        f"glance:\n{glance}rows:\n{rows}samples:\n  - id: program\n    title: Programs\n"
        f"see_also: [{', '.join(map(slug, entry.related))}]\n---\n" + "\n\n".join(entry.paragraphs) + "\n"
    )


def _run(subject: str) -> dict[str, object]:
    return {"date": "2026-01-01", "output": _sha256(""), "packages": {subject: "1.0"}, "python": "3.13.0"}


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


PEERS: dict[str, Callable[[int], Files]] = {"ours": ours}


def write(tool: str, size: int, folder: Path) -> None:
    """Write a tool's corpus into a folder, which is made where it is missing; files that are there already are replaced."""
    for name, text in PEERS[tool](size):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
