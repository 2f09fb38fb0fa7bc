"""What editors are given: tasks whose problem matcher reads the messages, settings whose schemas are there."""

import json
import re
from typing import Any

import pytest

from sidebyside.diagnostics import CODES, Diagnostic, Location, as_text
from sidebyside.options import parse_arguments
from tests.conftest import ROOT

TASKS: list[dict[str, Any]] = json.loads((ROOT / ".vscode/tasks.json").read_text())["tasks"]
MATCHERS = [task["problemMatcher"] for task in TASKS if task["problemMatcher"]]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["label"])
def test_a_task_runs_a_command_that_there_is(task: dict[str, Any]) -> None:
    program, *words = task["args"]
    assert (ROOT / program).is_file()
    assert parse_arguments(words).verb == words[0]


@pytest.mark.parametrize("code", CODES)
def test_a_problem_matcher_reads_every_kind_of_message(code: str) -> None:
    problem = Diagnostic(code, "a row: has [no] key", Location("content/a b/c.md", 12, 5, 3, "  - falsk: x"), "did you mean x?")
    first, *others = as_text(problem).splitlines()
    for matcher in MATCHERS:
        pattern = matcher["pattern"]
        found = re.match(pattern["regexp"], first)
        assert found
        parts = {name: found[pattern[name]] for name in ("file", "line", "column", "severity", "code", "message")}
        assert parts == {
            "file": "content/a b/c.md",
            "line": "12",
            "column": "5",
            "severity": problem.severity,
            "code": code,
            "message": "a row: has [no] key",
        }
        assert not any(re.match(pattern["regexp"], line) for line in others)


def test_the_background_task_knows_when_a_build_has_ended() -> None:
    ends = [re.compile(m["background"]["endsPattern"]) for m in MATCHERS if "background" in m]
    assert ends
    for line in (
        "230 pages: 3 changed, 0 removed, 0.40 s",
        "1 page: 0 changed, 0 removed, 0.01 s",
        "The last good site stays up.",
    ):
        assert all(end.match(line) for end in ends), line


def test_every_schema_in_the_settings_is_there_and_meets_files() -> None:
    schemas: dict[str, list[str]] = json.loads((ROOT / ".vscode/settings.json").read_text())["yaml.schemas"]
    for schema, patterns in schemas.items():
        assert (ROOT / schema).is_file()
        for pattern in patterns:
            assert any((ROOT / "content").glob(pattern)), pattern
