"""The feed and the dates: read by a real feed parser, held against RFC 4287.

Git asked in real repositories.
"""

import os
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import feedparser
import pytest

from sidebyside.model.entries import (
    Change,
    Config,
    Dimension,
    Program,
    Prose,
    Run,
    Runtime,
    Sample,
    Site,
)
from sidebyside.site import dates
from tests.conftest import ROOT, Town
from tests.test_evidence import record

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://town.example/ways/"


def git(town: Town, *words: str, when: str = "2026-03-01T10:00:00Z") -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "GIT_COMMITTER_DATE": when,
        "GIT_AUTHOR_DATE": when,
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    identity = [
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@town.example",
        "-c",
        "commit.gpgsign=false",
    ]
    subprocess.run(
        ["git", *identity, *words],
        cwd=town.folder,
        check=True,
        capture_output=True,
        env=environment,
    )


def committed(town: Town, when: str = "2026-03-01T10:00:00Z") -> None:
    git(town, "init", "--quiet")
    git(town, "add", "content")
    git(town, "commit", "-qm", "Everything", when=when)


def feed(town: Town) -> list[dict[str, str]]:
    """Return the entries, as a feed parser reads them, from a feed that has nothing wrong."""
    read = feedparser.parse((town.output / "feed.xml").read_bytes())
    assert not read.bozo
    assert read.version == "atom10"
    return list(read.entries)


def days(town: Town) -> dict[str, str]:
    """Return the days of the sitemap, by address below the site."""
    tree = ET.parse(town.output / "sitemap.xml")
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = (
        (url.findtext(f"{space}loc") or "", url.findtext(f"{space}lastmod") or "")
        for url in tree.getroot()
    )
    return {address.removeprefix(BASE): day for address, day in found if day}


def test_what_an_author_dates_is_in_the_feed_the_newest_first(town: Town) -> None:
    town.edit("dimensions/price.md", "aliases: [cost]", "aliases: [cost]\nchanged: 2026-05-01")
    town.edit(
        "questions/which-first.md",
        "level: core",
        "level: core\nchanged: [2026-01-01, {date: 2026-06-02, what: A new <answer>}]",
    )
    town.edit("guides/tram-to-train.md", "order: 10", "order: 10\nchanged: 2026-04-01")
    town.edit(
        "myths/ferries-sink.md", 'verdict: "false"', 'verdict: "false"\nchanged: [2026-03-01]'
    )
    assert town.run("build") == 0
    entries = feed(town)
    assert [(entry["link"], entry["updated"]) for entry in entries] == [
        (f"{BASE}questions/which-first.html", "2026-06-02T00:00:01Z"),
        (f"{BASE}dimensions/price.html", "2026-05-01T00:00:00Z"),
        (f"{BASE}guides/tram-to-train.html", "2026-04-01T00:00:00Z"),
        (f"{BASE}myths/index.html#ferries-sink", "2026-03-01T00:00:00Z"),
    ]
    assert entries[0]["title"] == "Which would you take first?"
    assert entries[0]["summary"] == "2026-06-02: A new <answer>\n2026-01-01: Changed.\nThe train."
    assert entries[3]["summary"].startswith("2026-03-01: Changed.\nFalse. They float.")
    assert days(town) == {
        "dimensions/price.html": "2026-05-01",
        "guides/tram-to-train.html": "2026-04-01",
        "questions/which-first.html": "2026-06-02",
    }


def test_a_feed_keeps_the_rules_of_atom(town: Town) -> None:
    town.edit("dimensions/price.md", "aliases: [cost]", "aliases: [cost]\nchanged: 2026-05-01")
    town.edit("questions/which-first.md", "level: core", "level: core\nchanged: 2026-06-02")
    assert town.run("build") == 0
    root = ET.fromstring(town.page("feed.xml"))
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{BASE}feed.xml", "alternate": BASE}
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Trains, trams and ferries"
    assert root.findtext(f"{ATOM}updated") == max(
        entry.findtext(f"{ATOM}updated") or "" for entry in root.iter(f"{ATOM}entry")
    )
    ids = [element.text for element in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(ids) == 3


def test_a_feed_ends_after_fifty_entries(town: Town) -> None:
    body = "---\nquestion: Number {0}?\nlevel: core\ndimensions: [speed]\nchanged: 2026-01-{1:02}\n---\nYes.\n"
    for number in range(60):
        town.put(f"questions/number-{number}.md", body.format(number, number % 30 + 1))
    assert town.run("build") == 0
    entries = feed(town)
    assert len(entries) == 50
    assert entries[0]["updated"] == "2026-01-30T00:00:00Z"
    assert entries[-1]["updated"] == "2026-01-06T00:00:00Z"


def test_every_page_leads_to_the_feed_where_there_is_one(town: Town) -> None:
    assert town.run("build") == 0
    assert "feed.xml" not in town.tree()
    assert not [
        path
        for path, data in town.tree().items()
        if b"feed.xml" in data and not path.startswith(".")
    ]
    town.edit("dimensions/price.md", "aliases: [cost]", "aliases: [cost]\nchanged: 2026-05-01")
    assert town.run("build") == 0
    page = town.page("dimensions/price.html")
    assert '<link rel="alternate" type="application/atom+xml" href="../feed.xml"' in page
    assert '<a href="../feed.xml">Feed</a>' in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ("yesterday", "bad-value"),
        ("2026-02-30", "bad-value"),
        ("20260101", "bad-value"),
        ("0001-01-01", "bad-value"),
        ("[]", "bad-value"),
        ("[2026-01-01, soon]", "bad-value"),
        ("{date: 2026-01-01}", "wrong-type"),
        ("[{what: No date}]", "missing-key"),
        ("[{date: 2026-01-01, waht: x}]", "unknown-key"),
        ("[[2026-01-01]]", "wrong-type"),
    ],
)
def test_a_wrong_date_is_told_at_its_line(
    town: Town, capsys: pytest.CaptureFixture[str], changed: str, told: str
) -> None:
    town.edit("dimensions/price.md", "aliases: [cost]", f"changed: {changed}")
    assert town.run("check") == 1
    messages = [line for line in capsys.readouterr().err.splitlines() if "error[" in line]
    assert len(messages) == 1
    assert messages[0].startswith("content/dimensions/price.md:5:")
    assert f"error[{told}]" in messages[0]


