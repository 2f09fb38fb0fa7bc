"""Text of others on terminals and in the logs of workflows: shown, never obeyed."""

import pytest

from sidebyside import cli, terminal
from sidebyside.diagnostics import (
    CommandError,
    Diagnostic,
    Location,
    as_annotation,
    as_json,
    as_text,
)
from sidebyside.evidence import environments, verify
from tests.conftest import Town

HARM = {
    "an escape": ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
    "a control of one byte": ("\x9b2J", "\\x9b2J"),
    "a return": ("a\rb", "a\\rb"),
    "a backspace": ("a\x08b", "a\\x08b"),
    "turned text": ("\u202eabc\u2066", "\\u202eabc\\u2066"),
    "a line of another kind": ("a\u2028b", "a\\u2028b"),
    "a command": ("::set-output name=a::b", ": :set-output name=a::b"),
    "a command behind space": (" \t ::stop-commands::x", None),
    "an old command": ("x ##[add-path]y", "x ## [add-path]y"),
    "half a letter": ("\udc80", "\\udc80"),
}


def is_command(line: str) -> bool:
    """Tell what the runner takes for a command: as its source reads lines."""
    return line.strip().startswith("::") or "##[" in line


@pytest.mark.parametrize(("text", "shown"), HARM.values(), ids=HARM)
def test_what_steers_a_terminal_or_a_runner_is_shown(text: str, shown: str | None) -> None:
    made = terminal.printable(text)
    assert shown is None or made == shown
    assert made.isprintable()
    assert not is_command(made)
    assert not any(is_command(line) for line in terminal.lines(f"a\n{text}\nb"))


@pytest.mark.parametrize("text", ["plain", "größer 中文", "a :: b", "std::vector", "## [x]", ""])
def test_what_steers_nothing_stays(text: str) -> None:
    assert terminal.printable(text) == text
    assert terminal.lines(text) == [text]


@pytest.mark.parametrize("color", [True, False])
@pytest.mark.parametrize(("text", "_shown"), HARM.values(), ids=HARM)
def test_a_problem_is_printed_without_what_its_content_says_to_the_terminal(
    text: str, _shown: str, *, color: bool
) -> None:
    problem = Diagnostic(
        "syntax", f"m {text}", Location(f"p{text}", 1, 3, 2, f"ab{text}cd"), f"h {text}"
    )
    made = as_text(problem, color=color)
    for own in ("\x1b[1m", "\x1b[31m", "\x1b[0m"):
        made = made.replace(own, "")
    assert all(line.isprintable() and not is_command(line) for line in made.split("\n"))
    assert as_json(problem).isprintable()
    annotation = as_annotation(problem)
    assert annotation.isprintable()
    assert annotation.startswith("::error ")


def test_the_caret_stands_under_its_place_behind_what_was_escaped() -> None:
    text = as_text(Diagnostic("syntax", "m", Location("p", 1, 3, 1, "\x07\x07here")))
    _, line, caret = text.split("\n")
    assert line[caret.index("^")] == "h"


def test_a_refusal_and_a_bug_are_printed_so(
    town: Town, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for error in (
        CommandError("\x1b[2J\n::error::x"),
        ValueError("\x1b[2J"),
        OSError(2, "gone", "\x1b[2J"),
    ):

        def fail(*_: object, error: Exception = error) -> int:
            raise error

        monkeypatch.setitem(cli._VERBS, "check", fail)
        assert town.run("check") == 2
        said = capsys.readouterr().err
        assert "\\x1b[2J" in said
        assert not any(is_command(line) or not line.isprintable() for line in said.splitlines())


def test_what_an_installer_says_is_printed_so() -> None:
    unready = environments.Unready("e\x1b", "r", detail="::error::x\n\x1b[2J")
    text = verify.report_text(verify.VerifyResult("content", unready=(unready,), notes=("##[x]",)))
    assert not any(is_command(line) or not line.isprintable() for line in text.splitlines())
