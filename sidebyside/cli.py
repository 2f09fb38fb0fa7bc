"""The command line. Only this module prints; each command imports what it needs.

What is wrong with the words of a command is told by `options`, where they are read.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from errno import ENOSPC
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from sidebyside.cache.disk import open_disk_cache
from sidebyside.cache.fingerprint import BuildRecord, FolderScan, now_ns, scan_fingerprint
from sidebyside.diagnostics import (
    CommandError,
    Diagnostic,
    Location,
    arrange,
    as_annotation,
    as_json,
    as_text,
    count,
    tally,
)
from sidebyside.options import HERE, IN_CHECKOUT, PROGRAM, parse_arguments
from sidebyside.terminal import lines, printable

if TYPE_CHECKING:
    from sidebyside.build.pipeline import BuildJob, BuildResult
    from sidebyside.evidence.verify import VerifyOptions, VerifyProgress
    from sidebyside.render.templating import Templates

DONE, WRONG, REFUSED = 0, 1, 2
UNKNOWN = "there is no cache of an earlier build"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit status (0 done, 1 problems in the content, 2 usage)."""
    _open_streams()
    words = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in words
    try:
        status = _run(words)
        sys.stdout.flush()
    except CommandError as refusal:
        print("\n".join(lines(f"{PROGRAM}: {refusal}")), file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print(f"\n{PROGRAM}: stopped", file=sys.stderr)
        return 130
    except BrokenPipeError:
        _discard(sys.stdout)
        return WRONG
    except ImportError:
        raise  # build.py says how to get what is missing
    except Exception as error:
        if debug:
            raise
        return _bug(error)
    return status


def _run(words: Sequence[str]) -> int:
    try:
        options = parse_arguments(words)
    except SystemExit:
        sys.stdout.flush()
        raise
    return _VERBS[options.verb](options)


def _open_streams() -> None:
    """Open /dev/null for a standard stream that the caller closed, so that printing cannot fail."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - it lives as long as the process
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115, PTH123 - it lives as long as the process


def _discard(stream: TextIO) -> None:
    """Send what a stream still buffers to /dev/null, so that flushing at exit cannot fail again."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _bug(error: Exception) -> int:
    """Tell a failure of the program itself, or of the machine below it, in one line."""
    if isinstance(error, OSError) and error.strerror:
        if error.errno == ENOSPC and error.filename is None:
            _discard(sys.stdout)
        where = f"{error.filename}: " if error.filename else ""
        print(printable(f"{PROGRAM}: {where}{error.strerror}"), file=sys.stderr)
        return REFUSED
    what = lines(f"{type(error).__name__}: {error}")[0]
    print(
        f"{PROGRAM}: internal error: {what}; please report it with the output of --debug",
        file=sys.stderr,
    )
    return REFUSED


def _shown(path: Path) -> str:
    """Return a path as messages show it: from the working folder where it lies below that."""
    relative = Path(os.path.relpath(path)).as_posix()
    if relative.startswith(".."):
        return path.resolve().as_posix()
    return "" if relative == "." else relative


def _folder(options: argparse.Namespace, name: str) -> Path:
    given = getattr(options, name)
    path = _default_folder(name) if given is None else Path(given)
    if name != "output" and not path.is_dir():
        raise CommandError(f"there is no folder {path}: --{name} names the {name}")
    return path


def _default_folder(name: str) -> Path:
    """Return the folder of a name.

    Beside build.py, or where an installed program is called, with its own templates.
    """
    if IN_CHECKOUT:
        return HERE / name
    return HERE / "sidebyside" / "_templates" if name == "templates" else Path.cwd() / name


def _memory_folder() -> Path:
    return (HERE if IN_CHECKOUT else Path.cwd()) / ".cache"


def _guarded(options: argparse.Namespace) -> dict[str, Path]:
    """Return the folders that have to be kept, by name.

    Refuse an output folder that would harm one.
    """
    from sidebyside.build.writer import guard_output

    folders = {f"the {name} folder": _folder(options, name) for name in ("content", "templates")}
    kept = {"the repository": HERE, **folders}
    if options.verb in {"build", "serve", "clean"}:
        guard_output(_folder(options, "output"), kept)
    return kept


def _job(options: argparse.Namespace, *, drafts: bool = False) -> "BuildJob":
    from sidebyside.build.pipeline import BuildJob
    from sidebyside.cache.memory import MemoryCache, NoCache
    from sidebyside.content.batch import BatchCompiler
    from sidebyside.content.source import Folder
    from sidebyside.render.templating import PageCache

    content, templates = _folder(options, "content"), _folder(options, "templates")
    remembers = options.verb in {"build", "serve"} and not options.no_cache
    kept = _guarded(options)
    store = open_disk_cache(_memory_folder() / "pictures") if remembers else None
    return BuildJob(
        content=Folder(content, _shown(content)),
        templates=_layered(templates),
        output=_folder(options, "output"),
        kept=kept,
        base_url=options.base_url or "",
        strict=options.strict,
        drafts=drafts,
        pdf=getattr(options, "pdf", False),
        pictures=getattr(options, "pictures", False),
        book=getattr(options, "book", False),
        pages_only=getattr(options, "pages", False),
        git_dates=getattr(options, "git_dates", False),
        run_here=getattr(options, "run_here", False),
        batch=BatchCompiler(
            options.jobs or os.cpu_count() or 1, MemoryCache() if drafts else NoCache()
        ),
        page_cache=PageCache() if drafts else None,
        store=store,
        progress=_Bar("pages", quiet=options.quiet),
    )


def _layered(folder: Path) -> "Templates":
    """Return a folder's templates, laid over the built-in ones where it is another folder."""
    from sidebyside.render.templating import Templates

    own = HERE / "templates"
    base = Templates(own.absolute(), _shown(own)) if _is_overlay(folder) else None
    return Templates(folder.absolute(), _shown(folder), base)


def _is_overlay(templates: Path) -> bool:
    own = HERE / "templates"
    return own.is_dir() and not templates.samefile(own)


class _Bar:
    """A progress bar on a terminal.

    Nothing in a pipe, with NO_COLOR, when quiet, or when the work is soon done.
    """

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
        print(
            f"\r{' ' * len(bar)}\r" if done == everything else bar,
            end="",
            file=sys.stderr,
            flush=True,
        )


def tell(problems: list[Diagnostic], *, as_lines: str = "text", fold: bool = True) -> None:
    """Print problems to standard error, and as annotations where GitHub Actions runs us.

    With `fold`, warnings of one code in very many files are the first few and a count; JSON has
    every one.
    """
    color = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
    arranged = arrange(problems, fold=fold and as_lines == "text")
    for item in arranged:
        if isinstance(item, Diagnostic):
            print(
                as_json(item) if as_lines == "json" else as_text(item, color=color), file=sys.stderr
            )
        else:
            print(item, file=sys.stderr)
    if os.environ.get("GITHUB_ACTIONS") == "true":
        for item in arranged:
            if isinstance(item, Diagnostic):
                print(as_annotation(item))


def _say(options: argparse.Namespace, text: str) -> None:
    if not options.quiet:
        print(printable(text))


def _build(options: argparse.Namespace) -> int:
    start = time.monotonic()
    memory = None if options.no_cache else _memory(options)
    if memory is None:
        return _told(options, _built(options, lambda _: [UNKNOWN] if options.why else []), start)
    began, (inputs, outputs) = now_ns(), memory.now()
    last = memory.last()
    if last and last.inputs == scan_fingerprint(inputs) and last.outputs == outputs:
        return _told(options, _Result.of(last.result), start)
    result = _built(
        options, lambda outcome: _reasons(outcome, memory, inputs) if options.why else []
    )
    # What could not be fetched for readers' browsers is asked for again the next time.
    if result.done and not (options.run_here and result.notes):
        memory.keep(inputs, began, asdict(replace(result, changed=0, removed=0, reasons=())))
    return _told(options, result, start)


def _reasons(
    outcome: "BuildResult", memory: BuildRecord, inputs: Mapping[str, FolderScan]
) -> list[str]:
    from sidebyside.build.explain import rebuild_reasons

    if outcome.written is None:
        return []
    before = memory.last_inputs()
    return (
        rebuild_reasons(outcome.written, outcome.sources, before, inputs) if before else [UNKNOWN]
    )


@dataclass(frozen=True)
class _Result:
    """What is told of a build."""

    problems: list[Diagnostic]
    done: bool = False
    pages: int = 0
    files: int = 0
    changed: int = 0
    removed: int = 0
    notes: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "_Result":
        """Return what was remembered of a build, as JSON has it."""
        problems = [
            Diagnostic(**{**one, "place": Location(**one["place"])}) for one in data["problems"]
        ]
        return cls(**{**data, "problems": problems, "notes": tuple(data["notes"]), "reasons": ()})


def _built(
    options: argparse.Namespace, why: Callable[["BuildResult"], list[str]] = lambda _: []
) -> _Result:
    from sidebyside.build.pipeline import build

    outcome = build(_job(options))
    if outcome.written is None:
        return _Result(outcome.problems)
    written = outcome.written
    counts = (outcome.pages, written.files, written.changed, written.removed)
    return _Result(outcome.problems, True, *counts, outcome.notes, tuple(why(outcome)))


def _told(options: argparse.Namespace, result: _Result, start: float) -> int:
    tell(result.problems, as_lines=options.format, fold=not options.all_warnings)
    if not result.done:
        _say(options, f"{tally(result.problems)}. Nothing was written.")
        return WRONG
    for note in result.notes:
        print(printable(f"{PROGRAM}: {note}"), file=sys.stderr)
    for reason in result.reasons:
        print(printable(reason))
    warnings = count(sum(not problem.is_error for problem in result.problems), "warning")
    _say(
        options,
        f"{count(result.pages, 'page')}, {count(result.files, 'file')}: "
        f"{result.changed:,} changed, {result.removed:,} removed, "
        f"0 errors and {warnings}, {time.monotonic() - start:.2f} s",
    )
    return DONE


def _memory(options: argparse.Namespace) -> BuildRecord | None:
    """Return where the last build is remembered.

    A build without changes needs nothing of the rest of this program.
    """
    _guarded(options)
    if options.git_dates:
        return None  # what git knows changes while every file stays the same
    store = open_disk_cache(_memory_folder() / "builds")
    found = find_spec("jinja2")
    if store is None or found is None or found.origin is None:
        return None
    inputs = {name: _folder(options, name) for name in ("content", "templates")} | {
        "program": HERE / "sidebyside"
    }
    if _is_overlay(inputs["templates"]):
        inputs["templates that come with the program"] = HERE / "templates"
    day = os.environ.get("SOURCE_DATE_EPOCH") or time.strftime("%Y-%m-%d", time.gmtime())
    packages = Path(found.origin).parent.parent.stat().st_mtime_ns
    shown = [_shown(inputs[name]) for name in ("content", "templates")]
    return BuildRecord(
        store, inputs, _folder(options, "output"), (day, packages, *shown, *_choices(options))
    )


def _choices(options: argparse.Namespace) -> list[object]:
    """Return the options that what is built depends on."""
    told = {
        "content",
        "templates",
        "output",
        "jobs",
        "format",
        "quiet",
        "debug",
        "no_cache",
        "why",
        "all_warnings",
    }
    return [value for name, value in sorted(vars(options).items()) if name not in told]


def _check(options: argparse.Namespace) -> int:
    from sidebyside.build.pipeline import examine, has_failed

    problems = examine(_job(options))
    tell(problems, as_lines=options.format, fold=not options.all_warnings)
    _say(options, f"{tally(problems)}.")
    return WRONG if has_failed(problems, strict=options.strict) else DONE


def _verify(options: argparse.Namespace) -> int:
    from sidebyside.build.pipeline import today
    from sidebyside.evidence import verify
    from sidebyside.evidence.environments import default_cache
    from sidebyside.site.proved import name_statements

    bar = _Bar("runs", quiet=options.quiet)
    chosen = verify.VerifyOptions(
        today(),
        patterns=tuple(options.patterns),
        environments=(options.env,) if options.env else (),
        update=options.update,
        changed=options.changed,
        strict=options.strict,
        require_sandbox=options.require_sandbox,
        jobs=options.jobs or os.cpu_count() or 1,
    )
    if options.browser:
        return _verify_browser(options, chosen, bar)
    outcome = verify.verify_content(
        _job(options).content, default_cache(), chosen, lambda now: _progress(options, bar, now)
    )
    outcome = name_statements(outcome)
    tell(list(outcome.problems), as_lines=options.format, fold=not options.all_warnings)
    if not outcome.ok:
        print(verify.report_text(outcome), file=sys.stderr)
    elif not options.quiet:
        print(verify.report_text(outcome))
    return DONE if outcome.ok else WRONG


def _verify_browser(options: argparse.Namespace, chosen: "VerifyOptions", bar: _Bar) -> int:
    from sidebyside.browser.verify import browser_report, verify_browser
    from sidebyside.evidence.environments import default_cache

    outcome = verify_browser(
        _job(options).content, default_cache(), chosen, lambda now: _progress(options, bar, now)
    )
    tell(list(outcome.problems), as_lines=options.format, fold=not options.all_warnings)
    if not outcome.ok:
        print(printable(browser_report(outcome), keep="\n\t"), file=sys.stderr)
    elif not options.quiet:
        print(printable(browser_report(outcome), keep="\n\t"))
    return DONE if outcome.ok else WRONG


def _progress(options: argparse.Namespace, bar: _Bar, now: "VerifyProgress") -> None:
    """Show how far verify is; the making of an environment, which takes a while, is announced."""
    if now.total:
        bar(now.done, now.total)
    else:
        _say(options, now.text)


def _serve(options: argparse.Namespace) -> int:
    from sidebyside.serve.server import serve

    return serve(
        _job(options, drafts=True), options.host, options.port, open_browser=options.open, tell=tell
    )


def _new(options: argparse.Namespace) -> int:
    from sidebyside.content.scaffold import create_entry

    created = create_entry(_job(options).content, options.kind, options.slug)
    for path in created:
        _say(options, f"wrote {path}")
    return DONE


def _diff(options: argparse.Namespace) -> int:
    from sidebyside.build.changes import report_changes

    text, problems = report_changes(_job(options), options.base)
    tell(problems, as_lines=options.format, fold=not options.all_warnings)
    print("\n".join(map(printable, text.splitlines())))
    return DONE if text else WRONG


def _new_site(options: argparse.Namespace) -> int:
    from sidebyside.content.new_site import create_site

    folder = Path(options.folder)
    written = create_site(folder, f"python {HERE / 'build.py'}" if IN_CHECKOUT else PROGRAM)
    for path in written:
        _say(options, printable(f"{folder / path}"))
    return DONE


def _clean(options: argparse.Namespace) -> int:
    from sidebyside.build.writer import clean_output

    job = _job(options)
    removed = clean_output(job.output)
    _say(options, f"{count(removed, 'file')} removed")
    return DONE


_VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "serve": _serve,
    "check": _check,
    "verify": _verify,
    "new": _new,
    "diff": _diff,
    "new-site": _new_site,
    "clean": _clean,
}
