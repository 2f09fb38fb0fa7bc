"""Programs as HTML: nothing of them is lost, and the grammar's colours are those of Pygments."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers.python import PythonLexer

from sidebyside.content import highlight, treesitter

CONTENT = Path(__file__).parent.parent / "content"
PROGRAMS = sorted(CONTENT.rglob("*.py"))


def letters(tokens: list[tuple[str, str]]) -> list[str]:
    """Return the kind of each character; blanks have none."""
    return ["" if char.isspace() else kind for kind, value in tokens for char in value]


def test_the_grammar_and_pygments_agree_on_nearly_every_character_of_the_programs() -> None:
    lexer = PythonLexer(stripnl=False)
    agreed = total = 0
    for path in PROGRAMS:
        text = path.read_text()
        ours = letters(list(treesitter.python_tokens(text)))
        theirs = letters(
            [(highlight._class(kind), value) for kind, value in lexer.get_tokens(text)]
        )
        total += len(ours)
        agreed += sum(map(str.__eq__, ours, theirs))
    assert total > 100_000
    assert agreed / total > 0.985


PIECES = (
    "def",
    "class",
    "@",
    "f'{x}'",
    '"""',
    "(",
    ")",
    ":",
    "\n",
    "#",
    "é",
    "𝒳",
    "1",
    "\\",
    "print",
)


@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_a_program_keeps_every_character_even_when_it_is_none(text: str) -> None:
    assert "".join(value for _, value in treesitter.python_tokens(text)) == text


@pytest.mark.parametrize(
    ("code", "kind", "part"),
    [
        ("async def go(): ...", "k", "async def "),
        ("async def go(): ...", "f", "go"),
        ("class Tram: ...", "f", "Tram"),
        ("@app.get('/x')\ndef f(): ...", "d", "@app.get"),
        ("x is not None", "k", "is not None"),
        ("x not in y", "k", "not in"),
        ("f'{len(a)} of'", "b", "len"),
        ("f'{len(a)} of'", "s", " of'"),
        ("match x:\n    case 1: ...", "k", "match"),
        ("raise ValueError", "b", "ValueError"),
        ("# so", "c", "# so"),
        ("x = 1.5", "m", "1.5"),
    ],
)
def test_a_part_has_its_kind(code: str, kind: str, part: str) -> None:
    merged = highlight.highlight_fence(code, "python")
    assert f'<span class="{kind}">{part}</span>' in merged


@pytest.mark.parametrize("code", ["x.dict()", "f(type=1)", "listen(x)", "my_list"])
def test_a_name_that_only_looks_like_one_of_the_language_is_plain(code: str) -> None:
    assert 'class="b"' not in highlight.highlight_fence(code, "python")
