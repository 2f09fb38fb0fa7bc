"""The program installed from a checkout, and the comparison that `new-site` writes to begin with."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sidebyside import cli
from tests.conftest import ROOT, without

SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]


def _folder_of(package: str) -> Path:
    """Return the folder in the checkout that holds a package."""
    mapped: dict[str, str] = SETUPTOOLS["package-dir"]
    return ROOT / mapped.get(package, package.replace(".", "/"))


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Lay the package out as setuptools does.

    The modules of each package that is listed, and the data that is named.
    """
    target = tmp_path_factory.mktemp("installed")
    data: dict[str, list[str]] = SETUPTOOLS["package-data"]
    for package in SETUPTOOLS["packages"]:
        source, place = _folder_of(package), target / package.replace(".", "/")
        found = [
            *source.glob("*.py"),
            *(path for pattern in data.get(package, []) for path in source.glob(pattern)),
        ]
        for path in found:
            if path.is_file() and "__pycache__" not in path.parts:
                copy = place / path.relative_to(source)
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copy)
    return target


def _sidebyside(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**without("CI", "GITHUB_ACTIONS"), "PYTHONPATH": os.fspath(installed)}
    command = [sys.executable, "-m", "sidebyside", *words]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_every_file_of_the_package_is_installed(installed: Path) -> None:
    def files(folder: Path) -> set[str]:
        found = (
            path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
        )
        return {path.relative_to(folder).as_posix() for path in found}

    expected = files(ROOT / "sidebyside") | {
        f"_templates/{path}" for path in files(ROOT / "templates")
    }
    assert files(installed / "sidebyside") == expected


def test_an_installed_program_makes_a_site_that_builds(installed: Path, tmp_path: Path) -> None:
    made = _sidebyside(installed, tmp_path, "new-site", "site")
    assert (made.returncode, made.stderr) == (0, "")
    site = tmp_path / "site"
    assert "sidebyside verify" in (site / "README.md").read_text()
    built = _sidebyside(installed, site, "build", "--jobs", "1")
    assert built.returncode == 0, built.stderr
    assert "no-evidence" in built.stderr
    assert (site / "output" / "index.html").is_file()
    assert (site / "output" / ".nojekyll").is_file()
    assert _sidebyside(installed, site, "--version").stdout.startswith("sidebyside ")
    assert (
        _sidebyside(installed, site, "nonsense").stderr.splitlines()[-1].startswith("sidebyside: ")
    )


def test_a_new_site_verifies_and_then_builds_without_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    site = tmp_path / "site"
    assert cli.main(["new-site", str(site)]) == 0
    folders = ["--content", str(site / "content"), "--output", str(site / "output")]
    assert cli.main(["check", *folders]) == 0
    assert cli.main(["verify", "--update", *folders]) == 0
    assert cli.main(["build", "--strict", *folders]) == 0
    page = (site / "output" / "dimensions" / "at-the-boil.html").read_text()
    assert "100 °C: stopped" in page
    assert "Verified on" in page


@pytest.mark.parametrize("taken", ["file", "folder"])
def test_a_new_site_replaces_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], taken: str
) -> None:
    folder = tmp_path / "site"
    kept = folder if taken == "file" else folder / "kept.txt"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("kept")
    assert cli.main(["new-site", str(folder)]) == 2
    assert "is there already" in capsys.readouterr().err
    assert kept.read_text() == "kept"
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == [kept.name]
