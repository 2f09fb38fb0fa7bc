"""What environments promises.

The right interpreter, made once, made again when something changes, never half-made.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from sidebyside.content.source import Folder
from sidebyside.evidence import environments
from sidebyside.evidence.environments import Interpreter, Ready, Unready
from sidebyside.model.entries import Environment

THIS = f"{sys.version_info.major}.{sys.version_info.minor}"
HERE = Interpreter(Path(sys.executable), f"{THIS}.0")
TEA = f"tea==1 --hash=sha256:{'0' * 64}\n"
posix = pytest.mark.skipif(os.name != "posix", reason="the commands of these tests are for POSIX")


@pytest.fixture
def content(tmp_path: Path) -> Folder:
    (tmp_path / "content/environments").mkdir(parents=True)
    (tmp_path / "content/environments/lock.txt").write_text("")
    return Folder(tmp_path / "content", "content")


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Let no installer run; return what would have been run."""
    done: list[list[str]] = []

    def note(command: Sequence[str]) -> str:
        done.append(list(command))
        return ""

    monkeypatch.setattr(environments, "_do", note)
    monkeypatch.setattr(environments, "find_interpreter", lambda _: HERE)
    return done


def provide(
    content: Folder, lock: str = "lock.txt", packages: Sequence[str] = ()
) -> Ready | Unready:
    return environments.provide_environment(
        Environment("e", "E", THIS, lock), content, content.root.parent / "cache", packages
    )


@pytest.mark.parametrize(
    ("version", "wanted", "fits"),
    [
        ("3.13.0", "3.13", True),
        ("3.13.0rc1", "3.13", True),
        ("3.13.0", "3.13.0", True),
        ("3.13.0", "3.1", False),
        ("3.1.3", "3.13", False),
        ("3.13.10", "3.13.1", False),
    ],
)
def test_a_version_is_wanted_whole_or_by_its_beginning(
    version: str, wanted: str, *, fits: bool
) -> None:
    assert Interpreter(Path("python"), version).fits(wanted) is fits


def test_this_interpreter_is_found_first() -> None:
    found = environments.find_interpreter(THIS)
    assert found is not None
    assert found.fits(THIS)


