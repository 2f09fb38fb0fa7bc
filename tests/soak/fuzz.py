# ruff: noqa: E501 - the signs are a table
"""A mutation loop over the bytes of content, from files to pages: python -m tests.soak.fuzz --seconds 60 --seed 1

Each input is a small site in which one to three files were damaged: bytes turned, lines moved,
parts doubled or cut, signs put in that YAML, Markdown, HTML or a terminal take for their own. It
goes through the whole command. A fault is a traceback, an exit status other than 0, 1 and 2, more
than ten seconds of work, more than a gigabyte, or anything in the output that could run. The last
line of the output is the figures as JSON; the input of each fault is kept in the folder that its
line names.
"""

import argparse
import contextlib
import hashlib
import io
import json
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from sidebyside import cli
from tests import browser_site, harm
from tests.conftest import FILES, ROOT

Files = dict[str, bytes]
SECONDS, MEMORY = 10, 1 << 30

TOKENS = [
    *"&*!|>'\"%@`#,[]{}?:-~<=^$\\/_+().;\t\n\r\0\x1b\x7f",
    "---\n", "...\n", "- ", ": ", "? ", "<<: ", "!!python/object/apply:os.system ", "&a ", "*a", "\n\n", "\r\n", "    ", "\t",
    "```\n", "~~~\n", "```html\n", "[[", "]]", "[[x]]", "[[speed#top|", "[^1]", "[^1]: ", "[a]: ", "](", "![", "|a|b|\n|---|---|\n", "***", "__",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</script>", "</title><script>", "<!--", "-->", "<![CDATA[", "<svg/onload=alert(1)>",
    "javascript:alert(1)", "[x](javascript:alert(1))", "[x](data:text/html,<script>)", "<https://a.example>", "&lt;script&gt;", "&#106;", "&#x0;",
    "{{ site }}", "{% raw %}", "{{ ''.__class__ }}", "${7*7}", "\u202e", "\u2028", "\u2029", "\ufeff", "\ufffe", "\ue000", "\x02", "\x03", "wzxhzdk:0", "klzzwxh:0000",
    "\U0001f600", "e\u0301", "\u0130", "\u00df", "none", "null", "true", "1e999", "-1", "0" * 400, "9" * 5000, "../", "/etc/passwd", "con", "index", "__proto__", "constructor",
    "{none: x}", "proof: ", "draft: true\n", "aliases: [x]\n", "same: true", "# ", "## A\n", "> ", "1. ", "a\n: b\n", "\\", "\"\\u0000\"", "\"\\ud800\"", "# region show\n", "# endregion\n",
]  # fmt: skip


def mutate(data: bytes, others: list[bytes], chance: random.Random) -> bytes:
    """Damage some bytes in one way."""
    at, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    end = min(end, at + chance.choice([1, 5, 40, 400]))
    token = chance.choice(TOKENS).encode("utf-8", "surrogatepass")
    lines = data.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    ways: list[Callable[[], bytes]] = [
        lambda: data[:at] + token + data[at:],
        lambda: data[:at] + token + data[at:],
        lambda: data[:at] + token + data[end:],
        lambda: data[:at] + data[end:],
        lambda: data[:at] + data[at:end] * chance.choice([2, 3, 50]) + data[end:],
        lambda: data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
        lambda: data[:at],
        lambda: data[:at] + token * chance.choice([10, 300, 3000]) + data[at:],
        lambda: b"\n".join([*lines[:first], lines[second], *lines[first + 1 :]]),
        lambda: b"\n".join(lines[:first] + lines[first + 1 :]),
        lambda: b"\n".join(
            [
                *lines[:first],
                b" " * chance.randrange(9) + lines[first].lstrip(),
                *lines[first + 1 :],
            ]
        ),
        lambda: data[:at] + chance.choice(others)[at:end] + data[end:],
    ]
    return chance.choice(ways)()


def frames(chance: random.Random) -> Iterator[Files]:
    """Yield small sites that build.

    The town, the cups, and some dimensions of the real content, each by itself.
    """
    yield {path: text.encode() for path, text in FILES.items()}
    with tempfile.TemporaryDirectory() as folder:
        browser_site.write(Path(folder))
        yield {
            p.relative_to(folder).as_posix(): p.read_bytes()
            for p in sorted(Path(folder).rglob("*"))
            if p.is_file()
        }
    content = ROOT / "content"
    site = (content / "site.yaml").read_bytes()
    every = sorted(content.glob("dimensions/*/index.md"))
    for index in chance.sample(every, min(5, len(every))):
        slug = index.parent.name
        yield {"site.yaml": site} | {
            p.relative_to(content).as_posix(): alone(p.read_text(), slug).encode()
            for p in sorted(index.parent.rglob("*"))
            if p.is_file()
        }


def alone(text: str, slug: str) -> str:
    """Take out of an entry what it says of others."""
    text = re.sub(r"\[\[[^\]]*\]\]", "it", text)
    text = re.sub(r"^see_also:.*\n(?: +.*\n)*", "", text, flags=re.MULTILINE)
    return (
        re.sub(r"proof: (\[[^\]]*/[^\]]*\]|[\w-]+/[\w-]+)", "judgement: true", text)
        if slug
        else text
    )


class Slow(BaseException):
    """An input took too long; no program catches it by mistake."""


class Loop:
    """The inputs that were tried and what came of them."""

    def __init__(self, seed: int, folder: Path) -> None:
        self.chance, self.folder, self.seen = random.Random(seed), folder, set[bytes]()
        self.statuses: Counter[str] = Counter()
        self.faults: list[str] = []
        self.slowest, self.pages = 0.0, 0
        self.frames = [frame for frame in frames(self.chance) if self.run(frame) == 0]

    def run(self, files: Files) -> int | str:
        """Build some files; return the exit status, or what went wrong."""
        content, output = self.folder / "content", self.folder / "site"
        shutil.rmtree(content, ignore_errors=True)
        for path, data in files.items():
            (content / path).parent.mkdir(parents=True, exist_ok=True)
            (content / path).write_bytes(data)
        said, began = io.StringIO(), time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        try:
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
                status: int | str = cli.main(
                    [
                        "build",
                        "--content",
                        str(content),
                        "--output",
                        str(output),
                        "--no-cache",
                        "--jobs",
                        "1",
                        "--format",
                        "json",
                        "--debug",
                    ]
                )
            signal.setitimer(signal.ITIMER_PROF, 0)
        except Slow:
            status = f"more than {SECONDS} s of work"
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            status = f"{type(error).__name__}: {error}"[:300]
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        self.slowest = max(self.slowest, time.process_time() - began)
        if status == 1 and not any(
            '"severity": "error"' in line for line in said.getvalue().splitlines()
        ):
            status = "an exit status of 1 without an error"
        return (next(self.harm(output), status)) if status == 0 else status

    def harm(self, output: Path) -> Iterator[str]:
        """Yield what is wrong in pages that were not seen before."""
        found = (
            path
            for path in sorted(output.rglob("*.*"))
            if path.suffix in {".html", ".js", ".json", ".xml"} and path.is_file()
        )
        fresh = {hashlib.sha256(path.read_bytes()).digest(): path for path in found}
        unseen = sorted(fresh.keys() - self.seen)
        # A change of the title changes every page; five of them, by chance, say what the others
        # would.
        for digest in self.chance.sample(unseen, min(5, len(unseen))):
            self.seen.add(digest)
            self.pages += 1
            yield from (f"{fresh[digest].name}: {wrong}" for wrong in harm.of_file(fresh[digest]))

    @property
    def tried(self) -> int:
        return sum(self.statuses.values()) + len(self.faults)

    def step(self) -> None:
        """Try one more input."""
        frame = dict(self.chance.choice(self.frames))
        others = list(frame.values())
        for _ in range(self.chance.choice([1, 1, 2, 3])):
            path = self.chance.choice(sorted(frame))
            frame[path] = mutate(frame[path], others, self.chance)
        status = self.run(frame)
        if isinstance(status, int) and status in {0, 1, 2}:
            self.statuses[str(status)] += 1
            return
        kept = Path(tempfile.mkdtemp(prefix="sidebyside-fault-"))
        shutil.copytree(self.folder / "content", kept, dirs_exist_ok=True)
        self.faults.append(f"{status} (kept in {kept})")


def _slow(*_: object) -> None:
    raise Slow


def main() -> int:
    """Try inputs for some seconds and print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--inputs", type=int, default=0, help="so many instead of for some seconds")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGPROF, _slow)
    with tempfile.TemporaryDirectory() as folder:
        loop = Loop(options.seed, Path(folder))
        end = time.monotonic() + options.seconds
        while time.monotonic() < end if not options.inputs else loop.tried < options.inputs:
            loop.step()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    print(*loop.faults, sep="\n")
    print(json.dumps({
        "inputs": loop.tried, "sites": len(loop.frames), "built": loop.statuses["0"],
        "refused": loop.statuses["1"] + loop.statuses["2"], "pages": loop.pages, "faults": len(loop.faults),
        "slowest": round(loop.slowest, 2), "megabytes": peak,
    }))  # fmt: skip
    return bool(loop.faults)


if __name__ == "__main__":
    sys.exit(main())
