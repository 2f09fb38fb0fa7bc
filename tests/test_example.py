"""The examples: other comparisons, of other subjects and in another language, made of content alone."""

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from sidebyside import cli
from tests import test_browser
from tests.conftest import ROOT
from tests.test_publish import walk

EXAMPLE = ROOT / "examples/saving"
PROGRAMS = sorted(EXAMPLE.glob("dimensions/*/*.py"))
browser = test_browser.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("saving") / "site"
    assert (
        cli.main(
            [
                "build",
                "-q",
                "--strict",
                "--content",
                str(EXAMPLE),
                "--output",
                str(output),
                "--no-cache",
            ]
        )
        == 0
    )
    return output


def test_it_has_an_entry_of_every_kind(site: Path) -> None:
    counts = {
        kind: len(list((site / kind).glob("*.html")))
        for kind in ("dimensions", "subjects", "questions", "myths", "guides")
    }
    assert counts == {
        "dimensions": 5,
        "subjects": 3,
        "questions": 5,
        "myths": 1,
        "guides": 1,
    }  # questions/ has an index
    assert all(
        (site / f"{name}.html").is_file()
        for name in ("terms", "choose", "matrix", "cheatsheet", "evidence")
    )


def test_no_file_of_it_names_the_subjects_of_the_other_comparison(site: Path) -> None:
    texts = {
        path.name: path.read_text()
        for path in site.rglob("*")
        if path.suffix in {".html", ".xml", ".js", ".css", ".txt"}
    }
    assert [
        name for name, text in texts.items() if re.search("flask|django", text, re.IGNORECASE)
    ] == []


def test_every_link_leads_somewhere(site: Path) -> None:
    assert walk(site, "/saving/") == []


def test_every_row_stands_on_something_and_most_on_a_program() -> None:
    rows = "".join(path.read_text() for path in EXAMPLE.glob("dimensions/*/index.md"))
    proofs = len(re.findall(r"^    proof:", rows, re.MULTILINE))
    assert proofs >= 0.8 * len(re.findall(r"^    aspect:", rows, re.MULTILINE))


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_program_is_set_for_the_width_of_a_pane(program: Path) -> None:
    text = program.read_text()
    region = text.split("# region show\n")[1].split("# endregion")[0]
    assert max(map(len, region.splitlines())) <= 66
    assert max(map(len, text.splitlines())) <= 79


def test_its_programs_print_what_is_recorded() -> None:
    assert cli.main(["verify", "-q", "--content", str(EXAMPLE)]) == 0


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light")])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    browser: Browser, site: Path, width: int, scheme: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    page, found = context.new_page(), []
    options: dict[str, object] = {"preload": False}
    if scheme == "dark":
        options["runOnly"] = test_browser.COLOURS
    for path in test_browser._kinds(site):
        page.goto((site / path).as_uri())
        said = Axe().run(page, options=options).response["violations"]
        found += [f"{path}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in said]
        wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        found += [f"{path}: {wide} px too wide"] if wide > 0 else []
    context.close()
    assert found == []


TEMPLATING = ROOT / "examples/templating"


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("templating") / "site"
    words = ["build", "-q", "--strict", "--no-cache", "--content", str(TEMPLATING)]
    assert cli.main([*words, "--output", str(output)]) == 0
    return output


def test_programs_in_another_language_print_what_is_recorded() -> None:
    assert cli.main(["verify", "-q", "--strict", "--content", str(TEMPLATING)]) == 0


def test_pages_and_data_name_what_its_programs_ran_on(other: Path) -> None:
    page = (other / "dimensions/escaping.html").read_text()
    assert re.search(r"on Node \d+\.\d+", page)
    assert re.search(
        r"with ejs [\d.]+ on Node \d+\.\d+", (other / "dimensions/escaping.md").read_text()
    )
    assert "Python" not in page
    assert "Python" not in (other / "evidence.html").read_text()
    data = json.loads((other / "api/v1/dimensions/escaping.json").read_text())
    runs = [
        run
        for proof in data["proofs"].values()
        for program in proof["programs"].values()
        for run in program["runs"]
    ]
    assert {run["runtime"]["name"] for run in runs} == {"Node"}
    assert {name for run in runs for name in run["packages"]} == {"ejs", "handlebars"}


def test_a_reader_is_told_how_to_run_them(other: Path) -> None:
    text = (other / "dimensions/escaping.md").read_text()
    command = "npm install --no-save --ignore-scripts 'ejs@7.0.2' && node output.ejs.mjs"
    assert f"Run it: `{command}`" in text


def test_every_link_of_the_other_example_leads_somewhere(other: Path) -> None:
    assert walk(other, "/templating/") == []
