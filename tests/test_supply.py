"""What the project stands on.

Vendored files as they were listed, dependencies locked by hash, advisories when asked for.
"""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT
from tests.soak import advisories

VENDOR = ROOT / "templates/static/vendor"
ROW = re.compile(
    r"^\| (\S+) \| [^|]+ \| (\S+ \d+(?:\.\d+)+) \(\w+\) \| ([\w.-]+), (\S+) \| ([0-9a-f]{64}) \|$",
    re.MULTILINE,
)


def listed() -> dict[str, tuple[str, str, str]]:
    """Return each vendored file with its licence, the file of that licence, and its SHA-256."""
    found = ROW.findall((VENDOR / "VENDORED.md").read_text())
    return {name: (licence, text, digest) for name, _, licence, text, digest in found}


def test_every_vendored_file_is_listed_with_version_licence_and_checksum() -> None:
    files = {path.name for path in VENDOR.iterdir()} - {"VENDORED.md"}
    licences = {text for _, text, _ in listed().values()}
    assert files == set(listed()) | licences


def test_a_vendored_file_is_what_was_listed() -> None:
    for name, (licence, text, digest) in listed().items():
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == digest, name
        first = (VENDOR / text).read_text()
        assert ("MIT" if licence == "MIT" else "SIL OPEN FONT LICENSE") in first, text


def test_nothing_else_on_the_site_was_made_by_others() -> None:
    """A library that came without being listed would say whose it is."""
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".js", ".css", ".html"} and VENDOR not in path.parents:
            assert not re.search(
                r"@license|@preserve|copyright|sourceMappingURL", path.read_text(), re.IGNORECASE
            ), path


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Return the packages of a lock: version, and number of hashes."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    found: dict[str, tuple[str, int]] = {}
    for line in text.splitlines():
        if match := re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", line):
            found[canonicalize_name(match[1])] = (
                match[2],
                len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", line)),
            )
    return found


def test_every_dependency_is_locked_with_a_hash_and_fits_what_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for name, wanted in (
        ("requirements.lock", project["project"]["dependencies"]),
        (
            "requirements-dev.lock",
            [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]],
        ),
    ):
        packages = locked(name)
        assert all(hashes for _, hashes in packages.values()), name
        for requirement in map(Requirement, wanted):
            assert canonicalize_name(requirement.name) in packages, (
                f"{requirement.name} is not in {name}"
            )
            assert requirement.specifier.contains(
                packages[canonicalize_name(requirement.name)][0], prereleases=True
            )


def test_both_locks_hold_the_same_versions() -> None:
    small, large = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: large.get(name) for name in small} == small


def test_no_lock_takes_anything_from_elsewhere() -> None:
    locks = [*ROOT.glob("*.lock"), *ROOT.glob("content/environments/*.txt")]
    assert len(locks) >= 4
    for path in locks:
        text = re.sub(r"^\s*#.*$", "", path.read_text(), flags=re.MULTILINE)
        assert not re.search(
            r"://|--(?:extra-)?index|--find-links|--trusted|(?:^|\s)-[efi]\s|@ ", text
        ), path


def test_installing_never_skips_the_hashes() -> None:
    installs = [
        line
        for line in (ROOT / "Makefile").read_text().splitlines()
        if "pip install" in line and not line.startswith("#")
    ]
    assert installs
    assert all("--require-hashes" in line for line in installs)


def test_advisories_are_told_and_skipped_without_a_network(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packages = advisories.locked(ROOT / "requirements.lock")
    assert len(packages) == len(locked("requirements.lock"))
    answer: dict[str, list[dict[str, list[dict[str, str]]]]] = {"results": [{} for _ in packages]}
    assert advisories.advisories(packages, answer) == []
    answer["results"][1] = {"vulns": [{"id": "X-1"}, {"id": "X-2"}]}
    assert advisories.advisories(packages, answer) == [
        f"{packages[1][0]} {packages[1][1]}: X-1, X-2"
    ]
    (tmp_path / "lock").write_text("a==1\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(advisories, "SERVICE", "http://127.0.0.1:9/")
        assert advisories.main(str(tmp_path / "lock")) == 0
    assert "skipped" in capsys.readouterr().out
