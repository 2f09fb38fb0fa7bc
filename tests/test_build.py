"""The site that comes out: its pages, its links, its bytes."""

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import FILES, ROOT, Town, without

PAGES = {
    "index.html", "matrix.html", "cheatsheet.html", "choose.html", "search.html", "about.html", "api.html", "404.html",
    "evidence.html", "terms.html", "dimensions/speed.html", "dimensions/price.html", "dimensions/cost.html",
    "categories/riding.html", "categories/money.html", "subjects/train.html", "guides/tram-to-train.html",
    "questions/index.html", "questions/which-first.html", "myths/index.html", "sitemap.xml", "robots.txt", ".nojekyll",
    "questions.apkg", "questions.csv",
}  # fmt: skip
TWINS = {
    path.replace(".html", ".md")
    for path in PAGES
    if path.endswith(".html") and path not in {"404.html", "search.html", "dimensions/cost.html"}
}
DATA = {
    *(f"programs/dimensions/speed/count.{key}.py" for key in ("train", "tram", "ferry")),
    "api/v1/index.json", "api/v1/rows.json",
    "api/v1/dimensions/speed.json", "api/v1/dimensions/price.json", "api/v1/questions/which-first.json",
    "api/v1/myths/ferries-sink.json", "api/v1/terms/stop.json", "api/v1/guides/tram-to-train.json", "matrix.csv",
    *(f"api/v1/subjects/{key}.json" for key in ("train", "tram", "ferry")), "llms.txt", "llms-full.txt",
    *(f"llms/{name}.txt" for name in ("category-riding", "category-money", "questions", "reference")),
    *(f"api/v1/schema/{kind}.json" for kind in ("index", "rows", "dimension", "question", "myth", "term", "guide", "subject")),
}  # fmt: skip


