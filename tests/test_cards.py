"""The questions as cards: read by the real Anki, and by Python's reader of CSV."""

import csv
import io
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from anki.collection import Collection, ImportAnkiPackageRequest
from jinja2 import TemplateError

from sidebyside.exports.anki import card_text
from sidebyside.render.colors import read_palette
from tests.conftest import QUESTION, ROOT, Town

SECOND = """\
---
question: What does a `ticket` cost, in "rounds" & <crowns>?
level: advanced
subjects: [ferry]
dimensions: [price]
changed: 2026-01-02
---
Three, as [[price#ticket|the table]] says.

```python
print("ferry")  # three
```

Ask at `<pier>`.
"""


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    opened = Collection(str(tmp_path / "collection.anki2"))
    yield opened
    opened.close()


def load(collection: Collection, town: Town, *options: str) -> None:
    """Build, and import the deck as a person does who changes nothing in the dialogue."""
    assert town.run("build", *options) == 0
    collection.import_anki_package(
        ImportAnkiPackageRequest(package_path=str(town.output / "questions.apkg"))
    )


def notes(collection: Collection) -> dict[str, list[str]]:
    return {
        note["Question"]: note.fields
        for note in map(collection.get_note, collection.find_notes(""))
    }


def test_a_deck_arrives_with_sub_decks_tags_and_links(town: Town, collection: Collection) -> None:
    town.put("questions/what-price.md", SECOND)
    load(collection, town)
    decks = {deck.name for deck in collection.decks.all_names_and_ids()} - {"Default"}
    assert decks == {
        "Trains, trams and ferries",
        "Trains, trams and ferries::Riding",
        "Trains, trams and ferries::Money",
    }
    assert sorted(collection.tags.all()) == [
        "level::advanced", "level::core", "subject::ferry", "subject::train", "subject::tram",
    ]  # fmt: skip
    found = notes(collection)
    assert list(found) == [
        "Which would you take first?",
        'What does a <code>ticket</code> cost, in &#34;rounds&#34; &amp; &lt;crowns&gt;?',
    ]  # fmt: skip
    _, short, long, about, page = found["Which would you take first?"]
    assert short == "<p>The train.</p>"
    assert '<a href="https://town.example/ways/dimensions/speed.html">fast</a>' in long
    assert about == "core · Train · Tram"
    assert page == "https://town.example/ways/questions/which-first.html"
    assert len(collection.find_cards('deck:"Trains, trams and ferries::Money"')) == 1
    assert len(collection.find_cards("tag:subject::tram tag:level::core")) == 1


def test_a_card_shows_question_answers_and_code_with_its_colours(
    town: Town, collection: Collection
) -> None:
    town.put("questions/what-price.md", SECOND)
    load(collection, town)
    card = collection.get_card(collection.find_cards("tag:level::advanced")[0])
    assert "<code>ticket</code>" in card.question()
    assert "Three, as" not in card.question()
    answer = card.answer()
    assert answer.index("Three, as") < answer.index("Ask at <code>&lt;pier&gt;</code>")
    assert '<span class="c"># three</span>' in answer
    assert 'href="https://town.example/ways/dimensions/price.html#ticket"' in answer
    assert 'href="https://town.example/ways/questions/what-price.html"' in answer
    css = card.note_type()["css"]
    assert ".nightMode" in css
    assert all(f"  --{name}: " in css or f" --{name}: " in css for name in "ksmdfb")
    assert not re.search(r"<(details|script|button)|tabindex|data-ref", answer)


def test_a_card_without_a_long_answer_shows_none(town: Town, collection: Collection) -> None:
    town.edit("questions/which-first.md", "\nBecause it is [[speed|fast]].\n", "")
    load(collection, town)
    assert 'class="long"' not in collection.get_card(collection.find_cards("")[0]).answer()


def test_importing_again_changes_nothing_and_a_newer_deck_updates(
    town: Town, collection: Collection
) -> None:
    town.put("questions/what-price.md", SECOND)
    load(collection, town)
    first, before = collection.find_notes(""), notes(collection)
    load(collection, town)
    assert notes(collection) == before
    town.edit("questions/what-price.md", "Three, as", "Four, as")
    town.edit("questions/what-price.md", "changed: 2026-01-02", "changed: 2026-01-03")
    town.put("questions/a-new-one.md", QUESTION.replace("Which would you take first?", "And then?"))
    load(collection, town)
    after = notes(collection)
    assert len(after) == 3
    assert set(first) < set(collection.find_notes(""))
    changed = [question for question, fields in before.items() if after[question] != fields]
    assert changed == [
        "What does a <code>ticket</code> cost, in &#34;rounds&#34; &amp; &lt;crowns&gt;?"
    ]
    assert "Four, as" in after[changed[0]][1]


def test_a_second_change_on_one_day_is_newer(town: Town, collection: Collection) -> None:
    town.put("questions/what-price.md", SECOND)
    load(collection, town)
    town.edit("questions/what-price.md", "Three, as", "Four, as")
    town.edit(
        "questions/what-price.md",
        "changed: 2026-01-02",
        "changed: [2026-01-02, {date: 2026-01-02, what: The price}]",
    )
    load(collection, town)
    assert any("Four, as" in fields[1] for fields in notes(collection).values())


