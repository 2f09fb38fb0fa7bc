"""The words of the command line: verbs and options, and what each may be.

A wrong word ends the program with status 2.
"""

import argparse
import os
import re
from collections.abc import Sequence
from pathlib import Path

from sidebyside import __version__
from sidebyside.diagnostics import suggestion

HERE = Path(__file__).resolve().parent.parent
# In a checkout the program is build.py, and its folders are beside it; where it is installed, they
# are where it is called.
IN_CHECKOUT = (HERE / "build.py").is_file()
PROGRAM = "build.py" if IN_CHECKOUT else "sidebyside"
VERBS = ("build", "serve", "check", "verify", "new", "new-site", "diff", "clean")


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
        prog=PROGRAM,
        description="Build a comparison reference from a folder of content.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", required=True)
    common = _common()
    build = verbs.add_parser(
        "build",
        parents=[common],
        help="content/ + templates/ -> output/ (the default command)",
        allow_abbrev=False,
    )
    build.add_argument("--why", action="store_true", help="print why each file is written")
    build.add_argument("--pdf", action="store_true", help="also render the cheat sheet as PDF")
    build.add_argument(
        "--pictures",
        action="store_true",
        help="also draw a preview image of each dimension for shared links",
    )
    build.add_argument(
        "--book",
        action="store_true",
        help="also build the whole site as a single page and as an EPUB",
    )
    build.add_argument(
        "--pages",
        action="store_true",
        help="build only pages, search and sitemap: no JSON, Markdown, CSV, feed or flashcards",
    )
    build.add_argument(
        "--git-dates",
        action="store_true",
        help="take the dates in feed and sitemap from the last commit of each entry",
    )
    serve = verbs.add_parser(
        "serve",
        parents=[common],
        help="build, serve, watch for changes and reload the browser",
        allow_abbrev=False,
    )
    build.add_argument(
        "--run-here",
        action="store_true",
        help="let readers run verified programs in their browser; requires npm",
    )
    serve.add_argument(
        "--host", default="127.0.0.1", help="address to listen on (default: %(default)s)"
    )
    serve.add_argument(
        "--port", type=_port, default=8000, help="port to listen on (default: %(default)s)"
    )
    serve.add_argument("--open", action="store_true", help="open the site in a browser")
    verbs.add_parser(
        "check", parents=[common], help="validate all content, write nothing", allow_abbrev=False
    )
    verify = verbs.add_parser(
        "verify",
        parents=[common],
        help="run the samples and compare their output with the recorded output",
        allow_abbrev=False,
    )
    verify.add_argument(
        "patterns",
        nargs="*",
        metavar="PATTERN",
        help="a dimension, or dimension/sample; all by default",
    )
    verify.add_argument("--update", action="store_true", help="record the output")
    verify.add_argument(
        "--changed",
        action="store_true",
        help="run only programs that changed since they were verified",
    )
    # Under CI, what comes in a pull request is run; elsewhere a machine without a sandbox says so.
    verify.add_argument(
        "--require-sandbox",
        action=argparse.BooleanOptionalAction,
        default=os.environ.get("CI", "").lower() not in {"", "0", "false"},
        help="run nothing if there is no sandbox (default: on under CI)",
    )
    verify.add_argument(
        "--require-cage",
        dest="require_sandbox",
        action="store_const",
        const=True,
        help="the same as --require-sandbox",
    )
    verify.add_argument(
        "--browser",
        action="store_true",
        help="run programs in the WebAssembly runtime that readers use; requires node and npm",
    )
    verify.add_argument("--env", metavar="NAME", help="use only this environment")
    new = verbs.add_parser(
        "new", parents=[common], help="create a skeleton that passes check", allow_abbrev=False
    )
    new.add_argument("kind", metavar="KIND", help="dimension, question, myth, guide, page or term")
    new.add_argument("slug", metavar="SLUG", help="lower-case letters, digits and hyphens")
    diff = verbs.add_parser(
        "diff",
        parents=[common],
        help="print what changed for readers since a revision, as Markdown",
        allow_abbrev=False,
    )
    diff.add_argument("base", metavar="BASE", help="a Git revision, such as origin/main")
    new_site = verbs.add_parser(
        "new-site",
        parents=[common],
        help="create a small comparison to start from in a new folder",
        allow_abbrev=False,
    )
    new_site.add_argument(
        "folder", metavar="FOLDER", help="a folder that is empty or does not exist yet"
    )
    verbs.add_parser(
        "clean", parents=[common], help="remove build output, and nothing else", allow_abbrev=False
    )
    return parser


_DEFAULT = (
    "default: {name}/ beside build.py"
    if IN_CHECKOUT
    else "default: {name}/ here, or the templates of the program"
)


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for name in ("content", "templates", "output"):
        common.add_argument(
            f"--{name}", metavar="DIR", default=None, help=_DEFAULT.format(name=name)
        )
    common.add_argument(
        "--base-url",
        type=_base_url,
        default=None,
        metavar="URL",
        help="URL of the published site; overrides url in site.yaml",
    )
    common.add_argument(
        "--jobs",
        type=_jobs,
        default=None,
        metavar="N",
        help="number of processes (default: one per core)",
    )
    common.add_argument(
        "--no-cache", action="store_true", help="ignore the cache of earlier builds"
    )
    common.add_argument("--strict", action="store_true", help="treat warnings as errors")
    common.add_argument(
        "--all-warnings",
        action="store_true",
        help="print every warning, also if many files have the same",
    )
    common.add_argument(
        "--format", choices=("text", "json"), default="text", help="output format of problems"
    )
    common.add_argument("-q", "--quiet", action="store_true", help="print problems only")
    common.add_argument(
        "--debug", action="store_true", help="print a traceback if the program itself fails"
    )
    return common


def _base_url(text: str) -> str:
    from sidebyside.content.schema import site_url_fault, url_fault

    fault = url_fault(text, ("https", "http"))
    if message := fault[1] if fault else site_url_fault(text):
        raise argparse.ArgumentTypeError(message)
    return text


def _jobs(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is not a number of processes")
    return int(text)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is not a port")
    return int(text)
