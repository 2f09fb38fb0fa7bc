"""Runs programs in the WebAssembly runtime under Node and compares their output with the record.

    outcome = verify_browser(content, cache, options, report)
    browser_report(outcome)       what a person reads; outcome.ok tells whether the exit status is 0

Each program runs in a process of its own, in the same sandbox as the samples of `verify`. With
`update` browser.json is written: which programs printed the same, with the hashes of program,
output, runtime and packages, and what the others need.
"""

import difflib
import hashlib
import json
import threading
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from packaging.utils import canonicalize_name
from packaging.version import Version

from sidebyside.browser.allowlist import (
    ALLOWLIST,
    Allowlist,
    BrowserRecord,
    Need,
    WheelRecord,
    read_allowlist,
)
from sidebyside.browser.runtime import (
    HOST_FILES,
    BrowserRuntime,
    find_node,
    memory_image,
    provide_runtime,
)
from sidebyside.browser.wheels import Wheel, Wheels, keep_bundle, make_bundle
from sidebyside.content import loader, site_config
from sidebyside.content.source import Folder
from sidebyside.diagnostics import CommandError, Diagnostic, count
from sidebyside.evidence import lockfile, recorder
from sidebyside.evidence.ledger import Ledger, output_sha256, read_ledger
from sidebyside.evidence.sandbox import (
    Invocation,
    Isolation,
    Limits,
    ProcessResult,
    execute,
    find_isolation,
)
from sidebyside.evidence.verify import ReportProgress, VerifyOptions, VerifyProgress, select_samples
from sidebyside.model.entries import Environment, Program
from sidebyside.terminal import lines, printable

# A start takes some seconds, and on a busy machine many of them; a reader's browser waits for 30 s.
BROWSER_LIMITS = Limits(seconds=240, memory=4 << 30)
SHOWN_LINES = 12
_CAUSES: tuple[tuple[Need, tuple[str, ...]], ...] = (
    ("threads", ("can't start new thread", "there are no threads")),
    (
        "processes",
        ("does not support processes", "_posixsubprocess", "fork_exec", "os.fork", "posix_spawn"),
    ),
    (
        "sockets",
        (
            "_socket",
            "socket.",
            "Host is unreachable",
            "gaierror",
            "ConnectionRefused",
            "___syscall_",
        ),
    ),
    ("packages", ("ModuleNotFoundError", "ImportError")),
)


@dataclass(frozen=True, slots=True)
class BrowserResult:
    """What came of one program.

    What it needs where it printed something else, with the end of what it said.
    """

    path: str
    record: BrowserRecord
    detail: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class BrowserOutcome:
    """Everything that came of a verification in the runtime of browsers."""

    content: str
    results: tuple[BrowserResult, ...] = ()
    lost: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    seconds: float = 0.0
    kept: int = 0

    @property
    def ok(self) -> bool:
        """Tell whether every program on the list still prints the same."""
        return not (self.lost or self.problems)


@dataclass(frozen=True)
class _Bench:
    """What every run is given."""

    runtime: BrowserRuntime
    node: Path
    image: Path
    isolation: Isolation
    bundles: Mapping[str, Path]
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True, slots=True)
class _Trial:
    """A program to run, what it has to print, and the wheels that it is given."""

    program: Program
    output: bytes
    wheels: tuple[str, ...]


