"""The glossary: words are linked where a page uses them first, and mistakes are told."""

import json
import re

import pytest

from sidebyside.content.markdown import render_inline
from sidebyside.model.entries import Definition
from sidebyside.render.glossary import GlossaryLinker
from tests.conftest import Town

GLOSSARY = """\
- {slug: quay, name: quay, means: "A wall where *boats* lie; see [[speed]]."}
- {slug: ttl, name: TTL, also: [time to live], means: How long something counts.}
"""


def definition(name: str, *also: str, means: str = "What it is.") -> Definition:
    slug = name.lower().replace(" ", "-")
    return Definition(slug, name, render_inline(means).prose, also)


def linked(html: str, *definitions: Definition) -> list[str]:
    page = f"<body><p>quay</p><main id=m>{html}</main><p>quay</p></body>"
    made = GlossaryLinker(definitions).link(page, "a/b.html")
    assert re.sub(r'<a class="defined"[^>]*>([^<]*)</a>', r"\1", made) == page
    return re.findall(r'<a class="defined"[^>]*>([^<]*)</a>', made)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>The quay and the quay.</p>", ["quay"]),
        ("<p>Quays are walls.</p><td>a quay</td>", ["Quays"]),
        ("<ul><li>One <em>quay</em></li></ul>", ["quay"]),
        ("<dl><dd>quay, TTL; time to live</dd></dl>", ["quay", "TTL"]),
        ("<p>ttl and Ttl and TTLs</p>", ["TTLs"]),
        ("<p>quayside, a.quay, quay-wall, quay.py and _quay</p>", []),
        ("<p><code>quay</code> <a href='x'>quay</a></p><h2>quay</h2><pre>quay</pre>", []),
        ("<p><code>a</code> quay</p>", ["quay"]),
        ("<div>quay</div>", []),
        ("<p>&amp; quay &lt;quay&gt;</p>", ["quay"]),
    ],
)
def test_the_first_use_of_a_word_is_linked(html: str, found: list[str]) -> None:
    assert linked(html, definition("quay"), definition("TTL", "time to live")) == found


def test_a_definition_is_text_in_an_attribute() -> None:
    word = definition("quay", means='A "wall" & *more* `<b>`')
    page = GlossaryLinker([word]).link("<main><p>quay</p></main>", "a/b.html")
    said = 'data-definition="A &quot;wall&quot; &amp; more &lt;b&gt;"'
    assert f'<a class="defined" href="../glossary.html#quay" {said}>quay</a>' in page


def test_a_site_has_a_page_of_definitions_and_links_to_it(town: Town) -> None:
    town.put("glossary.yaml", GLOSSARY)
    town.edit(
        "dimensions/speed/index.md", "\n---\n", "\n---\nA quay has a TTL, and a quay has two.\n\n"
    )
    assert town.run("build", "-q") == 0
    page = town.page("dimensions/speed.html")
    assert page.count('class="defined"') == 2
    assert '<a class="defined" href="../glossary.html#quay"' in page
    glossary = town.page("glossary.html")
    assert '<div id="quay"><dt>quay' in glossary
    assert 'class="defined"' not in glossary
    assert 'href="../glossary.html"' in page, "the footer leads there"
    entry = json.loads(town.page("api/v1/definitions/quay.json"))
    assert entry["means"]["text"] == "A wall where boats lie; see Speed."
    assert "quay" in town.page("search-index.js")


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (GLOSSARY + "- {slug: pier, name: Quay, means: A pier.}\n", "'Quay' is defined twice", 3),
        (GLOSSARY + "- {slug: x, name: y, also: [TTL], means: A.}\n", "'TTL' is defined twice", 3),
        (GLOSSARY + "- {slug: quay, name: pier, means: A.}\n", "two definitions have the name", 3),
        (GLOSSARY + "- {slug: pier, name: pier}\n", "missing", 3),
        ("- {slug: quay, name: quay, means: '[[spede]]'}\n", "there is no dimension 'spede'", 1),
        ("quay: a wall\n", "list", 1),
    ],
)
def test_mistakes_are_told_at_their_place(
    town: Town, capsys: pytest.CaptureFixture[str], text: str, message: str, line: int
) -> None:
    town.put("glossary.yaml", text)
    assert town.run("check", "-q") == 1
    said = capsys.readouterr().err
    assert message in said
    assert f"content/glossary.yaml:{line}:" in said


def test_a_word_that_no_text_uses_or_the_phrasebook_explains_is_a_warning(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    stop = "- {slug: halt, name: Stop, means: A place.}\n"
    town.put("glossary.yaml", f"{GLOSSARY}{stop}")
    assert town.run("check", "-q") == 0
    said = capsys.readouterr().err
    unused = r"glossary\.yaml:1:\d+: warning\[unused-definition\]: no text uses the word 'quay'"
    assert re.search(unused, said)
    assert re.search(r"glossary\.yaml:3:\d+: warning\[duplicate-term\]: 'Stop' is expl", said)