def test_a_renamed_question_stays_the_same_note(town: Town, collection: Collection) -> None:
    load(collection, town)
    (town.content / "questions/which-first.md").unlink()
    renamed = QUESTION.replace(
        "level: core", "level: core\naliases: [which-first]\nchanged: 2026-01-01"
    )
    town.put("questions/which-to-take.md", renamed)
    load(collection, town)
    assert [fields[4] for fields in notes(collection).values()] == [
        "https://town.example/ways/questions/which-to-take.html"
    ]


def test_what_a_learner_did_stays(town: Town, collection: Collection) -> None:
    load(collection, town)
    card = collection.get_card(collection.find_cards("")[0])
    card.ivl, card.queue, card.type = 12, 2, 2  # type: ignore[assignment]
    collection.update_card(card)
    town.edit("questions/which-first.md", "level: core", "level: core\nchanged: 2026-01-01")
    load(collection, town)
    assert [collection.get_card(number).ivl for number in collection.find_cards("")] == [12]


def test_a_deck_is_the_same_in_every_process_and_time(town: Town) -> None:
    town.put("questions/what-price.md", SECOND)
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        output = town.folder / f"site{seed}"
        command = [
            sys.executable,
            str(ROOT / "build.py"),
            "--content",
            str(town.content),
            "--output",
            str(output),
            "--no-cache",
        ]
        subprocess.run(command, check=True, env=environment, capture_output=True)
        made.append({name: (output / f"questions.{name}").read_bytes() for name in ("apkg", "csv")})
    assert made[0] == made[1]


def test_the_package_is_a_whole_database_in_a_zip_without_times(town: Town, tmp_path: Path) -> None:
    assert town.run("build") == 0
    with zipfile.ZipFile(town.output / "questions.apkg") as package:
        assert package.testzip() is None
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        package.extract("collection.anki2", tmp_path)
    base = sqlite3.connect(tmp_path / "collection.anki2")
    assert base.execute("pragma integrity_check").fetchone() == ("ok",)
    assert base.execute("select count(*), count(distinct id) from notes").fetchone() == (1, 1)
    base.close()


def test_the_table_reads_back(town: Town) -> None:
    town.put("questions/what-price.md", SECOND)
    assert town.run("build") == 0
    data = (town.output / "questions.csv").read_bytes()
    assert data.count(b"\r\n") == 3
    first, second = csv.DictReader(io.StringIO(data.decode(), newline=""))
    assert first == {
        "question": "Which would you take first?",
        "answer": "The train.\n\nBecause it is fast.",
        "level": "core",
        "subjects": "train tram",
        "category": "Riding",
        "page": "https://town.example/ways/questions/which-first.html",
    }
    assert second["question"] == 'What does a ticket cost, in "rounds" & <crowns>?'
    assert (
        second["answer"] == 'Three, as the table says.\n\nprint("ferry")  # three\nAsk at <pier>.'
    )


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One\ntwo</p><p>three</p>", "One two\nthree"),
        ("<ul><li>a</li><li>b</li></ul>", "a\nb"),
        (
            "<p>x</p><pre><code>if a:\n    <span>b</span>\n</code></pre><p>y</p>",
            "x\nif a:\n    b\n\ny",
        ),
        ("a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
    ],
)
def test_an_answer_becomes_plain_text(html: str, text: str) -> None:
    assert card_text(html) == text


def test_both_are_linked_where_the_questions_are(town: Town) -> None:
    assert town.run("build") == 0
    page = town.page("questions/index.html")
    assert 'href="../questions.apkg"' in page
    assert 'href="../questions.csv"' in page


def test_without_questions_there_is_neither(town: Town) -> None:
    (town.content / "questions/which-first.md").unlink()
    town.edit("dimensions/speed/index.md", "[[question:which-first]], ", "")
    assert town.run("build") == 0
    assert not [path for path in town.tree() if path.startswith("questions")]
    assert not [
        path
        for path, data in town.tree().items()
        if b"questions.apkg" in data and path.endswith(".html")
    ]


@pytest.mark.parametrize("name", ["cards.css", "edition/epub.css", "cheatsheet-pdf.css"])
def test_a_style_for_another_program_takes_its_colours_from_the_site(name: str) -> None:
    style = (ROOT / "templates" / name).read_text()
    palette = read_palette((ROOT / "templates").joinpath)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", style)
    used = re.findall(r"\{\{ (light|dark|colours)\.(\w+) \}\}", style)
    assert used
    for paper, colour in used:
        assert re.fullmatch(
            "#[0-9a-f]{6}", (palette.dark if paper == "dark" else palette.light)[colour]
        )


def test_a_colour_that_the_styles_do_not_declare_is_named(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static/site.css").write_text(
        ":root {\n  --ink: light-dark(oklch(0% 0 0), oklch(100% 0 0));\n}\n"
    )
    with pytest.raises(TemplateError, match=r"subjects\.css cannot be read"):
        read_palette(tmp_path.joinpath)
    (tmp_path / "subjects.css").write_text(
        "--own: light-dark(oklch(44% .1 {{ subject.hue }}), oklch(79% .095 {{ subject.hue }}))"
    )
    palette = read_palette(tmp_path.joinpath)
    assert (palette.light["ink"], palette.dark["ink"], palette.own) == (
        "#000000",
        "#ffffff",
        (0.44, 0.1),
    )
    with pytest.raises(TemplateError, match="declares no colour --paper"):
        palette.light["paper"]


def test_templates_without_the_look_of_cards_are_told(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidebyside.cli.HERE", town.folder)
    templates = town.folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    (templates / "cards.css").unlink()
    assert town.run("build", "--templates", str(templates)) == 1
    assert "error[template]: there is no template 'cards.css'" in capsys.readouterr().err