def verify_browser(
    content: Folder, cache: Path, options: VerifyOptions, report: ReportProgress
) -> BrowserOutcome:
    """Run the programs of a content folder.

    Raises CommandError where something that it takes is missing.
    """
    began = time.monotonic()
    inputs = loader.load_content(content)
    ledger, _ = read_ledger(inputs.evidence)
    before, damage = read_allowlist(inputs.browser)
    choice = select_samples(inputs, options.patterns, content)
    if isinstance(choice, list):
        return BrowserOutcome(content.name, problems=tuple(choice))
    if choice.problems:
        return BrowserOutcome(content.name, problems=choice.problems)
    if damage and not options.update:
        return BrowserOutcome(content.name, problems=damage)
    environment = _environment(inputs, options, before)
    node = find_node()
    runtime = provide_runtime(cache)
    if node is None or isinstance(runtime, str):
        reason = "there is no node" if node is None else runtime
        raise CommandError(f"the runtime of browsers cannot be had: {reason}")
    image = memory_image(runtime, node)
    if isinstance(image, str):
        raise CommandError(f"the runtime of browsers does not start here: {image}")
    isolation = find_isolation()
    if options.require_sandbox and not isolation.tools:
        raise CommandError(
            f"{isolation}; see SECURITY.md, or run programs that you have read with "
            "--no-require-sandbox"
        )
    report(VerifyProgress(0, 0, f"fetching the packages of the environment '{environment.name}'"))
    subjects = choice.config.by_key
    programs = [
        program
        for sample in choice.samples
        for program in sample.programs
        if subjects[program.subject].run == ("python", "{file}")
    ]
    wheels = Wheels(_lock(environment, content), cache)
    trials, skipped, chosen = _trials(programs, ledger, environment.name, content, wheels)
    bundles, hashes = _bundles(chosen, cache)
    current = (
        before
        if before and (before.runtime, before.environment) == (runtime.sha256, environment.name)
        else None
    )
    if options.changed and current:
        trials = [trial for trial in trials if not _is_known(trial, current, hashes)]
    results = _run_all(trials, _Bench(runtime, node, image, isolation, bundles), options, report)
    fresh = {result.path: result.record for result in results}
    everything = {p.path for p in programs}
    kept = {
        path: record
        for path, record in (current.programs if current else {}).items()
        if path not in fresh and (path in everything or options.patterns)
    }
    named = {wheel for record in (*fresh.values(), *kept.values()) for wheel in record.wheels}
    known = {**(current.wheels if current else {}), **hashes}
    listed = Allowlist(
        environment=environment.name,
        python=_python(runtime),
        runtime=runtime.sha256,
        wheels={name: known[name] for name in named},
        programs={**kept, **fresh},
    )
    written = (
        recorder.write_records(content, {ALLOWLIST: listed.as_text().encode()})
        if options.update
        else []
    )
    expected = before.same if before else {}
    lost = (
        ()
        if options.update
        else tuple(
            sorted(path for path, record in fresh.items() if record.needs and path in expected)
        )
    )
    stale = (
        []
        if options.update or current
        else ["browser.json is of another runtime or environment; run --update"]
    )
    return BrowserOutcome(
        content.name,
        tuple(results),
        lost,
        tuple(skipped),
        notes=(*stale, *filter(None, [str(isolation)])),
        written=tuple(written),
        seconds=time.monotonic() - began,
        kept=len(kept),
    )


def _environment(
    inputs: loader.Inputs, options: VerifyOptions, before: Allowlist | None
) -> Environment:
    """Return the environment whose records are compared.

    The one asked for, the one of the list, or the newest Python.
    """
    known = {
        unit.slug: unit.entry
        for unit in map(site_config.compile_environment, inputs.environments)
        if unit.entry and unit.entry.python
    }
    if not known:
        raise CommandError(
            "there is no environment whose records could be compared; write "
            "environments/<name>.yaml"
        )
    if options.environments:
        if options.environments[0] not in known:
            raise CommandError(f"there is no environment '{options.environments[0]}'")
        return known[options.environments[0]]
    if before and before.environment in known:
        return known[before.environment]
    return max(
        known.values(), key=lambda environment: (Version(environment.python), environment.name)
    )


def _lock(environment: Environment, content: Folder) -> lockfile.Lock:
    found = read_environment_lock(environment, content)
    if isinstance(found, lockfile.Lock):
        return found
    raise CommandError(
        f"the lock of '{environment.name}' cannot be read; run: python build.py check"
    )


def read_environment_lock(
    environment: Environment, content: Folder
) -> lockfile.Lock | tuple[Diagnostic, ...]:
    """Read the lock of an environment, which lies in content/environments/ and nowhere else."""
    if not environment.lock:
        return lockfile.Lock()
    found = Folder(content.root / "environments", content.shown("environments")).read(
        environment.lock
    )
    return (found,) if isinstance(found, Diagnostic) else lockfile.read(found)


def _python(runtime: BrowserRuntime) -> str:
    version: str = json.loads(runtime.files["pyodide-lock.json"])["info"]["python"]
    return version


def _trials(
    programs: Sequence[Program], ledger: Ledger, environment: str, content: Folder, wheels: Wheels
) -> tuple[list[_Trial], list[str], dict[str, Wheel]]:
    """Return the programs to run, those without a record, and every wheel that they need."""
    recorded: list[tuple[Program, bytes, tuple[str, ...]]] = []
    skipped = []
    for program in programs:
        record = ledger.programs.get(program.path)
        run = record.runs.get(environment) if record and record.sha256 == program.sha256 else None
        output = recorder.recorded_output(content, program.path, environment)
        if run is None or output is None or output_sha256(output) != run.output:
            skipped.append(program.path)
        else:
            recorded.append((program, output, tuple(run.packages)))
    closures = wheels.resolve({name for _, _, packages in recorded for name in packages})
    trials = []
    for program, output, packages in recorded:
        taken = {
            wheel.name for name in packages for wheel in closures.get(canonicalize_name(name), ())
        }
        trials.append(_Trial(program, output, tuple(sorted(taken))))
    return (
        trials,
        skipped,
        {wheel.name: wheel for closure in closures.values() for wheel in closure},
    )


def _bundles(
    chosen: Mapping[str, Wheel], cache: Path
) -> tuple[dict[str, Path], dict[str, WheelRecord]]:
    """Make the zips of wheels; return where they lie, and their hashes."""
    paths, hashes = {}, {}
    for name, wheel in sorted(chosen.items()):
        data = make_bundle(wheel.path, name)
        digest = hashlib.sha256(data).hexdigest()
        paths[name] = keep_bundle(cache, digest, data)
        hashes[name] = WheelRecord(sha256=wheel.sha256, bundle=digest)
    return paths, hashes


