"""Running one program that nobody has vouched for: held in, watched, and gone when it is done.

    Limits          how long it may run, how much it may print, hold and write
    Invocation      what is run, and what it may read
    Isolation       what this machine can hold back; `str` of it names what it cannot
    execute(...)    -> ProcessResult

With bubblewrap a program runs in a sandbox (`bubblewrap.py`) and nothing that it does is left.
Without it, it runs in a process group of its own: the limits hold and what it started is looked
for and killed, but it is the user's own program otherwise. `Isolation` says which it is, and
`verify --require-sandbox` refuses the second.

Limits of the kernel count per process. A supervisor adds up the memory of all that a program
started, many times a second, and ends the whole when it is too much.
"""

import contextlib
import os
import queue
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Literal

from sidebyside.evidence import bubblewrap
from sidebyside.evidence.bubblewrap import NODE_MODULES, Bubblewrap, Quota

POLL_SECONDS = 0.05
# When less than this part of the machine's memory is available, a run is ended.
_LEAST_FREE = 1 / 16
_INHERITED_ON_WINDOWS = ("SYSTEMROOT", "PATHEXT", "COMSPEC")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one program may use, with all that it starts.

    Seconds of wall time, bytes on each of its two outputs, bytes of memory, bytes of files,
    number of files, number of threads and processes. A program should need a few seconds; the
    limit leaves room for a type checker on a machine that is busy.
    """

    seconds: float = 60.0
    output: int = 1 << 20
    memory: int = 2 << 30
    files: int = 256 << 20
    inodes: int = 20_000
    processes: int = 512


@dataclass(frozen=True, slots=True)
class Invocation:
    """A command in a fresh folder that holds `files`.

    The program's PATH begins with `bin`. In a sandbox `readable` are the only paths that it sees
    besides the system's software. `node_modules` is found above the folder, where Node looks.
    """

    words: tuple[str, ...]
    files: Mapping[str, str]
    bin: Path
    readable: tuple[Path, ...] = ()
    node_modules: Path | None = None


@dataclass(frozen=True, slots=True)
class Isolation:
    """What this machine holds programs back with."""

    tools: Bubblewrap | None = None

    def __str__(self) -> str:
        """Name in a line what is not held back, or nothing."""
        if self.tools:
            return ""
        return (
            "this machine has no sandbox (bubblewrap with user namespaces), so nothing keeps these"
            " programs from the network, from reading and writing your files, from your"
            " environment variables, your terminals, services and other processes, or from leaving"
            " processes and shared memory behind; limits of memory hold for each process only"
        )

    def find_tool(self, name: str) -> str | None:
        """Return where programs find a command of the system, or None."""
        return shutil.which(name, path=os.pathsep.join(bubblewrap.PATH) if self.tools else None)


EndReason = Literal["exit", "signal", "time", "output", "memory", "files", "stopped"]


@dataclass(frozen=True, slots=True)
class ProcessResult:
    """What came of a run.

    How it ended, its exit status or signal, what it printed, how many seconds it took, the folder
    that it ran in, and what it left beside that folder where nothing kept it from that.
    """

    ended: EndReason
    code: int
    stdout: bytes
    stderr: bytes
    seconds: float
    folder: str = ""
    strayed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Workdir:
    """The fresh folders of a run without a sandbox, below `root`."""

    root: Path
    work: Path = field(init=False)
    home: Path = field(init=False)
    temporary: Path = field(init=False)

    def __post_init__(self) -> None:
        for name, folder in (("work", "run"), ("home", "home"), ("temporary", "tmp")):
            object.__setattr__(self, name, self.root / folder)

    def strayed(self) -> tuple[str, ...]:
        """Return what lies beside the folders that we put there."""
        ours = (self.work, self.home, self.temporary, self.root / NODE_MODULES)
        return tuple(sorted(path.name for path in self.root.iterdir() if path not in ours))


def find_isolation() -> Isolation:
    """Return what this machine can hold back, which is tried."""
    return Isolation(bubblewrap.find())


def execute(
    run: Invocation, isolation: Isolation, limits: Limits, stop: threading.Event
) -> ProcessResult:
    """Run a program until it ends, uses up a limit, or `stop` is set; nothing it started stays."""
    if isolation.tools:
        return _sandboxed(run, isolation.tools, limits, stop)
    return _unconfined(run, limits, stop)


def _sandboxed(
    run: Invocation, tools: Bubblewrap, limits: Limits, stop: threading.Event
) -> ProcessResult:
    quota = Quota(limits.memory, limits.files, limits.processes)
    files = {name: text.encode() for name, text in run.files.items()}
    path = os.pathsep.join((str(run.bin), *bubblewrap.PATH))
    variables = _variables(path, bubblewrap.HOME, "/tmp")  # noqa: S108 - that of the sandbox
    with (
        tools.command(run.words, files, run.readable, quota, run.node_modules) as (words, passed),
        subprocess.Popen(  # noqa: S603 - running what the content holds is what this is for
            words,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            pass_fds=passed,
        ) as process,
    ):
        return _supervised(process, limits, stop, folder=bubblewrap.WORK, sandboxed=True)


def _unconfined(run: Invocation, limits: Limits, stop: threading.Event) -> ProcessResult:
    path = os.pathsep.join((str(run.bin), os.environ.get("PATH", os.defpath)))
    with open_workdir(run.files, run.node_modules) as place:
        variables = _variables(path, str(place.home), str(place.temporary))
        if os.name == "nt":
            inherited = (name for name in _INHERITED_ON_WINDOWS if name in os.environ)
            variables |= {name: os.environ[name] for name in inherited}
        with subprocess.Popen(  # noqa: S603 - running what the content holds is what this is for
            [*_limiting_shell(limits), *run.words],
            cwd=place.work,
            env=variables,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        ) as process:
            try:
                result = _supervised(process, limits, stop, folder=str(place.work), sandboxed=False)
            finally:
                _kill_strays(place)
        return replace(result, strayed=place.strayed())


def _variables(path: str, home: str, temporary: str) -> dict[str, str]:
    """Return the environment variables of a run: nothing of the user's."""
    names = ("TMPDIR", "TEMP", "TMP") if os.name == "nt" else ("TMPDIR",)
    return {
        "PATH": path,
        "HOME": home,
        **dict.fromkeys(names, temporary),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }


