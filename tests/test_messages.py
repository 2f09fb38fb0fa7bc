# ruff: noqa: E501 - a table of mistakes is read line by line
"""Every mistake an author can make is told by code, path and line, and nothing is written."""

import json
import os
import re
from collections.abc import Callable

import pytest

from sidebyside.diagnostics import CODES
from tests.conftest import FILES, Edit, Town

SHOWS = "shows: {train: 1 train, tram: 1 tram, ferry: 1 ferry}"
INDEX = "dimensions/speed/index.md"


def edit(path: str, old: str, new: str) -> Edit:
    return lambda town: town.edit(path, old, new)


def put(path: str, text: str | bytes) -> Edit:
    return lambda town: town.put(path, text)


def remove(path: str) -> Edit:
    return lambda town: (town.content / path).unlink()


def link(path: str, target: str) -> Edit:
    def make(town: Town) -> None:
        (town.content / path).unlink(missing_ok=True)
        (town.content / path).symlink_to(target)

    return make


def fifo(path: str) -> Edit:
    def make(town: Town) -> None:
        (town.content / path).unlink()
        os.mkfifo(town.content / path)

    return make


def folder(path: str) -> Edit:
    def make(town: Town) -> None:
        (town.content / path).unlink()
        (town.content / path).mkdir()

    return make


