"""The sandbox of sample programs, made with bubblewrap: the arguments of `bwrap` for one run.

    find()                    the tools of this machine, or None where it refuses namespaces
    Bubblewrap.command(...)   what runs a command in a sandbox of its own

A program sees the system's software and the paths that it is given, read-only, and nothing else
of this machine: no home, no `/tmp`, no `/run`, no `/sys`, no Unix sockets, no terminals, no
devices but `/dev/null` and its like. What it may write is memory of limited size (tmpfs), which
is gone with its last process. It has a loopback of its own and no other network.

Bubblewrap is used rather than mounts of our own because the order of mounts, masks and privileges
is what such code gets wrong, and Flatpak runs it on every desktop. It is one small Debian package
without dependencies of its own.

An ordinary user gets a user namespace. Root needs none: the mounts are made with its privileges,
and then the program is given a user id that nobody else has, so that nothing takes it for root.
"""

import contextlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sidebyside.evidence import seccomp

HOME = "/home/sandbox"
WORK = "/home/work"
WRITABLE = (WORK, HOME, "/tmp", "/dev/shm", "/run", "/var/tmp")  # noqa: S108 - those of the sandbox
# Node looks for packages in folders of this name beside a program and in each folder above it.
NODE_MODULES = "node_modules"
HOST = "sandbox"
_TOOLS = os.pathsep.join(("/usr/sbin", "/usr/bin", "/sbin", "/bin"))
PATH = ("/usr/local/bin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/sbin", "/sbin")
# What programs read of /etc; nothing in it is about this machine or its users.
_ETC = (
    "alternatives",
    "ca-certificates",
    "fonts",
    "ld.so.cache",
    "ld.so.conf",
    "ld.so.conf.d",
    "mime.types",
    "nginx/mime.types",
    "pki/ca-trust",
    "pki/tls/certs",
    "pki/tls/cert.pem",
    "postgresql-common",
    "protocols",
    "services",
    "ssl/certs",
    "ssl/openssl.cnf",
)
_HOSTS = f"127.0.0.1 localhost {HOST}\n::1 localhost\n"
_NAMES = "hosts: files dns\npasswd: files\ngroup: files\nservices: files\nprotocols: files\n"
# Ids that systemd gives to a service while it runs; a run started by root takes one by chance.
_FREE_IDS = range(61184, 65520)
_ORDINARY_ID = 1000
# How data is handed over: bytes in, the number of a descriptor out.
_Data = Callable[[bytes], str]


@dataclass(frozen=True, slots=True)
class Quota:
    """What one run may use: bytes of memory (each process), bytes of files, processes."""

    memory: int
    files: int
    processes: int


@dataclass(frozen=True, slots=True)
class Bubblewrap:
    """The tools of this machine; `by_root` when mounts are made with root's own privileges."""

    bwrap: str
    prlimit: str
    setpriv: str
    by_root: bool

    @contextlib.contextmanager
    def command(
        self,
        words: Sequence[str],
        files: Mapping[str, bytes],
        readable: Sequence[Path],
        quota: Quota,
        node_modules: Path | None = None,
    ) -> Iterator[tuple[list[str], list[int]]]:
        """Give the command that runs `words` in a fresh folder, and the descriptors it reads.

        The folder holds `files`. `readable` are the only paths that the program sees besides the
        system's software; `node_modules` is one of them, which is found above the folder.
        """
        identity = random.choice(_FREE_IDS) if self.by_root else _ORDINARY_ID  # noqa: S311 - to share no count of processes
        with contextlib.ExitStack() as stack:
            passed: list[int] = []

            def data(content: bytes) -> str:
                passed.append(stack.enter_context(_memory(content)))
                return str(passed[-1])

            arguments = [
                *self._namespaces(identity),
                *_system(),
                *_devices(quota.files),
                *_etc(identity, data),
                *_folders(files, quota.files, data),
                *_readable(readable),
                *_above(node_modules),
                *("--remount-ro", "/", "--chdir", WORK),
            ]
            if program := seccomp.filter_bytes():
                arguments += ["--seccomp", data(program)]
            yield [self.bwrap, *arguments, "--", *self._limited(quota, identity), *words], passed

    def _namespaces(self, identity: int) -> list[str]:
        words = ["--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"]
        words += ["--unshare-cgroup-try", "--hostname", HOST, "--die-with-parent", "--new-session"]
        words += ["--cap-drop", "ALL"]
        if self.by_root:
            # What setpriv needs to give up the rest.
            return [
                *words,
                *(w for c in ("SETUID", "SETGID", "SETPCAP") for w in ("--cap-add", f"CAP_{c}")),
            ]
        return [*words, "--unshare-user", "--uid", str(identity), "--gid", str(identity)]

    def _limited(self, quota: Quota, identity: int) -> list[str]:
        words = [self.prlimit, "--core=0", f"--data={quota.memory}", f"--fsize={quota.files}"]
        words += [
            f"--nproc={quota.processes}",
            "--nofile=1024",
            "--msgqueue=819200",
            "--memlock=8388608",
            "--",
        ]
        if self.by_root:
            words += [self.setpriv, f"--reuid={identity}", f"--regid={identity}", "--clear-groups"]
            words += ["--no-new-privs", "--bounding-set=-all", "--inh-caps=-all", "--"]
        return words


