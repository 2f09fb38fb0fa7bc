"""Programs in the reader's browser.

The list of what was verified, packages, what a build adds, and what it does without.
"""

import hashlib
import io
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sidebyside.browser import offer, runtime
from sidebyside.browser.allowlist import Allowlist, BrowserRecord, WheelRecord, read_allowlist
from sidebyside.browser.runtime import BrowserRuntime
from sidebyside.browser.wheels import Wheels, make_bundle
from sidebyside.content.compiler import SourceFile
from sidebyside.content.source import Source
from sidebyside.evidence.lockfile import Lock, Pin
from tests.conftest import ROOT, Town

A, B = "a" * 64, "b" * 64
WHEEL = "tiny-1.0-py3-none-any.whl"
GOOD = {
    "version": 1,
    "environment": "plain",
    "python": "3.14.2",
    "runtime": A,
    "wheels": {WHEEL: {"sha256": A, "bundle": B}},
    "programs": {
        "dimensions/d/s.a.py": {"sha256": A, "output": B, "wheels": [WHEEL]},
        "dimensions/d/s.b.py": {"sha256": A, "needs": "threads"},
    },
}


def read(text: str) -> tuple[Allowlist | None, tuple[str, ...]]:
    found, problems = read_allowlist(
        SourceFile("browser", "browser.json", Source("content/browser.json", text))
    )
    assert all(
        problem.code == "syntax" and "browser.json is damaged" in problem.message
        for problem in problems
    )
    return found, tuple(problem.message for problem in problems)


def test_a_list_is_read_and_written_as_it_was() -> None:
    listed, problems = read(json.dumps(GOOD))
    assert listed is not None
    assert problems == ()
    assert [*listed.same] == ["dimensions/d/s.a.py"]
    again, _ = read(listed.as_text())
    assert again == listed
    assert again is not None
    assert again.as_text() == listed.as_text()


