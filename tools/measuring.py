"""The harness of programs that measure: rounds in random order, kept as they go, told as they go. It knows no subject.

    keep_rounds(tasks, plan, journal, tell) -> every value that was measured, by task and name, one
    for each round

A task is done once a round. Tasks of a pair run next to each other, in an order that is drawn anew
for each round, and so is the order of the pairs: a machine that grows slower or faster treats all
alike. What was measured lies in the journal at once, so a run that was stopped goes on where it
was. A task that fails leaves its round empty and ends nothing else.
"""

import json
import os
import platform
import random
import re
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from statistics import median, quantiles
from subprocess import SubprocessError
from typing import Any

Values = Mapping[str, float]
# Series[task][name] holds one value for each round, None where the task failed.
Series = dict[str, dict[str, list[float | None]]]

# A machine counts as busy when others take more than this share of it, or when the middle half of
# too many series is wider than this share of its median.
OTHERS, SPREAD, SPREAD_SERIES = 0.10, 0.25, 0.10


class Failure(Exception):  # noqa: N818 - it ends a round of one task, nothing more
    """A task could not be measured this time; the text says why."""


@dataclass(frozen=True)
class Task:
    """One thing to measure in each round.

    `pair` names the tasks that are compared, `seconds` guesses how long it takes.
    """

    name: str
    pair: str
    seconds: float
    measure: Callable[[], Values]


@dataclass(frozen=True)
class Plan:
    """How often, in which drawn order, and under which fingerprint a run is known again."""

    rounds: int
    fingerprint: str
    seed: int = 1


@dataclass
class Journal:
    """What a run has measured so far.

    One line of JSON for each task and round, below a line that names the plan.
    """

    path: Path
    lines: list[dict[str, Any]] = field(default_factory=list)

    def open(self, plan: Plan, today: str) -> str:
        """Go on with a journal of the same plan, or begin one.

        Return the day on which the run began.
        """
        try:
            first, *rest = [json.loads(line) for line in self.path.read_text().splitlines()]
        except (OSError, ValueError):
            first, rest = {}, []
        if first.get("fingerprint") == plan.fingerprint:
            self.lines = rest
            return str(first["began"])
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.lines = []
        self.path.write_text(json.dumps({"fingerprint": plan.fingerprint, "began": today}) + "\n")
        return today

    def add(self, line: dict[str, Any]) -> None:
        """Keep a line, on disk before anything else happens."""
        self.lines.append(line)
        with self.path.open("a") as file:
            file.write(json.dumps(line) + "\n")

    def done(self) -> set[tuple[int, str]]:
        """Return the rounds of tasks that need no second try."""
        return {(line["round"], line["task"]) for line in self.lines if "task" in line}

    def notes(self) -> list[str]:
        """Return what was noted of the machine, each once, and how much of it others took."""
        others = [line["others"] for line in self.lines if "others" in line]
        taken = (
            [f"other programs took up to {max(others):.0%} of the machine in {len(others)} rounds"]
            if others
            else []
        )
        return [*dict.fromkeys(line["note"] for line in self.lines if "note" in line), *taken]


def keep_rounds(
    tasks: Sequence[Task],
    plan: Plan,
    journal: Journal,
    tell: Callable[[str], None],
    own: Sequence[int] = (),
) -> Series:
    """Do every task once a round, but for those that the journal holds.

    `own` are processes that count as ours.
    """
    done, total = journal.done(), sum(task.seconds for task in tasks) * plan.rounds
    spent, began = 0.0, time.monotonic()
    for number in range(plan.rounds):
        before, worked = _Clock.read(own), False
        for task in order(tasks, plan.seed + number):
            spent += task.seconds
            if (number, task.name) in done:
                began, total, spent = time.monotonic(), total - task.seconds, spent - task.seconds
                continue
            worked = True
            journal.add({"round": number, "task": task.name, **_result(task, tell)})
            left = (total - spent) * (time.monotonic() - began) / spent
            tell(f"\rround {number + 1} of {plan.rounds}, {task.name}, about {minutes(left)} left")
        others = before.others(_Clock.read(own))
        if worked and others > OTHERS:
            journal.add({"others": others})
    return series(journal.lines, tasks, plan.rounds)


def order(tasks: Sequence[Task], seed: int) -> list[Task]:
    """Draw an order: pairs anywhere, the tasks of a pair next to each other."""
    draw = random.Random(seed)  # noqa: S311 - an order, not a secret
    pairs = [
        list(group)
        for _, group in groupby(
            sorted(tasks, key=lambda task: (task.pair, task.name)), lambda task: task.pair
        )
    ]
    draw.shuffle(pairs)
    for pair in pairs:
        draw.shuffle(pair)
    return [task for pair in pairs for task in pair]


