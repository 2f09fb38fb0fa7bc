"""Markdown: what gets through, what never does, and that the short way is the long way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidebyside.content import markdown
from sidebyside.content.source import Source, conflict_markers
from sidebyside.model.entries import Prose, Ref
from tests.conftest import ROOT

HERE = Ref("dimension", "speed")


# What a text is made of, and what may come between and spoil it.
PIECES = [
    "a", "few words", "B", "7.", "don't", '"so"', "(x)", "é", "x > y", "`code`", "` a `", "`a > b`", "**bold**", "*star*",
    "_line_", "**a > b**", "[label](https://a.example/b_c)", "[a > b](http://a.example/)", "[[price]]",
    "[[price#row|the name]]", "[[question:which]]", " ", " ", " ", " ", ", ", ".", ":", "!", "?", "-", "\n", "\n\n",
    "\n\n\n", "*", "_", "**", "`", "[", "]", "(", "\\", "&", "<", "#", "|", "\t", "+ ", "1. ", "> ", "===", "---", "!",
    "{: #id}", "  \n", "\u00a0", "\u2028", "[^1]", "[x]: y", "a_b_c", "2 * 3 * 4", "__init__", "[[nope:x]]",
    "https://a.example/", "www.a.example", "a@b.example", "\n: means",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(
    alphabet=st.sampled_from("ab <>&`'\"./:;()=#+-~|{}$@%^,?!5é—\t\n*_[]"), max_size=40
)


@given(TEXTS)
@settings(max_examples=3000, deadline=None)
def test_the_short_way_gives_the_same_as_python_markdown(text: str) -> None:
    line = " ".join(text.split())
    slow = markdown._convert(markdown._inline_parser(), line, None, frozenset())
    short = markdown.render_inline(line)
    if not set(short.faults) - set(slow.faults):  # a fence, a list: what no line of text may hold
        assert short.prose.html == slow.prose.html.removeprefix("<p>").removesuffix("</p>")
        assert (short.prose.refs, short.faults) == (slow.prose.refs, slow.faults)
    assert (
        markdown.render_block(text)
        == markdown._convert(markdown._block_parser(), text, None, frozenset())
        or not text.strip()
    )


def test_a_character_for_private_use_stays() -> None:
    assert (
        markdown.render_block("1. \ue000 [[a|b]]").prose.html
        == '<ol>\n<li>\ue000 <a data-ref="dimension:a">b</a></li>\n</ol>'
    )


def test_most_paragraphs_of_the_reference_take_the_short_way() -> None:
    paths = (path for path in (ROOT / "content").rglob("*.md") if "applications" not in path.parts)
    bodies = (path.read_text().split("---\n", 2)[2] for path in paths)
    paragraphs = [part for body in bodies for part in body.strip().split("\n\n")]
    assert sum(markdown._short_paragraphs(part) is not None for part in paragraphs) > 0.6 * len(
        paragraphs
    )


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_text_makes_a_script_or_an_attribute_that_runs(text: str) -> None:
    for rendered in (markdown.render_inline(text, HERE), markdown.render_block(text, HERE)):
        html = rendered.prose.html.lower()
        assert "<script" not in html
        assert "<iframe" not in html


REFERENCES = {
    "[[price]]": ("dimension", "price", ""),
    "[[ price ]]": ("dimension", "price", ""),
    "[[price#ticket]]": ("dimension", "price", "ticket"),
    "[[price#ticket|the *ticket*]]": ("dimension", "price", "ticket"),
    "[[price|a label\nthat goes on]]": ("dimension", "price", ""),
    "[[question:which]]": ("question", "which", ""),
    "[[myth:m]]": ("myth", "m", ""),
    "[[term:t]]": ("term", "t", ""),
    "[[subject:train]]": ("subject", "train", ""),
    "[[guide:g|G]]": ("guide", "g", ""),
    "[here](#top)": ("dimension", "speed", "top"),
}


@pytest.mark.parametrize("text", REFERENCES)
def test_a_reference_is_kept_for_the_page_that_shows_it(text: str) -> None:
    prose = markdown.render_inline(f"See {text}.", HERE).prose
    assert prose.refs == (Ref(*REFERENCES[text]),)  # type: ignore[arg-type]
    assert (
        markdown.resolve_references(prose.html, lambda ref: (f"x.html#{ref.slug}", "Title")).count(
            '<a href="x.html#'
        )
        == 1
    )


def test_code_holds_no_references_and_no_html() -> None:
    rendered = markdown.render_block(
        "`[[price]]` and `<b>`\n\n```html\n<b>[[price]]</b>\n```\n\n    <i>\n"
    )
    assert rendered.faults == ()
    assert rendered.prose.refs == ()


def test_a_reference_without_a_page_keeps_its_label() -> None:
    prose = markdown.render_inline("See [[price|the price]] and [[speed]].").prose
    assert markdown.resolve_references(prose.html, lambda _: None) == "See the price and speed."


HTML = [
    "<b>",
    "</b>",
    "<script>alert(1)</script>",
    "<!-- a -->",
    "<!DOCTYPE x>",
    "<?php ?>",
    "<img src=x onerror=y>",
    "<svg/onload=y>",
]


@pytest.mark.parametrize("html", HTML)
def test_html_is_told_and_shown_as_text(html: str) -> None:
    for rendered in (
        markdown.render_inline(f"a {html} b"),
        markdown.render_block(f"a {html} b"),
        markdown.render_block(f"{html}\n\nb"),
    ):
        assert {fault.code for fault in rendered.faults} == {"raw-html"}
        assert "&lt;" in rendered.prose.html


UNSAFE = [
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java&#115;cript:alert(1))",
    "[a](java\\script:alert(1))",
    "[a](&#x6a;avascript:alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](data:text/html,x)",
    "[a](vbscript:x)",
    "[a](file:///etc/passwd)",
    "[a](//evil.example)",
    "[a](\\\\evil.example)",
    "![a](https://evil.example/a.png)",
    "![a](data:image/png;base64,x)",
    "<ftp://evil.example>",
    "[a][1]\n\n[1]: javascript:alert(1)",
]


@pytest.mark.parametrize("text", UNSAFE)
def test_an_unsafe_link_is_told(text: str) -> None:
    assert {fault.code for fault in markdown.render_block(text, HERE).faults} <= {
        "unsafe-link",
        "broken-link",
    }
    assert markdown.render_block(text, HERE).faults


SAFE = [
    "[a](https://a.example)",
    "[a](http://a.example)",
    "[a](mailto:a@b.example)",
    "<https://a.example>",
    "<a@b.example>",
    "[a](#b)",
]


@pytest.mark.parametrize("text", SAFE)
def test_a_safe_link_is_fine(text: str) -> None:
    assert markdown.render_block(text, HERE).faults == ()


def test_blocks_of_every_kind() -> None:
    text = """\
