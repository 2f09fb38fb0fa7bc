"""Runs one program in one environment and compares its exit status and output with the record.

Task -> Result    `fault` in a line, `detail` with the traceback or the diff
"""

import difflib
import json
import os
import re
import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files as package_files
from pathlib import Path

from sidebyside.content.source import Folder
from sidebyside.diagnostics import count
from sidebyside.evidence import recorder
from sidebyside.evidence.environments import Ready
from sidebyside.evidence.sandbox import (
    Invocation,
    Isolation,
    Limits,
    ProcessResult,
    execute,
    signal_name,
)
from sidebyside.model.entries import CodeFile, Program, Runtime, Subject
from sidebyside.terminal import printable

DIFFERS = "printed something else than is recorded"
"""The fault of a program that ended well."""
APPLICATION_SECONDS = 330.0
"""More than the driver's own limits together."""
TRACEBACK_LINES = 40
DIFF_LINES = 200


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What accepts an application: its program, and the environment variables of both."""

    program: CodeFile
    variables: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A program to run in an environment.

    `tools` are the commands of the system that it starts. With `acceptance` the program is a
    server, which that is run against.
    """

    program: Program
    subject: Subject
    place: Ready
    tools: tuple[str, ...] = ()
    acceptance: Acceptance | None = None

    @property
    def order(self) -> tuple[str, str]:
        """Where its result stands, whatever ends first."""
        return (self.program.path, self.place.name)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a task: `fault` says in a line what is wrong, `detail` shows it."""

    task: Task
    output: bytes = b""
    fault: str = ""
    detail: str = ""
    seconds: float = 0.0
    runtime: Runtime | None = None


@dataclass(frozen=True)
class RunContext:
    """What every run is given."""

    content: Folder
    isolation: Isolation
    limits: Limits
    update: bool
    stop: threading.Event = field(default_factory=threading.Event)


def run_task(task: Task, bench: RunContext) -> Result:
    """Run a program and judge what it printed.

    An output that is about to be recorded has to come a second time: what differs from run to run
    proves nothing.
    """
    runtime = _runtime(task, bench)
    if isinstance(runtime, Result):
        return runtime
    return replace(_judged(task, bench), runtime=runtime)


def _judged(task: Task, bench: RunContext) -> Result:
    result = _attempt(task, bench, _command(task))
    before = recorder.recorded_output(bench.content, task.program.path, task.place.name)
    if result.fault or result.output == before:
        return result
    if bench.update:
        again = _attempt(task, bench, _command(task))
        if again.fault or again.output == result.output:
            return again
        fault, names = "prints something else each time", ("first run", "second run")
        return Result(
            task, again.output, fault, _diff(result.output, again.output, *names), again.seconds
        )
    if before is None:
        fault, detail = "has no recorded output; run verify --update", ""
    else:
        fault, detail = DIFFERS, _diff(before, result.output, "recorded", "printed")
    return Result(task, result.output, fault, detail, result.seconds)


def _runtime(task: Task, bench: RunContext) -> Runtime | Result:
    """Return what the program runs on.

    Another runtime than Python is asked for its version, in the same isolation.
    """
    subject = task.subject
    if subject.runs_on_python:
        return Runtime("Python", task.place.version)
    asked = _attempt(task, bench, list(subject.version))
    if asked.fault.startswith("cannot be run"):
        return asked
    found = _VERSION.search(asked.output.decode("utf-8", "replace"))
    if asked.fault or found is None:
        words = printable(" ".join(subject.version))
        fault = (
            f"was not run: '{words}' does not print the version of {subject.runtime}; add "
            "`version:` to its subject"
        )
        return replace(asked, output=b"", fault=fault)
    return Runtime(subject.runtime, found[0])


_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)+[A-Za-z0-9.+-]{0,20}")


def _attempt(task: Task, bench: RunContext, command: list[str]) -> Result:
    """Run a command once, in a fresh folder that holds the program."""
    path = os.pathsep.join((str(task.place.bin), os.environ.get("PATH", os.defpath)))
    # A path would let content say which of the user's folders a program sees.
    is_name = command[0] == str(task.place.python) or os.path.basename(command[0]) == command[0]  # noqa: PTH119
    tool = shutil.which(command[0], path=path) if is_name else None
    if tool is None:
        return Result(task, fault=f"cannot be run: there is no command '{printable(command[0])}'")
    words = (tool, *command[1:])
    files = {file.name: file.text for file in task.program.files}
    limits = bench.limits
    if task.acceptance and command == _command(task):
        files = _server_files(task.acceptance, files)
        words = _driver_words(task, task.acceptance, words)
        limits = replace(limits, seconds=max(limits.seconds, APPLICATION_SECONDS))
    run = Invocation(
        words=words,
        files=files,
        bin=task.place.bin,
        readable=(*task.place.readable, *_installation(Path(tool), task.place.readable)),
        node_modules=task.place.node_modules,
    )
    ran = execute(run, bench.isolation, limits, bench.stop)
    if task.acceptance and ran.ended == "exit" and ran.code == 1:
        reason, _, detail = _tail(ran, DIFF_LINES).partition("\n")
        return Result(task, ran.stdout, f"was not accepted: {reason}", detail, ran.seconds)
    fault = _fault(ran, limits, task.place.name) or _strayed(ran)
    detail = _tail(ran) if fault else ""
    return Result(task, ran.stdout, fault, detail, ran.seconds)


def _server_files(acceptance: Acceptance, program: Mapping[str, str]) -> dict[str, str]:
    """Return the files of a run: the driver, the acceptance program, and the server's folder."""
    driver = package_files("sidebyside.evidence").joinpath(_DRIVER).read_text(encoding="utf-8")
    server = {f"server/{name}": text for name, text in program.items()}
    return {
        _DRIVER: driver,
        f"acceptance/{acceptance.program.name}": acceptance.program.text,
        **server,
    }


