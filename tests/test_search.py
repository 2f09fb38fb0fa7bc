"""What search finds.

The queries of queries.yaml on the real site, and small indexes for how words are read.
"""

import functools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from sidebyside import cli
from sidebyside.model import urls
from sidebyside.model.entries import Ref
from sidebyside.model.kinds import KINDS
from tests.test_browser import browser

__all__ = ["browser"]
ROOT = Path(__file__).resolve().parent.parent
ENGINE = ROOT / "templates/static/search-engine.js"
# Floors, a little below what is measured: in the first place, in the first three and in the first
# ten.
FIRST, THREE, TEN = 0.80, 0.97, 0.98
KIND = "|".join(kind for kind in KINDS if kind != "dimension")

# Loads the index a second time, to have its entries, and asks the engine that the site loaded.
ASK = """async ([index, queries]) => {
  let entries;
  window.sidebyside_index = found => { entries = window.sidebyside_search.unfold(found); };
  await new Promise((done, failed) => document.head.append(
    Object.assign(document.createElement("script"), { src: index, onload: done, onerror: failed })));
  const engine = await window.sidebyside_search.prepare(entries, { english: true });
  const places = hits => hits.map(hit => entries[hit.id][1]);
  return { all: entries.map(entry => entry[1]), found: queries.map(query => {
    const hits = engine.find(query);
    return { whole: places(hits.whole), part: places(hits.part).slice(0, 20), unknown: hits.unknown };
  }) };
}"""

SMALL = """async ([entries, query, english]) => {
  const engine = await window.sidebyside_search.prepare(window.sidebyside_search.unfold(entries), { english });
  const hits = engine.find(query);
  const titles = hits => hits.map(hit => entries[hit.id][2]);
  return { whole: titles(hits.whole), part: titles(hits.part), unknown: hits.unknown };
}"""


@functools.cache
def _queries() -> Any:
    return yaml.safe_load((ROOT / "tests/queries.yaml").read_text())


def _url(answer: str) -> str:
    """Return the URL of what queries.yaml names, below the site's root."""
    if match := re.fullmatch(rf"({KIND}):(.+)", answer):
        kind = next(kind for kind in KINDS if kind == match[1])
        return urls.address(Ref(kind, match[2]))
    if answer.startswith("chooser:"):
        return "choose.html#" + answer.removeprefix("chooser:")
    slug, hash_, anchor = answer.partition("#")
    return urls.address(Ref("dimension", slug)) + hash_ + anchor


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the pages of the real site."""
    output = tmp_path_factory.mktemp("search") / "site"
    assert cli.main(["build", "-q", "--pages", "--output", str(output)]) == 0
    return output


@pytest.fixture(scope="module")
def searching(browser: Browser, pages: Path) -> Iterator[Page]:
    """Open the real site from disk with the search dialog, which loads engine and index."""
    page = browser.new_page()
    page.goto((pages / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("searchbox").fill("routing")
    expect(page.locator(".found a").first).to_be_visible()
    yield page
    page.close()


@pytest.fixture(scope="module")
def asked(searching: Page) -> Any:
    """Ask all queries at once."""
    queries = [*_queries()["answered"], *_queries()["unanswered"]]
    found = searching.evaluate(ASK, ["search-index.js", queries])
    return found["all"], dict(zip(queries, found["found"], strict=True))


def test_there_are_enough_queries_and_all_their_answers_exist(asked: Any) -> None:
    places, _ = asked
    wanted = {_url(answer) for answers in _queries()["answered"].values() for answer in answers}
    assert wanted - set(places) == set()
    assert len(_queries()["answered"]) >= 300
    assert len(_queries()["unanswered"]) >= 30


def test_the_answer_is_among_the_first_three(asked: Any) -> None:
    _, found = asked
    ranks: dict[str, int] = {}
    for query, answers in _queries()["answered"].items():
        hits = [*found[query]["whole"], *found[query]["part"]]
        wanted = set(map(_url, answers))
        ranks[query] = next((place for place, url in enumerate(hits) if url in wanted), 1000)
    shares = [sum(rank < limit for rank in ranks.values()) / len(ranks) for limit in (1, 3, 10)]
    print(
        f"\n{len(ranks)} queries: "
        + ", ".join(
            f"first {limit}: {share:.1%}" for limit, share in zip((1, 3, 10), shares, strict=True)
        )
    )
    late = {query: rank for query, rank in ranks.items() if rank >= 3}
    assert shares[0] >= FIRST, late
    assert shares[1] >= THREE, late
    assert shares[2] >= TEN, late


def test_what_the_site_does_not_answer_has_no_hit_with_all_words(asked: Any) -> None:
    _, found = asked
    assert {
        query: found[query]["whole"] for query in _queries()["unanswered"] if found[query]["whole"]
    } == {}


def test_results_are_one_ranked_list_labelled_with_kinds(searching: Page, asked: Any) -> None:
    query = "n+1 queries"
    searching.get_by_role("searchbox").fill(query)
    expect(searching.locator(".found a").first).to_contain_text("N+1")
    listed = searching.locator(".found ul").first.locator("a")
    shown = [(link.get_attribute("href") or "").removeprefix("./") for link in listed.all()]
    assert shown == asked[1][query]["whole"][: len(shown)]
    kinds = [text.strip() for text in listed.locator(".found_kind").all_text_contents()]
    assert len(kinds) == len(shown)
    assert len(set(kinds)) > 2
    assert kinds != sorted(kinds), "kinds are labels, not groups"


def test_a_query_without_an_answer_says_so_and_offers_the_index(searching: Page) -> None:
    for query, said in (
        ("zxqvwk", "Nothing found for “zxqvwk”"),
        ("zxqvwk routing", "No entry has all of these words"),
    ):
        searching.get_by_role("searchbox").fill(query)
        expect(searching.locator(".found_none")).to_contain_text(said)
    link = searching.locator(".found_none a")
    assert (link.get_attribute("href") or "").endswith("search.html#index_title")
    expect(searching.get_by_role("heading", name="With some of these words")).to_be_visible()


@pytest.fixture(scope="module", params=[True, False], ids=["Segmenter", "no Segmenter"])
def engine(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open an empty page with the engine alone, in a browser with and without Intl.Segmenter."""
    page = browser.new_page()
    page.goto("about:blank")
    if not request.param:
        page.evaluate("delete Intl.Segmenter")
    page.add_script_tag(path=ENGINE)
    assert page.evaluate("'Segmenter' in Intl") is request.param
    yield page
    page.close()


