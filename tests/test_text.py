"""The site as text.

The twin beside each page, read again by a reader of Markdown, and what lists them.
"""

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown as reader

from sidebyside import cli
from sidebyside.content import markdown
from sidebyside.exports import gfm, llms_txt, markdown_pages
from sidebyside.model import urls
from sidebyside.model.entries import Cell, Dimension, Prose
from tests import browser_site, test_content
from tests.conftest import FILES, ROOT, Town
from tests.test_api import export_context, made_of

WITHOUT = {"404.html", "search.html", "dimensions/drawing.html"}


@pytest.fixture(scope="module")
def cups(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the small site with everything that a page can hold."""
    folder = tmp_path_factory.mktemp("cups")
    browser_site.write(folder / "content")
    assert (
        cli.main(
            ["build", "-q", "--content", str(folder / "content"), "--output", str(folder / "site")]
        )
        == 0
    )
    return folder / "site"


def rendered(text: str) -> str:
    return reader(text, extensions=["tables", "fenced_code", "footnotes"])


def words(html: str) -> str:
    """Return what a reader sees.

    A bar that GFM wants escaped in a table's code is one that it shows.
    """
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).replace("\\|", "|").split())


def broken(folder: Path) -> list[str]:
    """Return the links of every twin and list that lead to no file, or to no place in it."""
    wrong = []
    for path in [*folder.rglob("*.md"), *folder.glob("llms*.txt"), *folder.glob("llms/*.txt")]:
        for href in re.findall(r'href="([^"]*)"', rendered(path.read_text())):
            file, anchor = urldefrag(unescape(href))
            if re.match(r"[a-z]+:", file):
                continue
            target = path.parent / unquote(file) if file else path
            if not target.is_file():
                wrong.append(f"{path.name}: {href} is not there")
            elif anchor and f'id="{anchor}"' not in target.read_text():
                wrong.append(f"{path.name}: {href} has no such place")
    return wrong


def test_every_page_with_content_has_a_twin_that_its_head_and_foot_name(cups: Path) -> None:
    for path in cups.rglob("*.html"):
        name = path.relative_to(cups).as_posix()
        named = re.findall(
            r'<link rel="alternate" type="text/markdown" href="([^"]+)">', path.read_text()
        )
        assert named == ([] if name in WITHOUT else [f"{path.stem}.md"]), name
        assert path.with_suffix(".md").is_file() == (name not in WITHOUT), name
        assert name in WITHOUT or path.with_suffix(".md").read_text().startswith("# "), name
        assert ("This page as Markdown" in path.read_text()) == (name not in WITHOUT), name


def test_every_link_of_every_twin_leads_to_a_file_and_a_place(cups: Path, town: Town) -> None:
    assert broken(cups) == []
    town.run("build", "-q")
    assert broken(town.output) == []


def test_links_lead_to_twins_where_there_are_any(cups: Path) -> None:
    for path in cups.rglob("*.md"):
        for href in re.findall(r'href="([^":]+)"', rendered(path.read_text())):
            assert not urldefrag(href)[0].endswith(".html") or href.endswith("search.html"), (
                path,
                href,
            )


def test_a_dimension_reads_as_its_page_does() -> None:
    made = export_context(ROOT / "content")
    renderer = markdown_pages.markdown_renderer(made)
    for page in made.pages:
        if page.template == "dimension.html":
            dimension: Dimension = page.context["dimension"]
            text = markdown_pages.text_of_blocks(renderer, page)
            seen = words(rendered(gfm.fill_reference_slots(text, page.path)))
            wanted = [dimension.title.replace("`", ""), dimension.summary.replace("`", "")]
            wanted += [
                made.site_index.text(cell.prose) for row in dimension.rows for cell in row.cells
            ]
            wanted += [row.aspect.replace("`", "") for row in dimension.rows] + [
                link.title for link in dimension.sources
            ]
            wanted += [made.site_index.text(prose) for _, prose in dimension.choose]
            programs = [program for sample in dimension.samples for program in sample.programs]
            wanted += [
                " ".join(file.text.replace("\\|", "|").split())
                for program in programs
                for file in program.files
            ]
            wanted += [
                " ".join(run.output.replace("\\|", "|").split())
                for program in programs
                for run in program.runs
            ]
            assert [part for part in wanted if part.replace("\\|", "|") not in seen] == [], (
                dimension.slug
            )


def test_long_prose_reads_as_it_was_written() -> None:
    made = export_context(ROOT / "content")
    renderer = markdown_pages.markdown_renderer(made)
    proses = [prose for _, group in test_content.entries() for prose in group]
    proses += [word.means for term in made.site.terms for word in term.words] + [
        m.body for m in made.site.measurements
    ]
    assert len(proses) > 1000
    for prose in proses:
        seen = words(rendered(gfm.fill_reference_slots(renderer.block(prose), "x.html")))
        assert seen == made.site_index.text(prose).replace("\\|", "|"), prose.html


def test_the_table_of_a_dimension(town: Town) -> None:
    town.run("build", "-q")
    text = town.page("dimensions/speed.md")
    assert "| Aspect | Train | Tram | Ferry | Evidence |\n| --- | --- | --- | --- | --- |\n" in text
    assert (
        '| <a id="top"></a>Top speed | `120` km/h | `30` km/h | `20` km/h & spray | [1, not verified](#count) |'
        in text
    )
    assert (
        "| Stations | Corners | **None.** It turns at the pier | [a](https://town.example/stops) |"
        in text
    )
    assert '| <a id="comfort"></a>Comfort (alike) | Seats | Straps | Benches | † |' in text
    assert text.startswith("# Speed\n\nThe train is fast, ")
    assert text.endswith("\n\nThe page itself: <https://town.example/ways/dimensions/speed.html>\n")


def test_a_proof_names_its_versions_and_its_date(cups: Path) -> None:
    text = (cups / "dimensions/brewing.md").read_text()
    ran = "run on 2 January 2026 with Kettle 1.9 and 2.0 and Mill 1.9 and 2.0"
    assert f"- **1** Proved by [Two cups after another](#two-cups), {ran}\n" in text
    assert "[1](#two-cups)" in text
    assert "Prints with Mill 2.0:\n\n```text\ncoffee 3 min\n```" in text
    assert "Verified on 2 January 2026 with Kettle 1.9 and 2.0 on Python 3.11 and 3.13." in text
    assert "### Coffee (from Coffee 2.0)\n" in text
    assert "`leaves.py`:\n\n```python\nCOUNT = 12\n```" in text
    assert (
        "Proved by [Two cups after another](brewing.md#two-cups), " + ran
        in (cups / "dimensions/cups.md").read_text()
    )


def test_a_page_worded_by_its_template_has_the_words_of_that(cups: Path, town: Town) -> None:
    html = (cups / "about.html").read_text()
    main = html[html.index('<header class="opening') : html.index("</main>")].replace(
        "</h1>", "</h1> "
    )
    text = (cups / "about.md").read_text().partition("\n---\n")[0]
    assert words(rendered(text)) == words(main)
    shutil.copytree(ROOT / "templates", town.folder / "templates")
    (town.folder / "templates/about.html").write_text(
        '{% extends "base.html" %}\n{% block main %}<h1>We</h1><p>Our <em>own</em> words: {{ site.title }}.</p>{% endblock %}\n'
    )
    assert town.run("build", "-q", "--templates", str(town.folder / "templates")) == 0
    assert town.page("about.md").startswith("# We\n\nOur *own* words: Trains, trams and ferries.\n")


def test_a_program_keeps_every_space_and_line(town: Town) -> None:
    program = 'print("""\n```\n\n\n    ~~~ </script> &amp; \\| |\n````\n""")\n'
    town.put("dimensions/speed/count.train.py", program)
    town.run("build", "-q")
    text = town.page("dimensions/speed.md")
    assert f"`````python\n{program}`````\n" in text
    assert (
        unescape(re.findall(r'language-python">(.*?)</code>', rendered(text), re.DOTALL)[0])
        == program
    )


def test_a_nul_in_an_output_opens_no_slot() -> None:
    assert (
        gfm.fill_reference_slots(gfm.markdown_fence("a\0b\0c\n"), "index.md")
        == "```text\na\ufffdb\ufffdc\n```"
    )


HOSTILE = [
    "a | b", "`a | b`", "`a\\|b`", "`` a`b ``", "\\`no code\\`", "\\*no\\* emphasis", "snake_case_name and _this_",
    "1\\. not a list", "- not a list", "+ nor this", "# no heading", "> no quotation", "~~~ no fence",
    "`</script>` and `<b>`", "&amp;lt; `&lt;`", "\\[no\\](link)", "!\\[no picture\\](x)", "Look! [[price]]", "=1+1",
    "a < b > c & d", "*a*b **c** `d`", "`|` and `||`", "[x](https://e.example/a_(b)?c=1&copy;=2)", "trailing \\\\",
    "\\<div> and &#60;script>", "{{ braces }} and {% tags %}", "[^1]: no note", "a\nb",
]  # fmt: skip


