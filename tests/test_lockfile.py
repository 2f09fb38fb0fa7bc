"""Locks that come with content: exact versions with hashes, and nothing else."""

import time

import pytest

from sidebyside.content.source import Source
from sidebyside.evidence import lockfile
from sidebyside.evidence.lockfile import Lock, Pin
from tests.conftest import ROOT

HASH = f"--hash=sha256:{'0' * 64}"
GOOD = {
    "one line": (f"tea==1.0 {HASH}", Pin("tea", "1.0", (HASH,))),
    "lines": (
        f"tea==1.0 \\\n    {HASH} \\\n    {HASH}\n    # via cup\n",
        Pin("tea", "1.0", (HASH, HASH)),
    ),
    "an extra": (f"Tea_Pot[hot,big]==1 {HASH}", Pin("tea-pot", "1", (HASH,), "big,hot")),
    "a marker": (
        f"tea==1 ; sys_platform == 'linux' {HASH}",
        Pin("tea", "1", (HASH,), "", 'sys_platform == "linux"'),
    ),
    "a marker without spaces": (
        f"tea==1;python_version<'4' {HASH}",
        Pin("tea", "1", (HASH,), "", 'python_version < "4"'),
    ),
}
BAD = {
    "another file": "-r /etc/passwd",
    "another index": "--index-url https://evil.example/simple",
    "an index behind a package": f"tea==1 {HASH} --index-url=https://evil.example",
    "an option of the build": f"tea==1 {HASH} --config-settings=x=y",
    "a folder": ".",
    "an editable folder": "-e .",
    "an archive": f"./tea-1.0.tar.gz {HASH}",
    "an address": f"tea @ https://evil.example/tea-1.0.tar.gz {HASH}",
    "an address of a file": f"tea @ file:///tmp/tea {HASH}",
    "a range": f"tea>=1 {HASH}",
    "any version": f"tea==1.* {HASH}",
    "no version": f"tea {HASH}",
    "no hash": "tea==1",
    "a short hash": "tea==1 --hash=sha256:00",
    "a weak hash": f"tea==1 --hash=md5:{'0' * 32}",
    "a variable": f"tea==${{HOME}} {HASH}",
    "a command": f"tea==1;echo {HASH}",
    "a name of two": f"tea cup==1 {HASH}",
    "a name that is an option": f"-tea==1 {HASH}",
    "brackets without end": f"tea==1 ; {'(' * 900} {HASH}",
    "a long marker": f"tea==1 ; {'a' * 5000} {HASH}",
    "too long": f"tea==1 {HASH * 1000}",
    "an escape": f"tea==1\x1b[2J {HASH}",
}


@pytest.mark.parametrize(("text", "pin"), GOOD.values(), ids=GOOD)
def test_an_exact_version_with_hashes_is_read_and_written_anew(text: str, pin: Pin) -> None:
    lock = lockfile.read(Source("lock", f"# made by hand\n\n{text}\n"))
    assert lock == Lock((pin,))
    assert isinstance(lock, Lock)
    assert lockfile.read(Source("lock", lock.as_text())) == lock


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_anything_else_is_told_with_its_place(text: str) -> None:
    found = lockfile.read(Source("lock", f"cup==2 {HASH}\n\n  {text}\n"))
    assert isinstance(found, tuple)
    assert [(problem.code, problem.place.line, problem.place.column) for problem in found] == [
        ("bad-value", 3, 3)
    ]


def test_the_locks_of_this_repository_are_read() -> None:
    for path in [
        *ROOT.glob("content/environments/*.lock.txt"),
        *ROOT.glob("examples/*/environments/*.lock.txt"),
    ]:
        assert isinstance(lockfile.read(Source(path.name, path.read_text())), Lock), path


@pytest.mark.parametrize(
    "unit", ["a==1 \\\n", f"a==1 {HASH}\n", "-r x\n", "# a ", " ", "a[", "a==1;("]
)
def test_any_lock_is_read_in_a_moment(unit: str) -> None:
    began = time.process_time()
    lockfile.read(Source("lock", unit * ((1 << 20) // len(unit))))
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text", ["-r x", "engine @ file:///x", "--index-url https://x.example", "engine; (", "./x"]
)
def test_a_list_of_packages_holds_names_and_ranges(text: str) -> None:
    assert lockfile.read_wanted(Source("in", "flask[async]~=3.1\n# why\nredis\n")) == (
        "flask[async]~=3.1",
        "redis",
    )
    (problem,) = lockfile.read_wanted(Source("in", f"redis\n{text}\n"))
    assert not isinstance(problem, str)
    assert problem.place.line == 2
