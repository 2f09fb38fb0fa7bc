"""Running one program that nobody has vouched for: held in as far as the machine lets us, and gone when it is done.

    Limits    how long it may run, how much it may print and hold
    Cage      what this machine can hold back, and the words that go before a command to do so
    Box       the fresh folders of one run
    Ran       what came of it

On Linux, where user namespaces are allowed, a program has no network but its own loopback, sees every file read-only but
those of its box, and takes every process that it started with it when it ends. Where they are not (some containers, some
distributions' defaults, other systems), it runs in a process group of its own: the limits hold, what it started is looked
for and killed, but a process that hides its environment may stay, and network and files are not held back. `Cage` says
which it is.
"""

import contextlib
import os
import queue
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

POLL_SECONDS = 0.05
_NAMESPACES = ("--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child")
_TOOLS = os.pathsep.join(("/usr/sbin", "/usr/bin", "/sbin", "/bin"))
# The loopback's switch, for images that lack `ip`: SIOCSIFFLAGS with up, loopback and running.
_LOOPBACK = (
    "import fcntl,socket,struct;"
    "fcntl.ioctl(socket.socket(),0x8914,struct.pack('16sh22x',b'lo',0x49))"
)  # fmt: skip
# File systems that hold no one's files, or whose devices a program needs to be able to write to.
_LEFT = frozenset({"proc", "sysfs", "devtmpfs", "devpts", "mqueue", "cgroup", "cgroup2", "debugfs", "tracefs", "bpf"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one program may use: seconds of wall time, bytes on each of its two outputs, bytes of memory.

    A program should need a few seconds; the limit leaves room for a type checker on a machine that is busy.
    """

    seconds: float = 60.0
    output: int = 1 << 20
    memory: int = 2 << 30


@dataclass(frozen=True, slots=True)
class Isolation:
    """What is held back here: the network, files outside of the box, processes left behind; `words` go before a command."""

    network: bool = False
    files: bool = False
    processes: bool = False
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Say in a line for people what this machine cannot hold back, or nothing."""
        held = {"using the network": self.network, "writing to other files": self.files}
        names = [name for name, is_held in held.items() if not is_held]
        return f"this machine cannot keep programs from {' and '.join(names)}" if names else ""


EndReason = Literal["exit", "signal", "time", "output", "stopped"]


@dataclass(frozen=True, slots=True)
class ProcessResult:
    """What came of a run: how it ended, its exit status or signal, what it printed, how many seconds it took."""

    ended: EndReason
    code: int
    stdout: bytes
    stderr: bytes
    seconds: float


@dataclass(frozen=True, slots=True)
class Workdir:
    """The fresh folders of one run, below `root`: where it runs, its home, its place for temporary files."""

    root: Path

    @property
    def work(self) -> Path:
        """Return the folder that it runs in."""
        return self.root / "run"

    @property
    def home(self) -> Path:
        """Return its HOME."""
        return self.root / "home"

    @property
    def temporary(self) -> Path:
        """Return its TMPDIR."""
        return self.root / "tmp"

    def foreign(self) -> list[str]:
        """Return what lies beside the three folders: nothing that we put there."""
        return sorted(path.name for path in self.root.iterdir() if path not in (self.work, self.home, self.temporary))

    def environment(self, bin_folder: Path) -> dict[str, str]:
        """Return the environment variables of the run: nothing of the user's but PATH, behind `bin_folder`."""
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "PATHEXT", "COMSPEC") if name in os.environ}
        temporary = str(self.temporary)
        return {
            **(kept if os.name == "nt" else {}),
            "PATH": os.pathsep.join((str(bin_folder), os.environ.get("PATH", os.defpath))),
            "HOME": str(self.home),
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP") if os.name == "nt" else ("TMPDIR",), temporary),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONHASHSEED": "0",
            "PYTHONNOUSERSITE": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUTF8": "1",
        }


@contextlib.contextmanager
def open_workdir(files: Mapping[str, str]) -> Iterator[Workdir]:
    """Make a box whose folder holds `files`, by name; it goes away with all that the run wrote."""
    with tempfile.TemporaryDirectory(prefix="sidebyside-", ignore_cleanup_errors=True) as folder:
        made = Workdir(Path(os.path.realpath(folder)))
        for path in (made.work, made.home, made.temporary):
            path.mkdir()
        for name, text in files.items():
            path = made.work / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        yield made


def find_isolation(kept: Path, memory: int = Limits().memory) -> Isolation:
    """Return the strongest cage that works on this machine; `kept` is a folder of ours, by which protection is judged."""
    shell = shutil.which("sh", path=_TOOLS)
    if shell is None:
        return Isolation()
    best = Isolation(network=True, files=True, processes=True, words=_words(shell, memory, _read_only_mounts()))
    middle = Isolation(network=True, processes=True, words=_words(shell, memory, []))
    if sys.platform == "linux":
        for isolation in (best, middle):
            if isolation.words and _works(isolation, kept):
                return isolation
    return Isolation(words=(shell, "-c", f'shift; {_limits(memory)}; exec "$@"', "cage"))


def _works(isolation: Isolation, kept: Path) -> bool:
    test = ("sh", "-c", '[ ! -w "$1" ]', "sh", str(kept)) if isolation.files else ("true",)
    with open_workdir({}) as tried, contextlib.suppress(OSError, subprocess.TimeoutExpired):
        command = [*isolation.words, str(tried.root), *test]
        done = subprocess.run(command, capture_output=True, stdin=subprocess.DEVNULL, timeout=10, check=False)  # noqa: S603 - ours
        return done.returncode == 0
    return False


