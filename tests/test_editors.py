"""What editors are given.

Tasks whose problem matcher reads the messages, settings whose schemas are there.
"""

import json
import re
from typing import Any

import pytest

from sidebyside.build.pipeline import BuildResult
from sidebyside.build.writer import OutputChanges
from sidebyside.diagnostics import CODES, Diagnostic, Location, as_text
from sidebyside.options import parse_arguments
from sidebyside.serve.rebuild import _line
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
    problem = Diagnostic(
        code,
        "a row: has [no] key",
        Location("content/a b/c.md", 12, 5, 3, "  - falsk: x"),
        "did you mean x?",
    )
    first, *others = as_text(problem).splitlines()
    for matcher in MATCHERS:
        pattern = matcher["pattern"]
        found = re.match(pattern["regexp"], first)
        assert found
        parts = {
            name: found[pattern[name]]
            for name in ("file", "line", "column", "severity", "code", "message")
        }
        assert parts == {
            "file": "content/a b/c.md",
            "line": "12",
            "column": "5",
            "severity": problem.severity,
            "code": code,
            "message": "a row: has [no] key",
        }
        assert not any(re.match(pattern["regexp"], line) for line in others)


def test_the_background_task_knows_when_a_build_is_good_and_when_it_is_not() -> None:
    (background,) = [matcher["background"] for matcher in MATCHERS if "background" in matcher]
    served = (ROOT / "sidebyside/serve/server.py").read_text() + (
        ROOT / "sidebyside/serve/rebuild.py"
    ).read_text()
    good = _line(BuildResult([], 1230, OutputChanges(0)), 0.4)
    assert re.match(background["beginsPattern"], good)
    assert re.match(background["endsPattern"], _line(BuildResult([]), 0.4))
    assert re.match(background["endsPattern"], "Serving on http://localhost:8000/")
    assert 'f"Serving on {address}' in served


def test_every_schema_in_the_settings_is_there_and_meets_files() -> None:
    schemas: dict[str, list[str]] = json.loads((ROOT / ".vscode/settings.json").read_text())[
        "yaml.schemas"
    ]
    for schema, patterns in schemas.items():
        assert (ROOT / schema).is_file()
        for pattern in patterns:
            assert any((ROOT / "content").glob(pattern)), pattern
