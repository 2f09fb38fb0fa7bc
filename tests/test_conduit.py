"""The application in content/applications/conduit/: each side's own tests, and its regions.

`make verify` holds both sides to the acceptance program in every environment.
"""

import os
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from sidebyside.content.source import Folder
from sidebyside.evidence.environments import Ready, Unready, default_cache, provide_environment
from sidebyside.model.entries import Environment
from tests.conftest import ROOT

CONTENT = ROOT / "content"
CONDUIT = CONTENT / "applications" / "conduit"
SIDES = sorted(path.parent.name for path in CONDUIT.glob("*/main.py"))
REGION = re.compile(r"# region (\S+)$")


@pytest.fixture(scope="module")
def python() -> Path:
    told = yaml.safe_load((CONTENT / "environments/current.yaml").read_text())
    environment = Environment("current", told["title"], told["python"], told["lock"])
    ready = provide_environment(environment, Folder(CONTENT, "content"), default_cache(), ())
    if isinstance(ready, Unready) and ready.missing:
        pytest.skip(ready.reason)  # as verify does
    assert isinstance(ready, Ready), ready
    return ready.python


@pytest.mark.parametrize("side", SIDES)
def test_each_side_passes_its_own_tests(side: str, python: Path) -> None:
    """In the surroundings of a program that reads nothing of the developer's settings."""
    folder = str(CONDUIT / side)
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder]
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    done = subprocess.run(
        command,
        cwd=folder,
        env={**kept, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]


def test_each_region_is_shown_by_a_step() -> None:
    matter = yaml.safe_load((CONDUIT / "index.md").read_text().split("---\n")[1])
    shown = {
        (side, file["path"], file["region"])
        for step in matter["steps"]
        for side, files in step["files"].items()
        for file in files
        if "region" in file
    }
    marked = {
        (side, path.relative_to(CONDUIT / side).as_posix(), found[1])
        for side in SIDES
        for path in (CONDUIT / side).rglob("*.py")
        for line in path.read_text().splitlines()
        if (found := REGION.search(line))
    }
    assert marked == shown