def test_git_dates_entries_when_it_is_asked(town: Town) -> None:
    committed(town)
    town.edit("dimensions/speed/count.tram.py", "range(3)", "range(4)")
    git(town, "commit", "-qam", "Count further", when="2026-04-01T12:00:00+02:00")
    town.edit("myths/ferries-sink.md", 'verdict: "false"', 'verdict: "false"\nchanged: 2026-02-01')
    assert town.run("build", "--git-dates") == 0
    found = {
        entry["link"].removeprefix(BASE): (entry.get("published"), entry["updated"])
        for entry in feed(town)
    }
    assert found == {
        "dimensions/speed.html": ("2026-03-01T10:00:00Z", "2026-04-01T10:00:00Z"),
        "dimensions/price.html": ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"),
        "questions/which-first.html": ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"),
        "guides/tram-to-train.html": ("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"),
        "myths/index.html#ferries-sink": ("2026-03-01T10:00:00Z", "2026-02-01T00:00:00Z"),
    }
    assert days(town)["dimensions/speed.html"] == "2026-04-01"
    summaries = {entry["link"].removeprefix(BASE): entry["summary"] for entry in feed(town)}
    assert summaries["dimensions/speed.html"].startswith(
        "2026-04-01: Count further\n2026-03-01: Everything\n"
    )


@pytest.mark.parametrize("options", [(), ("--git-dates",)])
def test_a_verification_is_no_news(town: Town, options: tuple[str, ...]) -> None:
    committed(town)
    town.edit("dimensions/price.md", "aliases: [cost]", "aliases: [cost]\nchanged: 2026-05-01")
    record(town, "2026-03-02")
    git(town, "add", "content")
    git(town, "commit", "-qam", "Verify", when="2026-03-02T10:00:00Z")
    assert town.run("build", *options) == 0
    before = town.page("feed.xml"), days(town).get("dimensions/speed.html")
    record(town, "2026-07-01")
    git(town, "commit", "-qam", "Verify again", when="2026-07-01T10:00:00Z")
    assert town.run("build", *options) == 0
    assert town.page("feed.xml") == before[0]
    assert (days(town).get("dimensions/speed.html") == before[1]) is bool(options)


def test_without_the_option_a_clone_and_an_archive_give_the_same_bytes(town: Town) -> None:
    assert town.run("build") == 0
    archive = town.tree()
    committed(town)
    assert town.run("build") == 0
    assert town.tree() == archive


