"""Markdown as it is written for GitHub.

Rendered as there, or reported with its place and a cure.
"""

import re
import time
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidebyside.content import markdown
from sidebyside.exports import gfm


def _html(text: str) -> str:
    rendered = markdown.render_block(text)
    assert rendered.faults == ()
    plain = re.sub(r"</?span[^>]*>", "", rendered.prose.html)
    plain = re.sub(r'<pre class="fence" tabindex="0"><code[^>]*>', "<pre>", plain).replace(
        "</code></pre>", "</pre>"
    )
    return re.sub(
        r"\s*\n\s*",
        "\n",
        re.sub(r"\s*(</?(?:ul|ol|li|p|pre|h\d|blockquote|div|hr)\b[^>]*>)\s*", r"\1", plain),
    ).strip()


FORMS = {
    "- a\n  - b\n    - c\n- d": "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>",
    "* a\n    * b\n        * c": "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li></ul>",
    "1. a\n   - b\n2. c": "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
    "Words:\n- a\n- b": "<p>Words:</p><ul><li>a</li><li>b</li></ul>",
    "Words:\n1. a\n2. b": "<p>Words:</p><ol><li>a</li><li>b</li></ol>",
    "It was in\n2012. Then": "<p>It was in\n2012. Then</p>",
    "Words:\n```\nx\n\ny\n```\nmore": "<p>Words:</p><pre>x\n\ny</pre><p>more</p>".replace(
        "\n\n", "\n"
    ),
    "- a\n\n  ```\n  x\n  ```\n\n  b\n- c": "<ul><li><p>a</p><pre>x</pre><p>b</p></li><li><p>c</p></li></ul>",
    "- a\n  ```\n  x\n  ```\n- c": "<ul><li>a<pre>x</pre></li><li>c</li></ul>",
    "- ```\n  x\n  ```": "<ul><li><pre>x</pre></li></ul>",
    "> - a\n>\n>   ```\n>   x\n>   ```": "<blockquote><ul><li><p>a</p><pre>x</pre></li></ul></blockquote>",
    "1) a\n2) b": "<ol><li>a</li><li>b</li></ol>",
    "3. a\n4. b": '<ol start="3"><li>a</li><li>b</li></ol>',
    "- a\n* b": "<ul><li>a</li></ul><ul><li>b</li></ul>",
    "- a\n\n- b": "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
    "- a\n  - b\n\n    c\n- d": "<ul><li>a<ul><li><p>b</p><p>c</p></li></ul></li><li>d</li></ul>",
    "- a\nb\n\nc": "<ul><li>a\nb</li></ul><p>c</p>",
    "- foo\n---\nbar": "<ul><li>foo</li></ul><hr /><p>bar</p>",
    "> a\n\n> b": "<blockquote><p>a</p></blockquote><blockquote><p>b</p></blockquote>",
    "a\n> b": "<p>a</p><blockquote><p>b</p></blockquote>",
    "#hashtag": "<p>#hashtag</p>",
    "## C#": '<h2 id="c-sharp">C#</h2>',
    "## Closed ##": '<h2 id="closed">Closed</h2>',
    "Two\nlines\n---": '<h2 id="two-lines">Two\nlines</h2>',
    "one\\\ntwo": "<p>one<br />\ntwo</p>",
    "~~a *b*~~ ~c~ 1~2": "<p><del>a <em>b</em></del> <del>c</del> 1~2</p>",
    "a\\~b\\~ \\| \\:": "<p>a~b~ | :</p>",
    "- [ ] a\n- [x] b": '<ul><li class="task">☐ a</li><li class="task">☑ b</li></ul>',
    "> [!WARNING]\n> Mind *this*.": (
        '<div class="alert alert-warning"><p class="alert-title">Warning</p><p>Mind <em>this</em>.</p></div>'
    ),
    "> [!SHOUT]\n> a": "<blockquote><p>[!SHOUT]\na</p></blockquote>",
    "    ```\n    x\n    ```": "<pre><code>```\nx\n```</pre>",
    "~~~ a`b\nx\n~~~": "<pre>x</pre>",
    "````\n```\n````": "<pre>```</pre>",
    "<https://a.example/b>": '<p><a href="https://a.example/b">https://a.example/b</a></p>',
    "&eacute; &#233; &#xE9;": "<p>&eacute; &#233; &#xE9;</p>",
}


@pytest.mark.parametrize("text", FORMS)
def test_a_form_is_rendered_as_on_github(text: str) -> None:
    assert _html(text) == FORMS[text]


TABLES = {
    "Words:\n| a | b |\n|---|---|\n| 1 | 2 |": ("<p>Words:</p>", "<td>1</td>"),
    "| a |\n|---|\n| 1 |\n- b": ("<td>1</td>", "<li>b</li>"),
    "| a | b |\n|---|---|\n| `x\\|y` | z |": ("<code>x|y</code>", "<td>z</td>"),
    "- a\n\n  | b | c |\n  |---|---|\n  | 1 | 2 |": ("<li>", "<td>1</td>"),
}


@pytest.mark.parametrize("text", TABLES)
def test_a_table_is_rendered_as_on_github(text: str) -> None:
    rendered = markdown.render_block(text)
    assert rendered.faults == ()
    assert "<table>" in rendered.prose.html
    assert all(part in rendered.prose.html for part in TABLES[text])


