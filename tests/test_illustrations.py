"""Pictures beside an entry: found, measured, described, and the same in every form of the site."""

import json
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.conftest import Town

INDEX = "dimensions/speed/index.md"


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    )


def show(town: Town, text: str, path: str = INDEX) -> None:
    entry = town.content / path
    entry.write_text(entry.read_text() + f"\n\n{text}\n")


def test_a_picture_is_copied_and_sized_and_stands_in_every_form(town: Town) -> None:
    town.put("dimensions/speed/ways.png", png(12, 8))
    show(town, 'Three ways: ![Rails, "wires" & water](ways.png)')
    assert town.run("build", "-q", "--book") == 0
    page = town.page("dimensions/speed.html")
    image = '<img src="speed/ways.png" width="12" height="8" loading="lazy" alt="'
    assert f'{image}Rails, &quot;wires&quot; &amp; water">' in page
    assert town.tree()["dimensions/speed/ways.png"] == png(12, 8)
    assert "](speed/ways.png)" in town.page("dimensions/speed.md")
    assert 'src="dimensions/speed/ways.png"' in town.page("all.html")
    body = json.loads(town.page("api/v1/dimensions/speed.json"))["body"]["html"]
    assert 'src="https://town.example/ways/dimensions/speed/ways.png"' in body
    book = next(path for path in town.tree() if path.endswith(".epub"))
    with zipfile.ZipFile(town.output / book) as archive:
        assert archive.read("EPUB/dimensions/speed/ways.png") == png(12, 8)
        package = archive.read("EPUB/package.opf").decode()
    assert 'href="dimensions/speed/ways.png" media-type="image/png"' in package


@pytest.mark.parametrize("kind", ["questions", "myths", "guides"])
def test_entries_that_are_one_file_have_their_pictures_beside_it(town: Town, kind: str) -> None:
    entry = next((town.content / kind).glob("*.md"))
    town.put(f"{kind}/{entry.stem}.png", png(3, 2))
    show(town, f"![It]({entry.stem}.png)", f"{kind}/{entry.name}")
    assert town.run("build", "-q") == 0
    assert f"{kind}/{entry.stem}.png" in town.tree()


@pytest.mark.parametrize(
    ("text", "message", "cure"),
    [
        ("![Ways](way.png)", "there is no picture 'way.png'", "did you mean 'ways.png'?"),
        ("![](ways.png)", "the picture 'ways.png' has no description", "![what it shows]"),
        ("![ ](ways.png)", "the picture 'ways.png' has no description", "![what it shows]"),
        ("![Ways](ways.svg)", "'ways.svg' is not a picture that can be shown", ".png"),
        ("![Ways](../price/ways.png)", "images are not loaded from a URL", "beside the entry"),
        ("![Ways](https://a.example/ways.png)", "images are not loaded from a URL", "beside"),
        ("![Ways](//a.example/ways.png)", "images are not loaded from a URL", "beside"),
        ("![Ways](data:image/png;base64,x)", "images are not loaded from a URL", "beside"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_told_with_place_and_cure(
    town: Town, capsys: pytest.CaptureFixture[str], text: str, message: str, cure: str
) -> None:
    town.put("dimensions/speed/ways.png", png(12, 8))
    show(town, f"![Ways](ways.png)\n\n{text}")
    assert town.run("check", "-q") == 1
    said = capsys.readouterr().err
    assert message in said
    assert cure in said
    line = len((town.content / INDEX).read_text().splitlines())
    assert f"{INDEX}:{line}:" in said


def test_a_picture_in_a_cell_is_an_error(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.edit("terms.yaml", "It has a pier", "'![a](b.png)'")
    assert town.run("check", "-q") == 1
    assert "stands in a text of one line" in capsys.readouterr().err


@pytest.mark.parametrize("data", [b"", b"GIF89a", png(12, 8)[:60], b"<svg/>"])
def test_a_file_that_is_not_what_its_name_says_is_told(
    town: Town, capsys: pytest.CaptureFixture[str], data: bytes
) -> None:
    town.put("dimensions/speed/ways.png", data)
    show(town, "![Ways](ways.png)")
    assert town.run("check", "-q") == 1
    assert "dimensions/speed/ways.png:1:1: error[bad-value]: this is not a PNG picture" in (
        capsys.readouterr().err
    )


def test_an_unused_picture_is_a_warning(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    town.put("dimensions/speed/ways.png", png(12, 8))
    assert town.run("check", "-q") == 0
    assert "speed/ways.png:1:1: warning[unused-file]: no entry shows" in capsys.readouterr().err


def test_a_picture_that_is_a_link_out_of_the_content_is_refused(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.png").write_bytes(png(1, 1))
    (town.content / "dimensions/speed/ways.png").symlink_to(tmp_path / "secret.png")
    show(town, "![Ways](ways.png)")
    assert town.run("check", "-q") == 1
    assert "outside" in capsys.readouterr().err
