"""Judge a finished site: every page by the Nu HTML checker, every link by linkinator, five pages by Lighthouse.

Usage: run.py SITE. The site is served from 127.0.0.1 under a sub-path, the way a project page is
hosted. Prints one line for each judge and exits with 1 when any of them finds something.
"""

import functools
import gzip
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).parent
TOOLS = HERE / "node_modules"
UNDER = "sub-path"
CHROME = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
# The checker reads files, and a file has no origin that a policy's 'self' could name.
NO_ORIGIN = ".*Resource violates Content Security Policy.*"


class _Host(SimpleHTTPRequestHandler):
    """Serves as hosts of static sites do: text compressed, and kept for a while."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        place = Path(self.translate_path(self.path))
        if not place.is_file():
            self.send_error(404)
            return
        kind, data = self.guess_type(place), place.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "max-age=600")
        if kind.startswith(("text/", "application/javascript", "image/svg")):
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        del format, args


def html(site: Path) -> str:
    """Return what the Nu checker says of the pages; nothing when it is silent."""
    jar = TOOLS / "vnu-jar/build/dist/vnu.jar"
    command = [
        "java",
        "-jar",
        str(jar),
        "--skip-non-html",
        "--format",
        "gnu",
        "--filterpattern",
        NO_ORIGIN,
        str(site),
    ]
    return subprocess.run(command, capture_output=True, text=True, check=False).stderr.strip()


def links(site: Path) -> str:
    """Return the links inside the site that lead nowhere, anchors too.

    Linkinator serves the site by itself.
    """
    command = [
        str(TOOLS / ".bin/linkinator"),
        ".",
        "--server-root",
        str(site),
        "--recurse",
        "--check-fragments",
    ]
    command += ["--format", "json", "--skip", "^https?://(?!localhost)"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)["links"]
    return "\n".join(
        f"{link['parent']} -> {link['url']}" for link in found if link["state"] == "BROKEN"
    )


def lighthouse(address: str) -> dict[str, int]:
    """Return Lighthouse's four scores of a page, on its mobile setting."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = f"--chrome-flags={CHROME} --user-data-dir={folder}/user"
        command = [
            str(TOOLS / ".bin/lighthouse"),
            address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            flags,
        ]
        env = os.environ | {
            "CHROME_PATH": shutil.which("chromium") or shutil.which("google-chrome") or ""
        }
        subprocess.run(command, env=env, check=True, capture_output=True)
        categories = json.loads(report.read_text())["categories"]
    return {name: round(100 * (category["score"] or 0)) for name, category in categories.items()}


def _pages(site: Path) -> list[str]:
    """Return one page of each of the five kinds that readers meet first."""
    first = [sorted(site.glob(f"{kind}/*.html"))[:2] for kind in ("dimensions", "questions")]
    inner = [next(path for path in paths if path.name != "index.html") for paths in first if paths]
    return [
        "index.html",
        *(path.relative_to(site).as_posix() for path in inner),
        "matrix.html",
        "cheatsheet.html",
    ]


def main(site: Path) -> int:
    """Run every judge and say what they found."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / UNDER).symlink_to(site.resolve())
        server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Host, directory=folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/{UNDER}/"
        faults = []
        for name, said in (("Nu HTML checker", html(site)), ("linkinator", links(site))):
            print(f"{name}: {said or 'nothing to say'}", flush=True)
            faults += [said] if said else []
        for page in _pages(site):
            scores = lighthouse(address + page)
            print(
                f"Lighthouse {page}: {' '.join(f'{name} {score}' for name, score in scores.items())}",
                flush=True,
            )
            faults += [page] if min(scores.values()) < 100 else []
        server.shutdown()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