ADDRESSES = {
    "See https://a.example/x_y. Now": ("https://a.example/x_y", "https://a.example/x_y"),
    "(https://a.example/b_(c))": ("https://a.example/b_(c)", "https://a.example/b_(c)"),
    "www.a.example, and": ("http://www.a.example", "www.a.example"),
    "*https://a.example/*": ("https://a.example/", "https://a.example/"),
    "https://a.example/?b=c&d=e": (
        "https://a.example/?b=c&amp;d=e",
        "https://a.example/?b=c&amp;d=e",
    ),
    "**see https://a.example/**": ("https://a.example/", "https://a.example/"),
}


@pytest.mark.parametrize("text", ADDRESSES)
def test_a_bare_address_is_a_link(text: str) -> None:
    href, shown = ADDRESSES[text]
    for rendered in (markdown.render_block(text), markdown.render_inline(text)):
        assert rendered.faults == ()
        assert f'<a href="{href}">{shown}</a>' in rendered.prose.html


@pytest.mark.parametrize(
    "text", ["`https://a.example`", "xhttps://a.example", "awww.a.example", "https://", "www."]
)
def test_what_is_no_address_is_no_link(text: str) -> None:
    assert "<a" not in markdown.render_block(text).prose.html


def test_a_bare_address_within_a_link_is_its_text() -> None:
    html = markdown.render_block("[https://a.example/](https://b.example/)").prose.html
    assert html == '<p><a href="https://b.example/">https://a.example/</a></p>'


FAULTS = {
    "a\n    ```\n    x\n    ```": ("bad-value", "indented by four"),
    "| a | b |\n|---|\n| 1 | 2 |": ("bad-value", "more or fewer cells"),
    "- a\n===\n": ("bad-value", "underlines nothing"),
    "- | a | b |\n|---|---|\n| 1 | 2 |": ("bad-value", "outside of the list item"),
    "> ```\n> a\n\nb": ("bad-value", "not closed"),
    "- a\n\n  ```\n  x\n```\n": ("bad-value", "indented less"),
    "- " * 40 + "a": ("too-large", "nested more than"),
    "a &#0; b": ("bad-value", "stands for no character"),
    "a &#x110000; b": ("bad-value", "stands for no character"),
    "<foo\\+@bar.example.com>": ("raw-html", r"<foo\+@bar.example.com>"),
}


@pytest.mark.parametrize("text", FAULTS)
def test_what_is_not_rendered_is_reported_once(text: str) -> None:
    code, message = FAULTS[text]
    (fault,) = markdown.render_block(text).faults
    assert fault.code == code
    assert message in fault.message
    assert fault.snippet in text
    assert not re.search(r"[\x00-\x08\x0e-\x1f]", fault.message)


CELLS = {
    "one\n\ntwo": "more than one paragraph",
    "one\n- two": "a list",
    "- one\n- two": "a list",
    "```\nx\n```": "fenced code",
    "one\n```\nx\n```": "fenced code",
    "| a | b |\n|---|---|": "a table",
    "one\n# two": "a heading, a quotation or a rule",
}


@pytest.mark.parametrize("text", CELLS)
def test_a_cell_that_holds_blocks_is_an_error(text: str) -> None:
    (fault,) = markdown.render_inline(text).faults
    assert fault.code == "bad-value"
    assert fault.message.endswith(CELLS[text])
    assert fault.snippet in text
    assert fault.help


@pytest.mark.parametrize("text", ["one\ntwo", "- one", "```x```", "a | b", "one\n2012. two"])
def test_a_cell_of_one_paragraph_is_fine(text: str) -> None:
    assert markdown.render_inline(text).faults == ()


TWINS = ["- [ ] a\n- [x] b", "> [!NOTE]\n> A note.\n>\n> - of two", "A ~~b~~ c.", "- a\n    - b"]


@pytest.mark.parametrize("text", TWINS)
def test_the_markdown_of_a_page_keeps_the_form(text: str) -> None:
    assert gfm.block_markdown(markdown.render_block(text).prose.html) == text


LINES = [
    "- a",
    "  - b",
    "1. c",
    "> d",
    "```",
    "| e | f |",
    "|---|---|",
    "---",
    "===",
    "# g",
    "    h",
    "",
    "  i",
    "j\\",
    "1) k",
    ": l",
]


@given(st.lists(st.sampled_from(LINES), max_size=12).map("\n".join))
@settings(max_examples=400, deadline=None)
def test_no_words_get_lost(text: str) -> None:
    rendered = markdown.render_block(text)
    shown = unescape(re.sub(r"<[^>]*>", "", rendered.prose.html))
    assert not re.search(r"[\x00-\x08\x0b-\x1f]|wzxhzdk", shown)
    if not rendered.faults and "|---" not in text:
        assert [word for word in "abcdfghijk" if word in text] == [
            word for word in "abcdfghijk" if word in shown
        ]


@pytest.mark.parametrize(
    "part",
    [
        "- a\n",
        "> ",
        "- a\n\n",
        "a\n- b\n",
        "> ```\n> a\n> ```\n",
        "www.a ",
        "https://a)",
        "~a~",
        "a|b\n-|-\n",
    ],
)
def test_four_times_as_much_takes_no_sixteen_times_as_long(part: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        markdown.render_block(part * (size // len(part)))
        return time.process_time() - start

    seconds(1000)
    assert min(seconds(24_000) for _ in range(3)) < 9 * max(seconds(6_000), 0.02)
