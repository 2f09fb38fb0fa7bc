"""Single templates over those that come with the program, and what is wrong with them.

Once, and in its place.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sidebyside.render.templating import Templates, unused_files
from tests.conftest import ROOT, Town


@pytest.fixture
def own(town: Town) -> Callable[[str, str], None]:
    """Return what writes a template into a folder of the town's own.

    The folder is there from the start.
    """
    (town.folder / "look").mkdir()

    def write(path: str, text: str) -> None:
        place = town.folder / "look" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)

    return write


Write = Callable[[str, str], None]
ABOUT = '{% extends "base.html" %}\n{% block main %}\n'


def changed(path: str, old: str, new: str) -> str:
    text = (ROOT / "templates" / path).read_text()
    assert old in text
    return text.replace(old, new, 1)


def test_a_single_file_replaces_the_one_that_comes_with_the_program(town: Town, own: Write) -> None:
    assert town.run("build", "-q") == 0
    plain = town.tree()
    own("about.html", ABOUT + "<p>Made by the harbour office.</p>\n{% endblock %}\n")
    own("static/icon.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
    assert town.run("build", "-q", "--templates", "look") == 0
    page = town.page("about.html")
    assert "Made by the harbour office." in page
    assert 'class="site_header"' in page or "<header" in page
    assert {path for path in plain if path.endswith(".html")} == {
        path for path in town.tree() if path.endswith(".html")
    }
    assert [path for path in town.tree() if "icon" in path and path.endswith(".svg")] != [
        path for path in plain if "icon" in path and path.endswith(".svg")
    ]


@pytest.mark.usefixtures("own")
def test_an_empty_folder_changes_nothing(town: Town) -> None:
    assert not list((town.folder / "look").iterdir())
    assert town.run("build", "-q") == 0
    plain = town.tree()
    assert town.run("build", "-q", "--templates", "look") == 0
    assert town.tree() == plain


TOO_FAR = "{{ to('guides/imprnt.html') }}"
MISTAKES = {
    "a link to no page": (
        "about.html",
        ABOUT + TOO_FAR + "\n{% endblock %}\n",
        3,
        "the site has no file 'guides/imprnt.html'",
    ),
    "a link to no data": (
        "about.html",
        ABOUT + "{{ to('matrx.csv') }}\n{% endblock %}\n",
        3,
        "did you mean 'matrix.csv'?",
    ),
    "a file that is not there": (
        "about.html",
        ABOUT + "{{ asset('nothing.css') }}\n{% endblock %}\n",
        3,
        "static/nothing.css",
    ),
    "a part that is not there": (
        "about.html",
        ABOUT + "{% include 'parts/x.html' %}\n{% endblock %}\n",
        3,
        "'parts/x.html'",
    ),
    "a block that is not closed": ("about.html", ABOUT + "<p>\n", 3, "block"),
    "a style that loads a file that is not there": (
        "static/all.css",
        'p {\n background: url("x.png") }\n',
        2,
        "static/x.png",
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_an_overlay_has_its_place(
    town: Town, own: Write, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    path, text, line, said = MISTAKES[name]
    own(path, text)
    assert town.run("build", "-q", "--templates", "look") == 1
    told = capfd.readouterr().err
    assert f"look/{path}:{line}:1: error[template]" in told
    assert said in told
    assert told.count("error[template]") == 1
    assert not town.output.exists()


def test_a_style_that_is_not_utf8_has_its_place(
    town: Town, own: Write, capfd: pytest.CaptureFixture[str]
) -> None:
    own("static/all.css", "")
    (town.folder / "look/static/all.css").write_bytes(b"p {}\n/* caf\xe9 */\n")
    assert town.run("build", "-q", "--templates", "look") == 1
    assert (
        "look/static/all.css:2:1: error[template]: the file is not UTF-8 text"
        in capfd.readouterr().err
    )


PARTS = {
    "a file that is not there": (
        "{{ asset('sitte.css') }}",
        "there is no template 'static/sitte.css'",
    ),
    "a link to no page": (TOO_FAR, "the site has no file 'guides/imprnt.html'"),
    "a name that is not given": ("{{ nothing }}", "'nothing' is undefined"),
    "syntax": ("{% if %}", "Expected an expression"),
}


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("part", ["parts/head.html", "parts/site_header.html", "parts/ways.html"])
def test_a_mistake_in_a_part_is_told_once_at_the_part(
    town: Town, own: Write, name: str, part: str, capfd: pytest.CaptureFixture[str]
) -> None:
    wrong, said = PARTS[name]
    own(part, "<!-- -->\n" + wrong + "\n" + (ROOT / "templates" / part).read_text())
    assert town.run("build", "-q", "--templates", "look") == 1
    told = capfd.readouterr().err
    assert f"look/{part}:2:1: error[template]" in told
    assert said in told
    assert told.count("error[") == 1


def test_a_template_that_is_missing_everywhere_is_named(
    town: Town, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "templates", town.folder / "templates")
    monkeypatch.setattr("sidebyside.cli.HERE", town.folder)
    (town.folder / "templates/subjects.css").unlink()
    assert town.run("build", "-q") == 1
    told = capfd.readouterr().err
    assert "there is no template 'subjects.css'" in told
    assert "None" not in told


def test_a_file_that_nothing_uses_is_told(
    town: Town, own: Write, capfd: pytest.CaptureFixture[str]
) -> None:
    own("abuot.html", ABOUT + "{% endblock %}\n")
    own("static/map.svg", "<svg/>")
    own("static/lamp.svg", "<svg/>")
    own("parts/map.html", "{{ asset('map.svg') }}")
    own("about.html", ABOUT + "{% include 'parts/map.html' %}\n{% endblock %}\n")
    own("parts/ways.htm", "x")
    (town.folder / "look/home.html").symlink_to("nowhere.html")
    own(".editor.swp", "x")
    assert town.run("check", "--templates", "look") == 0
    told = capfd.readouterr().err
    assert (
        "look/abuot.html:1:1: warning[unused-file]: no template uses this file\n   help: did you mean 'about.html'?"
        in told
    )
    assert "look/static/lamp.svg:1:1: warning[unused-file]" in told
    assert "look/parts/ways.htm:1:1: warning[unused-file]" in told
    assert "look/home.html:1:1: warning[unused-file]: this link leads to no file" in told
    assert "map" not in told
    assert ".editor.swp" not in told
    assert town.run("check", "--strict", "--templates", "look") == 1


def test_the_templates_that_come_with_the_program_are_no_overlay() -> None:
    assert unused_files(Templates(ROOT / "templates", "templates")) == []


def test_a_change_below_an_overlay_is_seen(
    town: Town, own: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(town.folder / "state"))
    monkeypatch.setattr("sidebyside.cli.HERE", town.folder)
    monkeypatch.setattr("sidebyside.cache.fingerprint.TIMESTAMP_RESOLUTION", 0)
    shutil.copytree(ROOT / "templates", town.folder / "templates")
    (town.folder / "sidebyside").mkdir()
    own("about.html", ABOUT + "{% endblock %}\n")
    town.remembers = True
    assert town.run("build", "-q", "--templates", "look") == 0
    place = Path(town.folder / "templates/404.html")
    place.write_text(place.read_text().replace("<h1>", "<!-- changed --><h1>"))
    capsys.readouterr()
    assert town.run("build", "--why", "--templates", "look") == 0
    assert (
        "404.html: templates that come with the program/404.html changed" in capsys.readouterr().out
    )