def changed(**keys: object) -> str:
    return json.dumps({**GOOD, **keys})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "Expecting"),
        ("[]", "Input should be an object"),
        (changed(extra=1), "'extra'"),
        (changed(runtime="A" * 64), "'runtime'"),
        (changed(runtime=f"{A}\n"), "'runtime'"),
        (changed(environment="../plain"), "'environment'"),
        (changed(python="3.14 <script>"), "'python'"),
        (changed(wheels={}), "the wheels of programs and the list of wheels differ"),
        (
            changed(wheels={"../x-1-py3-none-any.whl": {"sha256": A, "bundle": B}}),
            "'../x-1-py3-none-any.whl'",
        ),
        (
            changed(programs={"dimensions/d/s.a.py": {"sha256": A}}, wheels={}),
            "'dimensions/d/s.a.py'",
        ),
        (changed(programs={"../s.a.py": {"sha256": A, "output": B}}, wheels={}), "'../s.a.py'"),
        (changed(programs={"d/s.a.py": {"sha256": A, "needs": "luck"}}, wheels={}), "'needs'"),
        (changed()[:-1] + ', "version": 1}', "a key comes twice"),
        ('{"version": 1e999}', "is damaged"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_what_verify_does_not_write_is_a_problem(text: str, said: str) -> None:
    listed, problems = read(text)
    assert listed is None
    assert said in problems[0]


def test_a_damaged_list_stops_a_build_at_its_place(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.put("browser.json", json.dumps({**GOOD, "extra": 1}, indent=1))
    assert town.run("build") == 1
    assert re.search(
        r"browser\.json:\d+:\d+: error\[syntax\]: browser\.json is damaged: 'extra'",
        capsys.readouterr().err,
    )


def wheel(
    folder: Path, day: tuple[int, int, int, int, int, int], *, backwards: bool = False
) -> Path:
    """Write a wheel with all that is left out of a bundle, at some time, in some order."""
    members = {
        "tiny/__init__.py": b"print('tiny')\n" * 20,
        "tiny/data.txt": b"text",
        "tiny/fast.so": b"\x7fELF",
        "tiny/fast.c": b"int x;",
        "tiny/__init__.pyi": b"x: int",
        "tiny/tests/test_tiny.py": b"assert True",
        "tiny/test/__init__.py": b"",
        "tiny/de/messages.po": b"",
        "tiny/de/messages.mo": b"mo",
        "tiny-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\nRequires-Dist: other\n",
        "tiny-1.0.dist-info/RECORD": b"",
        "tiny-1.0.data/scripts/tiny": b"#!python",
        "../outside.py": b"",
    }
    path = folder / WHEEL
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(members, reverse=backwards):
            archive.writestr(zipfile.ZipInfo(name, day), members[name], zipfile.ZIP_DEFLATED)
    return path


def test_a_bundle_has_the_same_bytes_whenever_the_wheel_was_packed(tmp_path: Path) -> None:
    first = make_bundle(wheel(tmp_path, (2001, 2, 3, 4, 5, 6)), WHEEL)
    second = make_bundle(wheel(tmp_path, (2021, 12, 30, 1, 1, 2), backwards=True), WHEEL)
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            "tiny-1.0.dist-info/METADATA",
            "tiny-1.0.dist-info/RECORD",
            "tiny/__init__.py",
            "tiny/data.txt",
            "tiny/de/messages.mo",
            "tiny/test/__init__.py",
        ]
        assert archive.read("tiny/__init__.py") == b"print('tiny')\n" * 20
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_compiled_parts_stay_where_they_are_for_the_runtime(tmp_path: Path) -> None:
    path = wheel(tmp_path, (2001, 2, 3, 4, 5, 6))
    with zipfile.ZipFile(
        io.BytesIO(make_bundle(path, "tiny-1.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"))
    ) as archive:
        assert "tiny/fast.so" in archive.namelist()


def test_only_what_the_lock_pins_is_taken(tmp_path: Path) -> None:
    wheels = Wheels(Lock((Pin("tiny", "1.0", (f"--hash=sha256:{A}",)),)), tmp_path)
    assert wheels.holds(WHEEL, A)
    assert not wheels.holds(WHEEL, B)
    assert not wheels.holds("tiny-1.1-py3-none-any.whl", A)
    assert not wheels.holds("other-1.0-py3-none-any.whl", A)
    assert not wheels.holds("no wheel", A)


class Offered:
    """A town with records, a runtime of a few bytes and one tiny package, all from a cache of its own."""

    def __init__(self, town: Town, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.town, self.cache = town, cache
        folder = cache / "runtime"
        (folder / "hashes").mkdir(parents=True)
        names = ("core.mjs", "hashes/LICENSE", "pyodide.asm.wasm", "pyodide-lock.json", "shims.py")
        for name in names:
            (folder / name).write_text(f"what {name} holds", encoding="utf-8")
        self.runtime = BrowserRuntime(folder, names)
        monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
        monkeypatch.setattr(offer, "provide_runtime", lambda _cache: self.runtime)
        path = wheel(cache, (2001, 2, 3, 4, 5, 6))
        sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
        self.bundle = make_bundle(path, WHEEL)
        kept = cache / "sidebyside/run/wheels"
        kept.mkdir(parents=True)
        path.replace(kept / f"{sha256}.whl")
        town.put("environments/plain.yaml", 'title: Plain\npython: "3.11"\nlock: plain.lock.txt\n')
        town.put("environments/plain.lock.txt", f"tiny==1.0 --hash=sha256:{sha256}\n")
        programs, ledger = {}, {}
        for key in ("train", "tram", "ferry"):
            name = f"dimensions/speed/count.{key}.py"
            output = f"0 {key}\n1 {key}\n2 {key}\n"
            town.put(f"dimensions/speed/count.{key}.out", output)
            own = hashlib.sha256((town.content / name).read_bytes()).hexdigest()
            printed = hashlib.sha256(output.encode()).hexdigest()
            programs[name] = BrowserRecord(sha256=own, output=printed, wheels=(WHEEL,))
            run = {
                "date": "2026-01-02",
                "output": printed,
                "packages": {"tiny": "1.0"},
                "python": "3.11.2",
            }
            ledger[name] = {"sha256": own, "runs": {"plain": run}}
        ferry = "dimensions/speed/count.ferry.py"
        programs[ferry] = BrowserRecord(sha256=programs[ferry].sha256, needs="threads")
        town.put("evidence.json", json.dumps({"version": 1, "programs": ledger}))
        self.listed = Allowlist(
            environment="plain",
            python="3.14.2",
            runtime=self.runtime.sha256,
            wheels={
                WHEEL: WheelRecord(sha256=sha256, bundle=hashlib.sha256(self.bundle).hexdigest())
            },
            programs=programs,
        )
        self.write(self.listed)

    def write(self, listed: Allowlist) -> None:
        self.town.put("browser.json", listed.as_text())

    def manifest(self) -> dict[str, object]:
        return json.loads(self.town.page("run/manifest.json"))  # type: ignore[no-any-return]


@pytest.fixture
def offered(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offered:
    return Offered(town, tmp_path / "cache", monkeypatch)


def test_a_build_adds_what_a_browser_needs_and_says_how_large_it_is(offered: Offered) -> None:
    assert offered.town.run("build", "--run-here") == 0
    manifest, tree = offered.manifest(), offered.town.tree()
    runtime_files, packages = manifest["runtime"], manifest["packages"]
    assert isinstance(runtime_files, dict)
    assert isinstance(packages, list)
    listed = [
        (f"run/{runtime_files['folder']}{one['file']}", one) for one in runtime_files["files"]
    ]
    listed += [(f"run/{one['file']}", one) for one in packages]
    for path, about in listed:
        assert len(tree[path]) == about["size"]
        assert hashlib.sha256(tree[path]).hexdigest() == about["sha256"]
    assert len(listed) == 6
    assert manifest["programs"] == {
        "dimensions/speed/count.train.py": [0],
        "dimensions/speed/count.tram.py": [0],
    }
    programs = json.loads(tree["run/programs/speed.json"])
    assert programs["dimensions/speed/count.train.py"]["output"] == "0 train\n1 train\n2 train\n"
    assert "tiny 1.0" in tree["run/LICENSES.txt"].decode()
    page = offered.town.page("dimensions/speed.html")
    assert re.findall(r'<button[^>]*class="run_button" data-program="([^"]+)"', page) == [
        *manifest["programs"]
    ]
    assert "needs threads" in page


def test_the_same_input_gives_the_same_bytes(offered: Offered) -> None:
    assert offered.town.run("build", "--run-here") == 0
    first = offered.town.tree()
    shutil.rmtree(offered.town.output)
    assert offered.town.run("build", "--run-here", "--jobs", "1") == 0
    assert offered.town.tree() == first


def policy(page: str) -> str:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return found[1]


def test_only_pages_with_a_button_may_start_python(offered: Offered) -> None:
    assert offered.town.run("build", "--run-here") == 0
    for path in sorted(offered.town.output.rglob("*.html")):
        name, page = path.relative_to(offered.town.output).as_posix(), path.read_text()
        may = name in {"dimensions/speed.html", "run.html"}
        assert ("'wasm-unsafe-eval'; worker-src 'self' blob:" in policy(page)) is may, name
        assert ("run-button" in page) is may, name
        assert "'unsafe-eval'" not in page
        assert "'unsafe-inline'" not in page


def test_without_the_option_nothing_of_it_is_there(offered: Offered) -> None:
    assert offered.town.run("build") == 0
    tree = offered.town.tree()
    assert not [path for path in tree if path.startswith("run/") or path == "run.html"]
    assert not [
        path
        for path, data in tree.items()
        if path.endswith(".html") and (b"wasm" in data or b"run_button" in data)
    ]


Change = Callable[[Offered], object]


def new_output(offered: Offered) -> None:
    offered.town.put("dimensions/speed/count.train.out", "0 train\n1 train\n2 train\n3 train\n")


def new_bundle(offered: Offered) -> None:
    other = offered.listed.wheels[WHEEL].model_copy(update={"bundle": B})
    offered.write(offered.listed.model_copy(update={"wheels": {WHEEL: other}}))


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (
            lambda offered: offered.town.edit(
                "dimensions/speed/count.train.py", "range(3)", "range(2)"
            ),
            ["tram"],
        ),
        (new_output, ["tram"]),
        (new_bundle, []),
        (
            lambda offered: offered.town.put(
                "environments/plain.lock.txt", f"tiny==1.0 --hash=sha256:{A}\n"
            ),
            [],
        ),
        (lambda offered: offered.town.put("environments/plain.lock.txt", ""), []),
    ],
)
def test_a_change_takes_the_button_away(
    offered: Offered, change: Change, left: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    change(offered)
    assert offered.town.run("build", "--run-here") == 0
    assert (
        "changed since, or with other packages; run: python build.py verify --browser --update"
        in capsys.readouterr().err
    )
    page = offered.town.page("dimensions/speed.html")
    assert re.findall(r'data-program="dimensions/speed/count\.(\w+)\.py"', page) == left
    assert (offered.town.output / "run.html").exists() is bool(left)


def test_another_runtime_takes_all_of_them_away(
    offered: Offered, capsys: pytest.CaptureFixture[str]
) -> None:
    (offered.runtime.folder / "shims.py").write_text("other shims", encoding="utf-8")
    offered.runtime = replace(offered.runtime)
    assert offered.town.run("build", "--run-here") == 0
    assert (
        "run here is left out: the runtime is not the one that was verified"
        in capsys.readouterr().err
    )
    assert not (offered.town.output / "run").exists()


def test_without_npm_a_line_says_so_and_the_site_is_built(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    town.put("browser.json", json.dumps({**GOOD, "programs": {}, "wheels": {}}))
    assert town.run("build") == 0
    plain = town.tree()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("PATH", str(tmp_path))
    capsys.readouterr()
    town.remembers = True
    for _ in range(2):  # and again, as long as it is so
        assert town.run("build", "--run-here") == 0
        said = [
            line for line in capsys.readouterr().err.splitlines() if line.startswith("build.py")
        ]
        assert said == ["build.py: run here is left out: there is no npm on this machine"]
    assert {path: data for path, data in town.tree().items() if not path.startswith(".")} == {
        path: data for path, data in plain.items() if not path.startswith(".")
    }


def test_what_npm_says_is_told_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    npm = tmp_path / "npm"
    npm.write_text(
        "#!/bin/sh\necho 'npm error code EINTEGRITY' >&2\necho more >&2\nexit 1\n", encoding="utf-8"
    )
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert (
        runtime.provide_runtime(tmp_path / "cache")
        == "npm could not fetch it: npm error code EINTEGRITY"
    )
    assert not [*(tmp_path / "cache").rglob("runtime-*")]


def test_the_lock_of_npm_pins_everything_by_hash() -> None:
    lock = json.loads((runtime.HOST_FILES / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((runtime.HOST_FILES / "package.json").read_text(encoding="utf-8"))[
        "dependencies"
    ]
    assert lock["packages"][""]["dependencies"] == wanted
    assert all(re.fullmatch(r"\d+(\.\d+)+", version) for version in wanted.values())
    for name, package in lock["packages"].items():
        assert not name or package["integrity"].startswith("sha512-")
        assert "resolved" not in package


@pytest.mark.parametrize("content", ["content", "examples/saving"])
def test_the_lists_of_this_repository_name_programs_that_are_there(content: str) -> None:
    text = (ROOT / content / "browser.json").read_text(encoding="utf-8")
    listed, problems = read(text)
    assert listed is not None
    assert problems == ()
    assert text == listed.as_text()
    for path, record in listed.programs.items():
        assert (ROOT / content / path).exists()
        assert record.output or record.needs