# One

Text[^1].

| a | b |
|---|---|
| 1 | 2 |

Term
: Meaning

- item

    ```python
    pass
    ```

~~~
plain
~~~

## Two

[^1]: Note.
"""
    prose = markdown.render_block(text, HERE, frozenset({"two"})).prose
    assert [(heading.anchor, heading.text, heading.level) for heading in prose.headings] == [
        ("one", "One", 2),
        ("two-section", "Two", 3),
    ]
    for part in (
        "<table>",
        "<dl>",
        "<dd>",
        'class="footnote"',
        '<span class="k">pass</span>',
        "plain</code></pre>",
        '<h2 id="one">',
    ):
        assert part in prose.html


def test_headings_that_are_alike_get_anchors_of_their_own() -> None:
    prose = markdown.render_block("## A\n\n## A\n\n## 日本\n").prose
    assert len({heading.anchor for heading in prose.headings}) == 3


@pytest.mark.parametrize(
    "sign", ["[", "![", "[[", "*", "`", "_", "<", "&", "[a](", "> ", "- ", "|", "#", "\\", "<!--"]
)
def test_many_signs_take_no_time(sign: str) -> None:
    rendered = markdown.render_block(sign * 3000)
    assert isinstance(rendered.prose, Prose)


def test_a_text_of_brackets_is_told() -> None:
    assert [fault.code for fault in markdown.render_block("[" * 301).faults] == ["too-large"]
    assert [fault.code for fault in markdown.render_inline("[" * 301).faults] == ["too-large"]


SLUGS = {
    "Where it stops": "where-it-stops",
    "Don't": "dont",
    "C++ & D": "c-d",
    "Ärger": "arger",
    "日本": "",
    "a" * 70: "a" * 60,
}


@pytest.mark.parametrize("text", SLUGS)
def test_a_slug_of_some_text(text: str) -> None:
    assert markdown.slugify(text) == SLUGS[text]


def test_a_reference_with_a_label_in_a_table() -> None:
    prose = markdown.render_block(
        "| a | b |\n|---|---|\n| [[price|the price]] | [[price\\|again]] and `[[x|y]]` |\n", HERE
    ).prose
    assert [ref.slug for ref in prose.refs] == ["price", "price"]
    assert prose.html.count("<td>") == 2
    assert "<code>[[x|y]]</code>" in prose.html


@pytest.mark.parametrize("text", ["[[]]", "see [[price and", "[[price\nagain]]"])
def test_brackets_that_open_no_reference_are_told(text: str) -> None:
    assert [fault.code for fault in markdown.render_block(text, HERE).faults] == ["broken-link"]


def test_a_control_character_is_told() -> None:
    assert [fault.code for fault in markdown.render_block("a\0b").faults] == ["bad-value"]
    assert [fault.code for fault in markdown.render_inline("a\x1bb").faults] == ["bad-value"]


def test_code_that_is_not_closed_is_told() -> None:
    assert [fault.code for fault in markdown.render_block("a\n\n```python\nx = 1\n").faults] == [
        "bad-value"
    ]


def test_a_titled_link_to_a_place_of_the_page() -> None:
    prose = markdown.render_block('[a](#top "Title")', HERE).prose
    assert (
        markdown.resolve_references(prose.html, lambda _: ("x.html", "X"))
        == '<p><a href="x.html">a</a></p>'
    )


@pytest.mark.parametrize(
    "text",
    ["```a\n" * 20000, "~" * 15000 + "\n~" * 15000, "<b>\n\n" * 6000, "<!-- " * 6000, "(" * 50000],
)
def test_hostile_texts_take_no_time(text: str) -> None:
    markdown.render_block(text[:60000], HERE)


def test_a_fence_says_its_language() -> None:
    assert (
        '<code class="language-python">'
        in markdown.render_block("```python\nx = 1\n```").prose.html
    )
    assert (
        '<pre class="fence" tabindex="0"><code>x' in markdown.render_block("```\nx\n```").prose.html
    )


def test_a_mark_of_python_markdown_that_gets_lost_is_told() -> None:
    assert [fault.code for fault in markdown.render_block("*x**x*\\|# - <)\\|").faults] == [
        "syntax"
    ]


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("URL routing & more", "url-routing-more"),
        ("Straße", "strasse"),
        ("Größe", "grosse"),
        ("C", "c"),
        ("C++", "c-plus"),
        ("C#", "c-sharp"),
        ("N+1 queries", "n-1-queries"),
        ("ルーティング", "ルーティング"),
        ("路由", "路由"),
        ("Ёлка", "ёлка"),
        ("`select_related()`", "select-related"),
        ("?!", ""),
    ],
)
def test_anchors_keep_letters_of_any_script(title: str, anchor: str) -> None:
    assert markdown.make_anchor(title) == anchor


def test_a_conflict_marker_in_fenced_code_is_only_shown() -> None:
    text = "---\na: b\n---\n```text\n<<<<<<< HEAD\n```\n\nTitle\n=======\n"
    assert list(conflict_markers(Source("x.md", text), fences=True)) == []
    assert [
        problem.place.line for problem in conflict_markers(Source("x.md", text), fences=False)
    ] == [5]