def _words(shell: str, memory: int, mounts: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the words that open new namespaces and, in them, a shell that prepares them and then runs the rest.

    That shell is the namespace's first process: when it ends, the kernel kills all others. It has to outlive the program,
    so it must not become it; hence the `exit`.
    """
    unshare, setpriv, mount = (shutil.which(tool, path=_TOOLS) for tool in ("unshare", "setpriv", "mount"))
    if not (unshare and setpriv and mount):
        return ()
    ip = shutil.which("ip", path=_TOOLS)
    loopback = f"{ip} link set lo up" if ip else shlex.join([sys.executable, "-I", "-S", "-c", _LOOPBACK])
    steps = [loopback]
    if mounts:
        steps.append(f'{mount} --bind "$1" "$1"')
        steps.append(f"{{ {mount} -t tmpfs tmpfs /dev/shm 2>/dev/null || :; }}")
        # A file system that cannot be made read-only is left; whether ours are is tried by find_cage.
        steps += [f"{{ {mount} -o {shlex.quote(o)} {shlex.quote(at)} 2>/dev/null || :; }}" for at, o in mounts]
    steps += ['cd "$1/run"', "shift", f"{{ {_limits(memory)}; }}"]
    # Without its privileges the program cannot undo what was done for it.
    steps.append(f'{setpriv} --no-new-privs --bounding-set=-all --inh-caps=-all "$@"')
    spaces = (*_NAMESPACES, *(("--mount", "--mount-proc") if mounts else ()))
    # When this very process is killed, the kernel kills unshare, and that the rest.
    return (setpriv, "--pdeathsig", "KILL", unshare, *spaces, shell, "-c", f"{' && '.join(steps)}; exit $?", "cage")


def _limits(memory: int) -> str:
    """Return shell commands for the limits that the kernel keeps: no core files, memory, files of at most 512 MiB."""
    commands = ("ulimit -c 0", f"ulimit -d {memory // 1024}", f"ulimit -f {1 << 20}")
    return "; ".join(f"{command} 2>/dev/null || :" for command in commands)


def _read_only_mounts() -> list[tuple[str, str]]:
    """Return each mount with ordinary files and the options that make it read-only."""
    try:
        lines = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    found = {}
    for line in lines:
        before, _, after = line.partition(" - ")
        where, options = before.split()[4:6]
        if after.split()[0] not in _LEFT and "rw" in options.split(",") and not where.startswith("/dev/"):
            kept = [option for option in options.split(",") if option != "rw"]
            found[_unescaped(where)] = ",".join(["remount", "bind", "ro", *kept])
    return list(found.items())


def _unescaped(path: str) -> str:
    for char in " \t\n\\":
        path = path.replace(f"\\{ord(char):03o}", char)
    return path


class _Drain(threading.Thread):
    """Reads one output of a process to its end, or until it is more than `limit` bytes; then it says so to `wake`."""

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


def execute(
    command: Sequence[str],
    place: Workdir,
    variables: Mapping[str, str],
    isolation: Isolation,
    limits: Limits,
    stop: threading.Event,
) -> ProcessResult:
    """Run a command in a box until it ends, uses up a limit, or `stop` is set; nothing that it started stays."""
    began = time.monotonic()
    words = [*isolation.words, *([str(place.root)] if isolation.words else []), *command]
    with subprocess.Popen(  # noqa: S603 - running what the content holds is what this is for
        words,
        cwd=place.work,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        wake: queue.SimpleQueue[None] = queue.SimpleQueue()
        drains = [_Drain(pipe, limits.output, wake) for pipe in (process.stdout, process.stderr) if pipe]
        for drain in drains:
            drain.start()
        try:
            cut = _watch(process, drains, wake, began + limits.seconds, stop)
        finally:
            _end(process, place, isolation)
            for drain in drains:
                drain.join(1.0)
    ended, code = _status(process.returncode, shelled=isolation.processes)
    if cut == "exit" and any(drain.full for drain in drains):
        cut = "output"
    stdout, stderr = (bytes(drain.data) for drain in drains)
    return ProcessResult(ended if cut == "exit" else cut, code, stdout, stderr, time.monotonic() - began)


def _watch(
    process: "subprocess.Popen[bytes]",
    drains: Sequence[_Drain],
    wake: "queue.SimpleQueue[None]",
    deadline: float,
    stop: threading.Event,
) -> EndReason:
    """Wait until a process ends, or say why it has to be ended."""
    while process.poll() is None:
        left = deadline - time.monotonic()
        if stop.is_set():
            return "stopped"
        if any(drain.full for drain in drains):
            return "output"
        if left <= 0:
            return "time"
        if any(drain.is_alive() for drain in drains):
            with contextlib.suppress(queue.Empty):
                wake.get(timeout=min(left, POLL_SECONDS))
        else:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(min(left, POLL_SECONDS))
    return "exit"


def _status(code: int, *, shelled: bool) -> tuple[EndReason, int]:
    """Tell an exit from a signal; a shell that waited for the program says 128 and the signal."""
    number = -code if code < 0 else code - 128 if shelled and code > 128 else 0
    return ("signal", number) if number in {int(known) for known in signal.Signals} else ("exit", code)


def _end(process: "subprocess.Popen[bytes]", place: Workdir, isolation: Isolation) -> None:
    """Kill a process, its group, and whatever else it left behind."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    if not isolation.processes:
        for _ in range(100):
            strays = list(_strays(place))
            for number in strays:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(number, signal.SIGKILL)
            if not strays:
                break
            time.sleep(0.01)


def _strays(place: Workdir) -> Iterator[int]:
    """Yield processes that left the group: they still have the HOME of their box, which no other process has."""
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
