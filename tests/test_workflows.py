"""The workflows.

Pinned, with no right that they do not need, and calling what the documentation shows.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT
from tests.test_locks import OLDEST_PIP

FILES = sorted((ROOT / ".github/workflows").glob("*.yml"))
LEAST = {
    ("tests.yml", "everything"): {"contents": "read"},
    ("tests.yml", "elsewhere"): {"contents": "read"},
    ("pages.yml", "verify"): {"contents": "read"},
    ("pages.yml", "build"): {"contents": "read", "pages": "read"},
    ("pages.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("stale.yml", "verify"): {"contents": "read"},
    ("stale.yml", "setup"): {"contents": "read"},
    ("stale.yml", "tell"): {"issues": "write"},
    ("report.yml", "report"): {"contents": "read"},
    ("comment.yml", "comment"): {"actions": "read", "contents": "read", "pull-requests": "write"},
}


def workflow(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.load(
        (ROOT / ".github/workflows" / name).read_text(), Loader=yaml.BaseLoader
    )
    return read


def commands(name: str, job: str) -> list[str]:
    """Return the lines that a job runs."""
    return [
        line
        for step in workflow(name)["jobs"][job]["steps"]
        for line in step.get("run", "").splitlines()
    ]


def test_zizmor_finds_nothing_in_them() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--pedantic", ".github"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert all(f".github/workflows/{file.name}" in done.stderr for file in FILES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_action_is_pinned_by_its_whole_hash_with_its_version(file: Path) -> None:
    lines = [line for line in file.read_text().splitlines() if "uses:" in line]
    wrong = [
        line
        for line in lines
        if not re.search(r"uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line)
    ]
    assert wrong == []


def test_one_action_has_one_version_everywhere() -> None:
    used = re.findall(r"uses: ([^@\s]+)@(\S+)", "".join(file.read_text() for file in FILES))
    assert len(set(used)) == len({name for name, _ in used})


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_job_has_the_rights_that_it_needs_and_no_others(file: Path) -> None:
    found = workflow(file.name)
    assert found["permissions"] == {}
    assert {(file.name, name): job["permissions"] for name, job in found["jobs"].items()} == {
        key: rights for key, rights in LEAST.items() if key[0] == file.name
    }
    assert all(int(job["timeout-minutes"]) <= 60 for job in found["jobs"].values())


def test_no_checkout_keeps_its_token() -> None:
    for file in FILES:
        steps = [step for job in workflow(file.name)["jobs"].values() for step in job["steps"]]
        checkouts = [step for step in steps if "actions/checkout@" in step.get("uses", "")]
        assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_pages_are_checked_verified_and_built_strictly_before_they_are_deployed() -> None:
    found = " ; ".join(commands("pages.yml", "build"))
    build = r"build\.py --strict --pdf --pictures --book --git-dates --base-url"
    assert re.search(rf"check --strict.*{build}", found)
    assert "verify" not in found
    jobs = workflow("pages.yml")["jobs"]
    assert any("verify --strict" in line for line in commands("pages.yml", "verify"))
    assert (jobs["build"]["needs"], jobs["deploy"]["needs"]) == ("verify", "build")


SAMPLES = (("pages.yml", "verify"), ("stale.yml", "verify"), ("tests.yml", "everything"))


@pytest.mark.parametrize(("name", "job"), SAMPLES)
def test_samples_run_in_a_sandbox_and_in_jobs_that_can_do_nothing_but_read(
    name: str, job: str
) -> None:
    lines = commands(name, job)
    installed = (ROOT / ".ci/run").read_text() if ".ci/run" in lines else "\n".join(lines)
    assert "bubblewrap" in installed
    assert "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0" in lines
    assert workflow(name)["jobs"][job]["permissions"] == {"contents": "read"}
    assert "${{ secrets." not in str(workflow(name)["jobs"][job])


def test_the_pythons_of_the_environments_are_set_up_where_samples_run() -> None:
    wanted = {
        yaml.safe_load(file.read_text())["python"]
        for file in (ROOT / "content/environments").glob("*.yaml")
    }
    for name, job in SAMPLES:
        given = next(
            step["with"]["python-version"]
            for step in workflow(name)["jobs"][job]["steps"]
            if "setup-python" in step.get("uses", "")
        )
        assert wanted <= set(given.split())


def test_every_week_a_fresh_machine_sets_up_with_the_oldest_and_the_newest_pip() -> None:
    found = workflow("stale.yml")
    setup, tell = found["jobs"]["setup"], found["jobs"]["tell"]
    assert "schedule" in found["on"]
    assert setup["strategy"]["matrix"]["pip"] == [f"pip=={OLDEST_PIP}", "pip"]
    assert "make site check" in commands("stale.yml", "setup")
    assert "setup" in tell["needs"]
    assert any("gh issue create" in line for line in tell["steps"][-1]["run"].splitlines())
    assert not any(
        "--require-hashes" in line for line in commands("stale.yml", "setup")
    )  # the Makefile knows how


def test_the_tests_run_on_three_systems_with_the_oldest_python_that_is_meant_to_work() -> None:
    matrix = workflow("tests.yml")["jobs"]["elsewhere"]["strategy"]["matrix"]
    assert {machine.split("-")[0] for machine in matrix["machine"]} == {
        "ubuntu",
        "macos",
        "windows",
    }
    oldest = re.search(r'requires-python = ">=([\d.]+)"', (ROOT / "pyproject.toml").read_text())
    assert oldest
    assert matrix["python"][0] == oldest[1]
    assert len(matrix["python"]) == 2


def test_the_commands_of_the_publishing_page_are_those_of_the_workflow() -> None:
    step = (ROOT / "docs/publishing.md").read_text().split("3. **Look")[1].split("4. **Push")[0]
    shown = re.findall(r"^ +(python .+)$", step, re.MULTILINE)
    run = [
        re.sub(r' --base-url "\$SITE_URL"', "", line)
        for job in ("verify", "build")
        for line in commands("pages.yml", job)
    ]
    assert len(shown) == 3
    assert [line for line in shown if line not in run] == []


def test_what_a_stranger_sent_is_read_where_nothing_can_be_written() -> None:
    report, comment = workflow("report.yml"), workflow("comment.yml")
    assert [*report["on"]] == ["pull_request"]
    assert "python build.py diff HEAD^1 > report.md" in commands("report.yml", "report")
    assert "secrets" not in str(report)
    assert "token" not in str(report)
    assert comment["on"]["workflow_run"]["workflows"] == [report["name"]]


def test_the_job_that_may_post_runs_nothing_of_the_pull_request() -> None:
    """It checks out the default branch, and takes names of others' branches as variables only."""
    (job,) = workflow("comment.yml")["jobs"].values()
    assert "event == 'pull_request'" in job["if"]
    for step in job["steps"]:
        if "checkout" in step.get("uses", ""):
            assert step["with"] == {"persist-credentials": "false"}
        assert "${{" not in step.get("run", "")
    lines = "\n".join(commands("comment.yml", "comment"))
    assert "build.py" not in lines
    assert "pip install" not in lines
    assert '--body-file "$RUNNER_TEMP/comment.md"' in lines
    assert 'python3 -m tools.comment "$RUNNER_TEMP/report/report.md"' in lines


def test_no_workflow_runs_with_rights_on_what_a_pull_request_brings() -> None:
    assert not any("pull_request_target" in workflow(file.name)["on"] for file in FILES)
