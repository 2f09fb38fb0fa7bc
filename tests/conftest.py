"""A small comparison of three subjects that is not the real one, made new for each test."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from sidebyside import cli

Result = TypeVar("Result")
ROOT = Path(__file__).resolve().parent.parent
LONGEST = (
    "test_conduit",
    "test_browser",
    "test_pdf",
    "test_output",
    "test_example",
    "test_batch",
    "test_single_page",
)
"""What a run starts with, so that no worker is left with one of these while the other has nothing to do."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Order files by how long they take; the order within a file stays."""

    def place(item: pytest.Item) -> int:
        names = (number for number, name in enumerate(LONGEST) if item.path.stem.startswith(name))
        return next(names, len(LONGEST))

    items.sort(key=place)


SITE = """\
title: Trains, trams and ferries
tagline: Three ways to cross a town.
url: https://town.example/ways/
subjects:
  - key: train
    name: Train
    summary: Fast between two stations.
    packages: [pip]
  - key: tram
    name: Tram
  - key: ferry
    name: Ferry
    hue: 300
categories:
  - slug: riding
    title: Riding
    summary: What it is like to ride.
  - slug: money
    title: Money
  - slug: empty
    title: Nothing here
"""

SPEED = """\
---
title: Speed
category: riding
summary: The train is fast, the tram stops often, the ferry waits for the tide.
glance:
  train: "`120` km/h"
  tram: 30 km/h
  ferry: 20 km/h
rows:
  - id: top
    aspect: Top speed
    train: "`120` km/h"
    tram: "`30` km/h"
    ferry: "`20` km/h & spray"
    proof: count
    shows: {train: 1 train, tram: 1 tram, ferry: 1 ferry}
  - aspect: Where it stops
    train: Stations
    tram: Corners
    ferry: {none: It turns at the pier}
    source: https://town.example/stops
  - aspect: Comfort
    train: Seats
    tram: Straps
    ferry: Benches
    judgement: true
    same: true
samples:
  - id: count
    title: Counting to three
see_also: [price]
choose:
  train: You are in a *hurry*.
sources:
  - {title: "Town: stops", url: "https://town.example/stops"}
---
Read [[price]] and [[price#ticket|the ticket]], [[question:which-first]], [[myth:ferries-sink]],
[[term:stop]] and [[subject:train]].

## Why so fast

A paragraph with `code` and a table.

| a | b |
|---|---|
| 1 | 2 |
"""

PRICE = """\
---
title: Price
category: money
summary: What a ride costs.
aliases: [cost]
glance: {train: High, tram: Low, ferry: Middle}
rows:
  - id: ticket
    aspect: A single ticket
    train: Five
    tram: Two
    ferry: Three
    proof: speed/count
    shows: {train: 1 train, tram: 1 tram, ferry: 1 ferry}
---
"""

QUESTION = """\
---
question: Which would you take first?
level: core
subjects: [train, tram]
dimensions: [speed, price]
---
The train.

Because it is [[speed|fast]].
"""

MYTH = """\
---
claim: Ferries sink.
verdict: "false"
dimensions: [speed]
proof: speed/count
shows: {train: 1 train, tram: 1 tram, ferry: 1 ferry}
---
They float. See [[speed#top]].
"""

TERMS = """\
- slug: stop
  train: {name: Station, means: A building with clocks}
  tram: {name: Stop, means: A sign}
  ferry: {none: It has a pier}
  dimensions: [speed]
"""

CHOOSER = """\
- id: hurry
  ask: Are you in a hurry?
  dimension: speed
  answers:
    - {say: "Yes", lean: {train: 3}, because: It is fast.}
    - {say: "No", lean: {ferry: 2, tram: 1}}
"""

PROFILE = """\
---
strengths: [Fast, "On `rails`"]
limits: [Few stops]
good_for: [Long ways]
not_for: [Islands]
---
Trains came first.
"""

GUIDE = """\
---
title: From tram to train
summary: How to change.
order: 10
---
## Look for the station

It is near [[speed]].
"""

PROGRAM = """\
import sys

# region show
for number in range(3):
    print(number, "{0}")
# endregion
"""

FILES = {
    "site.yaml": SITE,
    "dimensions/speed/index.md": SPEED,
    **{
        f"dimensions/speed/count.{key}.py": PROGRAM.format(key)
        for key in ("train", "tram", "ferry")
    },
    "dimensions/price.md": PRICE,
    "questions/which-first.md": QUESTION,
    "myths/ferries-sink.md": MYTH,
    "terms.yaml": TERMS,
    "chooser.yaml": CHOOSER,
    "subjects/train.md": PROFILE,
    "guides/tram-to-train.md": GUIDE,
}


class Town:
    """A content folder with a command line, and an output folder beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.output = folder / "site"
        self.remembers = False
        for path, text in FILES.items():
            self.put(path, text)

    def put(self, path: str, text: str | bytes) -> Path:
        place = self.content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())
        return place

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.content / path).read_text()
        assert text.count(old) >= 1, f"{old!r} is not in {path}"
        self.put(path, text.replace(old, new, 1))

    def run(self, verb: str, *options: str) -> int:
        folders = [
            "--content",
            str(self.content),
            "--output",
            str(self.output),
            *([] if self.remembers else ["--no-cache"]),
        ]
        return cli.main([verb, *folders, *options])

    def page(self, path: str) -> str:
        return (self.output / path).read_text()

    def tree(self) -> dict[str, bytes]:
        return {
            p.relative_to(self.output).as_posix(): p.read_bytes()
            for p in sorted(self.output.rglob("*"))
            if p.is_file()
        }


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.chdir(tmp_path)
    for name in ("GITHUB_ACTIONS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return Town(tmp_path)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


def without(*names: str) -> dict[str, str]:
    """Return the environment without some variables."""
    return {key: value for key, value in os.environ.items() if key not in names}


def aside(work: Callable[[], Result]) -> Result:
    """Return what some work gives, done in a thread of its own.

    An open browser keeps an event loop running in this one.
    """
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


Edit = Callable[[Town], object]
