"""Front matter in an editor: what the YAML language server underlines and completes."""

import os
import shutil
import subprocess
from collections.abc import Iterator

import pytest

from tests import conftest, language_server
from tests.conftest import ROOT
from tests.language_server import Editor
from tests.test_schemas import front

HEAD = "# yaml-language-server: $schema=../docs/schema/{kind}.json\n"
FRONT = {
    "dimension": front((ROOT / "content/dimensions/routing/index.md").read_text("utf-8")),
    "question": front(conftest.QUESTION),
    "myth": front(conftest.MYTH),
}
MISTAKES = {
    "dimension": ("summary:", "sumary:", {"Property sumary is not allowed."}),
    "question": ("level: core", "level: easy", {"core", "intermediate", "advanced"}),
    "myth": ('verdict: "false"', "verdict: never", {"true", "outdated", "misleading", "false"}),
}


@pytest.fixture(scope="module")
def opened() -> Iterator[Editor]:
    try:
        program = language_server.install()
    except (OSError, subprocess.SubprocessError) as error:
        if os.environ.get("CI") and shutil.which("npm"):
            raise
        pytest.skip(f"the language server cannot be had: {error}")
    with language_server.editor(program) as editor:
        yield editor


def with_schema(kind: str, text: str) -> str:
    return HEAD.format(kind=kind) + text


@pytest.mark.parametrize("kind", FRONT)
def test_nothing_is_underlined_in_good_front_matter(opened: Editor, kind: str) -> None:
    assert opened.underlined(with_schema(kind, FRONT[kind])) == []


@pytest.mark.parametrize("kind", MISTAKES)
def test_a_mistake_is_underlined_on_its_line(opened: Editor, kind: str) -> None:
    old, new, words = MISTAKES[kind]
    text = with_schema(kind, FRONT[kind].replace(old, new, 1))
    line = text[: text.index(new)].count("\n") + 1
    said = [message for at, message in opened.underlined(text) if at == line]
    assert said
    assert all(word in " ".join(said) for word in words)


OFFERED = {
    "dimension": ("", {"title", "category", "summary", "glance", "rows", "samples", "see_also"}),
    "question": ("level: ", {"core", "intermediate", "advanced"}),
    "myth": ("verdict: ", {"outdated", "misleading"}),
}


@pytest.mark.parametrize("kind", OFFERED)
def test_keys_and_words_are_completed(opened: Editor, kind: str) -> None:
    typed, words = OFFERED[kind]
    found = opened.completed(with_schema(kind, typed), 2, len(typed) + 1)
    assert words <= found
    assert not any(word.startswith("_") or "Input" in word for word in found)


def test_its_lock_names_no_host() -> None:
    text = (language_server.PACKAGES / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in text
