# ruff: noqa: E501 - a table of texts
"""How time and memory grow with what an author, or somebody who means harm, writes: python -m tests.soak.growth

Each generator writes a site at a size n and at 4n. What takes more than six times as long, or as
much memory, grows faster than its input; small inputs are given a floor, below which a machine's
own noise is larger than any growth. The last line of the output is the figures as JSON.
"""

import argparse
import contextlib
import io
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sidebyside import cli
from tests.conftest import FILES, QUESTION, SPEED, Town

MOST = 6.0
SECONDS, MEMORY = 10.0, 1 << 30
FLOOR_SECONDS, FLOOR_MEMORY = 0.4, 40 << 20
Files = dict[str, str]
LARGE = 240_000
ENTRY = 31_000
"""Characters at n; 4n is just below the largest file that is read at all."""


def prose(
    unit: str, before: str = "", after: str = "", size: int = ENTRY
) -> Callable[[int], Files]:
    """Write an answer that repeats a unit, as often as fits the size."""

    def make(times: int) -> Files:
        text = before + unit * (size * times // len(unit)) + after
        return {"questions/which-first.md": QUESTION + "\n" + text + "\n"}

    return make


def front(
    unit: str, before: str = "", after: str = "", size: int = ENTRY
) -> Callable[[int], Files]:
    """Write front matter that repeats a unit."""

    def make(times: int) -> Files:
        text = before + unit * (size * times // len(unit)) + after
        return {
            "questions/which-first.md": QUESTION.replace(
                "level: core\n", f"{text}\nlevel: core\n", 1
            )
        }

    return make


def rows(times: int) -> Files:
    row = "  - {{aspect: A{0}, train: a, tram: b, ferry: c, judgement: true}}\n"
    return {
        "dimensions/speed/index.md": SPEED.replace(
            "samples:\n", "".join(row.format(i) for i in range(350 * times)) + "samples:\n"
        )
    }


def misnamed(times: int) -> Files:
    """Thousands of names that nearly are others: each is told with the nearest."""
    links = " ".join(f"[[speedy-{number:05}-thing]]" for number in range(800 * times))
    return {"questions/which-first.md": f"{QUESTION}\n{links}\n"} | {
        f"questions/speedy-{number:05}-think.md": QUESTION for number in range(300 * times)
    }


def program(name: str, unit: str, size: int = LARGE) -> Callable[[int], Files]:
    """Write a program, or another file of one, that repeats a unit."""

    def make(times: int) -> Files:
        files = {f"dimensions/speed/count.tram/{name}": unit * (size * times // len(unit))}
        return {"dimensions/speed/count.tram/main.py": "print(1)\n"} | files

    return make


def fence(language: str, unit: str, size: int = ENTRY) -> Callable[[int], Files]:
    return prose(unit, f"```{language}\n", "\n```", size)


def rounds(times: int) -> Files:
    """A measurement of very many rounds."""
    values = [1.0 + number % 97 / 100 for number in range(5_000 * times)]
    data = {
        "date": "2026-01-02", "rounds": len(values), "machine": {}, "busy": [], "left_out": [], "programs": {},
        "environments": {"now": {"python": "3.13.0", "packages": {}}},
        "figures": [{"id": "f", "title": "F", "unit": "s", "better": "less", "runs": {"now": {"train": values, "tram": values}}}],
    }  # fmt: skip
    entry = "---\ntitle: M\nsummary: S.\n---\nText.\n"
    return {"measurements/m.md": entry, "measurements/m.json": json.dumps(data)}


def ledger(times: int) -> Files:
    run = {"date": "2026-01-02", "output": "0" * 64, "packages": {"pip": "1"}, "python": "3.13.0"}
    programs = {
        f"dimensions/d{n}/s.a.py": {"sha256": "0" * 64, "runs": {"now": run}}
        for n in range(2_000 * times)
    }
    return {"evidence.json": json.dumps({"version": 1, "programs": programs})}


def broken_ledger(times: int) -> Files:
    return {"evidence.json": ledger(times)["evidence.json"].replace("3.13.0", "3;13")}


def terms(times: int) -> Files:
    entry = "- slug: stop{0}\n  train: {{name: Station {0}, means: A}}\n  tram: {{name: Stop {0}, means: B}}\n  ferry: {{none: It}}\n"
    return {
        "terms.yaml": FILES["terms.yaml"] + "".join(entry.format(n) for n in range(500 * times))
    }


def lock(unit: str) -> Callable[[int], Files]:
    def make(times: int) -> Files:
        return {
            "environments/now.yaml": 'python: "3.13"\nlock: a.txt\n',
            "environments/a.txt": unit * (LARGE * times // len(unit)),
        }

    return make


GENERATORS: dict[str, Callable[[int], Files]] = {
    "plain words": prose("word "),
    "paragraphs": prose("word\n\n"),
    "backslashes": prose("\\"),
    "emphasis in emphasis": prose("*_a_ "),
    "stars": prose("*"),
    "stars and letters": prose("*a"),
    "underscores": prose("_a"),
    "backticks": prose("`a"),
    "runs of backticks": prose("`` ` "),
    "brackets": prose("["),
    "brackets both ways": prose("[]"),
    "open links": prose("](#a "),
    "links": prose("[a](https://a.example) "),
    "links to nowhere": prose("[a](#b) "),
    "pictures": prose("!["),
    "references": prose("[[speed]] "),
    "references to nowhere": prose("[[speeed]] "),
    "open references": prose("[[speed|"),
    "references in one long line": prose("[[sped|x]]"),
    "angles": prose("<"),
    "open tags": prose("<a "),
    "comments": prose("<!--"),
    "entities": prose("&a;"),
    "ampersands": prose("&"),
    "quotes": prose("> "),
    "nested quotes": prose(">"),
    "lists": prose("- a\n"),
    "nested lists": prose("- "),
    "numbered lists": prose("1. a\n"),
    "headings": prose("# a\n"),
    "underlined headings": prose("a\n-\n"),
    "rules": prose("---\n"),
    "tables": prose("|a", "|a|b|\n|---|---|\n"),
    "rows of tables": prose("|a|b|\n", "|a|b|\n|---|---|\n"),
    "footnotes": prose("[^1]", after="\n\n[^1]: a"),
    "definitions": prose("[a]: b\n"),
    "definitions of terms": prose("a\n: b\n"),
    "fences": prose("```\n"),
    "open fences": prose("~~~ a\n"),
    "spaces": prose(" "),
    "tabs": prose("\t"),
    "indented code": prose("    a\n"),
    "dollars": prose("$"),
    "colons": prose(": "),
    "unclosed quotes": front('a: "b\n'),
    "quotes before an error": front('a: "b" c\n'),
    "quotes in a line": front('"', "a: "),
    "open brackets": front("[", "a: "),
    "open braces": front("{a: ", "a: "),
    "keys": front("a: b\n"),
    "different keys": lambda times: {"questions/which-first.md": QUESTION.replace("level: core\n", "".join(f"k{n}: b\n" for n in range(2_500 * times)) + "level: core\n")},
    "near keys": lambda times: {"questions/which-first.md": QUESTION.replace("level: core\n", "".join(f"leve{n}: b\n" for n in range(2_200 * times)) + "level: core\n")},
    "dashes": front("- ", "a: "),
    "questions": front("? ", "a: "),
    "anchors": front("&a ", "a: "),
    "block text": front("  a\n", "a: |\n"),
    "rows": rows,
    "names that nearly are others": misnamed,
    "terms": terms,
    "a measurement": rounds,
    "a ledger": ledger,
    "a broken ledger": broken_ledger,
    "a lock of options": lock("-r x\n"),
    "a lock of packages": lock("a==1 --hash=sha256:0\n"),
    "a lock in one line": lock("a==1 \\\n"),
    "python brackets": program("a.py", "("),
    "python quotes": program("a.py", '"""'),
    "python lines": program("a.py", "a = 1\n"),
    "python backslashes": program("a.py", "\\\n"),
    "html tags": program("a.html", "<a "),
    "html and django": program("a.html", "{% a "),
    "javascript": program("a.js", "/a"),
    "shell": program("a.sh", "$("),
    "ini": program("a.ini", "[a"),
    "yaml": program("a.yaml", "- "),
    "json": program("a.json", "[{"),
    "markdown": program("a.md", "*_a_ "),
    "sql": program("a.sql", "'a"),
    "css": program("a.css", "a{"),
    "toml": program("a.toml", "[[a"),
    **{f"a fence of {name}": fence(name, unit) for name, unit in {
        "jinja": "{{ a ", "html+jinja": "{% a <a ", "console": "$ a\n", "pycon": ">>> a\n", "http": "GET / HTTP/1.1\n", "diff": "+a\n-b\n",
        "nginx": "a {", "docker": "RUN a \\\n", "ruby": "%q(", "perl": "s/a", "tex": "\\a{", "php": "<?php $", "scala": "s\"${", "haskell": "{-",
        "xml": "<a ", "rst": "*a ", "c": "a(", "cpp": "template<", "java": "@a(", "rust": "r#\"", "go": "`a", "kotlin": "\"${", "swift": "\"\\(",
        "text": "a ", "nosuch": "a ", "make": "a:\n\t", "powershell": "$(", "lua": "[[", "elixir": "~s(", "groovy": "\"${",
    }.items()},
}  # fmt: skip


@dataclass(frozen=True)
class Cost:
    """What one build cost: seconds of work, bytes more than before, and how it ended."""

    seconds: float
    memory: int
    ended: str


def cost(files: Files) -> Cost:
    """Check a site in a process of its own, with limits."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.close(reader)
        ended = "died"
        with tempfile.TemporaryDirectory() as folder:
            town = Town(Path(folder))
            for path, text in files.items():
                if path.startswith("dimensions/speed/count.tram/"):
                    (town.content / "dimensions/speed/count.tram.py").unlink(missing_ok=True)
                town.put(path, text)
            resource.setrlimit(resource.RLIMIT_AS, (4 * MEMORY, 4 * MEMORY))
            resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
            before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
            try:
                with (
                    contextlib.redirect_stderr(io.StringIO()),
                    contextlib.redirect_stdout(io.StringIO()),
                ):
                    ended = str(
                        cli.main(
                            [
                                "build",
                                "--content",
                                str(town.content),
                                "--output",
                                str(town.output),
                                "--no-cache",
                                "--jobs",
                                "1",
                                "--debug",
                            ]
                        )
                    )
            except BaseException as error:  # noqa: BLE001 - whatever it is, it is told
                ended = f"{type(error).__name__}"
            usage = resource.getrusage(resource.RUSAGE_SELF)
            told = [time.process_time() - began, (usage.ru_maxrss - before) << 10, ended]
            os.write(writer, json.dumps(told).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return Cost(*json.loads(said)) if said else Cost(60.0, 0, "killed")


def faults(small: Cost, large: Cost) -> Iterator[str]:
    """Yield what is wrong with how a build's costs grow."""
    if large.ended not in {"0", "1", "2"}:
        yield f"ended with {large.ended}"
    if large.seconds > SECONDS:
        yield f"{large.seconds:.1f} s"
    if large.memory > MEMORY:
        yield f"{large.memory >> 20} MB"
    if large.seconds > MOST * max(small.seconds, FLOOR_SECONDS):
        yield f"time grows {large.seconds / max(small.seconds, FLOOR_SECONDS):.1f} times"
    if large.memory > MOST * max(small.memory, FLOOR_MEMORY):
        yield f"memory grows {large.memory / max(small.memory, FLOOR_MEMORY):.1f} times"


def main() -> int:
    """Try every generator, and print what it cost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", help="some generators; all by default")
    options = parser.parse_args()
    wrong, costs = {}, {}
    for name, make in GENERATORS.items():
        if options.names and not any(part in name for part in options.names):
            continue
        small, large = cost(make(1)), cost(make(4))
        found = list(faults(small, large))
        costs[name] = [
            round(small.seconds, 2),
            round(large.seconds, 2),
            small.memory >> 20,
            large.memory >> 20,
        ]
        told = f"{small.seconds:6.2f} s {small.memory >> 20:5} MB   {large.seconds:6.2f} s {large.memory >> 20:5} MB   [{large.ended}]"
        print(f"{name:34} {told} {'; '.join(found)}", flush=True)
        if found:
            wrong[name] = found
    print(json.dumps({"faults": wrong, "costs": costs}))
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