class Reader(HTMLParser):
    """Collects what a page links to, loads and offers as anchors."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.base = False
        self.inline_handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.base = self.base or tag == "base"
        self.inline_handlers += [name for name in given if name.startswith("on") or name == "style"]
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "link" and given.get("rel") in {"stylesheet", "icon", "preload"}:
            self.loads.append(given["href"])
        if "src" in given:
            self.loads.append(given["src"])


def pages(folder: Path) -> dict[str, Reader]:
    return {p.relative_to(folder).as_posix(): Reader(p.read_text()) for p in folder.rglob("*.html")}


def broken(folder: Path) -> list[str]:
    """Return every link and load inside a site that leads nowhere, that names no file, or that leaves the site to load."""
    found, wrong = pages(folder), []
    for page, reader in found.items():
        here = Path(page).parent
        for address in reader.links + reader.loads:
            parts = urlsplit(address)
            if parts.scheme in {"https", "http", "mailto"}:
                wrong += [f"{page} loads {address}"] if address in reader.loads else []
                continue
            target = os.path.normpath(here / unquote(parts.path)) if parts.path else page
            if (
                parts.scheme
                or parts.netloc
                or parts.path.startswith("/")
                or parts.path.endswith("/")
            ):
                wrong.append(f"{page}: {address} is not relative or names no file")
            elif not (folder / target).is_file():
                wrong.append(f"{page}: {address} is not there")
            elif (
                parts.fragment
                and target in found
                and unquote(parts.fragment) not in found[target].ids
            ):
                wrong.append(f"{page}: {address} has no such place")
    return wrong


def test_every_page_is_there_and_nothing_else(town: Town) -> None:
    assert town.run("build", "-q") == 0
    found = {
        path
        for path in town.tree()
        if not path.startswith("assets/") and path not in {".sidebyside.json", "search-index.js"}
    }
    assert found == PAGES | TWINS | DATA


def test_every_link_and_anchor_resolves_and_nothing_loads_from_elsewhere(town: Town) -> None:
    town.run("build", "-q")
    assert broken(town.output) == []


def test_ids_are_unlike_each_other_and_no_page_has_inline_code(town: Town) -> None:
    town.run("build", "-q")
    for page, reader in pages(town.output).items():
        assert len(reader.ids) == len(set(reader.ids)), page
        assert reader.inline_handlers == [], page


def test_rows_samples_and_the_table_of_a_dimension(town: Town) -> None:
    town.run("build", "-q")
    page = town.page("dimensions/speed.html")
    reader = Reader(page)
    assert {"top", "where-it-stops", "comfort", "count", "why-so-fast"} <= set(reader.ids)
    for part in (
        "<caption",
        'scope="col"',
        'scope="row"',
        "Train",
        "Tram",
        "Ferry",
        "&amp; spray",
        "<code>120</code>",
    ):
        assert part in page


def test_references_lead_from_everywhere(town: Town) -> None:
    town.run("build", "-q")
    links = Reader(town.page("dimensions/speed.html")).links
    expected = [
        "price.html",
        "price.html#ticket",
        "../questions/which-first.html",
        "../myths/index.html#ferries-sink",
        "../terms.html#stop",
    ]
    assert set(expected) <= set(links)
    assert (
        "speed.html" in Reader(town.page("dimensions/price.html")).links
    )  # the back-link of see_also
    assert "../dimensions/speed.html#top" in Reader(town.page("myths/index.html")).links


def test_an_alias_leads_to_its_page(town: Town) -> None:
    town.edit("dimensions/speed/index.md", "[[price]]", "[[cost]]")
    assert town.run("build", "-q") == 0
    assert "price.html" in Reader(town.page("dimensions/cost.html")).links
    assert "cost.html" not in Reader(town.page("dimensions/speed.html")).links


def test_site_yaml_and_one_dimension_are_enough(town: Town) -> None:
    for path in FILES:
        if path not in {"site.yaml", "dimensions/price.md"}:
            (town.content / path).unlink()
    town.edit("dimensions/price.md", "proof: speed/count", "judgement: true")
    town.edit(
        "dimensions/price.md", "    shows: {train: 1 train, tram: 1 tram, ferry: 1 ferry}\n", ""
    )
    assert town.run("build", "--strict", "-q") == 0
    assert broken(town.output) == []
    assert not (town.output / "questions").exists()
    assert not (town.output / "categories/riding.html").exists()


@pytest.mark.parametrize("number", [2, 5])
def test_any_number_of_subjects(town: Town, number: int) -> None:
    keys = [f"s{n}" for n in range(number)]
    subjects = "".join(f"  - {{key: {key}, name: Subject {key}}}\n" for key in keys)
    cells = "".join(f"    {key}: Cell {key}\n" for key in keys)
    glance = "".join(f"  {key}: Glance {key}\n" for key in keys)
    for path in FILES:
        (town.content / path).unlink()
    town.put(
        "site.yaml",
        f"title: T\nurl: https://t.example\nsubjects:\n{subjects}categories:\n  - {{slug: c, title: C}}\n",
    )
    town.put(
        "dimensions/d.md",
        f"---\ntitle: D\ncategory: c\nsummary: S\nglance:\n{glance}rows:\n  - aspect: A\n{cells}    judgement: true\n---\n",
    )
    assert town.run("build", "-q") == 0
    page = town.page("dimensions/d.html")
    assert all(f"Subject {key}" in page and f"Cell {key}" in page for key in keys)
    assert broken(town.output) == []


def test_a_draft_leaves_no_trace_in_a_build(town: Town) -> None:
    assert town.run("build") == 0
    without_it = town.tree()
    town.put(
        "dimensions/taste.md",
        (town.content / "dimensions/price.md")
        .read_text()
        .replace("aliases: [cost]", "draft: true"),
    )
    town.put("guides/on-foot.md", "---\ntitle: On foot\ndraft: true\n---\nRead [[taste]].\n")
    assert town.run("build") == 0
    assert town.tree() == without_it


def test_drafts_and_links_to_them_are_left_out(town: Town) -> None:
    town.edit("dimensions/price.md", "title: Price", "title: Price\ndraft: true")
    town.edit("guides/tram-to-train.md", "order: 10", "draft: true")
    assert town.run("build", "-q") == 0
    assert broken(town.output) == []
    assert not (town.output / "dimensions/price.html").exists()
    assert not (town.output / "guides").exists()
    assert "the ticket" in town.page("dimensions/speed.html")


def test_the_base_url_overrides_the_address(town: Town) -> None:
    town.run("build", "-q", "--base-url", "http://127.0.0.1:9/deep/er")
    assert "http://127.0.0.1:9/deep/er/dimensions/speed.html" in town.page("sitemap.xml")
    assert 'rel="canonical" href="http://127.0.0.1:9/deep/er/dimensions/speed.html"' in town.page(
        "dimensions/speed.html"
    )


def test_the_sitemap_lists_what_readers_should_find(town: Town) -> None:
    town.run("build", "-q")
    text = town.page("sitemap.xml")
    assert "https://town.example/ways/dimensions/speed.html" in text
    assert "404.html" not in text
    assert "cost.html" not in text


def test_the_same_bytes_whatever_the_machine(tmp_path: Path) -> None:
    trees = []
    settings = [("0", "UTC", "C.UTF-8", "0"), ("4711", "Asia/Tokyo", "C", "1800000000")]
    for number, (seed, zone, language, epoch) in enumerate(settings):
        place = tmp_path / f"place {number}"
        place.mkdir()
        content = place / "other name"
        names = list(FILES.items()) if number else list(reversed(FILES.items()))
        for path, text in names:
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_text(text)
        env = without("LC_ALL") | {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LANG": language,
            "SOURCE_DATE_EPOCH": epoch,
        }
        command = [
            sys.executable,
            str(ROOT / "build.py"),
            "--content",
            str(content),
            "--output",
            str(place / "o"),
            "-q",
        ]
        subprocess.run(command, cwd=place, env=env, check=True, stderr=subprocess.DEVNULL)
        trees.append(
            {
                p.relative_to(place / "o").as_posix(): p.read_bytes()
                for p in (place / "o").rglob("*")
                if p.is_file()
            }
        )
    assert trees[0] == trees[1]


def test_no_subject_is_named_in_the_engine_or_the_templates() -> None:
    files = [
        ROOT / "build.py",
        *ROOT.glob("sidebyside/**/*.py"),
        *(p for p in ROOT.glob("templates/**/*") if p.is_file()),
    ]
    named = [
        p.name
        for p in files
        if p.suffix not in {".woff2", ".png"}
        for word in (b"flask", b"django")
        if word in p.read_bytes().lower()
    ]
    assert named == []


TEMPLATE_MISTAKES = {
    "syntax": ("{% if %}", 3),
    "a name that is not given": ("{{ nothing_of_that_name }}", 3),
    "an attribute that is not there": ("{{ site.nothing }}", 3),
    "a division": ("{{ 1 / 0 }}", 3),
    "an asset that is not there": ("{{ asset('nothing.css') }}", 1),
}


@pytest.mark.parametrize("name", TEMPLATE_MISTAKES)
def test_a_mistake_in_a_template_is_told_with_its_line(
    town: Town, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    import shutil

    text, line = TEMPLATE_MISTAKES[name]
    shutil.copytree(ROOT / "templates", town.folder / "templates")
    place = town.folder / "templates/about.html"
    place.write_text('{% extends "base.html" %}\n{% block main %}\n' + text + "\n{% endblock %}\n")
    assert town.run("build", "-q", "--templates", "templates") == 1
    said = capfd.readouterr().err
    assert (
        f"templates/about.html:{line}:1: error[template]" in said
        or "there is no template 'static/nothing.css'" in said
    )
    assert said.count("error[template]") == 1
    assert not town.output.exists()


def test_an_alias_is_as_good_as_the_slug(town: Town) -> None:
    town.edit("questions/which-first.md", "[speed, price]", "[cost]")
    town.edit("chooser.yaml", "dimension: speed", "dimension: cost")
    town.edit("dimensions/speed/index.md", "see_also: [price]", "see_also: [cost]")
    town.edit("dimensions/speed/index.md", "category: riding", "category: riding\naliases: [haste]")
    town.edit("dimensions/price.md", "speed/count", "haste/count")
    assert town.run("build", "-q") == 0
    assert broken(town.output) == []
    assert "speed.html#count" in Reader(town.page("dimensions/price.html")).links
    assert "../questions/which-first.html" in Reader(town.page("dimensions/price.html")).links


def test_a_myth_of_no_dimension_has_its_place(town: Town) -> None:
    town.edit("myths/ferries-sink.md", "dimensions: [speed]\n", "")
    assert town.run("build", "-q") == 0
    assert broken(town.output) == []
    assert "ferries-sink" in Reader(town.page("myths/index.html")).ids


def test_a_reference_in_the_short_answer_stands_in_the_description(town: Town) -> None:
    town.edit("questions/which-first.md", "The train.", "Because of [[speed]] and [[price|money]].")
    assert town.run("build", "-q") == 0
    assert (
        "Because of Speed and money."
        in town.page("questions/which-first.html").partition("</head>")[0]
    )


def test_check_writes_nothing_at_all(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(town.folder / "state"))
    town.remembers = True
    assert town.run("check") == 0
    assert not (town.folder / "state").exists()


def test_pages_alone_are_whole_and_link_to_no_data(town: Town) -> None:
    assert town.run("build", "--pages") == 0
    assert broken(town.output) == []
    alone = town.tree()
    data = {
        path
        for path in alone
        if re.search(r"\.(md|csv|json|apkg|txt|xml)$", path) and "assets/" not in path
    }
    assert data == {".sidebyside.json", "robots.txt", "sitemap.xml"}
    assert not [
        path for path, page in alone.items() if path.endswith(".html") and b"text/markdown" in page
    ]
    assert town.run("build") == 0
    assert set(alone) < set(town.tree())
    assert b"text/markdown" in town.tree()["dimensions/price.html"]