@contextlib.contextmanager
def open_workdir(files: Mapping[str, str], node_modules: Path | None = None) -> Iterator[Workdir]:
    """Make folders whose first one holds `files`; they go away with all that the run wrote."""
    root = Path(os.path.realpath(tempfile.mkdtemp(prefix="sidebyside-")))
    try:
        place = Workdir(root)
        for path in (place.work, place.home, place.temporary):
            path.mkdir()
        if node_modules:
            (root / NODE_MODULES).symlink_to(node_modules, target_is_directory=True)
        for name, text in files.items():
            path = place.work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        yield place
    finally:
        _remove(root)


def _remove(root: Path) -> None:
    """Remove a folder and what a program left in it, without following a link of its making."""
    for folder, folders, _ in os.walk(root):
        for name in folders:
            path = Path(folder, name)
            with contextlib.suppress(OSError):
                if stat.S_ISDIR(path.lstat().st_mode):
                    path.chmod(0o700)
    shutil.rmtree(root, ignore_errors=True)


def _limiting_shell(limits: Limits) -> list[str]:
    """Return the words before a command that give it the limits which the kernel keeps."""
    shell = shutil.which("sh") if os.name == "posix" else None
    if shell is None:
        return []
    blocks = limits.files // 512
    commands = ("ulimit -c 0", f"ulimit -d {limits.memory // 1024}", f"ulimit -f {blocks}")
    tried = "; ".join(f"{command} 2>/dev/null || :" for command in commands)
    return [shell, "-c", f'{tried}; exec "$@"', "limited"]


