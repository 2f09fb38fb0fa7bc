"""The texts of the interface: what interface.yaml may say, and the table of all of them."""

import pytest

from sidebyside.content.interface import english
from sidebyside.model.interface import Interface
from sidebyside.render.templating import interface_text
from tests.conftest import Town
from tools import interface_texts


def test_the_table_has_every_text_of_the_templates() -> None:
    assert interface_texts.CATALOGUE.read_text(encoding="utf-8") == interface_texts.catalogue()
    assert set(english()) == set(interface_texts.texts())


def test_a_site_says_texts_in_its_own_words(town: Town) -> None:
    town.edit("site.yaml", "title:", "language: de\ntitle:")
    town.put(
        "interface.yaml",
        'Side by side: Gegenüberstellung\n"Skip to content": "Zum <Inhalt> & \\"Text\\""\n'
        '"{n} tested": "{n} geprüft"\n"Link to row {number}": "Link zu Zeile {number}"\n',
    )
    assert town.run("build") == 0
    page = next((town.output / "dimensions").glob("*.html")).read_text(encoding="utf-8")
    assert '<h2 id="side_title">Gegenüberstellung</h2>' in page
    assert "Zum &lt;Inhalt&gt; &amp; &#34;Text&#34;" in page
    assert 'aria-label="Link zu Zeile 1"' in page
    assert ">On this page</h2>" in page, "what is not translated is English"


MISTAKES = {
    "Side by sied: x\n": ("1:1: error[unknown-key]", "did you mean 'Side by side'?"),
    '"{n} tested": geprüft\n': ("1:15: error[bad-value]", "keep what stands in braces"),
    "Menu: '{name}'\n": ("1:7: error[bad-value]", "it is given: nothing"),
    "Menu: {other: x}\n": ("1:7: error[wrong-type]", "'Menu' must be a text"),
    '"{n} terms": {one: x}\n': ("1:14: error[missing-key]", "add the key 'other'"),
    '"{n} terms": {lots: x, other: "{n}"}\n': ("1:15: error[unknown-key]", "the forms are: zero"),
    '"{n} terms": {one: x, other: y}\n': ("1:30: error[bad-value]", "leaves out 'n'"),
    "- Menu\n": ("1:1: error[wrong-type]", "must be a mapping"),
}


@pytest.mark.parametrize("text", MISTAKES)
def test_mistakes_have_a_place_and_a_cure(
    town: Town, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    town.put("interface.yaml", text)
    assert town.run("check") == 1
    said = capsys.readouterr().err
    assert all(part in said for part in MISTAKES[text]), said


FORMS = {"zero": "0", "one": "1", "two": "2", "few": "3-10", "many": "11-99", "other": "100"}


@pytest.mark.parametrize(
    ("language", "n", "form"),
    [
        *(("ar", 0, "0"), ("ar", 2, "2"), ("ar", 110, "3-10"), ("ar", 11, "11-99")),
        *(("ar", 102, "100"), ("ja", 1, "100"), ("de-AT", 1, "1"), ("de", 0, "100")),
    ],
)
def test_plural_forms(language: str, n: int, form: str) -> None:
    assert Interface(language, {"{n} terms": FORMS}).t("{n} terms", n=n) == form


def test_braces_in_a_value_are_not_filled() -> None:
    assert Interface().t("{a} and {b}", a="{b}", b=2) == "{b} and 2"
    assert interface_text(Interface(), "**{a}** {b}", a="{b}", b=2) == "<b>{b}</b> 2"


def test_what_a_text_is_given_is_escaped() -> None:
    own = Interface("de", {"{a} by [it](link)": "**{a}** <i> [von](link)"})
    shown = interface_text(own, "{a} by [it](link)", a="<b>", link='x"y')
    assert shown == '<b>&lt;b&gt;</b> &lt;i&gt; <a href="x&#34;y">von</a>'