def without_repository(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the content where no repository is."""


def without_git(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(town)
    monkeypatch.setenv("PATH", str(town.folder))


def shallow(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - as above
    committed(town)
    git(town, "commit", "-qm", "Again", "--allow-empty")
    git(town, "clone", "-q", "--depth", "1", f"file://{town.folder}", "clone")
    town.content = town.folder / "clone/content"


def without_commits(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001 - as above
    git(town, "init", "--quiet", "--initial-branch", "main")


def of_another_owner(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(town)
    if os.geteuid() == 0:
        for path in (town.folder, town.folder / ".git"):
            os.chown(path, 12345, 12345)
    else:
        # Git's own switch for its tests; the program drops all of git's variables, so it is given
        # by a wrapper.
        wrapper = town.folder / "bin/git"
        wrapper.parent.mkdir()
        wrapper.write_text(
            f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {shutil.which("git")} "$@"\n'
        )
        wrapper.chmod(0o755)
        monkeypatch.setenv("PATH", f"{wrapper.parent}:{os.environ['PATH']}")


def test_settings_of_the_caller_do_not_change_the_dates(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed(town)
    plain = dates.from_git(town.content)
    settings = town.folder / "gitconfig"
    settings.write_text(
        "[diff]\n\torderFile = /nowhere/at/all\n\tnoprefix = true\n[i18n]\n\tlogOutputEncoding = UTF-16\n"
        "[log]\n\tshowSignature = true\n\tdecorate = full\n\tfollow = true\n[color]\n\tui = always\n"
        "[core]\n\tquotePath = true\n\tpager = false\n[format]\n\tpretty = full\n"
    )
    monkeypatch.setenv("HOME", str(town.folder))
    (town.folder / ".gitconfig").write_text(settings.read_text())
    assert dates.from_git(town.content) == plain
    assert plain[0]


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (
            without_repository,
            "git says: not a git repository (or any of the parent directories): .git",
        ),
        (without_git, "git is not installed"),
        (shallow, "this clone is shallow; fetch the whole history first (git fetch --unshallow)"),
        (without_commits, "git says: your current branch 'main' does not have any commits yet"),
        (of_another_owner, "git says: detected dubious ownership in repository at '{folder}'"),
    ],
)
def test_what_git_cannot_say_is_one_line_and_changes_nothing_else(
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    state: Callable[[Town, pytest.MonkeyPatch], None],
    why: str,
) -> None:
    state(town, monkeypatch)
    assert town.run("build") == 0
    plain = town.tree()
    capsys.readouterr()
    assert town.run("build", "--git-dates") == 0
    notes = [line for line in capsys.readouterr().err.splitlines() if line.startswith("build.py:")]
    assert notes == [
        f"build.py: dates from git are not available: {why.format(folder=town.folder)}"
    ]
    assert town.tree() == plain


def test_git_is_asked_twice_however_many_entries_there_are(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed(town)
    asked: list[str] = []
    real = dates._git

    def ask(program: str, folder: Path, *words: str) -> str | dates._Failure:
        asked.append(words[0])
        return real(program, folder, *words)

    monkeypatch.setattr(dates, "_git", ask)
    history, note = dates.from_git(town.content)
    assert note == ""
    assert history["dimensions/speed/index.md"] == history["dimensions/price.md"]
    assert asked == ["rev-parse", "log"]


def test_evidence_dates_a_dimension_that_nothing_else_dates() -> None:
    run = Run("current", Runtime("Python", "3.13"), (), "2026-07-01", "")
    sample = Sample(
        "count", "Counting", Prose(), (), (Program("train", "p", "", (), (run,), "verified"),)
    )
    dimension = Dimension(
        "speed", "dimensions/speed/index.md", "Speed", "riding", "", (), (), samples=(sample,)
    )
    site = Site(Config("T", BASE, (), ()), dimensions=(dimension,))
    assert dates.make_calendar(site, {})["dimensions/speed/index.md"].day == "2026-07-01"
    known = {dimension.path: dates.EntryHistory(1, 86400 * 3)}
    assert dates.make_calendar(site, known)[dimension.path] == dates.EntryDates(86400 * 3, 1)


def test_a_log_is_read_by_entry() -> None:
    commits = [
        "300 Three \x01 of\0\ndimensions/a/index.md\0dimensions/a/x.one.py\0terms.yaml\0\0",
        "250 Ran again\0\ndimensions/a/x.one.out\0dimensions/a/x.one.old.out\0evidence.json\0\0",
        "200 Nothing\0",
        "100 One\0\ndimensions/a/x/main.py\0guides/b.md\0",
    ]
    read = dates.read_log("".join(f"\x01{commit}" for commit in commits))
    assert {
        path: (found.first, found.last) for path, found in read.items() if path != "evidence.json"
    } == {
        "dimensions/a/index.md": (100, 300),
        "terms.yaml": (300, 300),
        "guides/b.md": (100, 100),
    }
    day = "1970-01-01"
    assert read["dimensions/a/index.md"].commits == (
        Change(day, "Three \x01 of"),
        Change(day, "One"),
    )


def test_a_remembered_build_asks_git_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(town.folder / "state"))
    monkeypatch.setattr("sidebyside.cli.HERE", town.folder / "program")
    town.remembers = True
    options = ("--git-dates", "--templates", str(ROOT / "templates"))
    committed(town)
    town.edit("dimensions/price.md", "A single ticket", "One ticket")
    assert town.run("build", *options) == 0
    assert days(town)["dimensions/price.html"] == "2026-03-01"
    git(town, "commit", "-qam", "Say it shorter", when="2026-05-05T10:00:00Z")
    assert town.run("build", *options) == 0
    assert days(town)["dimensions/price.html"] == "2026-05-05"


def test_an_application_is_dated_by_its_programs_too(town: Town) -> None:
    shutil.rmtree(town.content)
    shutil.copytree(ROOT / "examples/saving", town.content)
    committed(town)
    assert town.run("build", "-q", "--git-dates") == 0
    text = town.page("feed.xml")
    assert '<category term="application"/>' in text
    assert '<category term="dimension"/>' in text
    program = next((town.content / "applications").glob("*/*/main.*"))
    program.write_text(program.read_text() + "# The end\n")
    git(town, "commit", "-qam", "Say where a program ends", when="2026-03-02T10:00:00Z")
    assert town.run("build", "-q", "--git-dates") == 0
    newest = feed(town)[0]
    assert "/applications/" in newest["id"]
    assert "Say where a program ends" in newest["summary"]
