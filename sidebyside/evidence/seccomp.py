"""A seccomp filter for sample programs: what no namespace holds back.

    filter_bytes()    the program for `bwrap --seccomp`; empty where the architecture is unknown

Denied are kernel keyrings (a process inherits those of whoever started it), sockets of families
that network namespaces do not separate (AF_VSOCK reaches the host of a virtual machine), io_uring
(which opens sockets without the system call), new namespaces, eBPF, perf and the kernel's log.
"""

import errno
import platform
import struct
from collections.abc import Sequence
from dataclasses import dataclass

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NUMBER, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _KILL, _ERROR = 0x7FFF0000, 0x80000000, 0x00050000
_CLONE_NEWUSER = 0x10000000
_X32 = 0x40000000
# AF_UNIX, AF_INET, AF_INET6, AF_NETLINK (which lists the network's own interfaces).
_FAMILIES = (1, 2, 10, 16)


@dataclass(frozen=True, slots=True)
class _Calls:
    """Calls of one architecture: denied, said not to exist, and two whose argument decides."""

    architecture: int
    denied: tuple[int, ...]
    missing: tuple[int, ...]
    socket: int
    clone: int


# Denied, in this order: add_key, request_key, keyctl, bpf, perf_event_open, userfaultfd, unshare,
# setns, syslog. Missing: io_uring_setup, io_uring_enter, io_uring_register and clone3, for which
# callers have another way.
_MISSING = (425, 426, 427, 435)
_MACHINES = {
    "x86_64": _Calls(
        0xC000003E, (248, 249, 250, 321, 298, 323, 272, 308, 103), _MISSING, socket=41, clone=56
    ),
    "aarch64": _Calls(
        0xC00000B7, (217, 218, 219, 280, 241, 282, 97, 268, 116), _MISSING, socket=198, clone=220
    ),
}

Step = tuple[int, int, int, int]


def filter_bytes(machine: str = "") -> bytes:
    """Return the filter as the kernel reads it."""
    calls = _MACHINES.get(machine or platform.machine())
    if calls is None:
        return b""
    return b"".join(struct.pack("=HBBI", *step) for step in _steps(calls))


def _steps(calls: _Calls) -> Sequence[Step]:
    steps: list[Step] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, calls.architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        (_AT_LEAST, 0, 1, _X32),
        (_RETURN, 0, 0, _ERROR | errno.ENOSYS),
    ]
    for number in calls.denied:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERROR | errno.EPERM)]
    for number in calls.missing:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _ERROR | errno.ENOSYS)]
    steps += [
        (_EQUAL, 0, 4, calls.clone),
        (_LOAD, 0, 0, _FIRST_ARGUMENT),
        (_ANY_BIT, 0, 1, _CLONE_NEWUSER),
        (_RETURN, 0, 0, _ERROR | errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]
    steps += [(_EQUAL, 0, len(_FAMILIES) * 2 + 2, calls.socket), (_LOAD, 0, 0, _FIRST_ARGUMENT)]
    for family in _FAMILIES:
        steps += [(_EQUAL, 0, 1, family), (_RETURN, 0, 0, _ALLOW)]
    return [*steps, (_RETURN, 0, 0, _ERROR | errno.EAFNOSUPPORT), (_RETURN, 0, 0, _ALLOW)]