def _entry(
    kind: str, title: str, text: str = "", also: tuple[str, ...] = (), more: str = ""
) -> list[Any]:
    return [kind, f"x/{title}.html", title, "", text, list(also), more]


def _find(page: Page, entries: list[list[Any]], query: str, english: bool = True) -> Any:
    return page.evaluate(SMALL, [entries, query, english])


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("URLs with `@app.route` and methods", "@app.route"),
        ("URLs with `@app.route` and methods", "app.route"),
        ("Values of `request.args` in a view", "request args"),
        ("Values of `request.args` in a view", "request.args.get"),
        ("The N+1 problem", "n+1"),
        ("Bindings for C++ and others", "c++"),
        ("Bindings for C# and others", "C#"),
        ("A port to .NET", ".net"),
        ("Proxies and `ProxyFix`", "proxy fix"),
        ("Proxies and `ProxyFix`", "proxyfix"),
        ("Keys: `SECRET_KEY`", "secret key"),
        ("Time zones", "timezone"),
        ("Time zones", "time-zone"),
        ("Handling a webhook", "web hooks"),
        ("Virtual environment, or virtualenv", "virtual env"),
        ("Sending email", "e-mail"),
        ("Caching a page", "cached pages"),
        ("Serialization of values", "serialise"),
        ("Serialization of values", "serializer"),
        ("Log levels", "logging"),
        ("Authorisation", "authorization"),
        ("Middleware", "middelware"),
        ("Middleware", "middleware vs"),
        ("Authentication", "authentification"),
        ("Café and naïve strings", "cafe naive"),
        ("Cafe\u0301 in NFD", "caf\u00e9"),
        ("Caf\u00e9 in NFC", "cafe\u0301"),
        ("Straße", "strasse"),
        ("Зависимости пакета", "ЗАВИСИМОСТИ"),
        ("日本語のテキスト処理", "テキスト"),
        ("数据库连接池", "数据库"),
        ("데이터베이스를 연결합니다", "데이터베이스"),
    ],
)
def test_words_are_read_as_people_type_them(engine: Page, title: str, query: str) -> None:
    others = [
        _entry("r", f"Another {word}")
        for word in ("plain matter", "page about tea", "row of cups", "list of kettles", "rule")
    ]
    found = _find(engine, [*others, _entry("r", title)], query)
    assert found["whole"] == [title]


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Locker rooms", "docker"),
        ("A savepoint", "sharepoint"),
        ("Forms", "norms"),
        ("C libraries", "c++"),
        ("Net of a fisher", ".net"),
        ("Route of a bus", "rote"),
        ("Tests of a contest", "zzz contest"),
    ],
)
def test_another_word_is_not_found(engine: Page, title: str, query: str) -> None:
    assert _find(engine, [_entry("r", title), _entry("r", "Something else")], query)["whole"] == []


def test_the_row_about_a_name_comes_before_the_page_that_lists_it(engine: Page) -> None:
    row = _entry("r", "Missing row", "`DoesNotExist` is raised")
    row[1] = "#missing"
    entries = [
        _entry("d", "Models", also=("DoesNotExist", "ORM", "tables")),
        row,
        *(_entry("r", f"Matter {n}") for n in range(9)),
    ]
    entries[1][5] = ["DoesNotExist"]
    assert _find(engine, entries, "DoesNotExist")["whole"][0] == "Missing row"
    entries[0][2] = "Rows"
    assert _find(engine, entries, "rows")["whole"][0] == "Rows"


def test_hits_with_all_words_come_first_and_partial_ones_below(engine: Page) -> None:
    entries = [
        _entry("r", "Trailing slash"),
        _entry("r", "Trailing commas"),
        _entry("r", "Slash and burn"),
        _entry("r", "Other"),
    ]
    found = _find(engine, entries, "trailing slash")
    assert found["whole"] == ["Trailing slash"]
    assert sorted(found["part"]) == ["Slash and burn", "Trailing commas"]
    found = _find(engine, entries, "trailing semaphore")
    assert found["whole"] == []
    assert found["unknown"] == ["semaphore"]
    assert "Trailing slash" in found["part"]


def test_an_exact_name_comes_before_a_longer_one(engine: Page) -> None:
    entries = [
        _entry("r", "Session expiry and sessions in a session store"),
        _entry("d", "Session expiry"),
        _entry("q", "Why session?"),
    ]
    assert _find(engine, entries, "session expiry")["whole"][0] == "Session expiry"


def test_words_of_the_language_are_only_skipped_in_english(engine: Page) -> None:
    entries = [_entry("r", "Die Welt"), _entry("r", "Where is it")]
    assert _find(engine, entries, "where", english=False)["whole"] == ["Where is it"]
    assert _find(engine, entries, "where is it")["whole"] == ["Where is it"]
    for nothing in ("", "   ", "?!", "—"):
        assert _find(engine, entries, nothing) == {"whole": [], "part": [], "unknown": []}
