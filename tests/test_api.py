"""The site as data: every file against its schema, and against the site that it says it is."""

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from sidebyside.content import loader
from sidebyside.content.source import Folder
from sidebyside.exports import matrix_csv
from sidebyside.exports.base import ExportContext, ExportedFiles
from sidebyside.exports.json_api import documents, schemas, types
from sidebyside.render import pages
from sidebyside.render.templating import PageWithText, Templates
from sidebyside.site import linker
from sidebyside.site.index import SiteIndex
from tests import browser_site
from tests.conftest import FILES, ROOT, Town
from tests.test_messages import SHOWS

Json = dict[str, Any]


def export_context(content: Path) -> ExportContext:
    site, problems = linker.link_site(
        loader.load_content(Folder(content, "content")), "content", date(2026, 11, 21)
    )
    assert site is not None, problems
    site_index = SiteIndex(site)
    return ExportContext(
        site_index, pages.plan_pages(site_index), Templates(ROOT / "templates", "templates")
    )


@pytest.fixture(scope="module")
def cups(tmp_path_factory: pytest.TempPathFactory) -> ExportContext:
    content = tmp_path_factory.mktemp("cups") / "content"
    browser_site.write(content)
    return export_context(content)


@pytest.fixture(scope="module")
def reference() -> ExportContext:
    return export_context(ROOT / "content")


def made_of(exported: ExportedFiles) -> dict[str, bytes]:
    found = {
        path: content() if callable(content) else content
        for path, content in exported.files.items()
    }
    files = {path: data for path, data in found.items() if isinstance(data, bytes)}
    left = {path: page for path, page in found.items() if isinstance(page, PageWithText)}
    files |= {path: page.data for path, page in left.items()}
    files |= {
        path: gathered.make(left[one].text for one in gathered.paths)
        for path, gathered in exported.gathered.items()
    }
    hashes = {path: hashlib.sha256(data).hexdigest() for path, data in files.items()}
    return files | {path: listed.make(hashes) for path, listed in exported.hashed.items()}


def read(made: ExportContext) -> dict[str, Json]:
    return {path: json.loads(data) for path, data in made_of(documents.export_json(made)).items()}


def wrong(files: dict[str, Json]) -> list[str]:
    """Return what the schemas, as they were exported, have against the files."""
    schemas = {path: schema for path, schema in files.items() if "/schema/" in path}
    found = []
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    for path, file in files.items():
        if path not in schemas:
            named = (
                (Path("/") / Path(path).parent / file["$schema"])
                .resolve()
                .relative_to("/")
                .as_posix()
            )
            validator = Draft202012Validator(schemas[named], format_checker=FormatChecker())
            found += [f"{path}: {error.message[:200]}" for error in validator.iter_errors(file)]
    return found


def test_every_file_of_a_small_site_is_as_its_schema_says(town: Town, cups: ExportContext) -> None:
    assert wrong(read(export_context(town.content))) == []
    assert wrong(read(cups)) == []


def test_every_file_of_the_reference_is_as_its_schema_says(reference: ExportContext) -> None:
    assert wrong(read(reference)) == []


@pytest.mark.parametrize("kind", types.SCHEMA_ROOTS)
def test_a_schema_is_what_the_model_says(kind: str) -> None:
    found = json.loads((schemas.SCHEMA_FOLDER / f"{kind}.json").read_text())
    assert found == json.loads(schemas.generate_schema(kind)), "run: make schemas"


def test_a_schema_refuses_what_is_not_so(cups: ExportContext) -> None:
    files = read(cups)
    file = files["api/v1/dimensions/brewing.json"]
    changes: Json = {"rows": None, "kind": "cup", "schema_version": "2.0", "proofs": {"a/b": {}}}
    for key, value in changes.items():
        assert wrong(files | {"api/v1/dimensions/brewing.json": file | {key: value}}) != []
    del file["title"]
    assert wrong(files) != []


