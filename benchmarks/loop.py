"""From a save to the browser: how long an author waits, in a real Chromium on a corpus of any size.

    python benchmarks/loop.py [--size 1000] [--rounds 7]

Starts `serve` on a fresh corpus, opens a page, saves files one after another, and prints for each
kind of save the median and the longest time until the page shows it. It wants `chromium` on the
path; nothing else should be busy meanwhile.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from playwright.sync_api import Page, sync_playwright  # noqa: E402 - the line above finds the package

from benchmarks import corpus  # noqa: E402

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]
Save = Callable[[Path, int], str]
ENTRY = "content/dimensions/topic-00005"
# In milliseconds.
PATIENCE = 60_000


def entry(root: Path, number: int) -> str:
    """Save an entry."""
    return _edit(root / ENTRY / "index.md", "title: ", f"Entry {number}")


def replaced(root: Path, number: int) -> str:
    """Save an entry as many editors do: the old file is moved away, a new one written."""
    place, text = root / ENTRY / "index.md", f"Replaced {number}"
    edited = _edited(place.read_text(), "title: ", text)
    place.rename(f"{place}~")
    place.write_text(edited)
    Path(f"{place}~").unlink()
    return text


def burst(root: Path, number: int) -> str:
    """Save an entry ten times."""
    for step in range(9):
        _edit(root / ENTRY / "index.md", "title: ", f"Burst {number} step {step}")
        time.sleep(0.01)
    return _edit(root / ENTRY / "index.md", "title: ", f"Burst {number} end")


def several(root: Path, number: int) -> str:
    """Save three entries, the one that is shown last."""
    for other in (7, 6, 5):
        _edit(
            root / f"content/dimensions/topic-{other:05d}/index.md", "title: ", f"Several {number}"
        )
    return f"Several {number}"


def sample(root: Path, number: int) -> str:
    """Save a program."""
    (root / ENTRY / "program.lathe.py").write_text(f"sample_{number} = 1\n")
    return f"sample_{number}"


def myth(root: Path, number: int) -> str:
    """Save a new file."""
    place = root / f"content/myths/new-{number}.md"
    place.parent.mkdir(exist_ok=True)
    place.write_text(f"---\nclaim: New {number}\nverdict: outdated\njudgement: true\n---\nIt is.\n")
    return f"New {number}"


def style(root: Path, number: int) -> str:
    """Save a style sheet."""
    with (root / "templates/static/site.css").open("a") as file:
        file.write(f'\nh1::after {{ content: "Style {number}"; }}\n')
    return f"Style {number}"


def template(root: Path, number: int) -> str:
    """Save a template."""
    _edit(root / "templates/about.html", "<h2>", f"Template {number}</h2>")
    return f"Template {number}"


def site(root: Path, number: int) -> str:
    """Save what every page is made of."""
    return _edit(root / "content/site.yaml", "title: ", f"Site {number}")


PAGE = "dimensions/topic-00005.html"
# For each kind of save the page that shows it, and what saves; given a number, that returns the
# text to wait for.
SAVES: dict[str, tuple[str, Save]] = {
    "an entry": (PAGE, entry),
    "an entry, by rename and replace": (PAGE, replaced),
    "an entry, ten saves in 0.1 s": (PAGE, burst),
    "three entries at once": (PAGE, several),
    "a sample": (PAGE, sample),
    "a new myth": ("myths/index.html", myth),
    "a style": (PAGE, style),
    "a template": ("about.html", template),
    "site.yaml": (PAGE, site),
}


def _edit(place: Path, key: str, value: str) -> str:
    place.write_text(_edited(place.read_text(), key, value))
    return value


def _edited(text: str, key: str, value: str) -> str:
    """Return a text with another value in the first line that has a key."""
    before, found, after = text.partition(key)
    return before + found + value + "\n" + after.partition("\n")[2]


@contextmanager
def serving(root: Path) -> Iterator[str]:
    """Start the server on a folder with content/ and templates/; yield its address."""
    folders = [f"--{name}={root / name}" for name in ("content", "templates", "output")]
    command = [
        sys.executable,
        str(HERE.parent / "build.py"),
        "serve",
        "--port",
        "0",
        "--no-cache",
        *folders,
    ]
    with (root / "log").open("w") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        while process.poll() is None:
            line = next(
                (
                    line
                    for line in (root / "log").read_text().splitlines()
                    if line.startswith("Serving on")
                ),
                "",
            )
            if line:
                yield line.split()[2]
                return
            time.sleep(0.1)
        raise SystemExit((root / "log").read_text())
    finally:
        process.terminate()
        process.wait()


SHOWS = """
text => document.readyState !== 'loading' && (document.documentElement.textContent.includes(text)
  || getComputedStyle(document.querySelector('h1'), '::after').content.includes(text))
"""


def waited(page: Page, root: Path, save: Save, number: int) -> float:
    """Return how many seconds pass from the end of a save until an open page shows it."""
    page.wait_for_function(
        "window.LiveReload && LiveReload.connector.protocol >= 7", timeout=PATIENCE
    )
    page.wait_for_timeout(500)  # an author pauses, and the server has nothing left to do
    text = save(root, number)
    start = time.perf_counter()
    page.wait_for_function(SHOWS, arg=text, timeout=PATIENCE)
    return time.perf_counter() - start


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description="Measure from a save to the browser.")
    parser.add_argument(
        "--size", type=int, default=1000, help="how many dimensions (default: %(default)s)"
    )
    parser.add_argument(
        "--rounds", type=int, default=7, help="how many saves of each kind (default: %(default)s)"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        root = Path(folder)
        corpus.write("ours", options.size, root / "content")
        # The first myth would make a page of its own, with every other page then leading to it.
        myth(root, 0)
        shutil.copytree(HERE.parent / "templates", root / "templates")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        with serving(root) as address:
            print(
                f"{options.size:,} dimensions, {options.rounds} saves of each kind, seconds from save to browser\n"
            )
            print(f"| {'saved':32} | median | longest |\n|---|---|---|")
            for kind, (path, save) in SAVES.items():
                page = browser.new_page()
                page.goto(address + path)
                times = [
                    waited(page, root, save, number) for number in range(1, options.rounds + 1)
                ]
                page.close()
                print(
                    f"| {kind:32} | {statistics.median(times):6.2f} | {max(times):7.2f} |",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main()