@posix
def test_an_interpreter_is_looked_for_on_path_and_in_pyenv(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fake(path: Path, version: str) -> None:
        path.parent.mkdir(parents=True)
        answer = f'["{path}", "{version}", []]'
        path.write_text(f"#!/bin/sh\necho '{answer}'\n" if version else "#!/bin/sh\nexit 127\n")
        path.chmod(0o755)

    fake(tmp_path / "shims/python3.99", "")
    for version in ("3.99.2", "3.99.10"):
        fake(tmp_path / f"versions/{version}/bin/python", version)
    monkeypatch.setenv("PATH", f"{tmp_path / 'shims'}")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert environments.find_interpreter("3.99") == Interpreter(
        tmp_path / "versions/3.99.10/bin/python", "3.99.10"
    )
    assert environments.find_interpreter("3.99.2") == Interpreter(
        tmp_path / "versions/3.99.2/bin/python", "3.99.2"
    )
    assert environments.find_interpreter("3.98") is None
    fake(tmp_path / "path/python3", "3.99.1")
    monkeypatch.setenv("PATH", f"{tmp_path / 'shims'}:{tmp_path / 'path'}:/usr/bin:/bin")
    assert environments.find_interpreter("3.99") == Interpreter(tmp_path / "path/python3", "3.99.1")


def test_a_missing_interpreter_is_no_failure_of_the_lock(
    content: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments, "find_interpreter", lambda _: None)
    assert provide(content) == Unready("e", f"this machine has no Python {THIS}", missing=True)


@posix
def test_an_environment_of_an_empty_lock_is_made_and_kept(
    content: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = provide(content, packages=["no-such-package"])
    assert isinstance(first, Ready)
    assert (first.name, first.packages) == ("e", {})
    program = "import sys; print(sys.prefix != sys.base_prefix)"
    answer = subprocess.run(
        [first.python, "-c", program], capture_output=True, text=True, check=True
    )
    assert answer.stdout == "True\n"

    def fail(_: Sequence[str]) -> str:
        raise AssertionError("made again")

    monkeypatch.setattr(environments, "_do", fail)
    assert provide(content, packages=["no-such-package"]) == first


def test_an_environment_is_made_again_only_when_lock_or_interpreter_change(
    content: Folder, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def made() -> tuple[int, Path]:
        steps.clear()
        found = provide(content)
        assert isinstance(found, Ready)
        return len(steps), found.python

    count, first = made()
    assert count > 0
    assert made() == (0, first)
    (content.root / "environments/lock.txt").write_text("# a comment changes nothing\n")
    assert made() == (0, first)
    (content.root / "environments/lock.txt").write_text(TEA)
    count, second = made()
    assert count > 0
    assert second != first
    monkeypatch.setattr(
        environments, "find_interpreter", lambda _: Interpreter(HERE.path, f"{THIS}.99")
    )
    assert made()[0] > 0


def test_a_half_made_environment_is_not_used(
    content: Folder, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments, "_do", lambda _: "ERROR: hashes do not match")
    assert provide(content) == Unready(
        "e", "the environment could not be created", detail="ERROR: hashes do not match"
    )
    assert not steps
    (folder,) = [
        path for path in (content.root.parent / "cache/environments").iterdir() if path.is_dir()
    ]
    (folder / "rubbish").touch()
    monkeypatch.setattr(environments, "_do", lambda _: "")
    assert isinstance(provide(content), Ready)
    assert not (folder / "rubbish").exists()


@pytest.mark.parametrize("uv", ["", "/bin/uv"])
def test_only_wheels_with_hashes_are_installed(
    content: Folder, steps: list[list[str]], uv: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environments, "_uv", lambda: uv)
    (content.root / "environments/lock.txt").write_text(TEA)
    provide(content)
    (install,) = [step for step in steps if "install" in step]
    assert "--require-hashes" in install
    assert install[install.index("--only-binary") + 1] == ":all:"
    assert (install[0] == uv) is bool(uv)


def test_an_environment_is_not_started_once_something_is_installed(
    content: Folder, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package's .pth file runs whenever the environment's interpreter does."""
    monkeypatch.setattr(environments, "_uv", lambda: "")
    (content.root / "environments/lock.txt").write_text(TEA)
    found = provide(content, packages=["tea"])
    assert isinstance(found, Ready)
    assert not [step for step in steps if step[0] == str(found.python)]
    assert not [step for step in steps if "-m" in step and "-I" not in step]


def test_what_is_installed_is_read_from_metadata(tmp_path: Path) -> None:
    site = tmp_path / "lib/python3.13/site-packages"
    for name, version, more in (
        ("Some_Tea", "1.2", {"top_level.txt": "tea\n"}),
        ("cup", "3", {"RECORD": "cup/a.py,,\n"}),
    ):
        folder = site / f"{name}-{version}.dist-info"
        folder.mkdir(parents=True)
        (folder / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        for file, text in more.items():
            (folder / file).write_text(text)
    (site / "evil-1.dist-info").mkdir()
    (site / "evil-1.dist-info/METADATA").write_text(
        "Metadata-Version: 2.1\nName: evil;x\nVersion: 1\n"
    )
    (site / "evil.pth").write_text("import os; os.abort()\n")
    found = environments.Installed(tmp_path)
    assert found.versions(["some-tea", "Cup", "evil;x"]) == {"some-tea": "1.2", "Cup": "3"}
    assert found.modules() == {"tea": {"Some_Tea": "1.2"}, "cup": {"cup": "3"}}


@pytest.mark.parametrize("variable", ["XDG_CACHE_HOME", "HOME"])
def test_environments_lie_outside_of_a_checkout(
    variable: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv(variable, str(tmp_path))
    assert environments.default_cache() in {tmp_path / "sidebyside", tmp_path / ".cache/sidebyside"}


@pytest.mark.parametrize("lock", ["../outside.txt", "link.txt", "absent.txt", "../site.yaml"])
def test_a_lock_lies_beside_its_environment(
    content: Folder, steps: list[list[str]], lock: str
) -> None:
    (content.root.parent / "outside.txt").write_text("")
    (content.root / "site.yaml").write_text("")
    (content.root / "environments/link.txt").symlink_to(content.root.parent / "outside.txt")
    found = provide(content, lock)
    assert isinstance(found, Unready)
    assert not found.missing
    assert not steps


def test_environments_that_nobody_used_for_long_are_removed(
    content: Folder, steps: list[list[str]]
) -> None:
    root = content.root.parent / "cache/environments"
    for name, days in (("old-1", environments.KEPT_DAYS + 1), ("old-2", 1)):
        (root / name).mkdir(parents=True)
        (root / name / "ready").touch()
        then = (root / name / "ready").stat().st_mtime - days * 86400
        os.utime(root / name / "ready", (then, then))
    provide(content)
    assert not (root / "old-1").exists()
    assert (root / "old-2").exists()
    assert steps


def test_pip_is_tried_where_uv_does_not_get_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def do(command: list[str]) -> str:
        called.append(Path(command[0]).name)
        return "no way through" if command[0] == "uv" else ""

    monkeypatch.setattr(environments, "_uv", lambda: "uv")
    monkeypatch.setattr(environments, "_do", do)
    interpreter = environments.inspect_interpreter(Path(sys.executable))
    assert interpreter is not None
    assert environments._make(interpreter, tmp_path / "made", TEA) == ""
    assert called[0] == "uv"
    assert "uv" not in called[1:]
    assert (tmp_path / "made/ready").exists()
