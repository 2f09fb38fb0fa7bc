# ruff: noqa: E501 - a table of programs
"""What a stranger's program may try, and what it finds: one table for the ordinary tests, for `make soak` and for SECURITY.md.

Each attempt is a program that says TOOK when it got what it was after. `Targets` are things of ours
that it is told of: sockets, a pipe, a terminal, a file, a server, a variable; each says afterwards
whether somebody touched it. `held` is the line of SECURITY.md that promises the contrary.
"""

import contextlib
import ctypes
import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sidebyside.evidence.sandbox import (
    Invocation,
    Isolation,
    Limits,
    ProcessResult,
    execute,
    find_isolation,
)


@dataclass(frozen=True)
class Attempt:
    """One program.

    `promise` names the line of SECURITY.md; `control` is set where it succeeds without a sandbox,
    harmlessly.
    """

    promise: str
    program: str
    control: bool = False
    ended: tuple[str, ...] = ("exit", "signal")


CONNECT = "import socket\ns = socket.socket(socket.AF_UNIX, socket.{kind})\ns.connect({path})\ns.send(b'took')\nprint('TOOK')"
ATTEMPTS = {
    # Sockets, pipes, the network
    "a stream socket": Attempt("services", CONNECT.format(kind="SOCK_STREAM", path="'@stream@'"), control=True),
    "a datagram socket": Attempt("services", CONNECT.format(kind="SOCK_DGRAM", path="'@datagram@'"), control=True),
    "a socket of packets": Attempt("services", CONNECT.format(kind="SOCK_SEQPACKET", path="'@packets@'"), control=True),
    "an abstract socket": Attempt("services", CONNECT.format(kind="SOCK_STREAM", path="'\\0@abstract@'"), control=True),
    "a socket by its directory": Attempt("services", "import os, socket\nd = os.open('@folder@', os.O_PATH)\ns = socket.socket(socket.AF_UNIX)\ns.connect(f'/proc/self/fd/{d}/stream')\ns.send(b'x')\nprint('TOOK')", control=True),
    "sockets of the system": Attempt("services", "import glob, socket\nfor path in [*glob.glob('/run/**/*', recursive=True), *glob.glob('/var/run/**/*', recursive=True), *glob.glob('/tmp/**/*', recursive=True), *glob.glob('/tmp/.*')]:\n try:\n  socket.socket(socket.AF_UNIX).connect(path)\n  print('TOOK', path)\n except OSError: pass"),
    "a named pipe": Attempt("services", "import os\nos.write(os.open('@pipe@', os.O_WRONLY | os.O_NONBLOCK), b'took')\nprint('TOOK')", control=True),
    "a server on the loopback": Attempt("network", "import socket\nsocket.create_connection(('127.0.0.1', @port@), 2).send(b'x')\nprint('TOOK')", control=True),
    "an address elsewhere": Attempt("network", "import socket\ntry: socket.create_connection(('192.0.2.1', 80), 2)\nexcept TimeoutError: print('TOOK')"),
    "a packet to anywhere": Attempt("network", "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))\nprint('TOOK')", control=True),
    "a name to look up": Attempt("network", "import socket\nsocket.gethostbyname('example.org')\nprint('TOOK')"),
    "the host of a virtual machine": Attempt("network", "import socket\nsocket.socket(40, socket.SOCK_STREAM)\nprint('TOOK')"),
    "a raw socket": Attempt("network", "import socket\nsocket.socket(socket.AF_PACKET, socket.SOCK_RAW)\nprint('TOOK')"),
    "sockets by io_uring": Attempt("network", "import ctypes\nl = ctypes.CDLL(None)\nif l.syscall(425, 8, ctypes.create_string_buffer(256)) >= 0: print('TOOK')"),
    # Terminals
    "writing to a terminal": Attempt("terminals", "open('@terminal@', 'w').write('took')\nprint('TOOK')", control=True),
    "reading from a terminal": Attempt("terminals", "import os\nos.open('@terminal@', os.O_RDWR)\nprint('TOOK')", control=True),
    "the terminal of whoever started it": Attempt("terminals", "import os\nos.open('/dev/tty', os.O_RDWR)\nprint('TOOK')"),
    "all terminals": Attempt("terminals", "import os\nfor n in os.listdir('/dev/pts'):\n if n != 'ptmx': print('TOOK', n)"),
    "typing for others": Attempt("terminals", "import fcntl, termios\nfor n in range(3):\n try: fcntl.ioctl(n, termios.TIOCSTI, b'x'); print('TOOK')\n except OSError: pass"),
    # Files
    "reading a file of ours": Attempt("files", "print('TOOK', open('@secret@').read())", control=True),
    "reading the key of caches": Attempt("files", "import glob\nprint(*('TOOK ' + p for p in glob.glob('@home@/.local/state/sidebyside/*')))"),
    "reading the home": Attempt("files", "import os\nprint(*('TOOK ' + n for n in os.listdir('@home@') if n not in ('.cache', '.pyenv', '.local', '.venv')))"),
    "through the root of another process": Attempt("files", "import glob, os\nfor root in glob.glob('/proc/[0-9]*/root'):\n if os.path.exists(root + '@secret@'): print('TOOK')"),
    "writing beside its folder": Attempt("files", "open('../mark', 'w')\nprint('TOOK')", control=True),
    "writing into the environment": Attempt("files", "import sysconfig, pathlib\npathlib.Path(sysconfig.get_path('purelib'), 'evil.pth').write_text('import os')\nprint('TOOK')"),
    "writing to the system": Attempt("files", "import pathlib\nfor p in ('/usr/bin/evil', '/etc/evil', '/evil', '/var/evil', '/lib/evil', '/opt/evil', '/root/evil'):\n try: pathlib.Path(p).write_text('x'); print('TOOK', p)\n except OSError: pass"),
    "the temporary folder of others": Attempt("files", "import pathlib\npathlib.Path('/tmp/mark-@word@').write_text('x')\npathlib.Path('/var/tmp/mark-@word@').write_text('x')"),
    "names to find in /etc": Attempt("files", "import pathlib\nfor p in ('/etc/shadow', '/etc/machine-id', '/etc/hostname', '/etc/ssh', '/etc/ssl/private'):\n if pathlib.Path(p).exists(): print('TOOK', p)"),
    # What the kernel offers
    "the pattern of core files": Attempt("kernel", "open('/proc/sys/kernel/core_pattern', 'w').write('|/bin/false')\nprint('TOOK')"),
    "the kernel's switches": Attempt("kernel", "for p in ('/proc/sysrq-trigger', '/sys/power/state', '/proc/sys/vm/drop_caches', '/sys/kernel/mm/ksm/run'):\n try: open(p, 'w'); print('TOOK', p)\n except OSError: pass"),
    "devices": Attempt("kernel", "import glob, stat, os\nfor p in glob.glob('/dev/**', recursive=True):\n m = os.lstat(p).st_mode\n if stat.S_ISBLK(m) or (stat.S_ISCHR(m) and p.split('/')[-1] not in ('null', 'zero', 'full', 'random', 'urandom', 'tty', 'ptmx')): print('TOOK', p)"),
    "making a device": Attempt("kernel", "import os, stat\nos.mknod('disk', 0o600 | stat.S_IFBLK, os.makedev(8, 0))\nprint('TOOK')"),
    "mounting": Attempt("kernel", "import ctypes\nl = ctypes.CDLL(None)\nif l.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0: print('TOOK')\nif l.umount2(b'/etc/passwd', 2) == 0: print('TOOK')"),
    "namespaces of its own": Attempt("kernel", "import ctypes\nl = ctypes.CDLL(None)\nfor f in (0x10000000, 0x10020000, 0x50000000):\n if l.unshare(f) == 0: print('TOOK', hex(f))"),
    "the namespaces of others": Attempt("kernel", "import ctypes, os, glob\nl = ctypes.CDLL(None)\nfor p in glob.glob('/proc/1/ns/*'):\n try:\n  if l.setns(os.open(p, os.O_RDONLY), 0) == 0: print('TOOK', p)\n except OSError: pass"),
    "privileges": Attempt("kernel", "import os, re\ns = open('/proc/self/status').read()\nif int(re.search(r'CapEff:\\s*(\\w+)', s)[1], 16) or os.getuid() == 0 or 'NoNewPrivs:\\t1' not in s: print('TOOK')"),
    "becoming root": Attempt("kernel", "import os\nos.setuid(0)\nprint('TOOK')"),
    "another root": Attempt("kernel", "import os\nos.chroot('/tmp')\nprint('TOOK')"),
    "programs in the kernel": Attempt("kernel", "import ctypes, errno\nl = ctypes.CDLL(None, use_errno=True)\nb = ctypes.create_string_buffer(128)\nif l.syscall(321, 0, b, 128) >= 0 or ctypes.get_errno() not in (1, 38): print('TOOK bpf', ctypes.get_errno())\nif l.syscall(298, b, 0, -1, -1, 0) >= 0: print('TOOK perf')"),
    "the kernel's log": Attempt("kernel", "import ctypes\nif ctypes.CDLL(None).klogctl(3, ctypes.create_string_buffer(4096), 4096) > 0: print('TOOK')"),
    "keys of whoever started it": Attempt("kernel", "import ctypes\nl = ctypes.CDLL(None)\nif l.syscall(250, 0, -3, 0) >= 0: print('TOOK')"),
    # Other processes
    "variables of other processes": Attempt("processes", "import glob\nfor p in glob.glob('/proc/[0-9]*/environ'):\n try:\n  if b'@word@' in open(p, 'rb').read(): print('TOOK')\n except OSError: pass", control=True),
    "its own variables": Attempt("processes", "import os\nif '@word@' in repr(os.environ): print('TOOK')"),
    "command lines of other processes": Attempt("processes", "import glob\nif len(glob.glob('/proc/[0-9]*')) > 12: print('TOOK')", control=True),
    "killing others": Attempt("processes", "import os, signal\nos.kill(@pid@, signal.SIGTERM)\nprint('TOOK')", control=True),
    "killing all": Attempt("processes", "import os, signal\nfor n in (signal.SIGTERM, signal.SIGKILL): os.kill(-1, n)"),
    "descriptors that it was not given": Attempt("processes", "import os\nfor n in os.listdir('/proc/self/fd'):\n try: where = os.readlink(f'/proc/self/fd/{n}')\n except OSError: continue\n if int(n) > 2 and not where.startswith('/proc/'): print('TOOK', n, where)"),
    # What is left
    "a child that hides": Attempt("left", "import os, sys\nif os.fork() == 0:\n os.setsid()\n if os.fork() == 0:\n  os.execve(sys.executable, [sys.executable, '-c', 'import time; time.sleep(60)', '@word@'], {})\n os._exit(0)", control=True),
    "shared memory of System V": Attempt("left", "import ctypes\nl = ctypes.CDLL(None)\nl.shmget(0x5eed, 4096, 0o1666)\nl.msgget(0x5eed, 0o1666)\nl.semget(0x5eed, 1, 0o1666)"),
    "shared memory of POSIX": Attempt("left", "from multiprocessing import shared_memory, resource_tracker\nm = shared_memory.SharedMemory('mark-@word@', create=True, size=4096)\nresource_tracker.unregister(m._name, 'shared_memory')"),
    "a queue of messages": Attempt("left", "import ctypes\nctypes.CDLL('librt.so.1').mq_open(b'/mark-@word@', 0o102, 0o666, None)"),
    # Too much
    "memory of one process": Attempt("memory", "x = []\nwhile True: x.append(bytearray(1 << 24))", ended=("exit", "signal", "memory")),
    "memory of many processes": Attempt("memory", "import os, time\nfor _ in range(5):\n if os.fork() == 0:\n  x = b'x' * (60 << 20)\n  time.sleep(30)\ntime.sleep(30)", ended=("memory", "signal")),
    "memory that is shared": Attempt("memory", "import mmap, time\nm = mmap.mmap(-1, 300 << 20)\nfor n in range(0, len(m), 4096): m[n] = 1\ntime.sleep(30)", ended=("memory", "signal")),
    "two thousand processes": Attempt("memory", "import os, time\nn = 0\ntry:\n while n < 2000:\n  if os.fork() == 0: time.sleep(30)\n  n += 1\n print('TOOK', n)\nexcept OSError: pass", ended=("exit", "signal", "memory")),
    "forty thousand files": Attempt("memory", "import time\nfor n in range(40000): open(str(n), 'w').close()\ntime.sleep(30)", ended=("files",)),
    "a file without end": Attempt("memory", "with open('big', 'wb') as f:\n while f.write(bytes(1 << 20)): pass", ended=("exit", "signal")),
    "temporary files without end": Attempt("memory", "import itertools\nfor n in itertools.count():\n with open(f'/tmp/{n}', 'wb') as f: f.write(bytes(1 << 20))", ended=("exit", "signal")),
    "output without end": Attempt("memory", "while True: print('x' * 100000)", ended=("output",)),
    "time without end": Attempt("memory", "import signal, time\nfor n in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}: signal.signal(n, signal.SIG_IGN)\nwhile True: time.sleep(1)", ended=("time",)),
}  # fmt: skip
ROOT = Path(__file__).resolve().parent.parent
ORDINARY = 64_999
# Small enough that each of them is reached in a moment.
LIMITS = Limits(seconds=8, memory=200 << 20, files=32 << 20, inodes=5_000, processes=128)