def _result(task: Task, tell: Callable[[str], None]) -> dict[str, Any]:
    try:
        return {"values": dict(task.measure())}
    except (Failure, OSError, SubprocessError, ValueError) as error:
        tell(f"\n{task.name}: this round is lost: {error}\n")
        return {"lost": str(error)}


def series(lines: Iterable[Mapping[str, Any]], tasks: Sequence[Task], rounds: int) -> Series:
    """Return the values of a journal by task and name, in the order of the rounds."""
    names = {task.name for task in tasks}
    found: Series = {name: {} for name in names}
    for line in lines:
        if line.get("task") in names and line["round"] < rounds:
            for name, value in line.get("values", {}).items():
                found[line["task"]].setdefault(name, [None] * rounds)[line["round"]] = value
    return found


def spread_notes(found: Series) -> list[str]:
    """Say that too many series are spread too widely, or nothing."""
    listed = [
        [value for value in values if value is not None]
        for names in found.values()
        for values in names.values()
    ]
    listed = [values for values in listed if len(values) > 1]
    wide = sum(spread(values) > SPREAD for values in listed)
    if wide <= SPREAD_SERIES * len(listed):
        return []
    return [
        f"{wide} of {len(listed)} series are spread over more than {SPREAD:.0%} of their median"
    ]


def spread(values: Sequence[float]) -> float:
    """Return how wide the middle half of some values is, as a share of their median."""
    low, _, high = quantiles(values, n=4, method="inclusive")
    return (high - low) / median(values) if median(values) else 0.0


def load_notes() -> list[str]:
    """Say that the machine has more to do than it has cores for, before anything is measured.

    Or nothing.
    """
    load, cores = (os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0), os.cpu_count() or 1
    return [f"the load was {load:.1f} on {cores} cores at the start"] if load > cores else []


def settle(tell: Callable[[str], None], seconds: float = 180, step: float = 5) -> None:
    """Wait until the machine has no more to do than it has cores for, at most some seconds."""
    until = time.monotonic() + seconds
    if load_notes():
        tell(f"{load_notes()[0]}; waiting up to {minutes(seconds)} for quiet\n")
    while load_notes() and time.monotonic() < until:
        time.sleep(step)


@dataclass(frozen=True)
class _Clock:
    """Seconds of processors since the machine started.

    All, those that were busy, those that were ours.
    """

    all: float
    busy: float
    ours: float

    @classmethod
    def read(cls, own: Sequence[int]) -> "_Clock":
        tick = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
        try:
            ticks = [
                int(word) / tick
                for word in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
            ]
        except OSError:
            return cls(0, 0, 0)
        # user, nice, system, idle, iowait, irq, softirq, steal: interrupts are nobody's, and those
        # of our own traffic are many.
        return cls(
            sum(ticks),
            sum(ticks) - sum(ticks[3:7]),
            sum(os.times()[:4]) + sum(_seconds(pid) / tick for pid in own),
        )

    def others(self, later: "_Clock") -> float:
        """Return which share of the machine was taken by programs that are not ours."""
        everything = later.all - self.all
        return (
            max(0.0, (later.busy - self.busy) - (later.ours - self.ours)) / everything
            if everything > 0
            else 0.0
        )


def _seconds(pid: int) -> int:
    """Return the ticks that a process and its children that have ended took."""
    try:
        words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, words[11:15]))


def machine() -> dict[str, str]:
    """Return what a reader has to know of the machine: cores, processor, kernel."""
    try:
        names = [
            line
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ]
    except OSError:
        names = []
    processor = (
        names[0].partition(":")[2].strip() if names else platform.processor() or platform.machine()
    )
    return {
        "cores": str(os.cpu_count() or 1),
        "processor": processor,
        "system": f"{platform.system()} {platform.release()}",
    }


def minutes(seconds: float) -> str:
    """Write a length of time as `4 min 10 s`."""
    whole = round(max(0.0, seconds))
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"


def record(path: Path, data: Mapping[str, Any]) -> None:
    """Write one measurement.

    A figure's samples on one line, so that a change can be read in a pull request.
    """
    text = json.dumps(data, indent=1, ensure_ascii=False)
    beside = path.with_suffix(".part")
    beside.write_text(_short_lists(text) + "\n")
    beside.replace(path)


def _short_lists(text: str) -> str:
    return re.sub(
        r"\[\s+([^\[\]{}]*?)\s+\]",
        lambda found: "[" + re.sub(r"\s*\n\s*", " ", found[1]) + "]",
        text,
    )