def _is_known(trial: _Trial, current: Allowlist, hashes: Mapping[str, WheelRecord]) -> bool:
    record = current.programs.get(trial.program.path)
    return (
        record is not None
        and record.sha256 == trial.program.sha256
        and record.wheels == trial.wheels
        and (record.output is None or record.output == output_sha256(trial.output))
        and all(current.wheels.get(name) == hashes[name] for name in trial.wheels)
    )


def _run_all(
    trials: Sequence[_Trial], bench: _Bench, options: VerifyOptions, report: ReportProgress
) -> list[BrowserResult]:
    results: list[BrowserResult] = []
    with ThreadPoolExecutor(max_workers=max(1, options.jobs), thread_name_prefix="browser") as pool:
        try:
            for future in as_completed([pool.submit(_run, trial, bench) for trial in trials]):
                results.append(future.result())
                report(VerifyProgress(len(results), len(trials), results[-1].path))
        except BaseException:
            bench.stop.set()
            pool.shutdown(cancel_futures=True)
            raise
    return sorted(results, key=lambda result: result.path)


def _run(trial: _Trial, bench: _Bench) -> BrowserResult:
    """Run one program in the runtime under Node, and judge what it printed."""
    bundles = [bench.bundles[name] for name in trial.wheels]
    main = trial.program.files[0].name
    words = (
        str(bench.node),
        str(HOST_FILES / "runner.mjs"),
        str(bench.runtime.folder),
        str(bench.image),
        main,
        *map(str, bundles),
    )
    readable = [bench.runtime.folder, bench.image, HOST_FILES / "runner.mjs", *bundles]
    if not bench.node.is_relative_to("/usr"):
        readable.append(bench.node.parent.parent)
    files = {file.name: file.text for file in trial.program.files}
    ran = execute(
        Invocation(words, files, bench.node.parent, tuple(readable)),
        bench.isolation,
        BROWSER_LIMITS,
        bench.stop,
    )
    record = BrowserRecord(sha256=trial.program.sha256, wheels=trial.wheels, needs="other")
    if ran.ended == "exit" and ran.code == 0 and ran.stdout == trial.output:
        same = record.model_copy(update={"output": output_sha256(trial.output), "needs": None})
        return BrowserResult(trial.program.path, same, "", ran.seconds)
    need = _need(ran)
    return BrowserResult(
        trial.program.path,
        record.model_copy(update={"needs": need}),
        _detail(ran, trial.output),
        ran.seconds,
    )


def _need(ran: ProcessResult) -> Need:
    if ran.ended == "time":
        return "time"
    said = (ran.stderr + ran.stdout).decode(errors="replace")
    return next((need for need, signs in _CAUSES if any(sign in said for sign in signs)), "other")


def _detail(ran: ProcessResult, recorded: bytes) -> str:
    """Return the end of what a program said, or how its output differs."""
    if ran.ended != "exit" or ran.code:
        said = lines(ran.stderr.decode(errors="replace"))[-SHOWN_LINES:]
        return "\n".join([f"ended by {ran.ended} {ran.code}", *said])
    before, after = (data.decode(errors="replace").splitlines() for data in (recorded, ran.stdout))
    found = difflib.unified_diff(before, after, "recorded", "printed", lineterm="", n=0)
    return "\n".join(printable(line, keep="\t") for line in [*found][2 : SHOWN_LINES + 2])


def browser_report(outcome: BrowserOutcome) -> str:
    """Write what a person needs to read of an outcome; the last line is the count."""
    blocks = []
    for result in outcome.results:
        if result.record.needs == "other" or result.path in outcome.lost:
            blocks.append(f"{result.path}: prints something else ({result.record.needs})")
            blocks += [f"    {line}" for line in lines(result.detail)]
    blocks += [f"note: {note}" for note in outcome.notes]
    if outcome.unverified:
        without = count(len(outcome.unverified), "program")
        blocks.append(f"note: {without} without a record to compare with; run verify --update")
    return "\n".join([*blocks, browser_summary(outcome)])


def browser_summary(outcome: BrowserOutcome) -> str:
    """Write the count.

    `271 of 328 programs print what is recorded; 21 need processes, 9 threads; in 900.0 s`.
    """
    same = sum(result.record.output is not None for result in outcome.results)
    needs = Counter(result.record.needs for result in outcome.results if result.record.needs)
    listed = ", ".join(
        f"{number} {need}"
        for need, number in sorted(needs.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    parts = [f"{same} of {count(len(outcome.results), 'program')} print what is recorded"]
    parts += [f"needed otherwise: {listed}"] if listed else []
    parts += [f"{count(outcome.kept, 'program')} as recorded before"] if outcome.kept else []
    parts += [f"{count(len(outcome.written), 'file')} written"] if outcome.written else []
    return "; ".join([*parts, f"in {outcome.seconds:.1f} s"])
