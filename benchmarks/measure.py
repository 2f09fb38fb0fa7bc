"""What one run of a command costs: wall time, processor time, memory."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Cost:
    """One run.

    Seconds on the clock, seconds of processor (user and system, children too), bytes at the peak.
    """

    wall: float
    cpu: float
    memory: int | None = None


class FailedError(Exception):
    """A command ended with another status than 0; the message holds the end of what it said."""


def run(command: list[str], folder: Path, *, memory: bool = False) -> Cost:
    """Run a command to its end in a folder.

    The processor time is that of the process and of all children that it waited for. Memory is the
    greatest sum of PSS (each page of memory divided by the number of processes that share it) over
    all processes of the run, looked at every 50 ms; looking costs time, so runs with `memory` are
    not for the clock. Raises FailedError where the command does.
    """
    with Path(os.devnull).open() as nothing, (folder / "run.log").open("w+b") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, stdin=nothing, stdout=log, stderr=log, start_new_session=True
        )
        peak = _watch(process.pid) if memory else 0
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            raise FailedError(
                f"{Path(command[0]).name} ended with {process.returncode}: {log.read()[-600:].decode(errors='replace')}"
            )
    return Cost(wall, usage.ru_utime + usage.ru_stime, peak or None)


def _watch(leader: int) -> int:
    """Return the peak of a session's memory in bytes.

    Ends when its leader does. 0 where there is no /proc.
    """
    peak = 0
    while not os.waitid(os.P_PID, leader, os.WEXITED | os.WNOHANG | os.WNOWAIT):
        peak = max(peak, sum(map(_pss, _session(leader))))
        time.sleep(EVERY)
    return peak


def _session(leader: int) -> list[Path]:
    """Return the /proc folders of a session's processes."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            fields = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            found.append(place)
    return found


def _pss(place: Path) -> int:
    try:
        lines = (place / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
