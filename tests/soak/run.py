"""Everything that tries to break the program, for as long as it may take: make soak, or python -m tests.soak.run --minutes 10

Prints a table of what was tried and what came of it, and writes it into docs/reliability.md between
its markers. The exit status is 1 when anything was not survived.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.conftest import ROOT, Town
from tests.soak import interpreters
from tests.test_output import survive_kills

PAGE = ROOT / "docs/reliability.md"
FIGURES = "figures"
GROWTH = "growth"
# Each kind of table-driven test, with what one of its inputs is.
TABLES = {
    "malformed and hostile content": ("tests/test_messages.py", "tests/test_malformed.py"),
    "scripts in every field, address and memory": ("tests/test_xss.py",),
    "hostile requests to the server": ("tests/test_serve_hostile.py", "tests/test_serve.py"),
    "hostile programs in verify": ("tests/test_verify_hostile.py", "tests/test_verify.py"),
    "text of others on terminals": ("tests/test_terminal.py",),
    "locks, environments, the newest releases": (
        "tests/test_lockfile.py",
        "tests/test_environments.py",
        "tests/test_newest.py",
    ),
    "output folders, disks, permissions": ("tests/test_output.py", "tests/test_write.py"),
    "vendored files and locks": ("tests/test_supply.py",),
}


@dataclass(frozen=True)
class Figure:
    """A line of the table.

    What was tried, how often, how often it was not survived, and what else is to be said.
    """

    kind: str
    tried: int
    faults: int
    note: str = ""


def fuzz(seconds: float, seed: int) -> Figure:
    """Run the mutation loop."""
    command = [
        sys.executable,
        "-m",
        "tests.soak.fuzz",
        "--seconds",
        str(seconds),
        "--seed",
        str(seed),
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout.splitlines()[-1])
    print(*done.stdout.splitlines()[:-1], sep="\n")
    note = (
        f"{found['built']:,} built, {found['refused']:,} refused; "
        f"slowest {found['slowest']} s, at most {found['megabytes']} MB"
    )
    return Figure(
        f"damaged content, from bytes to pages (seed {seed})",
        found["inputs"],
        found["faults"],
        note,
    )


def kills(number: int, seed: int) -> Figure:
    """Kill builds and rebuilds."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            hit = survive_kills(Town(Path(folder)), number, seed)
        except AssertionError as error:
            print(error)
            return Figure("builds killed at random moments", number, 1, str(error).splitlines()[0])
    return Figure(
        "builds killed at random moments",
        number,
        0,
        f"{hit} were still running; each was healed to the bytes of a clean build",
    )


def redteam() -> Figure:
    """Let hostile programs run, as this user and, for root, as an ordinary one too."""
    from tests import redteam as red

    done = subprocess.run(
        [sys.executable, "-m", "tests.redteam"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    found = [json.loads(done.stdout)]
    if found[0]["user"] == 0 and (said := red.as_somebody("sys.exit(main())")):
        found.append(json.loads(said))
    for one in found:
        print(*(f"{name}: {got}" for name, got in one["got"].items()), sep="\n")
    tried = sum(one["tried"] for one in found)
    users = " and ".join(
        "root" if one["user"] == 0 else "an ordinary user" for one in found if one["tried"]
    )
    note = f"as {users}" if tried else "skipped: this machine has no sandbox"
    return Figure(
        "what samples may try against their sandbox",
        tried,
        sum(len(one["got"]) for one in found),
        note,
    )


def growth() -> tuple[Figure, str]:
    """Look for what grows faster than its input; with a table of what each input cost."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.soak.growth"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    *lines, last = done.stdout.splitlines()
    found = json.loads(last)
    print(
        *(
            line
            for line in lines
            if line.split()[0:1] and any(line.startswith(name) for name in found["faults"])
        ),
        sep="\n",
    )
    costs = found["costs"]
    slowest = max(cost[1] for cost in costs.values())
    memory = max(cost[3] for cost in costs.values())
    note = f"at n and 4n; slowest {slowest} s, at most {memory} MB more"
    figure = Figure("texts that grow to the largest size", len(costs), len(found["faults"]), note)
    return figure, growth_table(costs)


def growth_table(costs: dict[str, list[float]]) -> str:
    """Write what each generator cost as Markdown.

    Seconds at n and 4n, MB beyond the start at n and 4n.
    """
    lines = ["| input | s at n | s at 4n | MB at n | MB at 4n |", "|---|---:|---:|---:|---:|"]
    for name, (small, large, small_memory, large_memory) in costs.items():
        lines.append(f"| {name} | {small:.2f} | {large:.2f} | {small_memory} | {large_memory} |")
    return "\n".join(lines)


def between(text: str, name: str, new: str) -> str:
    """Replace what stands between the two comments of a name."""
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    return f"{text.partition(begin)[0]}{begin}\n{new}\n{end}{text.partition(end)[2]}"


def table(kind: str, files: tuple[str, ...]) -> Figure:
    """Run table-driven tests and count them."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", *files]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    last = done.stdout.strip().splitlines()[-1]
    counts = {
        word: int(number)
        for number, word in re.findall(r"(\d+) (passed|failed|error|skipped)", last)
    }
    wrong = counts.get("failed", 0) + counts.get("error", 0)
    if wrong or done.returncode:
        print(done.stdout[-3000:])
    note = f"{counts['skipped']} skipped on this machine" if counts.get("skipped") else ""
    return Figure(kind, counts.get("passed", 0) + wrong, wrong or int(bool(done.returncode)), note)


def as_table(figures: list[Figure]) -> str:
    """Write figures as Markdown."""
    lines = ["| tried | inputs | not survived | |", "|---|---:|---:|---|"]
    lines += [f"| {one.kind} | {one.tried:,} | {one.faults} | {one.note} |" for one in figures]
    return "\n".join(
        [
            *lines,
            f"| all | {sum(one.tried for one in figures):,} | {sum(one.faults for one in figures)} | |",
        ]
    )


def main() -> int:
    """Run it all."""
    parser = argparse.ArgumentParser()
    parser.add_argument(
        "--minutes",
        type=float,
        default=10,
        help="for the mutation loop; the rest takes what it takes",
    )
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=int(time.time()) % 1_000_000)
    parser.add_argument("--no-write", action="store_true", help="leave docs/reliability.md alone")
    options = parser.parse_args()
    began = time.monotonic()
    figures: list[Figure] = []
    tries: list[Callable[[], Figure]] = [
        partial(fuzz, options.minutes * 60, options.seed),
        partial(kills, options.kills, options.seed),
    ]
    tries += [redteam, *(partial(table, kind, files) for kind, files in TABLES.items())]
    for make in tries:
        figures.append(make())
        print(figures[-1], flush=True)
    grown, costs = growth()
    figures.append(grown)
    print(grown, flush=True)
    same = interpreters.compare()
    figures.append(
        Figure(
            "the whole site on another Python",
            int(not same.startswith("skipped")),
            int(same.startswith("FAILED")),
            same,
        )
    )
    made = as_table(figures)
    minutes = (time.monotonic() - began) / 60
    print(made, f"{minutes:.1f} minutes", sep="\n")
    if not options.no_write:
        ran = f"The last run took {minutes:.0f} minutes on Python {sys.version.split()[0]}."
        text = between(PAGE.read_text(), FIGURES, f"{made}\n\n{ran}")
        PAGE.write_text(between(text, GROWTH, costs))
    return int(any(one.faults for one in figures))


if __name__ == "__main__":
    sys.exit(main())
