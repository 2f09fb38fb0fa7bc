"""Take the picture of the site that README shows, light and dark: `python -m tools.picture`, or `make picture`.

Builds the site, opens one page in Chromium and writes docs/picture-light.png and
docs/picture-dark.png.
"""

import argparse
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from sidebyside import cli

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT, SCALE = 1180, 1000, 1.4
COLOURS = 128
"""Enough for text on paper, and a quarter of the bytes."""


def main(argv: Sequence[str] | None = None) -> int:
    """Write both pictures and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.picture", description="Take the picture of the site for README."
    )
    parser.add_argument(
        "--page", default="dimensions/routing.html", help="which page (default: %(default)s)"
    )
    options = parser.parse_args(argv)
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory(prefix="picture-") as folder, sync_playwright() as playwright:
        if status := cli.main(["build", "-q", "--output", folder]):
            return status
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        )
        for name, picture in take(browser, Path(folder, options.page)).items():
            (ROOT / "docs" / name).write_bytes(picture)
            print(f"docs/{name}: {len(picture) / 1024:.0f} KiB")
        browser.close()
    return 0


def take(browser: Browser, page: Path) -> dict[str, bytes]:
    """Return the picture of a page for each colour scheme, as PNG by the name of its file."""
    return {
        f"picture-{scheme}.png": _shot(browser, page, dark=scheme == "dark")
        for scheme in ("light", "dark")
    }


def _shot(browser: Browser, file: Path, *, dark: bool) -> bytes:
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT},
        device_scale_factor=SCALE,
        color_scheme="dark" if dark else "light",
    )
    page.goto(file.as_uri())
    page.evaluate("document.fonts.ready")
    taken = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    page.close()
    small = io.BytesIO()
    taken.quantize(COLOURS, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
    return small.getvalue()


if __name__ == "__main__":
    sys.exit(main())