@dataclass
class Targets:
    """Things of ours in a folder, and what came to them."""

    folder: Path
    word: str = field(default_factory=lambda: f"w{secrets.token_hex(8)}")
    touched: list[str] = field(default_factory=list)

    @contextlib.contextmanager
    def laid_out(self) -> Iterator[dict[str, str]]:
        """Make them; give what an attempt is told of them."""
        with contextlib.ExitStack() as stack:
            names = {
                "stream": socket.SOCK_STREAM,
                "datagram": socket.SOCK_DGRAM,
                "packets": socket.SOCK_SEQPACKET,
            }
            for name, kind in names.items():
                self._listen(
                    stack, name, socket.socket(socket.AF_UNIX, kind), str(self.folder / name)
                )
                (self.folder / name).chmod(0o666)
            self._listen(stack, "abstract", socket.socket(socket.AF_UNIX), f"\0{self.word}")
            server = socket.socket()
            self._listen(stack, "server", server, ("127.0.0.1", 0))
            os.mkfifo(self.folder / "pipe", 0o666)
            pipe = os.open(self.folder / "pipe", os.O_RDWR | os.O_NONBLOCK)
            stack.callback(os.close, pipe)
            main, terminal = os.openpty()
            os.set_blocking(main, False)
            stack.callback(os.close, main)
            stack.callback(os.close, terminal)
            (self.folder / "secret").write_text(self.word)
            other = stack.enter_context(
                subprocess.Popen(["sleep", "60"], env={"PATH": os.defpath, self.word: self.word})
            )
            stack.callback(other.kill)
            os.environ[self.word] = self.word
            stack.callback(os.environ.pop, self.word)
            yield {
                **{name: str(self.folder / name) for name in (*names, "pipe", "secret")},
                "abstract": self.word,
                "folder": str(self.folder),
                "port": str(server.getsockname()[1]),
                "terminal": os.ttyname(terminal),
                "home": str(Path.home()),
                "word": self.word,
                "pid": str(other.pid),
            }
            time.sleep(0.05)
            if other.poll() is not None:
                self.touched.append("other process")
            for name, handle in (("pipe", pipe), ("terminal", main)):
                with contextlib.suppress(BlockingIOError):
                    if os.read(handle, 100):
                        self.touched.append(name)

    def _listen(
        self,
        stack: contextlib.ExitStack,
        name: str,
        server: socket.socket,
        address: str | tuple[str, int],
    ) -> None:
        server.bind(address)
        stack.callback(server.close)
        if server.type != socket.SOCK_DGRAM:
            server.listen()

        def wait() -> None:
            with contextlib.suppress(OSError):
                if server.type == socket.SOCK_DGRAM:
                    server.recv(100)
                else:
                    server.accept()[0].close()
                self.touched.append(name)

        threading.Thread(target=wait, daemon=True).start()


