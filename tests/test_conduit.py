"""The application in content/applications/conduit/: each side held to one acceptance program, in each environment."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from sidebyside.content.source import Folder
from sidebyside.evidence.environments import Ready, Unready, default_cache, provide_environment
from sidebyside.model.entries import Environment
from tests.conftest import ROOT

CONTENT = ROOT / "content"
CONDUIT = CONTENT / "applications" / "conduit"
SIDES = sorted(path.parent.name for path in CONDUIT.glob("*/main.py"))
ENVIRONMENTS = {path.stem: yaml.safe_load(path.read_text()) for path in sorted(CONTENT.glob("environments/*.yaml"))}
START_SECONDS, RUN_SECONDS = 120, 540
REGION = re.compile(r"# region (\S+)$")


@pytest.fixture(params=ENVIRONMENTS)
def python(request: pytest.FixtureRequest) -> Path:
    told = ENVIRONMENTS[request.param]
    environment = Environment(request.param, told["title"], told["python"], told["lock"])
    ready = provide_environment(environment, Folder(CONTENT, "content"), default_cache(), ())
    if isinstance(ready, Unready) and ready.missing:
        pytest.skip(ready.reason)  # as verify does
    assert isinstance(ready, Ready), ready
    return ready.python


def surroundings() -> dict[str, str]:
    """Return the environment of a program that reads nothing of the developer's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "CONDUIT_TEST": "1"}


@contextmanager
def served(python: Path, side: str, folder: Path) -> Iterator[str]:
    """Serve a side's fresh database from an empty folder, and stop it at the end."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    log = folder / "log"
    with log.open("w") as output:
        command = [str(python), str(CONDUIT / side / "main.py"), str(port)]
        server = subprocess.Popen(command, cwd=folder, env=surroundings(), stdout=output, stderr=output)
    try:
        wait_for(port, server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()
            pytest.fail("the server did not stop at SIGTERM")


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not start:\n{log.read_text()}")


def accept(python: Path, address: str, folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(python), str(CONDUIT / "acceptance.py"), address]
    return subprocess.run(
        command, cwd=folder, env=surroundings(), capture_output=True, text=True, timeout=RUN_SECONDS, check=False
    )


@pytest.mark.parametrize("side", SIDES)
def test_each_side_passes_the_acceptance_program(side: str, python: Path, tmp_path: Path) -> None:
    with served(python, side, tmp_path) as address:
        done = accept(python, address, tmp_path)
    failures = [line for line in done.stdout.splitlines() if line.startswith("FAIL")]
    assert not failures, (tmp_path / "log").read_text()[-4000:]
    assert done.returncode == 0, done.stderr
    assert re.search(r"^[1-9]\d+ passed, 0 failed$", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("side", SIDES)
def test_each_side_passes_its_own_tests(side: str, python: Path) -> None:
    command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(CONDUIT / side)]
    settings = {name: value for name, value in surroundings().items() if name != "CONDUIT_TEST"}
    done = subprocess.run(
        command, cwd=CONDUIT / side, env=settings, capture_output=True, text=True, timeout=RUN_SECONDS, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:]


def test_the_acceptance_program_reports_a_server_that_is_not_there(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    done = accept(Path(sys.executable), f"http://127.0.0.1:{port}", tmp_path)
    assert done.returncode == 1
    assert "FAIL  registration: no answer to POST /api/users" in done.stdout
    assert done.stderr == ""


def front_matter() -> dict[str, Any]:
    matter = (CONDUIT / "index.md").read_text().split("---\n")[1]
    read: dict[str, Any] = yaml.safe_load(matter)
    return read


def test_each_step_shows_regions_that_exist_on_every_side() -> None:
    for step in front_matter()["steps"]:
        assert sorted(step["files"]) == SIDES
        for side, files in step["files"].items():
            for shown in files:
                text = (CONDUIT / side / shown["path"]).read_text()
                if "region" in shown:
                    assert shown["region"] in {found[1] for line in text.splitlines() if (found := REGION.search(line))}


def test_each_region_is_shown_by_a_step() -> None:
    shown = {
        (side, file["path"], file["region"])
        for step in front_matter()["steps"]
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


def test_each_step_has_prose_and_rows_that_exist() -> None:
    text = (CONDUIT / "index.md").read_text()
    steps = front_matter()["steps"]
    assert re.findall(r"^## (\S+)$", text, re.MULTILINE) == [step["id"] for step in steps]
    for step in steps:
        for row in step["rows"]:
            slug, _, name = row.partition("#")
            entry = (CONTENT / "dimensions" / slug / "index.md").read_text()
            assert re.search(rf"^  - id: {re.escape(name)}$", entry, re.MULTILINE), row