@pytest.mark.parametrize("source", HOSTILE)
def test_a_hostile_cell_reads_as_it_was_written(source: str) -> None:
    made = markdown.render_inline(source)
    text = gfm.markdown_table(
        ["A", "B"],
        [
            [
                gfm.inline_markdown(
                    markdown.resolve_references(made.prose.html, lambda _: ("x.html", "Price"))
                ),
                "end",
            ]
        ],
    )
    cells = re.findall(r"<td>(.*?)</td>", rendered(text), re.DOTALL)
    want = Prose(markdown.resolve_references(made.prose.html, lambda _: ("x.html", "Price"))).text
    assert [words(cell) for cell in cells] == [want.replace("\\|", "|"), "end"]
    assert text.count("\n") == 2


# Parsers of Markdown disagree on these: text on our pages, a tag for CommonMark.
ALMOST_TAGS = [
    'a <img src=x alt="<" onerror=alert(1)> b', "x\n\n<div onclick=a\n\ny", "<script src=//x.example\n\n</script",
    "a\n<script\nx", "<?php x", "<![CDATA[ x", "- <style\n  x", '`` a ` <b x="<">',
]  # fmt: skip


@pytest.mark.parametrize("source", ALMOST_TAGS)
def test_what_is_text_on_a_page_opens_no_tag_in_its_markdown(source: str) -> None:
    made = markdown.render_block(source)
    assert made.faults == ()
    text = gfm.block_markdown(made.prose.html)
    outside_of_code = re.sub(r"(`+).*?\1", "", text)
    assert not re.search(r"<[A-Za-z/!?]", outside_of_code)
    assert words(rendered(text)) == made.prose.text