MISTAKES = {
    # code in prose
    "code that is not in the program": (
        edit(INDEX, "## Why so fast", "```python from=count\nx = 1\n```\n\n## Why so fast"), "not-an-excerpt", INDEX, 40,
    ),
    "code of a sample that does not exist": (
        edit(INDEX, "## Why so fast", "```python from=speed/cuont\nx = 1\n```\n\n## Why so fast"), "missing-sample", INDEX, 40,
    ),
    "code of a dimension that does not exist": (
        edit(INDEX, "## Why so fast", "```python from=spede/count\nx = 1\n```\n\n## Why so fast"), "unknown-dimension", INDEX, 40,
    ),
    # syntax
    "conflict in a body": (edit(INDEX, "## Why so fast", "<<<<<<< HEAD\n## Why so fast"), "conflict-marker", INDEX, 40),
    "conflict in front matter": (edit(INDEX, "title: Speed", ">>>>>>> other\ntitle: Speed"), "conflict-marker", INDEX, 2),
    "conflict in a list": (edit("terms.yaml", "- slug: stop", "<<<<<<< HEAD\n- slug: stop"), "conflict-marker", "terms.yaml", 1),
    "change of tomorrow": (edit(INDEX, "see_also:", "changed: 2999-01-01\nsee_also:"), "bad-value", INDEX, 31),
    "changes of tomorrow": (edit(INDEX, "see_also:", "changed: [2026-01-01, {date: 2999-01-01}]\nsee_also:"), "bad-value", INDEX, 31),
    "ids of two aspects alike": (edit(INDEX, "aspect: Comfort", "aspect: Where it stops!"), "duplicate-slug", INDEX, 22),
    "aspect without letters": (edit(INDEX, "aspect: Comfort", 'aspect: "?!"'), "missing-key", INDEX, 22),
    "also empty": (edit(INDEX, "see_also:", "also: ['']\nsee_also:"), "bad-value", INDEX, 31),
    "also too long": (edit(INDEX, "see_also:", f"also: [{'x' * 81}]\nsee_also:"), "too-long", INDEX, 31),
    "also too many": (edit(INDEX, "see_also:", f"also: [{', '.join(map(str, range(31)))}]\nsee_also:"), "too-long", INDEX, 31),
    "also no list": (edit(INDEX, "see_also:", "also: pace\nsee_also:"), "wrong-type", INDEX, 31),
    "also a mapping": (edit(INDEX, "see_also:", "also: [{a: b}]\nsee_also:"), "wrong-type", INDEX, 31),
    "shows of no subject": (edit(INDEX, "tram: 1 tram", "trem: 1 tram"), "unknown-subject", INDEX, 16),
    "shows of no program": (edit(INDEX, "    proof: count\n", "    judgement: true\n"), "not-shown", INDEX, 16),
    "backtick": (edit(INDEX, '"`30` km/h"', "`30` km/h"), "syntax", INDEX, 13),
    "colon": (edit(INDEX, "Stations", "Stations: two"), "syntax", INDEX, 18),
    "tab": (edit(INDEX, "    tram: Corners", "\ttram: Corners"), "syntax", INDEX, 19),
    "open bracket": (edit(INDEX, "see_also: [price]", "see_also: [price"), "syntax", INDEX, 31),
    "open brace": (edit(INDEX, "{none: It turns at the pier}", "{none: It turns"), "syntax", INDEX, 20),
    "open quote": (edit(INDEX, '"`120` km/h"\n  tram', '"`120` km/h\n  tram'), "syntax", INDEX, 6),
    "at sign": (edit(INDEX, "tram: 30 km/h", "tram: @30"), "syntax", INDEX, 7),
    "no colon": (edit(INDEX, "title: Speed", "title Speed"), "syntax", INDEX, 3),
    "tag": (edit(INDEX, "title: Speed", "title: !!str Speed"), "syntax", INDEX, 2),
    "local tag": (edit(INDEX, "title: Speed", "title: !x Speed"), "syntax", INDEX, 2),
    "no front matter": (put(INDEX, "Speed\n"), "syntax", INDEX, 1),
    "front matter not closed": (put(INDEX, "---\ntitle: Speed\n"), "syntax", INDEX, 1),
    "control character": (edit(INDEX, "title: Speed", "title: Sp\x07eed"), "syntax", INDEX, 2),
    "bad indentation": (edit(INDEX, "    train: Stations", "   train: Stations"), "syntax", INDEX, 18),
    "two documents": (put("terms.yaml", "- slug: a\n---\n- slug: b\n"), "syntax", "terms.yaml", 2),
    "damaged evidence": (put("evidence.json", '{"programs": {\n'), "syntax", "evidence.json", 2),
    "evidence of another shape": (put("evidence.json", "[1]"), "syntax", "evidence.json", 1),
    # bytes
    "latin-1": (put("myths/ferries-sink.md", MYTH_LATIN := b"---\nclaim: caf\xe9\n---\n"), "not-utf8", "myths/ferries-sink.md", 2),
    "not utf-8 with mark": (put("terms.yaml", b"\xef\xbb\xbf- slug: a\r\n  x: \xff\r\n"), "not-utf8", "terms.yaml", 2),
    "too large": (put("myths/ferries-sink.md", "x" * ((1 << 20) + 1)), "too-large", "myths/ferries-sink.md", 1),
    "too deep": (put("terms.yaml", "[" * 5000), "too-large", "terms.yaml", 1),
    "too deep in blocks": (put("terms.yaml", "- " * 200 + "a"), "too-large", "terms.yaml", 1),
    # keys
    "key twice": (edit(INDEX, "title: Speed", "title: Speed\ntitle: Again"), "duplicate-key", INDEX, 3),
    "anchor": (edit(INDEX, "train: Stations", "train: &a Stations"), "alias", INDEX, 18),
    "alias": (edit(INDEX, "tram: Corners", "tram: *a"), "alias", INDEX, 19),
    "subject mistyped": (edit(INDEX, "    tram: Corners", "    trem: Corners"), "unknown-key", INDEX, 19),
    "row key unknown": (edit(INDEX, "    judgement: true", "    judgement: true\n    sources: [a]"), "unknown-key", INDEX, 27),
    "key mistyped": (edit(INDEX, "summary:", "sumary:"), "unknown-key", INDEX, 4),
    "key of the site unknown": (edit("site.yaml", "tagline:", "slogan:"), "unknown-key", "site.yaml", 2),
    "key of a term unknown": (edit("terms.yaml", "  tram:", "  bus: {name: Bus}\n  tram:"), "unknown-key", "terms.yaml", 3),
    "key of a question unknown": (edit("questions/which-first.md", "level: core", "level: core\nlevle: core"), "unknown-key", "questions/which-first.md", 4),
    "no title": (edit(INDEX, "title: Speed\n", ""), "missing-key", INDEX, 2),
    "no aspect": (edit(INDEX, "  - aspect: Comfort\n    train: Seats", "  - train: Seats"), "missing-key", INDEX, 22),
    "no url": (edit("site.yaml", "url: https://town.example/ways/\n", ""), "missing-key", "site.yaml", 1),
    "no answer": (put("questions/which-first.md", FILES["questions/which-first.md"].partition("The train")[0]), "missing-key", "questions/which-first.md", 1),
    "empty site": (put("site.yaml", ""), "missing-key", "site.yaml", 1),
    "title a list": (edit(INDEX, "title: Speed", "title: [Speed]"), "wrong-type", INDEX, 2),
    "rows a text": (edit("dimensions/price.md", "aliases: [cost]", "aliases: cost"), "wrong-type", "dimensions/price.md", 5),
    "order no number": (edit("guides/tram-to-train.md", "order: 10", "order: first"), "wrong-type", "guides/tram-to-train.md", 4),
    "same no truth": (edit(INDEX, "same: true", "same: perhaps"), "wrong-type", INDEX, 27),
    "cell a list": (edit(INDEX, "tram: Corners", "tram: [Corners]"), "wrong-type", INDEX, 19),
    "front matter a list": (put(INDEX, "---\n- a\n---\n"), "wrong-type", INDEX, 2),
    "terms a mapping": (put("terms.yaml", "slug: stop\n"), "wrong-type", "terms.yaml", 1),
    "key a list": (edit(INDEX, "title: Speed", "title: Speed\n[a]: b"), "wrong-type", INDEX, 3),
    "level unknown": (edit("questions/which-first.md", "level: core", "level: cor"), "bad-value", "questions/which-first.md", 3),
    "verdict unknown": (edit("myths/ferries-sink.md", '"false"', "no"), "bad-value", "myths/ferries-sink.md", 3),
    "hue too large": (edit("site.yaml", "hue: 300", "hue: 361"), "bad-value", "site.yaml", 13),
    "one subject": (put("site.yaml", "title: a\nurl: https://a.example\nsubjects:\n  - {key: a, name: A}\ncategories:\n  - {slug: b, title: B}\n"), "bad-value", "site.yaml", 4),
    "address of the site": (edit("site.yaml", "https://town.example/ways/", "town"), "bad-value", "site.yaml", 3),
    "range of versions": (edit(INDEX, "title: Counting to three", "title: Counting\n    needs: {train: new}"), "bad-value", INDEX, 31),
    "path of a tool": (edit(INDEX, "title: Counting to three", "title: Counting\n    needs: {tools: [/usr/bin/sh]}"), "bad-value", INDEX, 31),
    "empty title": (edit(INDEX, "title: Speed", 'title: " "'), "bad-value", INDEX, 2),
    "no rows": (put("dimensions/price.md", FILES["dimensions/price.md"].partition("rows:")[0] + "rows: []\n---\n"), "bad-value", "dimensions/price.md", 7),
    "summary too long": (edit(INDEX, "The train is fast", "x" * 200), "too-long", INDEX, 4),
    "glance too long": (edit(INDEX, "tram: 30 km/h", "tram: " + "x" * 121), "too-long", INDEX, 7),
    "cell too long": (edit(INDEX, "tram: Corners", "tram: " + "x" * 1001), "too-long", INDEX, 19),
    # names
    "slug with capitals": (put("myths/Sink.md", FILES["myths/ferries-sink.md"]), "bad-slug", "myths/Sink.md", 1),
    "slug too long": (put(f"myths/{'a' * 61}.md", FILES["myths/ferries-sink.md"]), "bad-slug", f"myths/{'a' * 61}.md", 1),
    "slug of a device": (put("myths/con.md", FILES["myths/ferries-sink.md"]), "bad-slug", "myths/con.md", 1),
    "question called index": (put("questions/index.md", FILES["questions/which-first.md"]), "bad-slug", "questions/index.md", 1),
    "row id": (edit(INDEX, "id: top", "id: Top Speed"), "bad-slug", INDEX, 10),
    "key reserved": (edit("site.yaml", "key: tram", "key: proof"), "bad-slug", "site.yaml", 9),
    "row ids alike": (edit(INDEX, "aspect: Comfort", "aspect: Top"), "duplicate-slug", INDEX, 22),
    "row and sample alike": (edit(INDEX, "  - aspect: Comfort", "  - aspect: Comfort\n    id: count"), "duplicate-slug", INDEX, 30),
    "sample ids alike": (edit(INDEX, "    title: Counting to three", "    title: A\n  - id: count\n    title: B"), "duplicate-slug", INDEX, 31),
    "alias is a slug": (edit("dimensions/price.md", "aliases: [cost]", "aliases: [speed]"), "duplicate-slug", "dimensions/price.md", 5),
    "two forms of a dimension": (put("dimensions/speed.md", FILES["dimensions/price.md"].replace("aliases: [cost]\n", "")), "duplicate-slug", INDEX, 1),
    "subjects alike": (edit("site.yaml", "key: tram", "key: train"), "duplicate-slug", "site.yaml", 9),
    "terms alike": (put("terms.yaml", FILES["terms.yaml"] * 2), "duplicate-slug", "terms.yaml", 6),
    # what is not there
    "category": (edit(INDEX, "category: riding", "category: ridng"), "unknown-category", INDEX, 3),
    "subject in a glance": (edit(INDEX, "  tram: 30 km/h", "  bus: 30 km/h\n  tram: 30 km/h"), "unknown-subject", INDEX, 7),
    "subject in choose": (edit(INDEX, "  train: You are", "  trian: You are"), "unknown-subject", INDEX, 33),
    "subject of a question": (edit("questions/which-first.md", "[train, tram]", "[train, bus]"), "unknown-subject", "questions/which-first.md", 4),
    "subject of a lean": (edit("chooser.yaml", "ferry: 2", "boat: 2"), "unknown-subject", "chooser.yaml", 6),
    "subject of a profile": (put("subjects/bus.md", FILES["subjects/train.md"]), "unknown-subject", "subjects/bus.md", 1),
    "see_also": (edit(INDEX, "see_also: [price]", "see_also: [prise]"), "unknown-dimension", INDEX, 31),
    "dimension of a question": (edit("questions/which-first.md", "[speed, price]", "[speed, x]"), "unknown-dimension", "questions/which-first.md", 5),
    "dimension of a choice": (edit("chooser.yaml", "dimension: speed", "dimension: sped"), "unknown-dimension", "chooser.yaml", 3),
    "dimension of a proof": (edit("myths/ferries-sink.md", "speed/count", "sped/count"), "unknown-dimension", "myths/ferries-sink.md", 5),
    "cell left out": (edit(INDEX, "    tram: Corners\n", ""), "missing-cell", INDEX, 17),
    "cell left blank": (edit(INDEX, "tram: Corners", 'tram: ""'), "missing-cell", INDEX, 19),
    "glance left out": (edit(INDEX, "  tram: 30 km/h\n", ""), "missing-cell", INDEX, 6),
    "term left out": (edit("terms.yaml", "  tram: {name: Stop, means: A sign}\n", ""), "missing-cell", "terms.yaml", 1),
    "program gone": (remove("dimensions/speed/count.tram.py"), "missing-sample", INDEX, 29),
    "proof of nothing": (edit(INDEX, "proof: count", "proof: cuont"), "missing-sample", INDEX, 15),
    "proof elsewhere of nothing": (edit("dimensions/price.md", "speed/count", "speed/x"), "missing-sample", "dimensions/price.md", 13),
    "proof of no measurement": (edit("dimensions/price.md", "speed/count", "measurement:x"), "missing-measurement", "dimensions/price.md", 13),
    "link": (edit(INDEX, "[[price]]", "[[prise]]"), "broken-link", INDEX, 37),
    "link to a question": (edit(INDEX, "[[question:which-first]]", "[[question:whch-first]]"), "broken-link", INDEX, 37),
    "link of no kind": (edit(INDEX, "[[term:stop]]", "[[trem:stop]]"), "broken-link", INDEX, 38),
    "link to a file": (edit(INDEX, "[[price]]", "[p](price.html)"), "broken-link", INDEX, 37),
    "anchor of another": (edit(INDEX, "price#ticket", "price#tiket"), "broken-anchor", INDEX, 37),
    "anchor of its own": (edit(INDEX, "[[price]]", "[p](#tpo)"), "broken-anchor", INDEX, 37),
    "script in a link": (edit(INDEX, "[[price]]", "[p](javascript:alert(1))"), "unsafe-link", INDEX, 37),
    "script hidden in a link": (edit(INDEX, "[[price]]", "[p](java&#115;cript:alert(1))"), "unsafe-link", INDEX, 37),
    "link without its scheme": (edit(INDEX, "[[price]]", "[p](//evil.example)"), "unsafe-link", INDEX, 37),
    "source with a scheme": (edit(INDEX, "source: https://town", "source: javascript://town"), "unsafe-link", INDEX, 21),
    "picture": (edit(INDEX, "[[price]]", "![p](https://evil.example/p.png)"), "unsafe-link", INDEX, 37),
    "link in a cell": (edit(INDEX, "tram: Corners", "tram: '[C](data:x)'"), "unsafe-link", INDEX, 19),
    "html": (edit(INDEX, "Read [[price]]", "Read <b>this</b> [[price]]"), "raw-html", INDEX, 37),
    "script": (edit(INDEX, "## Why", "<script>alert(1)</script>\n\n## Why"), "raw-html", INDEX, 40),
    "comment": (edit("myths/ferries-sink.md", "They float.", "They <!-- do --> float."), "raw-html", "myths/ferries-sink.md", 8),
    "html in a cell": (edit(INDEX, "tram: Corners", "tram: <i>Corners</i>"), "raw-html", INDEX, 19),
    # files
    "link out of the folder": (link("myths/ferries-sink.md", "/etc/hostname"), "outside", "myths/ferries-sink.md", 1),
    "folder out of the folder": (link("dimensions/more", "/etc"), "outside", "dimensions/more", 1),
    "lock out of the folder": (put("environments/now.yaml", "python: '3.11'\nlock: ../x.txt\n"), "outside", "environments/now.yaml", 2),
    "link to nothing": (link("myths/ferries-sink.md", "nothing.md"), "unreadable", "myths/ferries-sink.md", 1),
    "a pipe": (fifo("myths/ferries-sink.md"), "unreadable", "myths/ferries-sink.md", 1),
    "a folder": (folder("site.yaml"), "unreadable", "site.yaml", 1),
    "no site": (remove("site.yaml"), "unreadable", "site.yaml", 1),
    "no lock": (put("environments/now.yaml", "python: '3.11'\nlock: x.txt\n"), "unreadable", "environments/now.yaml", 2),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place_and_nothing_is_written(
    town: Town, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    change, code, path, line = MISTAKES[name]
    assert town.run("build", "-q") == 0
    before = town.tree()
    change(town)
    capfd.readouterr()
    assert town.run("build", "--format", "json") == 1
    told = [json.loads(text) for text in capfd.readouterr().err.splitlines()]
    errors = [(p["code"], p["path"], p["line"]) for p in told if p["severity"] == "error"]
    assert (code, f"content/{path}", line) in errors, errors
    assert len({error for error in errors if error[0] == code}) == 1, errors
    assert town.tree() == before


def test_one_mistake_is_one_message(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    several = {
        "script in a link",
        "html",
        "script",
        "comment",
        "html in a cell",
        "two forms of a dimension",
    }
    wrong = {}
    for name, (change, *_) in MISTAKES.items():
        for path, text in FILES.items():
            place = town.content / path
            if place.is_dir():
                place.rmdir()
            elif place.is_symlink() or place.exists():
                place.unlink()
            town.put(path, text)
        for extra in town.content.rglob("*"):
            if extra.is_symlink() or (
                extra.is_file() and extra.relative_to(town.content).as_posix() not in FILES
            ):
                extra.unlink()
        change(town)
        capfd.readouterr()
        town.run("check", "--format", "json")
        errors = [
            e
            for e in map(json.loads, capfd.readouterr().err.splitlines())
            if e["severity"] == "error"
        ]
        if len(errors) != 1 and name not in several:
            wrong[name] = [(e["code"], e["path"], e["line"], e["message"]) for e in errors]
    assert not wrong, wrong


UNCITED = "samples:\n  - id: spare\n    title: One that no row cites\n"


def with_a_spare_sample(town: Town) -> None:
    town.edit(INDEX, "samples:\n", UNCITED)
    for key in ("train", "tram", "ferry"):
        town.put(f"dimensions/speed/spare.{key}.py", "print(1)\n")


WARNINGS = {
    "sample that is not cited": (with_a_spare_sample, "uncited-sample", INDEX, 29),
    "code of no program": (
        edit(INDEX, "## Why so fast", "```python\nx = 1\n```\n\n## Why so fast"),
        "unverified-code",
        INDEX,
        40,
    ),
    "row without a proof": (edit(INDEX, "    judgement: true\n", ""), "unproved", INDEX, 22),
    "myth without a proof": (
        edit("myths/ferries-sink.md", f"proof: speed/count\n{SHOWS}\n", ""),
        "unproved",
        "myths/ferries-sink.md",
        2,
    ),
    "row without a printed line": (edit(INDEX, f"    {SHOWS}\n", ""), "no-witness", INDEX, 10),
    "row without a printed line for one side": (
        edit(INDEX, SHOWS, "shows: {train: 1 train, ferry: 1 ferry}"),
        "no-witness",
        INDEX,
        10,
    ),
    "myth without a printed line": (
        edit("myths/ferries-sink.md", f"{SHOWS}\n", ""),
        "no-witness",
        "myths/ferries-sink.md",
        5,
    ),
    "also twice the same": (
        edit(INDEX, "see_also: [price]", "also: [pace, Pace]\nsee_also: [price]"),
        "duplicate-term",
        INDEX,
        31,
    ),
    "dimension without also": (
        edit(INDEX, "see_also: [price]", "also: [pace]\nsee_also: [price]"),
        "no-also",
        "dimensions/price.md",
        1,
    ),
    "definition of a word that no text uses": (
        put("glossary.yaml", "- {slug: quay, name: quay, means: A wall.}\n"),
        "unused-definition",
        "glossary.yaml",
        1,
    ),
    "never verified": (lambda _: None, "no-evidence", "dimensions/speed/count.tram.py", 1),
    "file of no sample": (
        put("dimensions/speed/cuont.tram.py", "1"),
        "unused-file",
        "dimensions/speed/cuont.tram.py",
        1,
    ),
    "fewer rows than the site wants": (
        edit("site.yaml", "tagline:", "house: {rows: {min: 4}}\ntagline:"),
        "house-rule",
        INDEX,
        9,
    ),
    "file of no kind": (put("sitte.yaml", "a: b"), "unused-file", "sitte.yaml", 1),
    "folder without an index": (
        put("dimensions/x/y.txt", "1"),
        "unused-file",
        "dimensions/x/y.txt",
        1,
    ),
}


PRINTED = "".join(f"{n} tram\n" for n in range(3))


def shows(text: str) -> Callable[[Town], object]:
    """Quote another line of the tram's output, and record that output."""

    def change(town: Town) -> object:
        town.put("dimensions/speed/count.tram.out", PRINTED)
        town.put("dimensions/speed/count.train.out", PRINTED.replace("tram", "train"))
        return edit(INDEX, "tram: 1 tram", f"tram: {text}")(town)

    return change


SHOWN: dict[str, tuple[str, str]] = {
    "line that is not printed": ("5 tram", "the nearest line is: "),
    "part of three lines": ("tram", "this occurs in 3 different lines"),
    "line of another subject": (
        "1 train",
        "this is printed by the program of 'train', not by that of 'tram'",
    ),
    "environment without a record": ("{tokyo: 9 tram}", "no line that 'speed/count' printed"),
    "two lines as one": ('"0 tram\\n1 tram"', "no line that 'speed/count' printed"),
}


@pytest.mark.parametrize(("text", "said"), SHOWN.values(), ids=SHOWN)
def test_a_quoted_line_has_to_be_printed(
    town: Town, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    shows(text)(town)
    assert town.run("check", "-q") == 1
    told = capsys.readouterr().err
    assert f"{town.content.name}/{INDEX}:16:" in told
    assert "error[not-shown]" in told
    assert said in told


@pytest.mark.parametrize("text", ["1 tram", "['0 tram', 2 tram]", "{now: 1 tram}"])
def test_a_printed_line_is_found(town: Town, capsys: pytest.CaptureFixture[str], text: str) -> None:
    shows(text)(town)
    assert town.run("check", "-q") == 0
    assert "not-shown" not in capsys.readouterr().err


def test_a_changed_character_of_a_cited_line_is_an_error(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    shows("1 tram")(town)
    town.put("dimensions/speed/count.tram.out", PRINTED.replace("1 tram", "1 tran"))
    assert town.run("check", "-q") == 1
    assert "error[not-shown]" in capsys.readouterr().err


@pytest.mark.parametrize("name", WARNINGS)
def test_a_warning_is_told_and_fails_only_when_strict(
    town: Town, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    change, code, path, line = WARNINGS[name]
    change(town)
    assert town.run("check", "--format", "json") == 0
    told = [json.loads(text) for text in capfd.readouterr().err.splitlines()]
    assert (code, f"content/{path}", line, "warning") in [
        (p["code"], p["path"], p["line"], p["severity"]) for p in told
    ]
    assert town.run("check", "--strict") == 1
    assert town.run("build", "--strict") == 1
    assert not town.output.exists()


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (INDEX, "- id: top", "- id: top\n    also: [fastest]"),
        ("questions/which-first.md", "level: core", "level: core\nalso: [order]"),
        ("terms.yaml", "dimensions: [speed]", "dimensions: [speed]\n  also: [station]"),
    ],
)
def test_a_site_that_uses_also_is_warned_of_every_dimension_without(
    town: Town, capfd: pytest.CaptureFixture[str], path: str, old: str, new: str
) -> None:
    def warned() -> list[str]:
        town.run("check", "--all-warnings")
        return re.findall(r"content/(\S+?):\d+:\d+: warning\[no-also\]", capfd.readouterr().err)

    assert warned() == []
    town.edit(path, old, new)
    assert warned() == ["dimensions/price.md", INDEX]


def test_every_code_is_shown_by_a_mistake() -> None:
    shown = {code for _, code, _, _ in [*MISTAKES.values(), *WARNINGS.values()]}
    assert set(CODES) - shown == {"template", "stale-evidence"}  # these have tests of their own


def test_a_message_has_place_excerpt_caret_and_help(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    town.edit(INDEX, "    tram: Corners", "    trem: Corners")
    assert town.run("check", "-q") == 1
    expected = """\
content/dimensions/speed/index.md:19:5: error[unknown-key]: a row has no key 'trem'
   19 |     trem: Corners
      |     ^^^^
   help: did you mean 'tram'?
"""
    assert expected in capfd.readouterr().err


def test_a_comma_inside_of_braces_is_explained(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    town.edit("terms.yaml", "means: A sign", "means: A sign, on a pole")
    assert town.run("check") == 1
    assert "put the whole string in quotes: inside braces a comma ends it" in capfd.readouterr().err


def test_problems_of_all_files_come_in_one_run_sorted(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    town.edit(INDEX, "title: Speed\n", "")
    town.edit(INDEX, "[[price]]", "[[prise]] <b>")
    town.edit("dimensions/price.md", "category: money", "category: x")
    town.edit("terms.yaml", "dimensions: [speed]", "dimensions: [x]")
    town.edit("site.yaml", "title: Money", "titel: Money")
    assert town.run("check", "--format", "json") == 1
    told = [json.loads(text) for text in capfd.readouterr().err.splitlines()]
    places = [(p["path"], p["line"], p["column"]) for p in told]
    assert places == sorted(places)
    codes = {p["code"] for p in told if p["severity"] == "error"}
    assert codes == {
        "missing-key",
        "raw-html",
        "broken-link",
        "unknown-category",
        "unknown-dimension",
        "unknown-key",
    }


def test_annotations_for_github_actions(
    town: Town, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    town.edit(INDEX, "title: Speed", "titel: Speed")
    assert town.run("check") == 1
    assert (
        "::error file=content/dimensions/speed/index.md,line=2,col=1,title=unknown-key::"
        in capfd.readouterr().out
    )


def test_hostile_text_does_not_reach_the_terminal(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    town.edit(INDEX, "title: Speed", 'title: Speed\n"\\e[31mred": 1')
    assert town.run("check") == 1
    assert "\x1b" not in capfd.readouterr().err


def test_plain_scalars_stay_the_text_that_was_typed(town: Town) -> None:
    town.edit(INDEX, "tram: Corners", "tram: no")
    town.edit(INDEX, "ferry: Benches", "ferry: 3.10")
    town.edit(INDEX, "tram: Straps", "tram: 12:30:00")
    assert town.run("build", "-q") == 0
    page = town.page("dimensions/speed.html")
    assert all(text in page for text in (">no", ">3.10", ">12:30:00"))


def test_a_byte_order_mark_and_crlf_are_fine(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    for path, text in FILES.items():
        if path.endswith((".md", ".yaml")):
            town.put(path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert town.run("build", "--format", "json") == 0
    assert all(
        json.loads(line)["severity"] == "warning" for line in capfd.readouterr().err.splitlines()
    )


REVIEWED = {
    "a deep nest with wide gaps": (put("terms.yaml", "-  " * 2000 + "a"), "too-large", "terms.yaml"),
    "bold at the start of a cell": (edit(INDEX, "tram: Corners", "tram: **Corners** mostly"), "alias", INDEX),
    "a bare tag": (edit(INDEX, "tram: Corners", "tram: ! x"), "syntax", INDEX),
    "a term without its name": (edit("terms.yaml", "{name: Stop, means: A sign}", "{means: A sign}"), "missing-key", "terms.yaml"),
    "an alias called index": (edit("questions/which-first.md", "level: core", "level: core\naliases: [index]"), "bad-slug", "questions/which-first.md"),
    "an address with a query": (edit("site.yaml", "town.example/ways/", "town.example/?a"), "bad-value", "site.yaml"),
    "a link that leads to itself": (link("myths/loop.md", "loop.md"), "unreadable", "myths/loop.md"),
    "a control character in quotes": (edit(INDEX, "tram: Corners", 'tram: "a\\0b"'), "bad-value", INDEX),
    "a number of many digits": (put("evidence.json", '{"version": ' + "1" * 5000 + "}"), "syntax", "evidence.json"),
    "no day of a calendar": (put("evidence.json", json.dumps({"programs": {"a": {"sha256": "a" * 64, "runs": {"e": {"date": "2026-13-45", "output": "a" * 64, "packages": {}, "python": "3"}}}}})), "syntax", "evidence.json"),
    "an answer that begins with code": (edit("questions/which-first.md", "The train.", "```\nx\n```"), "missing-key", "questions/which-first.md"),
}  # fmt: skip


@pytest.mark.parametrize("name", REVIEWED)
def test_a_rarer_mistake_is_told_once(
    town: Town, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    change, code, path = REVIEWED[name]
    change(town)
    assert town.run("check", "--format", "json") == 1
    told = [json.loads(text) for text in capfd.readouterr().err.splitlines()]
    assert [(p["code"], p["path"]) for p in told if p["severity"] == "error"] == [
        (code, f"content/{path}")
    ]


def test_one_broken_item_of_a_list_does_not_hide_the_links_of_the_others(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    town.put(
        "terms.yaml",
        FILES["terms.yaml"].replace("slug: stop", "slgu: stop")
        + FILES["terms.yaml"].replace("[speed]", "[sped]"),
    )
    town.put(
        "chooser.yaml",
        FILES["chooser.yaml"].replace("ask:", "akk:")
        + FILES["chooser.yaml"].replace("dimension: speed", "dimension: x"),
    )
    assert town.run("check", "--format", "json") == 1
    told = [json.loads(text) for text in capfd.readouterr().err.splitlines()]
    found = sorted((p["path"], p["code"]) for p in told if p["severity"] == "error")
    # The myths and pages that link to the broken term are not doubted.
    expected = [
        (f"content/{name}", code)
        for name in ("chooser.yaml", "terms.yaml")
        for code in ("unknown-dimension", "unknown-key")
    ]
    assert found == expected


def test_a_fault_of_the_schema_does_not_hide_a_wrong_category(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    town.edit(INDEX, "category: riding", "category: ridng\norder: ten")
    assert town.run("check", "--format", "json") == 1
    codes = {json.loads(text)["code"] for text in capfd.readouterr().err.splitlines()}
    assert {"wrong-type", "unknown-category"} <= codes