def _driver_words(task: Task, acceptance: Acceptance, server: Sequence[str]) -> tuple[str, ...]:
    """Return the command that starts the driver; it runs both programs one folder further down."""
    main = task.program.files[0].name
    python = str(task.place.python)
    told = {
        "server": [*(f"../server/{word}" if word == main else word for word in server), "{port}"],
        "acceptance": [python, f"../acceptance/{acceptance.program.name}"],
        "variables": dict(acceptance.variables),
    }
    return (python, _DRIVER, json.dumps(told))


_DRIVER = "acceptance_driver.py"


def _command(task: Task) -> list[str]:
    """Return the subject's command for a program; `python` is the environment's own."""
    words = [word.replace("{file}", task.program.files[0].name) for word in task.subject.run]
    return [str(task.place.python), *words[1:]] if words[0] == "python" else words


def _installation(tool: Path, known: Sequence[Path]) -> tuple[Path, ...]:
    """Return the paths that a command outside the system and the environment needs to read.

    That is the folder that it was installed in; below the user's home, where credentials lie beside
    programs, the file alone.
    """
    real = tool.resolve()
    if any(path.is_relative_to(top) for path in (real, tool) for top in (*known, Path("/usr"))):
        return ()
    prefix, home = real.parent.parent, Path.home().resolve()
    is_private = real.is_relative_to(home) or home.is_relative_to(prefix)
    return (real, tool) if real.parent.name != "bin" or is_private else (prefix, tool)


def _fault(ran: ProcessResult, limits: Limits, environment: str) -> str:
    """Say in a line why a run does not count, or nothing."""
    said = ran.stderr.decode(errors="replace")
    match ran.ended:
        case "time":
            return f"did not finish within {limits.seconds:g} s and was killed"
        case "output":
            return f"printed more than {limits.output // 1024:,} KiB and was killed"
        case "memory":
            return (
                f"used more than {limits.memory >> 20:,} MiB of memory, child processes "
                "included, and was killed"
            )
        case "files":
            return f"created more than {limits.inodes:,} files and was killed"
        case "stopped":
            return "was stopped"
        case "signal":
            return f"was terminated by {signal_name(ran.code)}"
    if ran.code:
        return f"exited with status {ran.code}{_cause(said, environment)}"
    try:
        ran.stdout.decode()
    except UnicodeDecodeError as error:
        line = ran.stdout.count(b"\n", 0, error.start) + 1
        return f"printed bytes that are not UTF-8: 0x{ran.stdout[error.start]:02x} in line {line}"
    return ""


def _cause(said: str, environment: str) -> str:
    """Name the causes that a traceback does not make plain."""
    if missing := re.findall(
        r"^(?:ModuleNotFound|Import)Error: No module named '([^']+)'", said, re.MULTILINE
    ):
        return (
            f": the lock of '{environment}' has no package that provides the module '{missing[-1]}'"
        )
    if "Read-only file system" in said:
        return ": it wrote outside its folder"
    if "Network is unreachable" in said or "Temporary failure in name resolution" in said:
        return ": it needs the network, which samples cannot use"
    return ""


def _strayed(ran: ProcessResult) -> str:
    """Say what a program wrote beside its folder, where nothing can keep it from it, or nothing."""
    names = ", ".join(ran.strayed)
    return f"wrote outside its folder: {printable(names)}" if names else ""


def _tail(ran: ProcessResult, limit: int = TRACEBACK_LINES) -> str:
    """Return the end of standard error, with paths of the program as its author knows them."""
    text = ran.stderr.decode(errors="backslashreplace").replace(f"{ran.folder}{os.sep}", "")
    return "\n".join(_shown(line) for line in text.strip().splitlines()[-limit:])


def _diff(before: bytes, after: bytes, name: str, other: str) -> str:
    """Return a unified diff of two outputs, with line ends that differ made visible."""
    texts = [data.decode(errors="backslashreplace") for data in (before, after)]
    old, new = (text.split("\n") for text in texts)
    for part in (old, new):
        # The last part is what follows the last line end: nothing, unless that line is not ended.
        if part[-1]:
            part[-1] += " (no line end)"
        else:
            part.pop()
    found = [_shown(line) for line in difflib.unified_diff(old, new, name, other, lineterm="")]
    more = [f"... {count(len(found) - DIFF_LINES, 'more line')}"] if len(found) > DIFF_LINES else []
    return "\n".join(found[:DIFF_LINES] + more)


def _shown(line: str) -> str:
    return printable(line, keep="\t")
