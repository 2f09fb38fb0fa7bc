"""The words of the command line: verbs and options, and what each may be. A wrong word ends the program with status 2."""

import argparse
import os
import re
from collections.abc import Sequence
from pathlib import Path

from sidebyside import __version__
from sidebyside.diagnostics import suggestion

HERE = Path(__file__).resolve().parent.parent
# In a checkout the program is build.py, and its folders are beside it; where it is installed, they are where it is called.
IN_CHECKOUT = (HERE / "build.py").is_file()
PROGRAM = "build.py" if IN_CHECKOUT else "sidebyside"
VERBS = ("build", "serve", "check", "verify", "new", "new-site", "clean")


def parse_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Return what the words of a command say."""
    parser = _parser()
    return parser.parse_args(_with_verb([*words], parser))


def _with_verb(words: list[str], parser: argparse.ArgumentParser) -> list[str]:
    """Put in `build` where no verb is given; refuse a word that is none."""
    if not words or words[0].startswith("-"):
        return words if {"-h", "--help", "--version"} & set(words[:1]) else ["build", *words]
    if words[0] not in VERBS:
        hint = suggestion(words[0], VERBS) or f"the commands are: {', '.join(VERBS)}"
        parser.error(f"there is no command '{words[0]}'; {hint}")
    return words


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=PROGRAM, description="Build a comparison reference from a folder of content.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", required=True)
    common = _common()
    build = verbs.add_parser(
        "build", parents=[common], help="content/ + templates/ -> output/ (what no command means)", allow_abbrev=False
    )
    build.add_argument("--why", action="store_true", help="say for each file that is written why it is")
    build.add_argument("--pdf", action="store_true", help="make the cheat sheet as PDF too")
    build.add_argument("--pictures", action="store_true", help="make a picture of each dimension for those who share a link")
    build.add_argument("--book", action="store_true", help="make the whole site as one page and as an EPUB too")
    build.add_argument(
        "--pages", action="store_true", help="make pages, search and sitemap alone: no JSON, Markdown, CSV, feed and cards"
    )
    build.add_argument("--git-dates", action="store_true", help="date entries in feed and sitemap by their last commit")
    serve = verbs.add_parser("serve", parents=[common], help="build, serve, watch, reload the browser", allow_abbrev=False)
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    serve.add_argument("--port", type=_port, default=8000, help="port to listen on (default: %(default)s)")
    serve.add_argument("--open", action="store_true", help="open the site in a browser")
    verbs.add_parser("check", parents=[common], help="read and check everything, write nothing", allow_abbrev=False)
    verify = verbs.add_parser(
        "verify", parents=[common], help="run the samples and compare what they print", allow_abbrev=False
    )
    verify.add_argument("patterns", nargs="*", metavar="PATTERN", help="a dimension, or dimension/sample; all by default")
    verify.add_argument("--update", action="store_true", help="record what was printed")
    verify.add_argument("--changed", action="store_true", help="only programs that changed since they were verified")
    # Under CI, what comes in a pull request is run; elsewhere a machine without a sandbox says so.
    verify.add_argument(
        "--require-sandbox",
        action=argparse.BooleanOptionalAction,
        default=os.environ.get("CI", "").lower() not in {"", "0", "false"},
        help="run nothing on a machine that cannot hold programs back (default: under CI)",
    )
    verify.add_argument(
        "--require-cage", dest="require_sandbox", action="store_const", const=True, help="the same as --require-sandbox"
    )
    verify.add_argument("--env", metavar="NAME", help="only this environment")
    new = verbs.add_parser("new", parents=[common], help="write a skeleton that passes check", allow_abbrev=False)
    new.add_argument("kind", metavar="KIND", help="dimension, question or myth")
    new.add_argument("slug", metavar="SLUG", help="small letters, digits and hyphens")
    new_site = verbs.add_parser(
        "new-site", parents=[common], help="write a small comparison to begin with into a new folder", allow_abbrev=False
    )
    new_site.add_argument("folder", metavar="FOLDER", help="a folder that is empty or does not exist yet")
    verbs.add_parser("clean", parents=[common], help="remove what a build wrote, and only that", allow_abbrev=False)
    return parser


_DEFAULT = "default: {name}/ beside build.py" if IN_CHECKOUT else "default: {name}/ here, or the templates of the program"


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for name in ("content", "templates", "output"):
        common.add_argument(f"--{name}", metavar="DIR", default=None, help=_DEFAULT.format(name=name))
    common.add_argument(
        "--base-url",
        type=_base_url,
        default=None,
        metavar="URL",
        help="where the site will be; overrides url in site.yaml",
    )
    common.add_argument("--jobs", type=_jobs, default=None, metavar="N", help="how many processes (default: one for each core)")
    common.add_argument("--no-cache", action="store_true", help="remember nothing from builds before")
    common.add_argument("--strict", action="store_true", help="warnings fail")
    common.add_argument("--all-warnings", action="store_true", help="print every warning, also of a code that many files have")
    common.add_argument("--format", choices=("text", "json"), default="text", help="how problems are printed")
    common.add_argument("-q", "--quiet", action="store_true", help="print problems only")
    common.add_argument("--debug", action="store_true", help="show the traceback of a bug")
    return common


def _base_url(text: str) -> str:
    from sidebyside.content.schema import site_url_fault, url_fault

    fault = url_fault(text, ("https", "http"))
    if message := fault[1] if fault else site_url_fault(text):
        raise argparse.ArgumentTypeError(message)
    return text


def _jobs(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes")
    return int(text)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is no port")
    return int(text)
