"""What a message suggests is what repairs the file.

Each help text with the mistake that it answers.
"""

from collections.abc import Callable

import pytest

from tests.conftest import Town

INDEX = "dimensions/speed/index.md"
FOLDER = "content/dimensions/speed"


def gone(path: str) -> Callable[[Town], object]:
    return lambda town: (town.content / path).unlink()


def renamed(path: str, name: str) -> Callable[[Town], object]:
    return lambda town: (town.content / path).rename((town.content / path).with_name(name))


def put(*paths: str) -> Callable[[Town], object]:
    return lambda town: [town.put(path, "print(1)\n") for path in paths]


def edit(old: str, new: str) -> Callable[[Town], object]:
    return lambda town: town.edit(INDEX, old, new)


HELPS: dict[str, tuple[Callable[[Town], object], list[str]]] = {
    "program of one subject missing": (
        gone("dimensions/speed/count.tram.py"),
        [
            "help: write dimensions/speed/count.tram.py, or none: {tram: why there is none} at the sample\n"
        ],
    ),
    "program with a mistyped name": (
        renamed("dimensions/speed/count.tram.py", "count.trem.py"),
        ["help: did you mean 'count.trem.py'?\n"],
    ),
    "program of a sample that is not listed": (
        put("dimensions/speed/race.tram.py"),
        [
            f"{FOLDER}/race.tram.py:1:1: warning[unused-file]",
            "help: add a sample with the id 'race' to `samples` in index.md\n",
        ],
    ),
    "program of a mistyped sample": (
        put("dimensions/speed/cuont.tram.py"),
        ["help: did you mean 'count'?\n"],
    ),
    "program of a mistyped subject": (
        put("dimensions/speed/count.trem.py"),
        ["help: did you mean 'tram'?\n"],
    ),
    "second program of one subject": (
        put("dimensions/speed/count.tram.txt"),
        [
            "help: the sample 'count' has another program for 'tram', or this folder has no main file\n"
        ],
    ),
    "file without a subject": (
        put("dimensions/speed/notes.txt"),
        ["help: name it <sample id>.<subject>.py\n"],
    ),
    "two files that nothing uses": (
        put("dimensions/speed/race.tram.py", "dimensions/speed/race.ferry.py"),
        [
            f"{FOLDER}/race.tram.py:1:1: warning[unused-file]",
            f"{FOLDER}/race.ferry.py:1:1: warning[unused-file]",
        ],
    ),
    "sample and an aspect with one id": (
        edit("aspect: Comfort", "aspect: Count"),
        [
            "a row and a sample of this page have the id 'count'",
            "help: the row in line 22 gets this id from its aspect, 'Count': write an id: for it\n",
        ],
    ),
    "sample and a row with one id": (
        edit("aspect: Comfort", "aspect: Comfort\n    id: count"),
        ["help: the row is in line 22: give one of them another id\n"],
    ),
    "two aspects with one id": (
        edit("aspect: Comfort", "aspect: Where it stops!"),
        ["help: write an id: for one of them; the other is in line 17\n"],
    ),
    "an output without its program": (
        lambda town: town.put("dimensions/speed/lost.train.out", "1\n"),
        ["lost.train.out:1:1: warning[unused-file]", "help: its program is missing"],
    ),
    "an id that an aspect has already": (
        lambda town: town.edit(INDEX, "aspect: Comfort", "id: where-it-stops\n    aspect: Comfort"),
        ["two rows have the name 'where-it-stops'", "another name; the other is in line 17\n"],
    ),
    "never verified": (
        lambda _: None,
        [
            "the program was never verified",
            "help: run: python build.py verify speed/count --update\n",
        ],
    ),
}


@pytest.mark.parametrize("name", HELPS)
def test_a_help_text_names_what_repairs_the_file(
    town: Town, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    change, said = HELPS[name]
    change(town)
    town.run("check")
    told = capfd.readouterr().err
    assert [text for text in said if text not in told] == []


def test_a_missing_program_suggests_no_program_of_another_subject(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    (town.content / "dimensions/speed/count.tram.py").unlink()
    town.run("check")
    told = capfd.readouterr().err
    assert (
        "count.train.py"
        not in told.partition("no program for 'tram'")[2].partition("help:")[2].splitlines()[0]
    )


def test_a_program_named_as_it_should_be_is_not_asked_for_the_same_name(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    town.put("dimensions/speed/race.tram.py", "print(1)\n")
    town.run("check")
    assert "name it <sample id>" not in capfd.readouterr().err
