"""README: its picture, and commands that are those of the Makefile."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Browser

from tests import test_browser
from tests.conftest import ROOT, Town
from tools import picture

README = (ROOT / "README.md").read_text()
MAKEFILE = (ROOT / "Makefile").read_text()
browser = test_browser.browser


def brightness(data: bytes) -> float:
    return ImageStat.Stat(Image.open(BytesIO(data)).convert("L")).mean[0]


def test_a_picture_is_taken_light_and_dark(browser: Browser, town: Town) -> None:
    assert town.run("build", "-q") == 0
    taken = picture.take(browser, town.output / "dimensions/speed.html")
    assert set(taken) == {"picture-light.png", "picture-dark.png"}
    assert brightness(taken["picture-light.png"]) > 180 > 90 > brightness(taken["picture-dark.png"])


def test_readme_shows_pictures_that_are_small_and_of_one_size() -> None:
    shown = re.findall(r'(?:src|srcset)="([^"]+\.png)"', README)
    assert sorted(shown) == ["docs/picture-dark.png", "docs/picture-light.png"]
    files = [ROOT / name for name in shown]
    assert max(file.stat().st_size for file in files) < 200_000
    assert len({Image.open(BytesIO(file.read_bytes())).size for file in files}) == 1
    assert re.search(r'alt="[^"]{40,}"', README)


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)", README))))
def test_a_target_that_readme_names_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE)


def test_every_file_that_a_command_names_is_there() -> None:
    files = re.findall(r"(?:-r |python )((?:requirements|build)\S+)", README)
    assert {"build.py", "requirements-dev.lock"} <= set(files)
    assert [name for name in files if not Path(ROOT, name).is_file()] == []


def test_readme_is_short() -> None:
    assert len(README.splitlines()) <= 90
