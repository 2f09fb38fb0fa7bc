"""The pictures that go with shared links.

Read by Pillow, measured, and held against what they must show.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from sidebyside.exports import social_images
from sidebyside.exports.social_images import (
    Column,
    Fonts,
    ImageCard,
    TextRun,
    fit_text,
    styled_words,
    wrap_lines,
)
from tests.conftest import ROOT, Town

COLOURS = ("#fcfaf7", "#1e2229", "#545860", "#d8d5d1")


@pytest.fixture(scope="module")
def fonts() -> Fonts:
    return Fonts((ROOT / "templates").joinpath)


def said(block: "social_images.Block") -> list[str]:
    return ["".join(text for text, _ in line) for line in block.lines]


def plate(*glances: str, title: str = "Speed") -> ImageCard:
    columns = (
        Column(f"Subject {number}", "#005e7a", ((text, "book"),))
        for number, text in enumerate(glances, 1)
    )
    return ImageCard(
        "The site", "A chapter", "town.example", ((title, "bold"),), tuple(columns), COLOURS
    )


def test_each_dimension_has_a_small_picture_of_the_size_that_is_shared(town: Town) -> None:
    assert town.run("build", "--pictures") == 0
    for slug in ("speed", "price"):
        data = (town.output / f"pictures/{slug}.png").read_bytes()
        assert len(data) < 40_000
        with Image.open(BytesIO(data)) as image:
            assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
            assert image.convert("RGB").getpixel((5, 5)) == (0xFC, 0xFA, 0xF7)


def test_a_page_names_its_picture_and_others_the_common_one(town: Town) -> None:
    assert town.run("build", "--pictures") == 0
    assert (
        '<meta property="og:image" content="https://town.example/ways/pictures/speed.png">'
        in town.page("dimensions/speed.html")
    )
    assert "Speed: Train, Tram and Ferry at a glance" in town.page("dimensions/speed.html")
    assert "/pictures/" not in town.page("index.html")
    assert town.run("build") == 0
    assert "/pictures/" not in town.page("dimensions/speed.html")
    assert not [path for path in town.tree() if path.startswith("pictures/")]


def test_pictures_are_the_same_in_every_process(town: Town) -> None:
    made = []
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        output = town.folder / f"site{seed}"
        folders = [
            "--content",
            str(town.content),
            "--output",
            str(output),
            "--no-cache",
            "--pictures",
        ]
        environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run(
            [sys.executable, str(ROOT / "build.py"), *folders],
            check=True,
            env=environment,
            capture_output=True,
        )
        made.append(
            {
                path.name: hashlib.sha256(path.read_bytes()).hexdigest()
                for path in (output / "pictures").iterdir()
            }
        )
    assert made[0] == made[1]
    assert len(made[0]) == 2


def test_a_picture_is_drawn_once_for_what_it_shows(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidebyside.cli.HERE", town.folder / "program")
    monkeypatch.setenv("XDG_STATE_HOME", str(town.folder / "state"))
    options = ("--pictures", "--templates", str(ROOT / "templates"))
    town.remembers = True
    drawn: list[str] = []
    draw = social_images.draw_card

    def counted(shown: ImageCard, fonts: Fonts) -> bytes:
        drawn.append(shown.title[0][0])
        return draw(shown, fonts)

    monkeypatch.setattr(social_images, "draw_card", counted)
    assert town.run("build", *options) == 0
    assert sorted(drawn) == ["Price", "Speed"]
    before = town.tree()
    drawn.clear()
    assert town.run("build", *options) == 0
    assert drawn == []
    assert town.tree() == before
    town.edit("dimensions/price.md", "tram: Low", "tram: Lower")
    assert town.run("build", *options) == 0
    assert drawn == ["Price"]
    for place in (town.folder / "program/.cache/pictures").iterdir():
        place.write_bytes(b"somebody else's")
    drawn.clear()
    assert town.run("build", *options) == 0
    assert sorted(drawn) == ["Price", "Speed"]


@pytest.mark.parametrize("size", [20, 38])
@pytest.mark.parametrize(
    "text",
    [
        "Words that are long enough to need more than one line of it",
        "unbreakable_" * 12,
        "a",
        "short " + "w" * 90 + " short",
    ],
)
def test_no_line_is_wider_than_its_column_and_nothing_is_lost(
    fonts: Fonts, text: str, size: int
) -> None:
    made = wrap_lines(((text, "book"),), fonts, size, 500)
    assert all(fonts.length(line, size) <= 500 for line in made)
    assert "".join(part for line in made for part, _ in line).replace(" ", "") == text.replace(
        " ", ""
    )


def test_what_fits_is_not_cut_and_what_does_not_ends_with_an_ellipsis(fonts: Fonts) -> None:
    text = "twenty words or so that are set in lines of a column " * 3
    (roomy,) = fit_text([((text, "book"),)], fonts, (38, 20), 500, 300)
    assert " ".join(said(roomy)).split() == text.split()
    (tight,) = fit_text([((text, "book"),)], fonts, (38, 20), 500, 60)
    assert len(tight.lines) == 2
    assert said(tight)[-1].endswith("…")
    assert all(fonts.length(line, tight.size) <= 500 for line in tight.lines)


def test_type_is_as_large_as_has_room_and_the_same_in_all_columns(fonts: Fonts) -> None:
    short: tuple[TextRun, ...] = (("Few words", "book"),)
    long: tuple[TextRun, ...] = (("many more words than that " * 9, "book"),)
    alone = fit_text([short], fonts, (38, 29, 20), 500, 200)
    beside = fit_text([short, long], fonts, (38, 29, 20), 500, 200)
    assert [block.size for block in alone] == [38]
    assert len({block.size for block in beside}) == 1
    assert beside[0].size < 38


def test_a_word_is_broken_only_where_smaller_type_does_not_help(fonts: Fonts) -> None:
    code = "@app.get('/items/<int:item_id>/')"
    (block,) = fit_text([((code, "code"),)], fonts, (38, 29, 26), 514, 300)
    assert said(block) == [code]
    (broken,) = fit_text([((code * 3, "code"),)], fonts, (38, 29, 26), 514, 300)
    assert len(broken.lines) > 1


def test_code_keeps_to_the_comma_behind_it() -> None:
    pieces: tuple[TextRun, ...] = (
        ("Call ", "book"),
        ("run()", "code"),
        (", then ", "book"),
        ("a b", "code"),
    )
    assert styled_words(pieces) == [
        (("Call", "book"),),
        (("run()", "code"), (",", "book")),
        (("then", "book"),),
        (("a", "code"),),
        (("b", "code"),),
    ]


@pytest.mark.parametrize("number", [2, 3, 5, 8])
def test_every_subject_has_its_place_in_the_picture(fonts: Fonts, number: int) -> None:
    with Image.open(
        BytesIO(social_images.draw_card(plate(*["Words of it"] * number), fonts))
    ) as image:
        shown = image.convert("RGB")
    abreast = social_images.columns_abreast(number)
    width = (
        1200 - 2 * social_images.IMAGE_EDGE - social_images.IMAGE_GUTTER * (abreast - 1)
    ) / abreast
    bars = 0
    for place in range(abreast):
        # The right end of a bar, where no letter reaches.
        x = int(social_images.IMAGE_EDGE + place * (width + social_images.IMAGE_GUTTER) + width) - 3
        column = [shown.getpixel((x, y)) == (0, 0x5E, 0x7A) for y in range(150, 600)]
        bars += sum(now and not before for before, now in pairwise(column))
    assert bars == number


def test_a_picture_that_no_font_can_set_is_left_out_by_name(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.edit("dimensions/price.md", "tram: Low", "tram: 安い")
    assert town.run("build", "--pictures") == 0
    notes = [line for line in capsys.readouterr().err.splitlines() if line.startswith("build.py:")]
    assert notes == [
        "build.py: the picture of price is left out: the fonts of the templates lack '安'"
    ]
    assert {path for path in town.tree() if path.startswith("pictures/")} == {"pictures/speed.png"}
    assert "/pictures/" not in town.page("dimensions/price.html")


def test_without_the_fonts_there_are_no_pictures_and_a_line_says_so(
    town: Town, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sidebyside.cli.HERE", town.folder)
    templates = town.folder / "templates"
    shutil.copytree(ROOT / "templates", templates)
    css = templates / "static/site.css"
    (templates / "static/vendor/source-code-pro-latin-400-normal.woff2").unlink()
    css.write_text(
        "\n".join(line for line in css.read_text().splitlines() if "source-code-pro" not in line)
    )
    assert town.run("build", "--pictures", "--templates", str(templates)) == 0
    notes = [line for line in capsys.readouterr().err.splitlines() if line.startswith("build.py:")]
    assert notes == [
        "build.py: the pictures are left out: a font of the templates does not load (No such file or directory)"
    ]
    assert not [path for path in town.tree() if path.startswith("pictures/")]


def test_a_damaged_font_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "static/vendor"
    folder.mkdir(parents=True)
    for name, _ in social_images.FACES.values():
        (folder / name).write_bytes(b"no font")
    with pytest.raises(OSError, match="stream"):
        Fonts(tmp_path.joinpath)