def left_behind(word: str) -> list[str]:
    """Return what of a program is still there.

    Processes, shared memory, queues, files in temporary folders.
    """
    found = []
    for entry in Path("/proc").glob("[1-9]*"):
        with contextlib.suppress(OSError):
            if word.encode() in (entry / "cmdline").read_bytes():
                found.append(f"process {entry.name}")
    for kind, column in (("shm", 0), ("msg", 0), ("sem", 0)):
        with contextlib.suppress(OSError):
            keys = [
                line.split()[column]
                for line in Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]
            ]
            found += [f"{kind} {key}" for key in keys if int(key) == 0x5EED]
    for folder in ("/dev/shm", "/dev/mqueue", "/tmp", "/var/tmp"):
        found += [str(path) for path in Path(folder).glob(f"mark-{word}")]
    return found


def own_python() -> tuple[Path, tuple[Path, ...]]:
    """Return this interpreter, and what it has to be able to read."""
    places = (Path(sys.prefix), Path(sys.prefix).resolve(), Path(sys.base_prefix))
    return Path(sys.executable), tuple(dict.fromkeys(places))


def attack(attempt: Attempt, isolation: Isolation, folder: Path) -> tuple[ProcessResult, list[str]]:
    """Let one attempt run; return how it ended, and everything that it got."""
    targets = Targets(folder)
    with targets.laid_out() as told:
        program = attempt.program
        for name, value in told.items():
            program = program.replace(f"@{name}@", value)
        python, readable = own_python()
        run = Invocation(
            (str(python), "attempt.py"), {"attempt.py": program}, python.parent, readable
        )
        result = execute(run, isolation, LIMITS, threading.Event())
    got = [
        line
        for line in result.stdout.decode(errors="replace").splitlines()[:20]
        if line.startswith("TOOK")
    ]
    got += [f"touched the {name}" for name in targets.touched]
    for _ in range(40):
        left = left_behind(targets.word)
        if not left:
            break
        time.sleep(0.05)
    return result, got + left


