"""Measure a built site in Chromium, in CSS pixels, as a table in Markdown: `python -m tools.heights FOLDER [OLDER_FOLDER]`.

What docs/design.md says of heights comes from here: where the verdict of each topic begins, how
tall the long pages are, how many outputs are cut at the edge of their pane, and how many charts
point both ways.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

WIDTHS = (1440, 390)
LONG_PAGES = (
    "index",
    "matrix",
    "myths/index",
    "terms",
    "questions/index",
    "evidence",
    "measurements",
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]

VERDICT = """() => {
  const verdict = document.querySelector('#which_one');
  return verdict ? verdict.getBoundingClientRect().top + scrollY : null;
}"""
OUTPUTS = """() => {
  const outputs = [...document.querySelectorAll('pre.output, .output pre')];
  return [outputs.filter(box => box.scrollWidth > box.clientWidth + 1).length, outputs.length];
}"""
# A chart points both ways where a line of which more is better is drawn like one of which less is,
# and not inverted.
MIXED = """() => [...document.querySelectorAll('svg.plot')].filter(plot => {
  const table = plot.closest('figure').querySelector('table').textContent;
  return table.includes('more is better') && table.includes('less is better') && !plot.textContent.includes('inverted');
}).length"""


@dataclass(frozen=True)
class Heights:
    """A site in a window of one width.

    Where verdicts begin, the heights of pages by path, outputs and charts.
    """

    verdicts: tuple[float, ...]
    topics: tuple[float, ...]
    pages: dict[str, float]
    clipped: int
    outputs: int
    mixed: int


def measure(browser: Browser, site: Path, width: int) -> Heights:
    """Open every topic and the long pages of a site without scripts, and return what was found."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=False
    )
    page = context.new_page()
    verdicts, topics, clipped, outputs, mixed = [], [], 0, 0, 0
    for path in sorted((site / "dimensions").glob("*.html")):
        if 'http-equiv="refresh"' in path.read_text("utf-8"):
            continue
        page.goto(path.as_uri())
        found = page.evaluate(VERDICT)
        verdicts += [found] if found is not None else []
        topics.append(_height(page))
        cut, of = page.evaluate(OUTPUTS)
        clipped, outputs = clipped + cut, outputs + of
    pages = {}
    for name in LONG_PAGES:
        if (file := site / f"{name}.html").is_file():
            page.goto(file.as_uri())
            pages[name] = _height(page)
            mixed += page.evaluate(MIXED) if name == "measurements" else 0
    context.close()
    return Heights(tuple(verdicts), tuple(topics), pages, clipped, outputs, mixed)


def _height(page: Page) -> float:
    return float(page.evaluate("document.documentElement.scrollHeight"))


def table(measured: Sequence[Sequence[Heights]]) -> str:
    """Return a table in Markdown.

    `measured` holds for each site what was found at each of the widths.
    """
    names = ["before, ", "after, "] if len(measured) == 2 else ["" for _ in measured]
    columns = [
        (f"{name}{width}", found)
        for place, width in enumerate(WIDTHS)
        for name, found in _column(names, measured, place)
    ]
    rows = [
        (
            "the verdict begins at (median)",
            [f"{median(found.verdicts or [0]):,.0f}" for _, found in columns],
        ),
        ("the latest of them", [f"{max(found.verdicts, default=0):,.0f}" for _, found in columns]),
        (
            "height of a topic (median)",
            [f"{median(found.topics or [0]):,.0f}" for _, found in columns],
        ),
        *(
            (
                f"height of `{name}.html`",
                [f"{found.pages.get(name, 0):,.0f}" for _, found in columns],
            )
            for name in LONG_PAGES
            if any(name in found.pages for _, found in columns)
        ),
        ("outputs that are cut", [f"{found.clipped} of {found.outputs}" for _, found in columns]),
        ("charts that point both ways", [str(found.mixed) for _, found in columns]),
    ]
    lines = [f"| | {' | '.join(title for title, _ in columns)} |", f"|---|{'---|' * len(columns)}"]
    return "\n".join([*lines, *(f"| {title} | {' | '.join(cells)} |" for title, cells in rows)])


def _column(
    names: Sequence[str], measured: Sequence[Sequence[Heights]], place: int
) -> list[tuple[str, Heights]]:
    return [(name, site[place]) for name, site in zip(names, measured, strict=True)]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure one site, or an older and a newer one, and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.heights", description="Measure a built site in Chromium."
    )
    parser.add_argument("site", type=Path, help="the output folder of a build")
    parser.add_argument(
        "older", type=Path, nargs="?", help="that of an older version, to compare with"
    )
    options = parser.parse_args(argv)
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        sites = [site for site in (options.older, options.site) if site]
        print(
            table([[measure(browser, site.resolve(), width) for width in WIDTHS] for site in sites])
        )
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