def test_schemas_are_named_by_the_address_they_have(cups: ExportContext) -> None:
    for path, file in read(cups).items():
        if "/schema/" in path:
            assert file["$id"] == "https://cups.example/sub/path/" + path
            assert file["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_index_names_every_file_and_every_file_is_named(cups: ExportContext) -> None:
    files = read(cups)
    index = files["api/v1/index.json"]
    lists = (
        "dimensions",
        "questions",
        "myths",
        "terms",
        "subjects",
        "guides",
        "applications",
        "definitions",
        "errors",
    )
    named = [entry["file"] for kind in lists for entry in index[kind]] + [
        *index["schemas"].values(),
        "api/v1/index.json",
        index["rows"],
    ]
    assert sorted(named) == sorted(files)
    assert [entry["slug"] for entry in index["dimensions"]] == ["brewing", "cups"]
    assert [category["dimensions"] for category in index["categories"]] == [["brewing"], ["cups"]]


def test_the_index_says_what_an_entry_is_and_the_hash_of_its_file(town: Town) -> None:
    assert town.run("build", "-q") == 0
    index = json.loads(town.page("api/v1/index.json"))
    entries = [entry for listed in index.values() if isinstance(listed, list) for entry in listed]
    files = [entry for entry in entries if "file" in entry]
    assert len(files) > 6
    for entry in files:
        data = (town.output / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    found = {entry["id"]: (entry["summary"], entry["category"]) for entry in files}
    assert found["dimension:price"] == ("What a ride costs.", "money")
    assert found["myth:ferries-sink"] == ("false", None)
    before = {entry["id"]: entry["sha256"] for entry in files}
    town.edit("dimensions/price.md", "What a ride costs.", "What a ride is worth.")
    assert town.run("build", "-q") == 0
    again = json.loads(town.page("api/v1/index.json"))
    after = {entry["id"]: entry["sha256"] for entry in again["dimensions"]}
    changed = {name for name, sha256 in after.items() if before[name] != sha256}
    assert changed == {"dimension:price"}


def test_a_summary_names_what_it_refers_to(town: Town) -> None:
    town.edit("questions/which-first.md", "The train.", "See [[price]].")
    files = read(export_context(town.content))
    [entry] = files["api/v1/index.json"]["questions"]
    assert entry["summary"] == files[entry["file"]]["short"]["text"] == "See Price."


def test_one_file_has_every_row(reference: ExportContext) -> None:
    files = read(reference)
    rows = files["api/v1/rows.json"]["rows"]
    expected = [
        {"dimension": entry["slug"], "category": entry["category"], **row}
        for entry in files["api/v1/index.json"]["dimensions"]
        for row in files[entry["file"]]["rows"]
    ]
    assert rows == expected
    # What docs/data.md asks as an example.
    first, last = reference.site.config.keys[0], reference.site.config.keys[-1]
    for key in (first, last):
        assert any(row["cells"][key]["none"] for row in rows)


def places(value: Any) -> Iterator[tuple[str, str | None]]:
    """Yield every path in a file with the address beside it."""
    if isinstance(value, list):
        for item in value:
            yield from places(item)
    elif isinstance(value, dict):
        for key in ("path", "markdown", "file", "matrix"):
            if value.get(key):
                yield value[key], value.get("url") if key == "path" else None
        for item in value.values():
            yield from places(item)


def test_every_path_is_a_place_of_the_site_and_every_address_its_own(town: Town) -> None:
    assert town.run("build", "-q") == 0
    found = 0
    for place in town.output.rglob("api/v1/*/*.json"):
        for path, url in (
            places(json.loads(place.read_text())) if place.parent.name != "schema" else ()
        ):
            found += 1
            file, _, anchor = path.partition("#")
            assert (town.output / file).is_file(), path
            assert not anchor or f'id="{anchor}"' in town.page(file), path
            assert url in {None, "https://town.example/ways/" + path}
    assert found >= 40


def test_a_row_says_what_it_stands_on(cups: ExportContext) -> None:
    file = read(cups)["api/v1/dimensions/brewing.json"]
    rows = {row["id"]: row["evidence"] for row in file["rows"]}
    assert rows["water"] == {
        "kind": "proof",
        "proofs": ["brewing/two-cups"],
        "measurements": [],
        "sources": [],
        "judgement": False,
    }
    assert rows["vessel"]["kind"] == "source"
    assert rows["vessel"]["sources"][0] == {
        "title": "Pots: the handle",
        "url": "https://cups.example/pots#handle",
    }
    assert rows["taste"] == {
        "kind": "judgement",
        "proofs": [],
        "measurements": [],
        "sources": [],
        "judgement": True,
    }


def test_a_proof_can_be_checked_again_from_the_file_alone(cups: ExportContext) -> None:
    file = read(cups)["api/v1/dimensions/brewing.json"]
    proof = file["proofs"]["brewing/two-cups"]
    assert proof["state"] == "verified"
    sample = next(sample for sample in file["samples"] if sample["proof"] == "brewing/two-cups")
    for key, record in proof["programs"].items():
        program = sample["programs"][key]
        assert hashlib.sha256(program["files"][0]["text"].encode()).hexdigest() == record["sha256"]
        hashes = [
            hashlib.sha256(output["text"].encode()).hexdigest() for output in program["outputs"]
        ]
        assert hashes == [output["sha256"] for output in program["outputs"]]
        assert {run["output_sha256"] for run in record["runs"]} == set(hashes)
    runs = {run["environment"]: run for run in proof["programs"]["tea"]["runs"]}
    assert (runs["new"]["date"], runs["new"]["python"], runs["new"]["packages"]) == (
        "2026-01-02",
        "3.13.0",
        {"Kettle": "2.0"},
    )


def test_a_program_that_never_ran_has_no_runs(cups: ExportContext) -> None:
    proof = read(cups)["api/v1/dimensions/brewing.json"]["proofs"]["brewing/in-parts"]
    assert proof["state"] == "unverified"
    assert proof["programs"]["coffee"] == {
        "state": "unverified",
        "sha256": proof["programs"]["coffee"]["sha256"],
        "runs": [],
    }


def test_a_myth_carries_the_evidence_of_another_dimension(cups: ExportContext) -> None:
    file = read(cups)["api/v1/myths/tea-has-no-caffeine.json"]
    assert file["evidence"]["proofs"] == ["brewing/two-cups"]
    assert file["proofs"]["brewing/two-cups"]["path"] == "dimensions/brewing.html#two-cups"


def test_texts_come_without_markup_and_as_html_that_can_be_shown_anywhere(
    cups: ExportContext,
) -> None:
    file = read(cups)["api/v1/dimensions/brewing.json"]
    assert file["rows"][0]["cells"]["tea"] == {
        "none": False,
        "text": "temperature=96",
        "html": "<code>temperature=96</code>",
    }
    assert file["rows"][2]["cells"]["coffee"]["none"] is True
    assert 'href="https://cups.example/sub/path/dimensions/cups.html"' in file["body"]["html"]
    paragraphs = file["body"]["text"].split("\n\n")
    assert paragraphs[:2] == [
        "The first paragraph names Cups and Which of the two came first?.",
        "How long it takes",
    ]
    assert "def wait(minutes: int) -> None:\n    return None" in paragraphs


HARD_TEXTS = {
    "a lonely &lt;": "a lonely <",
    "<code>a &lt; b</code> &amp;amp;": "a < b &amp;",
    "<em>x</em> <strong><code>y</code></strong>": "x y",
    "<p>one\ntwo</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>": "one two\n\na\nb",
    "<p>a</p>\n<pre><code>b\n\n\n    c &lt;</code></pre>\n<p>d</p>": "a\n\nb\n\n\n    c <\n\nd",
}


@pytest.mark.parametrize("html", HARD_TEXTS)
def test_plain_text_of(html: str) -> None:
    assert documents._plain(html) == HARD_TEXTS[html]


def test_site_yaml_and_one_dimension_have_no_other_files(town: Town) -> None:
    for path in FILES:
        if path not in {"site.yaml", "dimensions/price.md"}:
            (town.content / path).unlink()
    town.edit("dimensions/price.md", f"proof: speed/count\n    {SHOWS}", "judgement: true")
    files = read(export_context(town.content))
    assert wrong(files) == []
    subjects = [f"api/v1/subjects/{key}.json" for key in ("ferry", "train", "tram")]
    schemas = [f"api/v1/schema/{kind}.json" for kind in ("dimension", "index", "rows", "subject")]
    assert sorted(files) == [
        "api/v1/dimensions/price.json",
        "api/v1/index.json",
        "api/v1/rows.json",
        *schemas,
        *subjects,
    ]
    assert files["api/v1/subjects/tram.json"]["path"] is None
    assert town.run("build", "-q") == 0
    assert "question.json" not in town.page("api.html")


def test_drafts_are_in_no_file(town: Town) -> None:
    town.edit("dimensions/price.md", "title: Price", "title: Price\ndraft: true")
    town.edit("guides/tram-to-train.md", "order: 10", "draft: true")
    assert town.run("build", "-q") == 0
    written = {path: data for path, data in town.tree().items() if path != ".sidebyside.json"}
    assert [path for path in written if "price" in path or "tram-to-train" in path] == []
    exported = [path for path in written if path.endswith((".json", ".csv", ".md", ".txt"))]
    assert [
        path
        for path in exported
        if b"price.html" in written[path] or b"From tram to train" in written[path]
    ] == []


def test_the_address_of_the_site_goes_through_every_file(town: Town) -> None:
    town.run("build", "-q", "--base-url", "https://elsewhere.example/x")
    for path, data in town.tree().items():
        if path.startswith("api/"):
            assert b"town.example/ways" not in data, path


def test_files_are_the_same_from_build_to_build(town: Town, cups: ExportContext) -> None:
    assert made_of(documents.export_json(export_context(town.content))) == made_of(
        documents.export_json(export_context(town.content))
    )
    keys = [
        [*json.loads(data)]
        for path, data in made_of(documents.export_json(cups)).items()
        if "/dimensions/" in path
    ]
    assert keys[0] == keys[1]
    assert keys[0][:2] == ["$schema", "schema_version"]


# The matrix as CSV.


def rows(made: ExportContext) -> list[list[str]]:
    text = made_of(matrix_csv.export_matrix(made))["matrix.csv"].decode()
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_the_matrix_has_a_line_for_each_dimension(town: Town) -> None:
    speed = [
        "Riding",
        "Speed",
        "https://town.example/ways/dimensions/speed.html",
        "120 km/h",
        "30 km/h",
        "20 km/h",
    ]
    assert rows(export_context(town.content))[:2] == [
        ["Chapter", "Dimension", "Address", "Train", "Tram", "Ferry"],
        speed,
    ]


def test_the_matrix_holds_all_of_the_reference(reference: ExportContext) -> None:
    found = rows(reference)
    assert len(found) == 1 + len(reference.site.dimensions)
    assert {len(row) for row in found} == {5}


HARD_CELLS = {
    '`=HYPERLINK("https://x.example")`': '\'=HYPERLINK("https://x.example")',
    "`@app.get('/')`, a view": "'@app.get('/'), a view",
    "-1 or less": "'-1 or less",
    "+1": "'+1",
    'a, “b” and "c"': 'a, “b” and "c"',
    "1 | 2": "1 | 2",
    "`</script>`": "</script>",
    "＝1": "'＝1",
    "[[price]]": "Price",
}


@pytest.mark.parametrize("cell", HARD_CELLS)
def test_a_cell_of_the_matrix_is_plain_and_no_formula(town: Town, cell: str) -> None:
    town.edit(
        "dimensions/speed/index.md",
        '  train: "`120` km/h"\n',
        f"  train: {json.dumps(cell, ensure_ascii=False)}\n",
    )
    assert rows(export_context(town.content))[1][3] == HARD_CELLS[cell]


def test_lines_end_as_the_standard_has_it(town: Town) -> None:
    text = made_of(matrix_csv.export_matrix(export_context(town.content)))["matrix.csv"].decode()
    assert text.count("\r\n") == text.count("\n") == 3
    assert "None. " not in text


def test_the_pages_lead_to_the_data(town: Town) -> None:
    assert town.run("build", "-q") == 0
    assert 'href="matrix.csv"' in town.page("matrix.html")
    assert 'href="api.html"' in town.page("about.html")
    shown = set(re.findall(r'href="(api/v1/[^"]+)"', town.page("api.html")))
    schemas = {f"api/v1/schema/{kind}.json" for kind in types.SCHEMA_ROOTS}
    # This comparison has none of these kinds.
    schemas -= {f"api/v1/schema/{kind}.json" for kind in ("application", "definition", "error")}
    assert schemas | {"api/v1/index.json", "api/v1/rows.json"} == shown


def test_templates_of_ones_own_do_not_change_the_data(town: Town) -> None:
    shutil.copytree(ROOT / "templates", town.folder / "templates")
    (town.folder / "templates/about.html").write_text("<p>{{ page.title }}</p>\n")
    town.run("build", "-q", "--templates", str(town.folder / "templates"))
    files = {path: data for path, data in town.tree().items() if path.startswith("api/")}
    assert files == made_of(documents.export_json(export_context(town.content)))
