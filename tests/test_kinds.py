"""One table says which kinds of entries there are.

Every place that treats them one by one knows every kind.
"""

import json
import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_type_hints

import html5lib
import pytest

from sidebyside import cli
from sidebyside.content import loader
from sidebyside.content.source import Folder
from sidebyside.exports.json_api import documents, types
from sidebyside.model import urls
from sidebyside.model.entries import Ref, Site
from sidebyside.model.kinds import KINDS, EntryKind, KindName, kind_of_path
from sidebyside.render import single_page
from sidebyside.site import dates, linker
from sidebyside.site.index import SiteIndex
from tests import browser_site
from tests.conftest import ROOT

ALL_KINDS = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)

# An entry of each kind that can cite a measurement.
DIMENSION, MYTH = "dimensions/cups.md", "myths/beans-are-beans.md"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kinds") / "content"
    browser_site.write(folder)
    for path, old in (
        (DIMENSION, "proof: brewing/two-cups"),
        (MYTH, "source: https://cups.example/b"),
    ):
        text = (folder / path).read_text()
        assert old in text
        (folder / path).write_text(text.replace(old, "proof: measurement:steeping", 1))
    return folder


@pytest.fixture(scope="module")
def site(content: Path) -> Site:
    made, problems = linker.link_site(
        loader.load_content(Folder(content, "content")), "content", date(2026, 1, 3)
    )
    assert made, problems
    return made


@pytest.fixture(scope="module")
def output(content: Path) -> Path:
    folder = content.parent / "output"
    assert (
        cli.main(
            [
                "build",
                "--content",
                str(content),
                "--output",
                str(folder),
                "--book",
                "--no-cache",
                "-q",
            ]
        )
        == 0
    )
    return folder


def ids(page: Path) -> set[str]:
    found = html5lib.parse(page.read_text(), namespaceHTMLElements=False)
    return {element.attrib["id"] for element in found.iter() if "id" in element.attrib}


def test_the_names_in_types_are_those_of_the_table() -> None:
    assert get_args(KindName) == tuple(KINDS)
    assert set(get_args(types.ApiKind)) == {kind.name for kind in KINDS.values() if kind.in_json}


def test_what_differs_by_kind_is_there_for_every_kind() -> None:
    assert set(documents.FILE_WRITERS) == {kind.name for kind in KINDS.values() if kind.in_json}
    assert {*types.SCHEMA_ROOTS} - {"index", "rows"} == {*documents.FILE_WRITERS}
    dated = {kind.collection for kind in KINDS.values() if kind.dated}
    collections = get_type_hints(Site)
    assert {get_args(collections[name])[0] for name in dated} == {*get_args(dates.DatedEntry)}
    assert set(single_page.PART_ORDER) == {kind.name for kind in KINDS.values() if kind.indexed}


def test_no_two_kinds_share_a_source_a_page_or_a_search_code() -> None:
    for key in ("source", "page", "collection", "plural", "search_code"):
        assert len({getattr(kind, key) for kind in KINDS.values()}) == len(KINDS), key


@ALL_KINDS
def test_a_kind_has_a_place_in_inputs_in_the_compiled_site_and_in_the_site(kind: EntryKind) -> None:
    assert kind.plural in {field.name for field in fields(loader.Inputs)}
    for holder in (linker.CompiledSite, Site):
        assert kind.collection in {field.name for field in fields(holder)}
    assert not kind.folder or kind.folder in loader.CONTENT_FOLDERS
    assert kind_of_path(f"{kind.folder}/x.md" if kind.folder else kind.source) is kind


@ALL_KINDS
def test_an_entry_of_each_kind_is_indexed_by_its_reference(kind: EntryKind, site: Site) -> None:
    entry = site.entries(kind.name)[0]
    ref = Ref.parse(f"{kind.name}:{entry.slug}")
    assert ref == Ref(kind.name, entry.slug)
    found = SiteIndex(site).resolve(ref)
    assert found
    assert found[0] == urls.address(ref)
    assert found[1]
    assert isinstance([*entry.proses()], list)


@ALL_KINDS
def test_an_entry_of_each_kind_is_on_its_page_and_on_the_single_page(
    kind: EntryKind, site: Site, output: Path
) -> None:
    whole = ids(output / "all.html")
    assert site.entries(kind.name)
    for entry in site.entries(kind.name):
        file, _, anchor = urls.address(Ref(kind.name, entry.slug)).partition("#")
        assert (output / file).is_file()
        assert not anchor or anchor in ids(output / file)
        assert (f"{kind.name}_{entry.slug}" in whole) == kind.indexed


@ALL_KINDS
def test_an_entry_of_each_kind_can_be_found_by_readers(
    kind: EntryKind, site: Site, output: Path
) -> None:
    script = (output / "search-index.js").read_text()
    listed = json.loads(script[script.index("(") + 1 : script.rindex(")")])
    found = {line[1] for line in listed}
    addresses = {urls.address(Ref(kind.name, entry.slug)) for entry in site.entries(kind.name)}
    index = (output / "search.html").read_text()
    if not kind.indexed:
        assert not kind.search_code
        assert not addresses & found
        assert not any(
            f'href="{address}"' in index.partition("<main")[2].partition("</main>")[0]
            for address in addresses
        )
        return
    assert {line[1] for line in listed if line[0] == kind.search_code} == addresses
    assert f"{kind.search_code}: " in (ROOT / "templates/static/search.js").read_text()


@ALL_KINDS
def test_the_json_has_a_file_for_each_entry_of_the_kinds_that_are_in_it(
    kind: EntryKind, site: Site, output: Path
) -> None:
    folder = output / types.API_FOLDER / kind.plural
    there = {path.stem for path in folder.glob("*.json")}
    assert there >= {entry.slug for entry in site.entries(kind.name)} if kind.in_json else not there


@ALL_KINDS
def test_a_draft_of_each_kind_that_has_drafts_is_marked(kind: EntryKind, site: Site) -> None:
    entries: tuple[Any, ...] = site.entries(kind.name)
    if not hasattr(entries[0], "draft"):
        assert kind.name in {"term", "definition", "error"}
        return
    changed: dict[str, Any] = {kind.collection: (replace(entries[0], draft=True), *entries[1:])}
    index = SiteIndex(replace(site, **changed))
    assert index.drafts == {Ref(kind.name, entries[0].slug)}
    assert index.page_link(Ref(kind.name, entries[0].slug)).draft


def test_no_link_of_the_single_page_leads_nowhere(output: Path) -> None:
    page = (output / "all.html").read_text()
    assert set(re.findall(r'href="#([^"]*)"', page)) <= ids(output / "all.html")
    assert 'href=""' not in page


@pytest.mark.parametrize("entry", ["dimension_cups", "myth_beans-are-beans"])
def test_what_stands_on_a_measurement_links_to_it_on_the_single_page(
    output: Path, entry: str
) -> None:
    article = (
        (output / "all.html").read_text().partition(f'id="{entry}"')[2].partition("</article>")[0]
    )
    assert re.search(r'Measured: <a href="#measurement_steeping">', article)