def test_an_address_keeps_its_meaning() -> None:
    made = gfm.block_markdown(
        markdown.render_block("[x](https://e.example/a_(b)?c=1&copy=2 'title')").prose.html
    )
    assert made == "[x](https://e.example/a_%28b%29?c=1&copy=2)"


BLOCKS = {
    "paragraphs": "One\ntwo.\n\n1986\\. Three.",
    "a list in a list": "- a\n- b\n    - c\n    - d\n- e",
    "a list with paragraphs": "1. a\n\n    b\n\n2. c",
    "a list that begins later": "3. c\n4. d",
    "a quotation": "> a\n> b\n>\n> c",
    "a table": "| a | b |\n|---|---|\n| `x` | y \\| z |",
    "headings": "## One\n\n### Two `three`\n\nText.",
    "code in a list": "- a\n\n    ```python\n    if x:\n\n        y = '|'\n    ```\n- b",
    "a footnote": "Text[^1].\n\n[^1]: The note.",
    "a rule": "a\n\n---\n\nb",
    "a list with long numbers": "1000. a\n\n      b",
}


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_are_the_same_blocks_again(name: str) -> None:
    html = markdown.render_block(BLOCKS[name]).prose.html
    text = gfm.block_markdown(html)
    assert gfm.block_markdown(html) == text
    if name != "code in a list":  # Python-Markdown's own fences do not go into lists
        again = markdown.render_block(re.sub(r'<a id="[^"]*"></a>', "", text)).prose.html
        assert re.sub(r"\s+", "", re.sub(r"&#160;", "", again)) == re.sub(
            r"\s+", "", re.sub(r"&#160;", "", html)
        )
    else:
        assert text == "- a\n\n    ```python\n    if x:\n\n        y = '|'\n    ```\n\n- b"


def test_a_list_of_words_is_a_list_of_their_meanings() -> None:
    assert (
        gfm.block_markdown(markdown.render_block("Term\n:   What it *means*").prose.html)
        == "- **Term**: What it *means*"
    )