class _Drain(threading.Thread):
    """Reads one output of a process until its end or its limit; then it says so to `wake`."""

    def __init__(self, pipe: IO[bytes], limit: int, wake: "queue.SimpleQueue[None]") -> None:
        super().__init__(daemon=True)
        self.pipe, self.limit, self.wake = pipe, limit, wake
        self.data = bytearray()
        self.full = False

    def run(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            while not self.full and (chunk := os.read(self.pipe.fileno(), 1 << 16)):
                self.data += chunk
                self.full = len(self.data) > self.limit
        self.wake.put(None)


def _supervised(
    process: "subprocess.Popen[bytes]",
    limits: Limits,
    stop: threading.Event,
    *,
    folder: str,
    sandboxed: bool,
) -> ProcessResult:
    """Wait for a process and watch what it uses; whatever happens, end it and its group."""
    began = time.monotonic()
    wake: queue.SimpleQueue[None] = queue.SimpleQueue()
    drains = [
        _Drain(pipe, limits.output, wake) for pipe in (process.stdout, process.stderr) if pipe
    ]
    for drain in drains:
        drain.start()
    with contextlib.suppress(OSError):
        # Where memory runs out all the same, the kernel takes these processes first.
        Path(f"/proc/{process.pid}/oom_score_adj").write_text("1000", encoding="ascii")
    try:
        cut = _watch(process, drains, wake, limits, stop, sandboxed=sandboxed)
    finally:
        _end(process)
        for drain in drains:
            drain.join(1.0)
    ended, code = _status(process.returncode, sandboxed=sandboxed)
    if cut == "exit" and any(drain.full for drain in drains):
        cut = "output"
    stdout, stderr = (bytes(drain.data) for drain in drains)
    seconds = time.monotonic() - began
    return ProcessResult(ended if cut == "exit" else cut, code, stdout, stderr, seconds, folder)


def _watch(
    process: "subprocess.Popen[bytes]",
    drains: Sequence[_Drain],
    wake: "queue.SimpleQueue[None]",
    limits: Limits,
    stop: threading.Event,
    *,
    sandboxed: bool,
) -> EndReason:
    """Wait until a process ends, or say why it has to be ended."""
    deadline = time.monotonic() + limits.seconds
    look = time.monotonic() + POLL_SECONDS
    while process.poll() is None:
        now = time.monotonic()
        if stop.is_set():
            return "stopped"
        if any(drain.full for drain in drains):
            return "output"
        if now >= deadline:
            return "time"
        if now >= look:
            if over := _too_much(process.pid, limits, sandboxed=sandboxed):
                return over
            # A large tree takes a while to look at; that is kept to a tenth of the time.
            look = time.monotonic() + max(POLL_SECONDS, 10 * (time.monotonic() - now))
        pause = min(deadline - now, POLL_SECONDS)
        if any(drain.is_alive() for drain in drains):
            with contextlib.suppress(queue.Empty):
                wake.get(timeout=pause)
        else:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(pause)
    return "exit"


def _too_much(pid: int, limits: Limits, *, sandboxed: bool) -> Literal["", "memory", "files"]:
    """Say what a process and all that it started use too much of; nothing where none can tell."""
    tree = list(_descendants(pid))
    if sum(map(_memory, tree)) > limits.memory or _machine_is_short():
        return "memory"
    if sandboxed and tree and _inodes(tree[-1]) > limits.inodes:
        return "files"
    return ""


def _descendants(pid: int) -> Iterator[int]:
    """Yield the processes that a process started, and those that they started."""
    waiting = [pid]
    while waiting:
        here = waiting.pop()
        with contextlib.suppress(OSError):
            for thread in os.listdir(f"/proc/{here}/task"):  # noqa: PTH208 - many times a second
                with open(f"/proc/{here}/task/{thread}/children", "rb") as file:  # noqa: PTH123
                    children = [int(word) for word in file.read().split()]
                waiting += children
                yield from children


def _memory(pid: int) -> int:
    """Return the bytes that a process holds and no file on disk does."""
    held = 0
    with contextlib.suppress(OSError), open(f"/proc/{pid}/status", "rb") as file:  # noqa: PTH123
        for line in file:
            if line.startswith((b"RssAnon:", b"RssShmem:")):
                held += int(line.split()[1]) * 1024
    return held


def _machine_is_short() -> bool:
    """Tell whether the machine's own memory runs out: some kinds belong to no process."""
    with contextlib.suppress(OSError, KeyError), open("/proc/meminfo", "rb") as file:  # noqa: PTH123
        found = {line.split(b":")[0]: int(line.split()[1]) for line in file}
        return found[b"MemAvailable"] < found[b"MemTotal"] * _LEAST_FREE
    return False


def _inodes(pid: int) -> int:
    """Return the number of files in the sandbox of a process: each holds memory, even if empty."""
    found, root = 0, f"/proc/{pid}/root"
    with contextlib.suppress(OSError, AttributeError):
        # Until the sandbox is made, its root is that of the machine.
        if os.stat(root).st_dev != os.stat("/").st_dev:  # noqa: PTH116 - many times a second
            for folder in bubblewrap.WRITABLE:
                about = os.statvfs(f"{root}{folder}")
                found += about.f_files - about.f_ffree
    return found


def _status(code: int, *, sandboxed: bool) -> tuple[EndReason, int]:
    """Tell an exit from a signal; a sandbox that waited for it says 128 and the signal."""
    number = -code if code < 0 else code - 128 if sandboxed and code > 128 else 0
    known = {int(one) for one in signal.Signals}
    return ("signal", number) if number in known else ("exit", code)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill a process and its group; a sandbox goes with the first process of it."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _kill_strays(place: Workdir) -> None:
    """Kill what a program without a sandbox left behind, as far as it can be told from others."""
    for _ in range(100):
        strays = list(_strays(place))
        for number in strays:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(number, signal.SIGKILL)
        if not strays:
            break
        time.sleep(0.01)


def _strays(place: Workdir) -> Iterator[int]:
    """Yield processes that left the group: the HOME that they have no other process has."""
    mark = b"HOME=" + os.fsencode(place.home) + b"\0"
    for entry in Path("/proc").glob("[1-9]*"):
        with contextlib.suppress(OSError):
            if mark in (entry / "environ").read_bytes():
                yield int(entry.name)


def signal_name(number: int) -> str:
    """Write `SIGSEGV` for 11."""
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