def _system() -> list[str]:
    """Return the mounts of the system's software; on merged systems /bin and its like are links."""
    words = ["--ro-bind", "/usr", "/usr"]
    for name in ("bin", "sbin", "lib", "lib32", "lib64", "libx32"):
        path = Path("/", name)
        if path.is_symlink():
            words += ["--symlink", str(path.readlink()), str(path)]
        elif path.is_dir():
            words += ["--ro-bind", str(path), str(path)]
    return words


def _devices(size: int) -> list[str]:
    """Return /proc, a /dev with its own terminals, and the folders of temporary files."""
    words = ["--proc", "/proc", "--dev", "/dev"]
    for path, share in (("/dev/shm", 4), ("/tmp", 1), ("/run", 16), ("/var/tmp", 16)):  # noqa: S108 - those of the sandbox
        words += ["--perms", "1777", "--size", str(size // share), "--tmpfs", path]
    # Where root has no other id than its own, /proc/sys is held back by nothing else.
    return [
        *words,
        "--symlink",
        "/run",
        "/var/run",
        "--remount-ro",
        "/dev",
        "--remount-ro",
        "/proc",
    ]


def _etc(identity: int, data: _Data) -> list[str]:
    """Return what is seen of /etc: what is the same everywhere, and names for the sandbox's ids."""
    words = _parents([f"/etc/{name}" for name in _ETC])
    words += [word for name in _ETC for word in ("--ro-bind-try", f"/etc/{name}", f"/etc/{name}")]
    people = f"root:x:0:0::/:/usr/sbin/nologin\nuser:x:{identity}:{identity}::{HOME}:/bin/sh\n"
    groups = f"root:x:0:\nuser:x:{identity}:\n"
    texts = {
        "passwd": people,
        "group": groups,
        "hosts": _HOSTS,
        "nsswitch.conf": _NAMES,
        "resolv.conf": "",
    }
    for name, text in texts.items():
        words += ["--perms", "0444", "--ro-bind-data", data(text.encode()), f"/etc/{name}"]
    return words


def _above(node_modules: Path | None) -> list[str]:
    """Return what lets Node find packages from the folder of the run."""
    place = str(PurePosixPath(WORK).parent / NODE_MODULES)
    return ["--symlink", str(node_modules), place] if node_modules else []


def _readable(paths: Sequence[Path]) -> list[str]:
    """Return the mounts of what one run may read besides."""
    words = _parents([str(path) for path in paths if not path.is_relative_to("/usr")])
    return [*words, *(word for path in paths for word in ("--ro-bind", str(path), str(path)))]


def _parents(paths: Sequence[str]) -> list[str]:
    """Return what makes the folders above some paths, so that everybody may pass through them."""
    folders = {
        str(parent) for path in paths for parent in PurePosixPath(path).parents if parent.name
    }
    return [word for folder in sorted(folders) for word in ("--perms", "0755", "--dir", folder)]


def _folders(files: Mapping[str, bytes], size: int, data: _Data) -> list[str]:
    """Return the home and, in it, the folder of the run with its files."""
    words = ["--perms", "0755", "--dir", "/home"]
    for path, share in ((WORK, 1), (HOME, 2)):
        words += ["--perms", "0777", "--size", str(size // share), "--tmpfs", path]
    parents = {parent for name in files for parent in PurePosixPath(name).parents if parent.name}
    for parent in sorted(parents):
        words += ["--perms", "0777", "--dir", f"{WORK}/{parent}"]
    for name, content in files.items():
        words += ["--perms", "0666", "--file", data(content), f"{WORK}/{name}"]
    return words


@contextlib.contextmanager
def _memory(content: bytes) -> Iterator[int]:
    """Give a descriptor that reads as `content`; it lies in memory and has no name."""
    if sys.platform != "linux":
        raise AssertionError("bubblewrap runs on Linux")
    handle = os.memfd_create("sidebyside", os.MFD_CLOEXEC)
    try:
        with open(handle, "wb", closefd=False) as file:
            file.write(content)
        os.lseek(handle, 0, os.SEEK_SET)
        yield handle
    finally:
        os.close(handle)


def find() -> Bubblewrap | None:
    """Return the tools of this machine if they work, which is tried."""
    if sys.platform != "linux":
        return None
    bwrap, prlimit, setpriv = (
        shutil.which(tool, path=_TOOLS) for tool in ("bwrap", "prlimit", "setpriv")
    )
    if not (bwrap and prlimit and setpriv):
        return None
    # Root in a container may have lost what mounts need, and still be allowed a user namespace.
    for by_root in (True, False) if os.geteuid() == 0 else (False,):
        tools = Bubblewrap(bwrap, prlimit, setpriv, by_root)
        if _works(tools):
            return tools
    return None


def _works(tools: Bubblewrap) -> bool:
    quota = Quota(1 << 28, 1 << 20, 64)
    with (
        contextlib.suppress(OSError, subprocess.TimeoutExpired),
        tools.command(["true"], {}, (), quota) as (words, passed),
    ):
        done = subprocess.run(  # noqa: S603 - our own words
            words,
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=10,
            check=False,
            env={"PATH": _TOOLS},
            pass_fds=passed,
        )
        return done.returncode == 0
    return False