WORDS = st.text(st.sampled_from("ab \\`*_[]<>&~#+-.!|()1{}\"'é"), max_size=24)


@settings(deadline=None)
@given(WORDS)
def test_any_words_read_as_they_are(text: str) -> None:
    html = rendered("x " + gfm.escape_markdown(text) + " x")
    assert words(html) == " ".join(f"x {text} x".replace("\\|", "|").split())
    assert re.sub(r"</?p>|<p>", "", html).count("<") == 0


# Python-Markdown itself ends what looks like a number of a character with a semicolon, in code too.
@settings(deadline=None)
@given(WORDS.filter(lambda text: text.strip() and "\\|" not in text and "&#" not in text))
def test_any_code_reads_as_it_is(text: str) -> None:
    assert words(rendered("x " + gfm.code_span(text) + " x")) == " ".join(f"x {text} x".split())


@settings(deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=2))
def test_any_cell_stays_in_its_column(cells: list[str]) -> None:
    html = rendered(
        "x\n\n"
        + gfm.markdown_table(
            ["A", "B"], [[gfm.escape_markdown(" ".join(cell.split())) for cell in cells]]
        )
    )
    found = [words(cell) for cell in re.findall(r"<td>(.*?)</td>", html, re.DOTALL)]
    assert found == [" ".join(cell.replace("\\|", "|").split()) for cell in cells] or not any(
        cell.strip() for cell in cells
    )


# Pieces of Markdown as an author might join them. Not here: emphasis beside emphasis, which
# Markdown cannot say twice, and what Python-Markdown as a reader does not know: fences in
# quotations, lists that begin with a list, our way to list definitions.
PIECES = [
    "a", "b c", " *x* ", " **y** ", "`c|d`", "`e`", " ", "\n", "\n\n", "\n\n- ", "\n\n> ", "\n\n# ", "|", "<", "&", "&amp;",
    "~", "!", "[t](https://e.example/a)", "1986. ", "+ ", "---", "é", "(", ")", ".", "'", "\n\n1. a\n2. b\n\n",
    "\n\n| a | b |\n|---|---|\n",
]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_markdown_reads_as_it_was_written(pieces: list[str]) -> None:
    made = markdown.render_block("".join(pieces))
    if not made.faults and not re.search(r"<li>\s*<[uo]l", made.prose.html):
        seen = words(rendered(gfm.block_markdown(made.prose.html)))
        assert seen.replace(" ", "").replace("~", "") == made.prose.text.replace(" ", "").replace(
            "~", ""
        )


@settings(deadline=None)
@given(st.text(st.sampled_from('ab<>/"=&;pre code div '), max_size=60))
def test_any_html_ends_with_a_text(html: str) -> None:
    gfm.block_markdown(html)


def test_one_of_many_elements_left_open_takes_no_longer_than_it_should() -> None:
    assert gfm.block_markdown("<em>" * 500 + "x").count("*") > 0


def test_drafts_have_no_twin_and_are_in_no_list(town: Town) -> None:
    town.edit("dimensions/price.md", "title: Price", "title: Price\ndraft: true")
    assert town.run("build", "-q") == 0
    assert not (town.output / "dimensions/price.md").exists()
    assert "dimensions/price" not in town.page("llms.txt") + town.page("llms-full.txt") + town.page(
        "dimensions/speed.md"
    )
    assert broken(town.output) == []


def test_an_old_slug_has_no_twin(town: Town) -> None:
    town.run("build", "-q")
    assert (town.output / "dimensions/cost.html").is_file()
    assert not (town.output / "dimensions/cost.md").exists()


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
    made = sorted(
        path for path in town.tree() if path.endswith(".md") and not path.startswith("assets/")
    )
    assert made == [
        "about.md", "api.md", "categories/money.md", "cheatsheet.md", "dimensions/price.md", "index.md", "matrix.md",
    ]  # fmt: skip
    assert "## Guides" not in town.page("llms.txt")


# llms.txt