def wrong(attempt: Attempt, isolation: Isolation) -> list[str]:
    """Return what an attempt got, or how it ended otherwise than it should.

    Nothing when it was held.
    """
    with tempfile.TemporaryDirectory(prefix="redteam-", dir=_roomy()) as folder:
        result, got = attack(attempt, isolation, Path(folder))
    if result.ended not in attempt.ended:
        got.append(
            f"ended by {result.ended} ({result.code}): {result.stderr.decode(errors='replace')[-300:]}"
        )
    return got


def _roomy() -> str | None:
    """Return a folder that is no part of the system's temporary one, which a sandbox hides in any case."""
    return str(Path.home()) if os.access(Path.home(), os.W_OK) else None


def session_key() -> None:
    """Put a key into this process's session, for an attempt to find."""
    ctypes.CDLL(None).syscall(248, b"user", b"sidebyside-test", b"x", 1, -3)


def as_somebody(program: str) -> str | None:
    """Run a line of Python with this module's names as an ordinary user.

    None where that cannot be had.
    """
    lines = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom tests.redteam import *\n{program}\n"
    )
    with tempfile.TemporaryDirectory() as home:
        os.chown(home, ORDINARY, ORDINARY)
        words = [
            "setpriv",
            f"--reuid={ORDINARY}",
            f"--regid={ORDINARY}",
            "--clear-groups",
            "python3",
            "-c",
            lines,
        ]
        variables = {"PATH": os.defpath, "HOME": home}
        done = subprocess.run(
            words, capture_output=True, text=True, check=False, env=variables, cwd="/"
        )
    return done.stdout.strip() if done.returncode in {0, 1} and done.stdout else None


def main() -> int:
    """Let every attempt run as whoever this is.

    Print one line of JSON, and return 1 where anything got through.
    """
    session_key()
    isolation = find_isolation()
    got = (
        {name: found for name, one in ATTEMPTS.items() if (found := wrong(one, isolation))}
        if isolation.tools
        else {}
    )
    tried = len(ATTEMPTS) if isolation.tools else 0
    print(json.dumps({"user": os.getuid(), "tried": tried, "got": got, "note": str(isolation)}))
    return int(bool(got))


if __name__ == "__main__":
    sys.exit(main())
