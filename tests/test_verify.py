"""What verify promises.

Programs are run where they can, held in, compared, recorded, and nothing of them stays.
"""

import json
import os
import re
import sys
import textwrap
import time
import uuid
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from sidebyside import options
from sidebyside.content import highlight, loader
from sidebyside.content.source import Folder
from sidebyside.diagnostics import CommandError
from sidebyside.evidence import sandbox, verify
from sidebyside.evidence.environments import Ready, Unready
from sidebyside.evidence.sandbox import Isolation, Limits
from sidebyside.evidence.verify import VerifyOptions, VerifyProgress, VerifyResult
from sidebyside.model.entries import Environment, Program
from sidebyside.site import linker, proved

SITE = """\
title: A vs B
url: https://example.org/
subjects:
  - {key: a, name: A, packages: [Apple, Core]}
  - {key: b, name: B}
categories:
  - {slug: all, title: All}
"""
DAY = date(2026, 1, 2)
BEST = sandbox.find_isolation()
PLAIN = Isolation()
sandboxed = pytest.mark.skipif(
    not BEST.tools, reason="this machine has no bubblewrap, or no namespaces"
)
pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="the programs of these tests are for POSIX"
)


def quiet(_: VerifyProgress) -> None:
    """Report nothing."""


class Content:
    """A content folder whose dimensions hold one-line programs, and environments that need no installing."""

    def __init__(self, root: Path) -> None:
        self.root, self.versions = (
            root / "content",
            {"old": {"Apple": "1.5", "Core": "9"}, "new": {"Apple": "2.0b1"}},
        )
        self.missing: set[str] = set()
        self.bin = root / "bin"
        self.write("site.yaml", SITE)
        self.environments("new")

    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(textwrap.dedent(text), encoding="utf-8")

    def environments(self, *names: str) -> None:
        self.write("environments/none.txt", "")
        for name in names:
            self.write(f"environments/{name}.yaml", 'python: "3.13"\nlock: none.txt\n')

    def sample(
        self,
        ref: str,
        a: str = "print('a')",
        b: str = "print('b')",
        more: str = "",
        needs: str = "",
    ) -> None:
        """Write a dimension with one sample and its two programs."""
        slug, _, name = ref.partition("/")
        self.write(
            f"dimensions/{slug}/index.md",
            f"---\ntitle: {slug}\ncategory: all\nsummary: s\nglance: {{a: x, b: y}}\n{more}"
            f"rows:\n  - {{aspect: one, a: x, b: y, proof: {name}}}\n"
            f"samples:\n  - id: {name}\n    title: t\n{needs}---\n",
        )
        for key, text in (("a", a), ("b", b)):
            self.write(f"dimensions/{slug}/{name}.{key}.py", text)

    def provide(self, environment: Environment, *_: object) -> Ready | Unready:
        if environment.name in self.missing:
            return Unready(
                environment.name, f"this machine has no Python {environment.python}", missing=True
            )
        python = self.bin / environment.name / "python"
        python.parent.mkdir(parents=True, exist_ok=True)
        # Programs can tell the environments apart by WHERE.
        python.write_text(f'#!/bin/sh\nWHERE={environment.name} exec {sys.executable} "$@"\n')
        python.chmod(0o755)
        readable = (self.bin, Path(sys.prefix), Path(sys.prefix).resolve(), Path(sys.base_prefix))
        return Ready(
            environment.name, python, "3.13.0", self.versions[environment.name], readable=readable
        )

    def verify(
        self, *patterns: str, report: Callable[[VerifyProgress], None] = quiet, **options: object
    ) -> VerifyResult:
        settings = {"today": DAY, "jobs": 2, **options}
        chosen = VerifyOptions(patterns=patterns, **settings)  # type: ignore[arg-type]
        return verify.verify_content(
            Folder(self.root, "content"), self.root / ".cache", chosen, report, self.provide
        )

    def text(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def outs(self) -> dict[str, str]:
        return {
            path.name: path.read_text(encoding="utf-8") for path in sorted(self.root.rglob("*.out"))
        }

    def ledger(self) -> dict[str, dict[str, dict[str, object]]]:
        return json.loads(self.text("evidence.json"))["programs"]  # type: ignore[no-any-return]


@pytest.fixture
def content(tmp_path: Path) -> Content:
    return Content(tmp_path)


@pytest.fixture(params=["best", "plain"])
def isolation(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Isolation:
    """Run a test both with all that this machine can hold back and with what every POSIX system can."""
    if request.param == "best" and not BEST.tools:
        pytest.skip("this machine has no bubblewrap, or no namespaces")
    chosen = BEST if request.param == "best" else PLAIN
    monkeypatch.setattr(verify, "find_isolation", lambda: chosen)
    return chosen


def running(token: str) -> bool:
    """Tell whether a process with a word in its command line is alive.

    One that is being killed gets a moment.
    """
    for _ in range(40):
        found = False
        for entry in Path("/proc").glob("[1-9]*"):
            try:
                found = found or token.encode() in (entry / "cmdline").read_bytes()
            except OSError:
                continue
        if not found:
            return False
        time.sleep(0.05)
    return True


# Programs that fail

FAILURES = {
    "exit": ("import sys\nprint(1)\nsys.exit(3)", "exited with status 3", ""),
    "traceback": (
        "def f():\n    raise ValueError('no')\nf()",
        "exited with status 1",
        'File "s.a.py", line 2, in f',
    ),
    "signal": ("import os\nos.kill(os.getpid(), 9)", "was terminated by SIGKILL", ""),
    "crash": ("import ctypes\nctypes.string_at(0)", "was terminated by SIGSEGV", ""),
    "bytes": (
        "import os\nos.write(1, b'one\\ntw\\xff')",
        "printed bytes that are not UTF-8: 0xff in line 2",
        "",
    ),
    "package": (
        "import no_such_thing.at_all",
        "the lock of 'new' has no package that provides the module 'no_such_thing'",
        "import",
    ),
    "memory": ("bytearray(3 << 30)", "exited with status 1", "MemoryError"),
    "escape": ("import sys\nsys.exit('\\x1b[2J')", "exited with status 1", "\\x1b[2J"),
    "stdin": ("input()", "exited with status 1", "EOFError"),
}


@pytest.mark.parametrize(("program", "fault", "detail"), FAILURES.values(), ids=FAILURES)
@pytest.mark.usefixtures("isolation")
def test_a_program_that_fails_is_told_with_what_happened(
    content: Content, program: str, fault: str, detail: str
) -> None:
    content.sample("d/s", program)
    outcome = content.verify(update=True)
    (failure,) = outcome.failures
    assert fault in failure.fault
    assert detail in failure.detail
    assert "sidebyside-" not in failure.detail
    assert not outcome.ok
    text = verify.report_text(outcome)
    assert f"content/dimensions/d/s.a.py on new: {failure.fault}" in text
    assert "\x1b" not in text
    assert list(content.outs()) == ["s.b.out"]
    assert list(content.ledger()) == ["dimensions/d/s.b.py"]


@pytest.mark.parametrize(
    "program",
    ["while True: pass", "import time\ntime.sleep(60)", "import os\nos.fork()\nwhile True: pass"],
)
@pytest.mark.usefixtures("isolation")
def test_a_program_that_does_not_end_is_killed(content: Content, program: str) -> None:
    token = uuid.uuid4().hex
    content.sample(f"d/s-{token}", program)
    began = time.monotonic()
    outcome = content.verify(limits=Limits(seconds=0.5), update=True)
    assert [r.fault for r in outcome.failures if ".a." in r.task.program.path] == [
        "did not finish within 0.5 s and was killed"
    ]
    assert time.monotonic() - began < 5
    assert not running(token)


@pytest.mark.parametrize("to", ["stdout", "stderr"])
@pytest.mark.usefixtures("isolation")
def test_a_program_that_prints_without_end_is_killed(content: Content, to: str) -> None:
    content.sample("d/s", f"import sys\nwhile True: sys.{to}.write('x' * 99 + '\\n')")
    outcome = content.verify(update=True)
    assert [r.fault for r in outcome.failures] == ["printed more than 1,024 KiB and was killed"]
    assert len(verify.report_text(outcome)) < 10_000


@pytest.mark.usefixtures("isolation")
def test_a_daemon_that_a_program_leaves_is_gone(content: Content) -> None:
    token = uuid.uuid4().hex
    words = f"[sys.executable, '-c', 'import time; time.sleep(60)', '{token}']"
    daemon = f"import subprocess, sys\nsubprocess.Popen({words}, %s)\nprint(1)"
    content.sample(
        "d/s",
        daemon % "start_new_session=True",
        daemon % "start_new_session=True, stdout=-3, stderr=-3",
    )
    outcome = content.verify(update=True)
    assert outcome.ok
    assert max(result.seconds for result in outcome.results) < 10
    assert not running(token)


@pytest.mark.usefixtures("isolation")
def test_ctrl_c_leaves_no_process_and_records_nothing(content: Content) -> None:
    token = uuid.uuid4().hex
    content.sample("d/s", "print(1)", "print(1)")
    for number in range(3):
        content.sample(f"e{number}/s-{token}", "while True: pass", "while True: pass")

    def interrupt(progress: VerifyProgress) -> None:
        if progress.done == 1:
            raise KeyboardInterrupt

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        content.verify(report=interrupt, update=True)
    assert time.monotonic() - began < 5
    assert not running(token)
    assert not (content.root / "evidence.json").exists()


@sandboxed
def test_a_program_cannot_write_outside_of_its_folder(content: Content, tmp_path: Path) -> None:
    places = [content.root, tmp_path, *([Path.home()] if Path.home().is_dir() else [])]
    for path in (place / f"mark-{uuid.uuid4().hex}" for place in places):
        content.sample("d/s", f"open({str(path)!r}, 'w')")
        (failure,) = content.verify(update=True).failures
        assert failure.fault.startswith("exited with status 1")
        assert not path.exists()


def test_a_program_that_writes_beside_its_folder_is_named(
    content: Content, isolation: Isolation
) -> None:
    content.sample("d/s", "open('../mark', 'w')\nprint(1)")
    kept = "exited with status 1: it wrote outside its folder"
    fault = kept if isolation.tools else "wrote outside its folder: mark"
    assert [r.fault for r in content.verify(update=True).failures] == [fault]


def test_what_a_program_wrote_outside_is_seen_where_it_cannot_be_kept_from_it(
    content: Content, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "find_isolation", lambda: PLAIN)
    content.sample("d/s", f"open({str(content.root / 'mark')!r}, 'w')")
    outcome = content.verify(update=True)
    assert outcome.intruded == ("mark",)
    assert not outcome.ok
    assert content.outs() == {}
    assert "content/mark" in verify.report_text(outcome)
    (note,) = outcome.notes
    assert all(
        word in note
        for word in (
            "network",
            "files",
            "environment",
            "terminals",
            "services",
            "processes",
            "memory",
        )
    )


def test_nothing_is_run_where_a_sandbox_is_required_and_there_is_none(
    content: Content, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(verify, "find_isolation", lambda: PLAIN)
    content.sample("d/s", f"open({str(tmp_path / 'mark')!r}, 'w')")
    with pytest.raises(CommandError, match="install bubblewrap"):
        content.verify(update=True, require_sandbox=True)
    assert not (tmp_path / "mark").exists()
    content.write("dimensions/d/index.md", "---\n---\n")
    assert not content.verify(require_sandbox=True).ok


@pytest.mark.parametrize(
    ("ci", "required"), [("", False), ("false", False), ("0", False), ("true", True), ("1", True)]
)
def test_a_sandbox_is_required_under_ci(
    ci: str, monkeypatch: pytest.MonkeyPatch, *, required: bool
) -> None:
    monkeypatch.setenv("CI", ci)
    assert options.parse_arguments(["verify"]).require_sandbox is required
    assert options.parse_arguments(["verify", "--require-cage"]).require_sandbox
    assert not options.parse_arguments(["verify", "--no-require-sandbox"]).require_sandbox


@pytest.mark.usefixtures("isolation")
def test_memory_counts_for_all_that_a_program_starts(content: Content) -> None:
    """Each process stays below the limit; all of them together do not."""
    program = """
        import os, time
        for _ in range(6):
            if os.fork() == 0:
                held = b"x" * (24 << 20)
                time.sleep(20)
        time.sleep(20)
    """
    content.sample("d/s", program)
    outcome = content.verify(update=True, limits=Limits(seconds=15, memory=100 << 20))
    assert [r.fault for r in outcome.failures] == [
        "used more than 100 MiB of memory, child processes included, and was killed"
    ]


@sandboxed
def test_files_without_content_are_counted_too(content: Content) -> None:
    content.sample(
        "d/s", "import time\nfor n in range(3000): open(str(n), 'w').close()\ntime.sleep(20)"
    )
    outcome = content.verify(update=True, limits=Limits(seconds=15, inodes=1000))
    assert [r.fault for r in outcome.failures] == ["created more than 1,000 files and was killed"]


# What the ledger claims

CLAIMS = {
    "a Python": (
        "python",
        '"3.13.0"',
        '"4.0.0"',
        "is recorded on Python 4.0.0, and this environment has 3.13.0",
    ),
    "a version": (
        "Apple",
        '"Apple": "2.0b1"',
        '"Apple": "99.0"',
        "is recorded on Apple 99.0, and this environment has 2.0b1",
    ),
    "a package": (
        "six",
        '"Apple"',
        '"six": "1.17.0", "Apple"',
        "is recorded on six 1.17.0, and this environment has none",
    ),
}


@pytest.mark.parametrize(("_name", "old", "new", "fault"), CLAIMS.values(), ids=CLAIMS)
def test_versions_that_a_program_did_not_run_on_fail(
    content: Content, _name: str, old: str, new: str, fault: str
) -> None:
    content.sample("d/s")
    assert content.verify(update=True).ok
    content.write("evidence.json", content.text("evidence.json").replace(old, new, 1))
    assert [r.fault for r in content.verify().failures] == [f"{fault}; run verify --update"]
    assert content.verify(update=True, changed=True).ok
    assert content.verify().ok


def test_a_record_of_an_environment_that_is_not_there_is_an_error(content: Content) -> None:
    content.sample("d/s")
    assert content.verify(update=True).ok
    content.write("evidence.json", content.text("evidence.json").replace('"new"', '"ghost"'))
    outcome = content.verify()
    assert not outcome.ok
    assert [(p.code, p.message) for p in outcome.problems] == [
        ("bad-value", "there is no environment 'ghost'")
    ]


def test_a_day_that_has_not_come_is_an_error(content: Content) -> None:
    content.sample("d/s")
    assert content.verify(update=True).ok
    content.write(
        "evidence.json", content.text("evidence.json").replace("2026-01-02", "9999-12-31")
    )
    outcome = content.verify()
    assert {(p.code, p.message) for p in outcome.problems} == {
        ("bad-value", "'9999-12-31' is in the future")
    }
    assert [p.place.text.strip()[:6] for p in outcome.problems] == ['"date"', '"date"']
    _, problems = linker.link_site(
        loader.load_content(Folder(content.root, "content")), "content", DAY
    )
    assert [p.message for p in problems if p.is_error] == ["'9999-12-31' is in the future"] * 2


@sandboxed
def test_a_program_has_no_network_but_its_own_loopback(content: Content) -> None:
    loopback = """
        import socket
        server = socket.create_server(("127.0.0.1", 0))
        socket.create_connection(server.getsockname()).close()
        print("here")
    """
    content.sample("d/s", "import socket\nsocket.create_connection(('192.0.2.1', 80), 2)", loopback)
    (failure,) = content.verify(update=True).failures
    assert failure.fault == "exited with status 1: it needs the network, which samples cannot use"
    assert content.outs() == {"s.b.out": "here\n"}


def test_a_command_that_is_not_there_is_named(content: Content) -> None:
    content.write("site.yaml", SITE.replace("name: B", "name: B, run: [no-such-command, '{file}']"))
    content.sample("d/s")
    assert [r.fault for r in content.verify(update=True).failures] == [
        "cannot be run: there is no command 'no-such-command'"
    ]


SHELL = "name: B, run: [sh, '{file}'], version: [VERSION]"


def test_another_runtime_is_recorded_by_its_name_and_its_own_version(content: Content) -> None:
    content.write(
        "site.yaml",
        SITE.replace("name: B", SHELL.replace("VERSION", "echo, 'sh, version 5.2.37(1)'")),
    )
    content.sample("d/s", b="echo b")
    assert content.verify(update=True).ok
    run: Any = content.ledger()["dimensions/d/s.b.py"]["runs"]["new"]
    assert run["runtime"] == {"name": "Sh", "version": "5.2.37"}
    assert "python" not in run
    python: Any = content.ledger()["dimensions/d/s.a.py"]["runs"]["new"]
    assert python["python"] == "3.13.0"
    assert "runtime" not in python
    assert content.verify().ok


@pytest.mark.parametrize("version", ["echo, none", "false", "sh, -c, exit 3"])
def test_a_runtime_that_tells_no_version_is_an_error_and_leaves_the_evidence_alone(
    content: Content, version: str
) -> None:
    content.write("site.yaml", SITE.replace("name: B", SHELL.replace("VERSION", "echo, sh 0.5")))
    content.sample("d/s", b="echo b")
    assert content.verify(update=True).ok
    before = content.text("evidence.json")
    content.write("site.yaml", SITE.replace("name: B", SHELL.replace("VERSION", version)))
    content.write("dimensions/d/s.b.py", "echo c")
    (failed,) = content.verify(update=True).failures
    assert re.fullmatch(
        r"was not run: '.*' does not print the version of Sh; add `version:` to its subject",
        failed.fault,
    )
    assert content.text("evidence.json") == before


def test_a_command_without_a_place_for_the_program_is_an_error(content: Content) -> None:
    content.write("site.yaml", SITE.replace("name: B", "name: B, run: [sh, -c, exit]"))
    content.sample("d/s")
    assert "the command has no '{file}', the placeholder of the program" in [
        p.message for p in content.verify().problems
    ]


# What a program is given


@pytest.mark.usefixtures("isolation")
def test_a_program_runs_in_a_clean_world(content: Content, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "x")
    program = """
        import os, pathlib, shutil, sys
        # An interpreter below the folder for temporary files shows its way there, and nothing beside it.
        SHARED = {part for path in (sys.prefix, sys.base_prefix, *sys.path) for part in pathlib.Path(path).parts}
        print(sorted(set(os.environ) - {"PWD", "OLDPWD", "SHLVL", "_", "WHERE"}))
        print(os.listdir(), os.environ["TZ"], os.environ["LANG"], hash("a") == hash("a"), sys.flags.hash_randomization)
        names = os.listdir(os.environ["TMPDIR"])
        print(os.listdir(os.environ["HOME"]), [n for n in names if "pytest" not in n and n not in SHARED])
        print(pathlib.Path(shutil.which("python")).parent.name)
        pathlib.Path(os.environ["HOME"], "mine").write_text("")
    """
    content.sample("d/s", program)
    assert content.verify(update=True).ok
    names = "HOME LANG LC_ALL PATH PYTHONDONTWRITEBYTECODE PYTHONHASHSEED PYTHONNOUSERSITE PYTHONUTF8 TMPDIR TZ"
    assert (
        content.outs()["s.a.out"] == f"{names.split()}\n['s.a.py'] UTC C.UTF-8 True 0\n[] []\nnew\n"
    )


def test_a_folder_runs_with_all_its_files(content: Content) -> None:
    content.sample("d/s")
    (content.root / "dimensions/d/s.a.py").unlink()
    content.write("dimensions/d/s.a/main.py", "import inner.part\nprint(open('data.txt').read())")
    content.write("dimensions/d/s.a/inner/part.py", "print('part')")
    content.write("dimensions/d/s.a/data.txt", "données")
    assert content.verify(update=True).ok
    assert content.outs()["s.a.out"] == "part\ndonnées\n"


def test_a_command_gets_the_file(content: Content) -> None:
    content.write(
        "site.yaml",
        SITE.replace("name: B", "name: B, run: [sh, -e, '{file}'], version: [echo, sh 0.5]"),
    )
    content.sample("d/s")
    (content.root / "dimensions/d/s.b.py").unlink()
    content.write("dimensions/d/s.b.sh", "echo $0")
    assert content.verify(update=True).ok
    assert content.outs()["s.b.out"] == "s.b.sh\n"


# Comparing


def test_a_changed_record_is_a_diff(content: Content) -> None:
    content.sample("d/s", "print('one')\nprint('two')")
    assert content.verify(update=True).ok
    assert content.verify().ok
    content.write("dimensions/d/s.a.out", "one\ntwö\n")
    outcome = content.verify()
    assert not outcome.ok
    assert [r.fault for r in outcome.failures] == ["printed something else than is recorded"]
    assert (
        outcome.failures[0].detail == "--- recorded\n+++ printed\n@@ -1,2 +1,2 @@\n one\n-twö\n+two"
    )
    assert content.outs()["s.a.out"] == "one\ntwö\n"


@pytest.mark.parametrize(
    ("record", "shown"),
    [
        (b"one\r\n", "-one\\r\n+one"),
        (b"one", "-one (no line end)\n+one"),
        (b"", "+one"),
        (b"\xff\n", "-\\xff"),
    ],
)
def test_the_comparison_is_byte_for_byte(content: Content, record: bytes, shown: str) -> None:
    content.sample("d/s", "print('one')")
    content.verify(update=True)
    (content.root / "dimensions/d/s.a.out").write_bytes(record)
    assert shown in verify.report_text(content.verify()).replace("\n    ", "\n")


def test_without_a_record_the_way_to_make_one_is_told(content: Content) -> None:
    content.sample("d/s")
    outcome = content.verify()
    assert {result.fault for result in outcome.failures} == {
        "has no recorded output; run verify --update"
    }
    assert not outcome.ok
    assert content.outs() == {}


def test_a_program_that_prints_something_else_each_time_is_not_recorded(content: Content) -> None:
    content.sample("d/s", "import time\nprint(time.time_ns())")
    outcome = content.verify(update=True)
    assert [r.fault for r in outcome.failures] == ["prints something else each time"]
    assert list(content.outs()) == ["s.b.out"]


def test_a_program_that_changed_but_prints_the_same_is_noted(content: Content) -> None:
    content.sample("d/s")
    content.verify(update=True)
    content.write("dimensions/d/s.a.py", "print('a') # changed")
    outcome = content.verify()
    assert outcome.ok
    assert outcome.unrecorded == (
        "1 program changed, with the recorded output; run verify --update",
    )
    assert f"note: {outcome.unrecorded[0]}" in verify.report_text(outcome)
    assert not content.verify(strict=True).ok


def test_a_program_that_was_never_recorded_in_an_environment_is_noted_and_fails_when_strict(
    content: Content,
) -> None:
    content.environments("old")
    content.sample("d/s")
    content.missing = {"old"}
    content.verify(update=True)
    content.missing = set()
    outcome = content.verify()
    assert outcome.ok
    assert outcome.unrecorded == (
        "2 programs never recorded in 'old', with the output recorded elsewhere; run verify --update",
    )
    assert not content.verify(strict=True).ok
    content.verify(update=True)
    assert content.verify(strict=True).unrecorded == ()


def test_changed_runs_a_program_whose_record_was_edited(content: Content) -> None:
    content.sample("d/s")
    content.verify(update=True)
    assert content.verify(changed=True).results == ()
    content.write("dimensions/d/s.a.out", "edited\n")
    outcome = content.verify(changed=True)
    assert [result.task.program.path for result in outcome.failures] == ["dimensions/d/s.a.py"]
    assert content.verify(changed=True, update=True).ok
    assert content.outs()["s.a.out"] == "a\n"
    assert verify.verify_summary(content.verify(changed=True)) == "nothing to run"


def test_changed_runs_what_a_lock_moved_away_from(content: Content) -> None:
    content.sample("d/s")
    content.verify(update=True)
    content.versions["new"] = {**content.versions["new"], "Apple": "3.0"}
    outcome = content.verify(changed=True)
    assert [result.task.program.path for result in outcome.results] == ["dimensions/d/s.a.py"]


def test_where_nothing_could_run_nothing_is_good(content: Content) -> None:
    content.sample("d/s")
    content.missing = {"new"}
    assert verify.verify_summary(content.verify()) == "nothing ran: 1 environment could not be used"


STATED = """\
---
title: d
category: all
summary: s
glance: {a: x, b: y}
rows:
  - id: first
    aspect: one
    a: x
    b: y
    proof: s
    shows: {a: "one 1", b: "b"}
samples:
  - id: s
    title: t
---
"""
QUESTION = "---\nquestion: q\nlevel: core\ndimensions: [d]\nproof: d/s\n---\nBecause.\n"
MYTH = '---\nclaim: c\nverdict: "false"\nproof: d/s\nshows: {a: "two 2", b: b}\n---\nNo.\n'


@pytest.mark.parametrize("update", [False, True])
def test_the_statements_that_a_program_proves_are_named(content: Content, *, update: bool) -> None:
    content.sample("d/s", "print('one 1\\ntwo 2')")
    content.write("dimensions/d/index.md", STATED)
    content.write("questions/why.md", QUESTION)
    content.write("myths/so.md", MYTH)
    content.verify(update=True)
    content.write("dimensions/d/s.a.py", "print('one 7\\ntwo 2')")
    outcome = proved.name_statements(content.verify(update=update))
    assert outcome.lost == ("content/dimensions/d/index.md:12: d#first no longer shows 'one 1'",)
    said = verify.report_text(outcome)
    assert (
        "statements that lost the line that shows them:\n    content/dimensions/d/index.md:12: d#first"
        in said
    )
    stated = [
        "content/dimensions/d/index.md:7: d#first",
        "content/questions/why.md:2: question:why",
        "content/myths/so.md:2: myth:so",
    ]
    assert [f"proves {statement}" in said for statement in stated] == [not update] * 3


def test_a_line_that_one_environment_lost_is_named_with_it(content: Content) -> None:
    content.environments("old")
    content.sample("d/s", "print('one 1')")
    content.write("dimensions/d/index.md", STATED)
    content.verify(update=True)
    content.write(
        "dimensions/d/s.a.py", "import os\nprint('one', 1 if os.environ['WHERE'] == 'new' else 2)"
    )
    outcome = proved.name_statements(content.verify())
    assert outcome.lost == (
        "content/dimensions/d/index.md:12: d#first no longer shows 'one 1' in old",
    )


def test_a_program_that_failed_otherwise_loses_no_line(content: Content) -> None:
    content.sample("d/s", "print('one 1')")
    content.write("dimensions/d/index.md", STATED)
    content.verify(update=True)
    content.write("dimensions/d/s.a.py", "raise SystemExit(3)")
    outcome = proved.name_statements(content.verify())
    assert outcome.lost == ()
    assert outcome.proves == {"dimensions/d/s.a.py": ("content/dimensions/d/index.md:7: d#first",)}


# Recording


def test_a_record_names_versions_and_date(content: Content) -> None:
    content.environments("old")
    content.sample("d/s")
    outcome = content.verify(update=True)
    assert outcome.written == ("dimensions/d/s.a.out", "dimensions/d/s.b.out", "evidence.json")
    record = content.ledger()["dimensions/d/s.a.py"]
    assert set(record["runs"]) == {"new", "old"}
    run = record["runs"]["old"]
    assert isinstance(run, dict)
    assert (run["date"], run["python"], run["packages"]) == (
        "2026-01-02",
        "3.13.0",
        {"Apple": "1.5", "Core": "9"},
    )
    assert content.verify(update=True).written == ()


def test_what_was_recorded_is_what_a_build_reads(content: Content) -> None:
    content.environments("old")
    content.sample("d/s", "import os\nprint(os.environ['WHERE'], end='\\r\\n')", "pass")
    content.verify(update=True)

    def read() -> tuple[list[str], list[tuple[str, ...]]]:
        site, problems = linker.link_site(
            loader.load_content(Folder(content.root, "content")), "content", DAY
        )
        assert site is not None
        (sample,) = site.dimensions[0].samples
        printed = [tuple(text for _, text in program.outputs) for program in sample.programs]
        return [problem.code for problem in problems if problem.code != "no-witness"], printed

    assert read() == ([], [("new\n", "old\n"), ("",)])
    content.write("dimensions/d/s.a.py", "print('other')")
    assert read()[0] == ["stale-evidence"]
    content.verify(update=True)
    content.write("dimensions/d/s.b.out", "x")
    assert read()[0] == ["stale-evidence"]


def test_outputs_that_differ_are_both_kept_and_meet_again(content: Content) -> None:
    content.environments("old")
    content.sample("d/s", "import os\nprint(os.environ['WHERE'])")
    assert content.verify(update=True).ok
    assert content.outs() == {"s.a.new.out": "new\n", "s.a.old.out": "old\n", "s.b.out": "b\n"}
    assert content.verify().ok
    content.write("dimensions/d/s.a.py", "print('same')")
    assert content.verify(update=True).ok
    assert content.outs() == {"s.a.out": "same\n", "s.b.out": "b\n"}


def test_a_failure_keeps_the_last_good_record(content: Content) -> None:
    content.environments("old")
    content.sample("d/s")
    content.verify(update=True)
    before = content.ledger()
    content.write(
        "dimensions/d/s.a.py", "import os\nassert os.environ['WHERE'] == 'old'\nprint('other')"
    )
    assert not content.verify(update=True, today=date(2026, 3, 3)).ok
    assert content.ledger()["dimensions/d/s.a.py"] == before["dimensions/d/s.a.py"]
    assert content.outs()["s.a.out"] == "a\n"


@pytest.mark.parametrize("how", ["missing", "not asked for"])
def test_runs_of_an_environment_left_out_stay_while_the_program_is_the_same(
    content: Content, how: str
) -> None:
    content.environments("old")
    content.sample("d/s", "import os\nprint(os.environ['WHERE'])")
    content.verify(update=True)
    content.missing = {"old"} if how == "missing" else set()
    names = ("new",) if how == "not asked for" else ()
    content.verify(update=True, environments=names, today=date(2026, 3, 3))
    runs = content.ledger()["dimensions/d/s.a.py"]["runs"]
    dates = [(name, run["date"]) for name, run in runs.items()]  # type: ignore[index]
    assert dates == [("new", "2026-03-03"), ("old", "2026-01-02")]
    assert content.outs()["s.a.old.out"] == "old\n"
    content.write("dimensions/d/s.a.py", "print('same')")
    content.verify(update=True, environments=names)
    assert list(content.ledger()["dimensions/d/s.a.py"]["runs"]) == ["new"]
    assert content.outs() == {"s.a.out": "same\n", "s.b.out": "b\n"}


@pytest.mark.parametrize("patterns", [(), ("d",), ("d/s",)])
def test_programs_that_are_gone_are_forgotten(content: Content, patterns: tuple[str, ...]) -> None:
    content.sample("d/old")
    content.sample("e/t")
    content.verify(update=True)
    for path in [
        *(content.root / "dimensions/e").glob("*[!t]"),
        *(content.root / "dimensions/d").glob("old.*.py"),
    ]:
        path.unlink()
    content.sample("d/s")
    assert content.verify(*patterns, update=True).ok
    assert list(content.ledger()) == ["dimensions/d/s.a.py", "dimensions/d/s.b.py"]
    assert list(content.outs()) == ["s.a.out", "s.b.out"]


def test_programs_that_no_pattern_asks_for_are_not_forgotten(content: Content) -> None:
    content.sample("d/s")
    content.sample("e/t")
    content.verify(update=True)
    (content.root / "dimensions/e/t.a.py").unlink()
    content.verify("d", update=True)
    assert len(content.ledger()) == 4


def test_programs_of_a_broken_dimension_are_not_forgotten(content: Content) -> None:
    content.sample("d/s")
    content.sample("e/t")
    content.verify(update=True)
    content.write("dimensions/e/index.md", "---\ntitle: [\n---\n")
    outcome = content.verify(update=True)
    assert not outcome.ok
    assert {p.place.path for p in outcome.problems} == {"content/dimensions/e/index.md"}
    assert [r.task.program.path for r in outcome.results] == [
        "dimensions/d/s.a.py",
        "dimensions/d/s.b.py",
    ]
    assert len(content.ledger()) == 4


def test_a_damaged_ledger_is_told_and_an_update_heals_it(content: Content) -> None:
    content.sample("d/s")
    content.verify(update=True)
    content.write("evidence.json", "{")
    assert [problem.code for problem in content.verify().problems] == ["syntax"]
    assert content.verify(update=True).ok
    assert content.verify().ok


def test_a_ledger_that_cannot_be_read_is_told_and_kept(content: Content) -> None:
    content.sample("d/s")
    (content.root / "evidence.json").write_bytes(b"\xff")
    assert [problem.code for problem in content.verify(update=True).problems] == ["not-utf8"]
    assert (content.root / "evidence.json").read_bytes() == b"\xff"


# What is asked for


@pytest.mark.parametrize(
    ("patterns", "ran"),
    [
        ((), "d/s d/s e/t e/t"),
        (("d",), "d/s d/s"),
        (("e/t",), "e/t e/t"),
        (("[de]",), "d/s d/s e/t e/t"),
        (("*/s",), "d/s d/s"),
        (("d", "e"), "d/s d/s e/t e/t"),
        (("content/dimensions/d/",), "d/s d/s"),
        (("x-draft",), "x-draft/u x-draft/u"),
    ],
)
def test_patterns_choose_samples(content: Content, patterns: tuple[str, ...], ran: str) -> None:
    content.sample("d/s")
    content.sample("e/t")
    content.sample("x-draft/u", more="draft: true\n")
    paths = [
        result.task.program.path.split("/")[1:] for result in content.verify(*patterns).results
    ]
    assert " ".join(f"{slug}/{name.split('.')[0]}" for slug, name in paths) == ran


@pytest.mark.parametrize(
    ("patterns", "names", "message"),
    [
        (("routin",), (), "there is no dimension 'routin'; did you mean 'routing'?"),
        (
            ("routing/typd",),
            (),
            "the dimension 'routing' has no sample 'typd'; did you mean 'typed'?",
        ),
        ((), ("nev",), "there is no environment 'nev'; did you mean 'new'?"),
        ((), ("zzz",), "there is no environment 'zzz'; the environments are: new"),
    ],
)
def test_what_does_not_exist_is_refused(
    content: Content, patterns: tuple[str, ...], names: tuple[str, ...], message: str
) -> None:
    content.sample("routing/typed")
    with pytest.raises(CommandError, match=message.replace("?", r"\?")):
        content.verify(*patterns, environments=names)


def test_samples_without_any_environment_are_refused(content: Content) -> None:
    (content.root / "environments/new.yaml").unlink()
    assert content.verify().ok
    content.sample("d/s")
    with pytest.raises(CommandError, match="there is no environment"):
        content.verify()


def test_changed_runs_only_programs_that_are_not_recorded_as_they_are(content: Content) -> None:
    content.sample("d/s")
    content.sample("e/t")
    assert len(content.verify(update=True, changed=True).results) == 4
    assert content.verify(changed=True).results == ()
    content.write("dimensions/d/s.b.py", "print('new')")
    outcome = content.verify(update=True, changed=True)
    assert [result.task.program.path for result in outcome.results] == ["dimensions/d/s.b.py"]
    assert len(content.ledger()) == 4
    assert content.verify(changed=True).results == ()


@pytest.mark.parametrize(
    ("needs", "places"),
    [
        (">=1", "new old"),
        (">=2.0b1", "new"),
        ("<2", "new old"),
        (">=1.6", "new"),
        ("==1.5", "old"),
        (">3", ""),
    ],
)
def test_a_sample_runs_only_where_its_needs_are_met(
    content: Content, needs: str, places: str
) -> None:
    content.environments("old")
    # A pre-release is allowed, but not by a bound that excludes its own release.
    expected = places if needs != "<2" else "old"
    content.sample("d/s", needs=f"    needs: {{a: '{needs}'}}\n")
    outcome = content.verify(update=True)
    ran = [result.task.place.name for result in outcome.results if result.task.subject.key == "a"]
    assert " ".join(ran) == expected
    assert sum(result.task.subject.key == "b" for result in outcome.results) == 2
    told = f"dimensions/d/s.a.py needs A {needs}: no environment has it"
    assert (told in outcome.notes) == (not expected)


TOOLS = "    needs: {tools: [sh, no-such-server]}\n"


def test_a_missing_tool_is_skipped_by_name_and_fails_when_strict(content: Content) -> None:
    content.sample("d/s", needs=TOOLS)
    content.sample("e/s", needs="    needs: {tools: [sh]}\n")
    outcome = content.verify(update=True)
    assert outcome.ok
    assert {result.task.program.path.split("/")[1] for result in outcome.results} == {"e"}
    told = verify.report_text(outcome)
    assert "dimensions/d/s.a.py: skipped: this machine has no no-such-server\n" in told
    assert "all good, 2 programs skipped, " in told
    assert not content.verify(strict=True).ok
    only = content.verify("d", strict=True)
    assert not only.ok
    assert verify.report_text(only).endswith("nothing ran: 2 programs skipped")


def test_a_tool_is_looked_for_where_programs_find_it() -> None:
    assert BEST.find_tool("sh")
    assert PLAIN.find_tool("sh")
    assert BEST.find_tool("no-such-server") is None


@sandboxed
def test_a_tool_that_the_sandbox_hides_is_not_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "own-server"
    tool.write_text("#!/bin/sh\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert PLAIN.find_tool("own-server") == str(tool)
    assert BEST.find_tool("own-server") is None


def test_a_program_that_is_skipped_stays_recorded(content: Content) -> None:
    content.sample("d/s")
    content.verify(update=True)
    before = content.ledger()
    content.sample("d/s", needs=TOOLS)
    content.verify(update=True)
    assert content.ledger() == before


def test_a_missing_interpreter_is_skipped_by_name_and_fails_when_strict(content: Content) -> None:
    content.environments("old")
    content.sample("d/s")
    content.verify(update=True)
    content.missing = {"old"}
    outcome = content.verify()
    assert outcome.ok
    assert verify.report_text(outcome).startswith(
        "environment old: skipped: this machine has no Python 3.13\n"
    )
    assert "1 environment skipped" in verify.verify_summary(outcome)
    assert not content.verify(strict=True).ok


def test_results_stand_in_the_same_order_whatever_ends_first(content: Content) -> None:
    content.environments("old")
    content.sample("d/s", "import time\ntime.sleep(0.3)\nprint(1)")
    content.sample("c/s")
    seen: list[VerifyProgress] = []
    outcome = content.verify(report=seen.append, jobs=4)
    orders = [result.task.order for result in outcome.results]
    assert orders == sorted(orders)
    assert [progress.done for progress in seen if progress.total] == list(range(1, 9))


def test_a_site_that_cannot_be_read_is_told(content: Content) -> None:
    content.write("site.yaml", "title: x\n")
    outcome = content.verify()
    assert not outcome.ok
    assert "missing-key" in {problem.code for problem in outcome.problems}


def test_the_packages_that_a_program_names_are_found() -> None:
    modules = {
        "milk": {"Milk": "0.1"},
        "sugar": {"sugar-cane": "3"},
        "spoon": {"Spoon": "1"},
        "helper": {"helper": "1"},
    }
    text = "from milk import cream\nimport helper, sys\nPARTS = ['sugar.white']\n# 'spoonful'\n"
    files = (highlight.code_file("main.py", text), highlight.code_file("helper.py", ""))
    named = verify._named(Program("tea", "brew", "", files), modules)
    assert named == [("milk", {"Milk": "0.1"}), ("sugar", {"sugar-cane": "3"})]