def test_the_list_has_the_form_that_readers_know(cups: Path) -> None:
    text = (cups / "llms.txt").read_text()
    head, *sections = re.split(r"^## ", text, flags=re.MULTILINE)
    lines = [line for line in head.split("\n") if line]
    assert lines[0] == "# Tea vs Coffee"
    assert lines[1] == "> Every difference, brewed side by side."
    assert not any(line.startswith("#") for line in lines[1:])
    assert [section.partition("\n")[0] for section in sections] == [
        "Brewing", "Serving", "Guides", "Applications", "Overviews", "Reference", "Interview questions", "Optional",
    ]  # fmt: skip
    for section in sections:
        entries = section.strip().split("\n")[2:]
        assert entries
        assert all(re.fullmatch(r"- \[.+\]\([\w/.-]+\): .+", entry) for entry in entries)


def test_the_list_names_every_twin_that_is_no_overview(cups: Path) -> None:
    text = (cups / "llms.txt").read_text()
    entries = [
        path.relative_to(cups).as_posix()
        for kind in ("dimensions", "questions", "guides")
        for path in cups.glob(f"{kind}/*.md")
    ]
    assert [
        entry for entry in entries if f"]({entry})" not in text and entry != "questions/index.md"
    ] == []


def test_the_whole_text_holds_every_entry_once(cups: Path) -> None:
    text = (cups / "llms-full.txt").read_text()
    titles = re.findall(r"^# (.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE)
    assert len(titles) == len(set(titles))
    assert {
        "Tea vs Coffee",
        "Brewing time",
        "Cups",
        "Tea",
        "Myths",
        "Phrasebook",
        "The first pot",
    } <= set(titles)
    assert text.count("tea 3 minutes\n") == 1


def test_each_category_is_a_text_whose_size_is_stated(cups: Path) -> None:
    index = (cups / "llms.txt").read_text()
    whole = (cups / "llms-full.txt").read_text()
    parts = [path.read_text() for path in sorted(cups.glob("llms/*.txt"))]
    assert [path.name for path in sorted(cups.glob("llms/*.txt"))] == [
        "category-brewing.txt",
        "category-serving.txt",
        "questions.txt",
        "reference.txt",
    ]
    titles = re.compile(r"^# (.*)$", re.MULTILINE)
    assert {title for part in parts for title in titles.findall(part)} == {*titles.findall(whole)}
    said = re.findall(r"\((llms[\w/-]+\.txt)\): .*about ([\d,]+) thousand tokens", index)
    assert len(said) == len(parts) + 1
    for path, thousands in said:
        size = len((cups / path).read_text()) / llms_txt.CHARACTERS_PER_TOKEN / 1000
        assert abs(size - int(thousands)) <= 1


def test_larger_texts_leave_out_what_only_browsers_and_editors_need() -> None:
    text = 'a <a id="x"></a>b\n# region show\ncode\n  // endregion\nthe region of Bohemia\n'
    assert llms_txt.plain(text) == "a b\ncode\nthe region of Bohemia\n"


def test_too_much_for_any_reader_is_left_out_with_a_word(
    town: Town, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(llms_txt, "MAX_FULL_TEXT_BYTES", 100)
    assert town.run("build") == 0
    assert not (town.output / "llms-full.txt").exists()
    assert not (town.output / "llms").exists()
    assert "llms-full.txt" not in town.page("llms.txt")
    assert "llms-full.txt was not written" in "".join(capfd.readouterr())
    assert broken(town.output) == []


def test_texts_are_the_same_from_build_to_build(town: Town) -> None:
    assert made_of(markdown_pages.export_markdown(export_context(town.content))) == made_of(
        markdown_pages.export_markdown(export_context(town.content))
    )


def test_slots_are_links_of_the_page_that_shows_them() -> None:
    text = f"[a]({gfm.reference_slot('dimensions/a.md#x')}) [b]({gfm.reference_slot('index.md')})"
    assert gfm.fill_reference_slots(text, "dimensions/a.md") == "[a](#x) [b](../index.md)"
    assert gfm.fill_reference_slots(text, "llms-full.txt") == "[a](dimensions/a.md#x) [b](index.md)"
    assert urls.as_markdown("search.html#x") == "search.html#x"


def test_a_cell_that_a_subject_does_not_have_says_so(town: Town) -> None:
    renderer = markdown_pages.markdown_renderer(export_context(town.content))
    assert renderer.cell(Cell(Prose("It <code>turns</code>"), none=True)) == "**None.** It `turns`"
