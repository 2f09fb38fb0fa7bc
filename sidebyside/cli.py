"""The command line: verbs, options, exit status. Only this module prints or exits; each verb imports what it needs."""

import argparse
import os
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from sidebyside import __version__
from sidebyside.problems import Problem, Refusal, as_annotation, as_json, as_text, count, suggestion, tally
from sidebyside.snapshot import Memory, Stats, digest, now
from sidebyside.store import open_store

if TYPE_CHECKING:
    from sidebyside.pipeline import Job, Outcome
    from sidebyside.verify import Progress

HERE = Path(__file__).resolve().parent.parent
VERBS = ("build", "serve", "check", "verify", "new", "clean")
DONE, WRONG, REFUSED = 0, 1, 2
UNKNOWN = "nothing is remembered of a build before this one"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 the content has problems, 2 used wrongly or refused."""
    words = list(sys.argv[1:] if argv is None else argv)
    parser = _parser()
    options = parser.parse_args(_with_verb(words, parser))
    try:
        return _VERBS[options.verb](options)
    except Refusal as refusal:
        print(f"build.py: {refusal}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("\nbuild.py: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return WRONG
    except ImportError:
        raise  # build.py says how to get what is missing
    except Exception as error:
        if options.debug:
            raise
        return _bug(error)


def _bug(error: Exception) -> int:
    """Tell a failure of the program itself, or of the machine below it, in one line."""
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        print(f"build.py: {where}{error.strerror}", file=sys.stderr)
        return REFUSED
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    print(f"build.py: a bug in the program: {what}; please report it with what --debug prints", file=sys.stderr)
    return REFUSED


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
        prog="build.py", description="Build a comparison reference from a folder of content.", allow_abbrev=False
    )
    parser.add_argument("--version", action="version", version=f"build.py {__version__}")
    verbs = parser.add_subparsers(dest="verb", metavar="COMMAND", required=True)
    common = _common()
    build = verbs.add_parser(
        "build", parents=[common], help="content/ + templates/ -> output/ (what no command means)", allow_abbrev=False
    )
    build.add_argument("--why", action="store_true", help="say for each file that is written why it is")
    build.add_argument("--pdf", action="store_true", help="make the cheat sheet as PDF too")
    build.add_argument("--pictures", action="store_true", help="make a picture of each dimension for those who share a link")
    build.add_argument("--book", action="store_true", help="make the whole site as one page and as an EPUB too")
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
    verify.add_argument("--env", metavar="NAME", help="only this environment")
    new = verbs.add_parser("new", parents=[common], help="write a skeleton that passes check", allow_abbrev=False)
    new.add_argument("kind", metavar="KIND", help="dimension, question or myth")
    new.add_argument("slug", metavar="SLUG", help="small letters, digits and hyphens")
    verbs.add_parser("clean", parents=[common], help="remove what a build wrote, and only that", allow_abbrev=False)
    return parser


def _common() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    for name in ("content", "templates", "output"):
        common.add_argument(f"--{name}", metavar="DIR", default=None, help=f"default: {name}/ beside build.py")
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
    common.add_argument("--format", choices=("text", "json"), default="text", help="how problems are printed")
    common.add_argument("-q", "--quiet", action="store_true", help="print problems only")
    common.add_argument("--debug", action="store_true", help="show the traceback of a bug")
    return common


def _base_url(text: str) -> str:
    from sidebyside.schema import url_fault

    if fault := url_fault(text, ("https", "http")):
        raise argparse.ArgumentTypeError(fault[1])
    if "?" in text or "#" in text:
        raise argparse.ArgumentTypeError(f"the address of a site has no ? and no #, as '{text}' has")
    return text


def _jobs(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        raise argparse.ArgumentTypeError(f"'{text}' is no number of processes")
    return int(text)


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"'{text}' is no port")
    return int(text)


def _shown(path: Path) -> str:
    """Return a path as messages show it: from the working folder where it lies below that."""
    relative = Path(os.path.relpath(path)).as_posix()
    if relative.startswith(".."):
        return path.resolve().as_posix()
    return "" if relative == "." else relative


def _folder(options: argparse.Namespace, name: str) -> Path:
    given = getattr(options, name)
    path = HERE / name if given is None else Path(given)
    if name != "output" and not path.is_dir():
        raise Refusal(f"there is no folder {path}: --{name} names the {name}")
    return path


def _guarded(options: argparse.Namespace) -> dict[str, Path]:
    """Return the folders that have to be kept, by name; refuse an output folder that would harm one."""
    from sidebyside.write import guard

    folders = {f"the {name} folder": _folder(options, name) for name in ("content", "templates")}
    kept = {"the repository": HERE, **folders}
    if options.verb in {"build", "serve", "clean"}:
        guard(_folder(options, "output"), kept)
    return kept


def _job(options: argparse.Namespace, *, drafts: bool = False) -> "Job":
    from sidebyside.memo import Forgetful, Memo
    from sidebyside.pipeline import Job
    from sidebyside.render import AtHand, Templates
    from sidebyside.source import Folder
    from sidebyside.workshop import Workshop

    content, templates = _folder(options, "content"), _folder(options, "templates")
    remembers = options.verb in {"build", "serve"} and not options.no_cache
    kept = _guarded(options)
    store = open_store(HERE / ".cache/entries") if remembers else None
    return Job(
        content=Folder(content, _shown(content)),
        templates=Templates(templates.absolute(), _shown(templates)),
        output=_folder(options, "output"),
        kept=kept,
        base_url=options.base_url or "",
        strict=options.strict,
        drafts=drafts,
        pdf=getattr(options, "pdf", False),
        pictures=getattr(options, "pictures", False),
        book=getattr(options, "book", False),
        git_dates=getattr(options, "git_dates", False),
        workshop=Workshop(options.jobs or os.cpu_count() or 1, store, Memo() if drafts else Forgetful()),
        at_hand=AtHand() if drafts else None,
        progress=_Bar("pages", quiet=options.quiet),
    )


class _Bar:
    """A progress bar on a terminal; nothing in a pipe, with NO_COLOR, when quiet, or when the work is soon done."""

    def __init__(self, noun: str, *, quiet: bool) -> None:
        self.noun, self.start, self.last = noun, time.monotonic(), 0.0
        self.on = not quiet and sys.stderr.isatty() and not os.environ.get("NO_COLOR")

    def __call__(self, done: int, everything: int) -> None:
        now = time.monotonic()
        if not self.on or now - self.start < 0.5 or (now - self.last < 0.05 and done < everything):
            return
        self.last = now
        filled = 30 * done // max(1, everything)
        bar = f"\r[{'█' * filled}{'·' * (30 - filled)}] {done:,} of {everything:,} {self.noun}"
        print(f"\r{' ' * len(bar)}\r" if done == everything else bar, end="", file=sys.stderr, flush=True)


def tell(problems: list[Problem], *, as_lines: str = "text") -> None:
    """Print problems to standard error, and as annotations where GitHub Actions runs us."""
    color = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    for problem in problems:
        print(as_json(problem) if as_lines == "json" else as_text(problem, color=color), file=sys.stderr)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for problem in problems:
            print(as_annotation(problem))


def _say(options: argparse.Namespace, text: str) -> None:
    if not options.quiet:
        print(text)


def _build(options: argparse.Namespace) -> int:
    start = time.monotonic()
    memory = None if options.no_cache else _memory(options)
    if memory is None:
        return _told(options, _built(options, lambda _: [UNKNOWN] if options.why else []), start)
    began, (inputs, outputs) = now(), memory.now()
    last = memory.last()
    if last and last.inputs == digest(inputs) and last.outputs == outputs:
        return _told(options, last.result, start)
    result = _built(options, lambda outcome: _reasons(outcome, memory, inputs) if options.why else [])
    if result.done:
        memory.keep(inputs, began, replace(result, changed=0, removed=0, reasons=()))
    return _told(options, result, start)


def _reasons(outcome: "Outcome", memory: Memory, inputs: Mapping[str, Stats]) -> list[str]:
    from sidebyside.why import reasons

    if outcome.written is None:
        return []
    before = memory.last_inputs()
    return reasons(outcome.written, outcome.sources, before, inputs) if before else [UNKNOWN]


@dataclass(frozen=True)
class _Result:
    """What is told of a build."""

    problems: list[Problem]
    done: bool = False
    pages: int = 0
    files: int = 0
    changed: int = 0
    removed: int = 0
    notes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


def _built(options: argparse.Namespace, why: Callable[["Outcome"], list[str]] = lambda _: []) -> _Result:
    from sidebyside.pipeline import build

    outcome = build(_job(options))
    if outcome.written is None:
        return _Result(outcome.problems)
    written = outcome.written
    counts = (outcome.pages, written.files, written.changed, written.removed)
    return _Result(outcome.problems, True, *counts, outcome.notes, tuple(why(outcome)))


def _told(options: argparse.Namespace, result: _Result, start: float) -> int:
    tell(result.problems, as_lines=options.format)
    if not result.done:
        _say(options, f"{tally(result.problems)}. Nothing was written.")
        return WRONG
    for note in result.notes:
        print(f"build.py: {note}", file=sys.stderr)
    for reason in result.reasons:
        print(reason)
    warnings = count(sum(not problem.is_error for problem in result.problems), "warning")
    _say(
        options,
        f"{count(result.pages, 'page')}, {count(result.files, 'file')}: {result.changed:,} changed, "
        f"{result.removed:,} removed, 0 errors and {warnings}, {time.monotonic() - start:.2f} s",
    )
    return DONE


def _memory(options: argparse.Namespace) -> Memory | None:
    """Return where the last build is remembered; a build without changes needs nothing of the rest of this program."""
    _guarded(options)
    if options.git_dates:
        return None  # what git knows changes while every file stays the same
    store = open_store(HERE / ".cache/builds")
    found = find_spec("jinja2")
    if store is None or found is None or found.origin is None:
        return None
    inputs = {name: _folder(options, name) for name in ("content", "templates")} | {"program": HERE / "sidebyside"}
    day = os.environ.get("SOURCE_DATE_EPOCH") or time.strftime("%Y-%m-%d", time.gmtime())
    packages = Path(found.origin).parent.parent.stat().st_mtime_ns
    shown = [_shown(inputs[name]) for name in ("content", "templates")]
    return Memory(store, inputs, _folder(options, "output"), (day, packages, *shown, *_choices(options)))


def _choices(options: argparse.Namespace) -> list[object]:
    """Return the options that what is built depends on."""
    told = {"content", "templates", "output", "jobs", "format", "quiet", "debug", "no_cache", "why"}
    return [value for name, value in sorted(vars(options).items()) if name not in told]


def _check(options: argparse.Namespace) -> int:
    from sidebyside.pipeline import examine, fails

    problems = examine(_job(options))
    tell(problems, as_lines=options.format)
    _say(options, f"{tally(problems)}.")
    return WRONG if fails(problems, strict=options.strict) else DONE


def _verify(options: argparse.Namespace) -> int:
    from sidebyside import verify
    from sidebyside.pipeline import today

    bar = _Bar("runs", quiet=options.quiet)
    chosen = verify.Options(
        today(),
        patterns=tuple(options.patterns),
        environments=(options.env,) if options.env else (),
        update=options.update,
        changed=options.changed,
        strict=options.strict,
        jobs=options.jobs or os.cpu_count() or 1,
    )
    outcome = verify.run(_job(options).content, HERE / ".cache", chosen, lambda now: _progress(options, bar, now))
    tell(list(outcome.problems), as_lines=options.format)
    if not outcome.ok:
        print(verify.report_text(outcome), file=sys.stderr)
    elif not options.quiet:
        print(verify.report_text(outcome))
    return DONE if outcome.ok else WRONG


def _progress(options: argparse.Namespace, bar: _Bar, now: "Progress") -> None:
    """Show how far verify is; the making of an environment, which takes a while, is announced."""
    if now.total:
        bar(now.done, now.total)
    else:
        _say(options, now.text)


def _serve(options: argparse.Namespace) -> int:
    from sidebyside.serve import serve

    return serve(_job(options, drafts=True), options.host, options.port, open_browser=options.open, tell=tell)


def _new(options: argparse.Namespace) -> int:
    from sidebyside.new import create

    created = create(_job(options).content, options.kind, options.slug)
    for path in created:
        _say(options, f"wrote {path}")
    return DONE


def _clean(options: argparse.Namespace) -> int:
    from sidebyside.write import clean

    job = _job(options)
    removed = clean(job.output)
    _say(options, f"{count(removed, 'file')} removed")
    return DONE


_VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "serve": _serve,
    "check": _check,
    "verify": _verify,
    "new": _new,
    "clean": _clean,
}
