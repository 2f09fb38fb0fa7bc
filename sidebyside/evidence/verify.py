"""Running every sample where it can run, and holding what it prints against what is recorded.

For the command line:

    outcome = verify_content(content, cache, VerifyOptions(today, patterns, ...), report)
    report_text(outcome)    what a person reads: failures with diffs and tracebacks, skips, counts
    outcome.ok              whether the exit status is 0
    outcome.problems        problems of the content, to be printed like those of `check`

`verify_content` raises CommandError for a pattern or environment that does not exist. `report` is called in the
calling thread with what was done so far. A KeyboardInterrupt passes through, after everything that
ran was killed; nothing is recorded then.

The stages: choose (which samples) -> prepare (which environments) -> plan (which programs where) ->
run -> record.
"""

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from packaging.specifiers import SpecifierSet
from packaging.version import InvalidVersion, Version

from sidebyside.content import entries, loader, site_config
from sidebyside.content.applications import compile_application
from sidebyside.content.compiler import CompiledEntry
from sidebyside.content.source import Folder
from sidebyside.diagnostics import CommandError, Diagnostic, count, suggestion
from sidebyside.evidence import environments, recorder
from sidebyside.evidence.environments import Ready, Unready
from sidebyside.evidence.ledger import AGAIN, Ledger, from_the_future, read_ledger
from sidebyside.evidence.recorder import RecordedOutput, RecordingContext
from sidebyside.evidence.runner import Acceptance, Result, RunContext, Task, run_task
from sidebyside.evidence.sandbox import Isolation, Limits, find_isolation
from sidebyside.model.entries import (
    Application,
    Config,
    Dimension,
    Environment,
    Frame,
    Program,
    Runtime,
    Sample,
    Subject,
)
from sidebyside.terminal import lines


@dataclass(frozen=True)
class VerifyOptions:
    """What verify is asked to do: `today` dates what is recorded, `jobs` programs run at a time.

    With `require_sandbox` nothing is run on a machine that cannot hold programs back.
    """

    today: date
    patterns: tuple[str, ...] = ()
    environments: tuple[str, ...] = ()
    update: bool = False
    changed: bool = False
    strict: bool = False
    require_sandbox: bool = False
    jobs: int = field(default_factory=lambda: os.cpu_count() or 1)
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class VerifyProgress:
    """How far it is: `done` of `total` runs, and what is being done or was done last."""

    done: int
    total: int
    text: str


@dataclass(frozen=True)
class VerifyResult:
    """Everything that came of a verification.

    `unready` are environments left out, `unrecorded` says what ran well and is not what was
    recorded, `written` are paths below content/, `skipped` names programs whose tools are not
    installed. `proves` has the statements that cite a failed program, by its path, and `lost` those
    whose quoted line is no longer printed; `inputs` is the content as it was before.
    """

    content: str
    results: tuple[Result, ...] = ()
    unready: tuple[Unready, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    unrecorded: tuple[str, ...] = ()
    intruded: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    strict: bool = False
    seconds: float = 0.0
    isolation: Isolation = field(default_factory=Isolation)
    inputs: loader.Inputs | None = field(default=None, repr=False)
    proves: Mapping[str, Sequence[str]] = field(default_factory=dict)
    lost: tuple[str, ...] = ()

    @property
    def failures(self) -> tuple[Result, ...]:
        """Return the results that have a fault."""
        return tuple(result for result in self.results if result.fault)

    @property
    def ok(self) -> bool:
        """Tell whether nothing failed.

        An interpreter or a tool that is missing fails only where it is strict.
        """
        lacking = [one for one in self.unready if self.strict or not one.missing]
        unproved = self.strict and (self.unrecorded or self.skipped)
        return not (self.failures or self.problems or self.intruded or lacking or unproved)


@dataclass(frozen=True)
class Selection:
    """What was asked for: samples, and problems where they are broken.

    `programs` are all of the entries that were looked at, without patterns every one; `whole`
    when all could be read; `broken` and `unasked` are folders of entries with errors, and of
    those that no pattern asked for.
    """

    config: Config
    samples: tuple[Sample, ...]
    problems: tuple[Diagnostic, ...]
    programs: frozenset[str]
    broken: frozenset[str]
    whole: bool
    unasked: frozenset[str] = frozenset()
    applications: tuple[Application, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to run."""
        return not (self.samples or self.applications)

    def gone(self, path: str) -> bool:
        """Tell whether a program that was recorded is surely no longer there."""
        folder = "/".join(path.split("/")[:2])
        return self.whole and path not in self.programs and folder not in self.broken | self.unasked


ReportProgress = Callable[[VerifyProgress], None]
_REQUIRED = (
    "install bubblewrap and allow user namespaces (SECURITY.md says how),"
    " or run programs that you have read with --no-require-sandbox"
)


def verify_content(
    content: Folder,
    cache: Path,
    options: VerifyOptions,
    report: ReportProgress,
    provide: environments.EnvironmentProvider = environments.provide_environment,
) -> VerifyResult:
    """Verify a content folder; `cache` keeps the environments, `provide` makes them."""
    began = time.monotonic()
    inputs = loader.load_content(content)
    ledger, damage = read_ledger(inputs.evidence)
    choice = select_samples(inputs, options.patterns, content)
    if isinstance(choice, list):
        return VerifyResult(content.name, problems=tuple(choice), seconds=time.monotonic() - began)
    known, faults = _environments(inputs, options.environments)
    if not choice.is_empty and not inputs.environments:
        raise CommandError(
            "there is no environment to run programs in; write environments/<name>.yaml "
            "with python: and lock:"
        )
    damage = (
        ()
        if options.update
        else (*damage, *from_the_future(inputs.evidence, ledger, options.today))
    )
    ready, unready = _prepare(
        [] if choice.is_empty else known, content, cache, choice.config, report, provide
    )
    standing = RecordingContext(
        content, ledger, options.today, [file.slug for file in inputs.environments]
    )
    tasks, notes = plan_runs(choice, ready, standing, options)
    isolation = find_isolation() if tasks else Isolation()
    tasks, skipped = _startable(tasks, isolation)
    if tasks and options.require_sandbox and not isolation.tools:
        raise CommandError(f"{isolation}; {_REQUIRED}")
    before = {} if isolation.tools else _snapshot(content)
    results = _run_all(
        tasks, RunContext(content, isolation, options.limits, options.update), options.jobs, report
    )
    intruded = () if isolation.tools else _differences(before, _snapshot(content))
    if not options.update:
        results = [_compared(result, ledger) for result in results]
        damage = (*damage, *_unknown_environments(inputs, ledger))
    # A ledger that cannot be read is not written over, and nothing is recorded of programs that
    # tampered with the content.
    unread = _unread(inputs, content)
    written = (
        _record(results, choice, ready, standing, options)
        if options.update and not (unread or intruded)
        else []
    )
    return VerifyResult(
        content=content.name,
        results=tuple(results),
        unready=tuple(unready),
        problems=tuple(
            sorted((*choice.problems, *faults, *damage, *unread), key=lambda problem: problem.order)
        ),
        unrecorded=() if options.update else tuple(_unrecorded(results, ledger)),
        intruded=intruded,
        skipped=tuple(skipped),
        notes=(
            *notes,
            *filter(None, [str(isolation)] if tasks else []),
        ),
        written=tuple(written),
        strict=options.strict,
        seconds=time.monotonic() - began,
        isolation=isolation,
        inputs=inputs,
    )


# Which samples


def select_samples(
    inputs: loader.Inputs, patterns: Sequence[str], content: Folder
) -> Selection | list[Diagnostic]:
    """Return the samples and applications that match, or why site.yaml cannot be read.

    Without patterns all match but those of drafts.
    Raises CommandError for a pattern that matches nothing.
    """
    setup = site_config.compile_config(inputs.site) if inputs.site else None
    config, problems = (setup.entry, setup.problems) if setup else (None, ())
    if config is None or any(problem.is_error for problem in problems):
        site = [p for p in inputs.problems if p.place.path == content.shown("site.yaml")]
        return sorted([*site, *problems], key=lambda problem: problem.order)
    of_applications = [p for p in patterns if _is_of_applications(p, content)]
    wanted = [_asked(pattern, content) for pattern in patterns if pattern not in of_applications]
    asked = [
        files
        for files in (inputs.dimensions if wanted or not patterns else ())
        if _matches(files.index.slug, "", wanted)
    ]
    units = [entries.compile_dimension(files, config.frame) for files in asked]
    _every_pattern_matches(wanted, units, [files.index.slug for files in inputs.dimensions])
    built = _select_applications(inputs, of_applications, config.frame, content, bool(patterns))
    looked_at: dict[str, CompiledEntry[Any]] = {_folder(unit, "dimensions"): unit for unit in units}
    looked_at |= {_folder(unit, "applications"): unit for unit in built}
    broken = {
        folder: _errors(folder, unit, inputs, content)
        for folder, unit in looked_at.items()
        if unit.entry is None
    }
    samples = tuple(
        sample for unit in units if unit.entry for sample in _chosen(unit.entry, wanted)
    )
    applications = tuple(
        unit.entry for unit in built if unit.entry and (patterns or not unit.entry.draft)
    )
    told = [problem for found in broken.values() for problem in found]
    programs = {p.path for unit in units if unit.entry for p in unit.entry.programs()}
    programs |= {p.path for unit in built if unit.entry for p in unit.entry.programs}
    whole = not any(problem.is_error for problem in inputs.problems)
    every = {f"dimensions/{files.index.slug}" for files in inputs.dimensions}
    every |= {f"applications/{files.index.slug}" for files in inputs.applications}
    return Selection(
        config,
        samples,
        tuple(told),
        frozenset(programs),
        frozenset(broken),
        whole,
        frozenset(every - looked_at.keys()),
        applications,
    )


def _is_of_applications(pattern: str, content: Folder) -> bool:
    return pattern.removeprefix(f"{content.name}/").startswith("applications/")


def _select_applications(
    inputs: loader.Inputs,
    patterns: Sequence[str],
    frame: Frame,
    content: Folder,
    only_asked: bool,
) -> list[CompiledEntry[Application]]:
    """Return the applications that patterns ask for, all where nothing was asked for."""
    known = [files.index.slug for files in inputs.applications]
    asked = known if not only_asked else []
    for pattern in patterns:
        path = pattern.removeprefix(f"{content.name}/").removeprefix("applications/")
        slug = path.strip("/").partition("/")[0]
        found = [name for name in known if fnmatchcase(name, slug)]
        if not found:
            hint = suggestion(slug, known)
            message = f"there is no application '{slug}'"
            raise CommandError(message + (f"; {hint}" if hint else ""))
        asked = [*asked, *found]
    return [
        compile_application(files, frame)
        for files in inputs.applications
        if files.index.slug in asked
    ]


def _folder(unit: CompiledEntry[Any], kind: str) -> str:
    return f"{kind}/{unit.slug}"


def _asked(pattern: str, content: Folder) -> tuple[str, str]:
    """Read `dimension` or `dimension/sample`; a path that a shell completed is understood too."""
    path = pattern.removeprefix(f"{content.name}/").removeprefix("dimensions/")
    dimension, _, sample = path.strip("/").partition("/")
    return dimension, sample


def _matches(dimension: str, sample: str, wanted: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a sample is asked for, or, without its name, any of the dimension."""
    fits = ((first, second) for first, second in wanted if fnmatchcase(dimension, first))
    return not wanted or any(
        not sample or not second or fnmatchcase(sample, second) for first, second in fits
    )


def _chosen(dimension: Dimension, wanted: Sequence[tuple[str, str]]) -> Iterator[Sample]:
    if wanted or not dimension.draft:
        yield from (
            sample for sample in dimension.samples if _matches(dimension.slug, sample.id, wanted)
        )


def _every_pattern_matches(
    wanted: Sequence[tuple[str, str]],
    units: Sequence[CompiledEntry[Dimension]],
    known: Sequence[str],
) -> None:
    names = {
        unit.slug: [sample.id for sample in unit.entry.samples] if unit.entry else None
        for unit in units
    }
    for first, second in wanted:
        slugs = [slug for slug in names if fnmatchcase(slug, first)]
        if not slugs:
            hint = suggestion(first, known)
            raise CommandError(f"there is no dimension '{first}'" + (f"; {hint}" if hint else ""))
        samples = [sample for slug in slugs for sample in names[slug] or ()]
        unknown = any(names[slug] is None for slug in slugs)
        if second and not unknown and not any(fnmatchcase(sample, second) for sample in samples):
            hint = suggestion(second, samples) or (
                f"the samples are: {', '.join(samples)}" if samples else "it has none"
            )
            raise CommandError(f"the dimension '{first}' has no sample '{second}'; {hint}")


def _errors(
    folder: str, unit: CompiledEntry[Any], inputs: loader.Inputs, content: Folder
) -> list[Diagnostic]:
    """Return what is wrong with an entry, its files that cannot be read included."""
    below = content.shown(f"{folder}/")
    return [
        p
        for p in (*unit.problems, *(p for p in inputs.problems if p.place.path.startswith(below)))
        if p.is_error
    ]


# Where they run


def _environments(
    inputs: loader.Inputs, names: Sequence[str]
) -> tuple[list[Environment], list[Diagnostic]]:
    """Return the selected environments, all without names, and their problems."""
    units = [site_config.compile_environment(file) for file in inputs.environments]
    known = [unit.slug for unit in units]
    for name in names:
        if name not in known:
            hint = suggestion(name, known) or f"the environments are: {', '.join(known)}"
            raise CommandError(f"there is no environment '{name}'; {hint}")
    asked = [unit for unit in units if unit.slug in names or not names]
    good = sorted(
        (unit.entry for unit in asked if unit.entry), key=lambda environment: environment.name
    )
    return good, [problem for unit in asked for problem in unit.problems if problem.is_error]


def _prepare(
    known: Sequence[Environment],
    content: Folder,
    cache: Path,
    config: Config,
    report: ReportProgress,
    provide: environments.EnvironmentProvider,
) -> tuple[list[Ready], list[Unready]]:
    packages = list(
        dict.fromkeys(package for subject in config.subjects for package in subject.packages)
    )
    places = []
    for environment in known:
        report(VerifyProgress(0, 0, f"preparing the environment '{environment.name}'"))
        places.append(provide(environment, content, cache, packages))
    ready = [place for place in places if isinstance(place, Ready)]
    return ready, [place for place in places if isinstance(place, Unready)]


def plan_runs(
    choice: Selection, ready: Sequence[Ready], standing: RecordingContext, options: VerifyOptions
) -> tuple[list[Task], list[str]]:
    """Return the runs (program and environment) in result order, and notes on skipped programs."""
    tasks, notes = [], []
    subjects = choice.config.by_key
    for sample in choice.samples:
        for program in sample.programs:
            subject = subjects[program.subject]
            here = [place for place in ready if is_allowed(sample, subject, place)]
            if ready and not here:
                needed = f"{subject.name} {dict(sample.needs)[subject.key]}"
                left_out = {*standing.environments} - {place.name for place in ready}
                tried = " and ".join(f"'{place.name}'" for place in ready)
                verb = "have" if len(ready) > 1 else "has"
                has_none = (
                    f"{tried} {verb} another version" if left_out else "no environment has it"
                )
                notes.append(f"{program.path} needs {needed}: {has_none}")
            tasks += [Task(program, subject, place, sample.tools) for place in here]
    for application in choice.applications:
        acceptance = Acceptance(application.acceptance, application.variables)
        for program in application.programs:
            subject = subjects[program.subject]
            tasks += [Task(program, subject, place, (), acceptance) for place in ready]
    if options.changed:
        tasks = [
            task
            for task in tasks
            if not _is_known(task, standing.ledger) or _was_edited(task, standing)
        ]
    return sorted(tasks, key=lambda task: task.order), notes


def _startable(tasks: Sequence[Task], isolation: Isolation) -> tuple[list[Task], list[str]]:
    """Return the tasks whose tools are installed, and for each other program what is missing."""
    names = {name for task in tasks for name in task.tools}
    missing = {name for name in names if isolation.find_tool(name) is None}
    here = [task for task in tasks if not missing & {*task.tools}]
    lacking = {
        task.program.path: [name for name in task.tools if name in missing] for task in tasks
    }
    return here, [
        f"{path}: skipped: this machine has no {' or '.join(tools)}"
        for path, tools in lacking.items()
        if tools
    ]


def is_allowed(sample: Sample, subject: Subject, place: Ready) -> bool:
    """Tell whether a subject's version (of its first package) is in the sample's range."""
    needed = dict(sample.needs).get(subject.key)
    if needed is None:
        return True
    try:
        version = Version(place.packages.get(subject.packages[0], "")) if subject.packages else None
    except InvalidVersion:
        version = None
    return version is not None and SpecifierSet(needed).contains(version, prereleases=True)


def _is_known(task: Task, ledger: Ledger) -> bool:
    record = ledger.programs.get(task.program.path)
    recorded = (
        record is not None
        and record.sha256 == task.program.sha256
        and task.place.name in record.runs
    )
    return recorded and not _untrue(task, ledger)


def _was_edited(task: Task, standing: RecordingContext) -> bool:
    """Tell whether the recorded output is not the one that was recorded."""
    record = standing.ledger.programs.get(task.program.path)
    run = record.runs.get(task.place.name) if record else None
    return run is not None and not recorder.is_intact(
        standing.content, task.program.path, task.place.name, run.output
    )


def _untrue(task: Task, ledger: Ledger) -> str:
    """Describe recorded versions that this environment does not have; empty if there are none.

    A Python may differ in its last number, which each machine has its own of; packages are locked.
    """
    record = ledger.programs.get(task.program.path)
    run = (
        record.runs.get(task.place.name)
        if record and record.sha256 == task.program.sha256
        else None
    )
    if run is None:
        return ""
    if task.subject.runs_on_python != (run.python is not None):
        return f"{run.ran_on}, and this subject runs on {task.subject.runtime}"
    if run.python is not None and run.python.split(".")[:2] != task.place.version.split(".")[:2]:
        return f"Python {run.python}, and this environment has {task.place.version}"
    here = _packages(task)
    for name, version in sorted(run.packages.items()):
        if here.get(name) != version:
            return f"{name} {version}, and this environment has {here.get(name, 'none')}"
    return ""


def _compared(result: Result, ledger: Ledger) -> Result:
    """Let a program that printed what is recorded fail if it was not recorded on what it ran on."""
    claim = "" if result.fault else _untrue(result.task, ledger)
    return (
        replace(result, fault=f"is recorded on {claim}; run verify --update") if claim else result
    )


def _unknown_environments(inputs: loader.Inputs, ledger: Ledger) -> Iterator[Diagnostic]:
    """Yield a problem for each environment in the ledger that content/ does not define."""
    known = {file.slug for file in inputs.environments}
    claimed = {name for record in ledger.programs.values() for name in record.runs}
    for name in sorted(claimed - known):
        if inputs.evidence:
            at = inputs.evidence.source.text.find(f'"{name}"')
            message = f"there is no environment '{name}'"
            yield inputs.evidence.source.problem(
                "bad-value", message, at, at + len(name) + 2, AGAIN
            )


def _unread(inputs: loader.Inputs, content: Folder) -> list[Diagnostic]:
    """Return why the ledger or an environment could not be read."""
    ours = content.shown(recorder.LEDGER), content.shown("environments/")
    return [
        problem
        for problem in inputs.problems
        if problem.is_error and problem.place.path.startswith(ours)
    ]


# Running


def _run_all(
    tasks: Sequence[Task], bench: RunContext, jobs: int, report: ReportProgress
) -> list[Result]:
    """Run all tasks, some at a time; however it ends, no process is left."""
    results: list[Result] = []
    with ThreadPoolExecutor(max_workers=max(1, jobs), thread_name_prefix="verify") as pool:
        try:
            pending: set[Future[Result]] = {pool.submit(run_task, task, bench) for task in tasks}
            while pending:
                # The limit lets Ctrl-C through where waiting cannot be interrupted.
                done, pending = wait(pending, timeout=0.5, return_when=FIRST_COMPLETED)
                for future in done:
                    results.append(future.result())
                    task = results[-1].task
                    report(
                        VerifyProgress(
                            len(results), len(tasks), f"{task.program.path} on {task.place.name}"
                        )
                    )
        except BaseException:
            bench.stop.set()
            pool.shutdown(cancel_futures=True)
            raise
    return sorted(results, key=lambda result: result.task.order)


def _snapshot(content: Folder) -> dict[str, tuple[int, int]]:
    """Return size and time of every file below content/, to detect changes without a sandbox."""
    found = {}
    for folder, folders, names in os.walk(content.root):
        # Editors and desktops keep hidden files of their own.
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in (name for name in names if not name.startswith(".")):
            path = Path(folder, name)
            try:
                status = path.stat()
            except OSError:
                continue
            found[path.relative_to(content.root).as_posix()] = (status.st_size, status.st_mtime_ns)
    return found


def _differences(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(sorted(path for path in {*before, *after} if before.get(path) != after.get(path)))


# Recording


def _record(
    results: Sequence[Result],
    choice: Selection,
    ready: Sequence[Ready],
    standing: RecordingContext,
    options: VerifyOptions,
) -> list[str]:
    """Write the outputs of every program that failed nowhere, then the ledger.

    Return what changed below content/.
    """
    absent = set(standing.environments) - {place.name for place in ready}
    programs = dict(standing.ledger.programs)
    files: dict[str, bytes | None] = {}
    for path, group in _by_program(results).items():
        if not any(result.fault for result in group):
            # With --changed, an environment that was not run again is as good as absent.
            aside = (
                {place.name for place in ready} - {r.task.place.name for r in group}
                if options.changed
                else set()
            )
            printed = [_printed(result) for result in group]
            programs[path], outputs = recorder.record_program(
                group[0].task.program, printed, absent | aside, standing
            )
            files.update(outputs)
    gone = [path for path in programs if choice.gone(path)]
    files = {**recorder.forget_programs(gone, standing), **files}
    ledger = Ledger(
        programs={path: record for path, record in programs.items() if path not in gone}
    )
    written = recorder.write_records(standing.content, files)
    return written + recorder.write_records(
        standing.content, {recorder.LEDGER: ledger.as_text().encode()}
    )


def _by_program(results: Iterable[Result]) -> dict[str, list[Result]]:
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(result.task.program.path, []).append(result)
    return groups


def _printed(result: Result) -> RecordedOutput:
    runtime = result.runtime or Runtime("Python", result.task.place.version)
    return RecordedOutput(result.task.place.name, runtime, _packages(result.task), result.output)


def _packages(task: Task) -> dict[str, str]:
    """Return the packages that a program ran with.

    Its subject's, and those that bring the modules it names.
    """
    place, subject = task.place, task.subject
    packages = {name: place.packages[name] for name in subject.packages if name in place.packages}
    for name, brought in _named(task.program, place.modules):
        if (
            not {_plain(package) for package in packages} & {_plain(package) for package in brought}
            and name != "main"
        ):
            packages |= brought
    return packages


_IMPORT = re.compile(r"^[ \t]*(?:from|import)[ \t]+([A-Za-z_]\w*)", re.MULTILINE)
# A module that is named in a string: an entry of a list of parts, or a command that is run.
_QUOTED = re.compile(r"""["']([a-z_]\w{3,})(?=[."'])""")
# What a program in JavaScript imports: `from "a"`, `import("@scope/a/part")`, `require("a")`.
_JAVASCRIPT = re.compile(
    r"""\b(?:from|import|require)\s*\(?\s*["']((?:@[\w.~-]+/)?[\w.~-]+)(?=["'/])"""
)


def _named(
    program: Program, modules: Mapping[str, Mapping[str, str]]
) -> list[tuple[str, Mapping[str, str]]]:
    """Return the modules that a program imports from packages, with those packages."""
    own = {part for file in program.files for part in file.name.rpartition(".")[0].split("/")}
    found = {
        name
        for file in program.files
        for pattern in (_IMPORT, _QUOTED, _JAVASCRIPT)
        for name in pattern.findall(file.text)
    }
    return [(name, modules[name]) for name in sorted(found - own) if name in modules]


def _plain(package: str) -> str:
    return re.sub(r"[-_.]+", "-", package).lower()


def _unrecorded(results: Sequence[Result], ledger: Ledger) -> list[str]:
    """Note programs with the recorded output but another hash or environment than recorded."""
    good = [
        result.task for result in results if not result.fault and not _is_known(result.task, ledger)
    ]
    changed = {t.program.path for t in good if _is_other(t, ledger)}
    places: dict[str, set[str]] = {}
    for task in good:
        if task.program.path not in changed:
            places.setdefault(task.place.name, set()).add(task.program.path)
    notes = []
    if changed:
        programs = count(len(changed), "program")
        notes.append(f"{programs} changed, with the recorded output; run verify --update")
    for name, paths in sorted(places.items() if ledger.programs else ()):
        programs = count(len(paths), "program")
        notes.append(
            f"{programs} never recorded in '{name}', with the output recorded elsewhere; "
            "run verify --update"
        )
    return notes


def _is_other(task: Task, ledger: Ledger) -> bool:
    """Tell whether a record is of another program: of what this one was before."""
    record = ledger.programs.get(task.program.path)
    return record is not None and record.sha256 != task.program.sha256


# Telling


def report_text(outcome: VerifyResult) -> str:
    """Write what a person needs to read of an outcome, problems of the content apart.

    The last line is the count.
    """
    blocks = _failure_texts(outcome)
    if outcome.lost:
        blocks.append(
            "\n".join(
                [
                    "statements that lost the line that shows them:",
                    *_indented("\n".join(outcome.lost)),
                ]
            )
        )
    for one in outcome.unready:
        word = "skipped" if one.missing else "failed"
        blocks.append(
            "\n".join([f"environment {one.name}: {word}: {one.reason}", *_indented(one.detail)])
        )
    if outcome.intruded:
        why = (
            "this machine cannot keep programs from writing outside of their folders, and one "
            "of them may have done so"
        )
        names = [_shown(outcome, path) for path in outcome.intruded]
        blocks.append(
            "\n".join([f"changed while the programs ran; {why}:", *_indented("\n".join(names))])
        )
    blocks += list(outcome.skipped)
    blocks += [f"note: {note}" for note in (*outcome.notes, *outcome.unrecorded)]
    # A blank line on both sides of what has details; what is said in a line stands together.
    spaced = [f"{block}\n" if "\n" in block else block for block in blocks]
    return "\n".join(lines("\n".join([*spaced, verify_summary(outcome)])))


def _failure_texts(outcome: VerifyResult) -> list[str]:
    """Write each failure once, with all the environments that it came up in."""
    same: dict[tuple[str, str, str], list[str]] = {}
    for result in outcome.failures:
        same.setdefault((result.task.program.path, result.fault, result.detail), []).append(
            result.task.place.name
        )
    return [
        "\n".join(
            [
                f"{_shown(outcome, path)} on {' and '.join(places)}: {fault}",
                *_indented(detail),
                *(f"  proves {statement}" for statement in outcome.proves.get(path, ())),
            ]
        )
        for (path, fault, detail), places in same.items()
    ]


def _shown(outcome: VerifyResult, path: str) -> str:
    return f"{outcome.content}/{path}" if outcome.content else path


def _indented(text: str) -> list[str]:
    return [f"    {line}" for line in lines(text)] if text else []


def verify_summary(outcome: VerifyResult) -> str:
    """Write the count: `212 runs of 106 programs in 2 environments: all good, in 31.2 s`."""
    tasks = [result.task for result in outcome.results]
    if not tasks and not outcome.failures:
        return _nothing_ran(outcome)
    programs, places = (
        len({task.program.path for task in tasks}),
        len({task.place.name for task in tasks}),
    )
    skipped = sum(one.missing for one in outcome.unready)
    parts = [
        f"{count(len(outcome.failures), 'failure')}"
        if outcome.failures
        else "all good"
        if outcome.ok
        else "not verified"
    ]
    parts += [f"{count(skipped, 'environment')} skipped"] if skipped else []
    parts += [f"{count(len(outcome.skipped), 'program')} skipped"] if outcome.skipped else []
    parts += [f"{count(len(outcome.written), 'file')} written"] if outcome.written else []
    parts.append(f"in {outcome.seconds:.1f} s")
    runs = (
        f"{count(len(tasks), 'run')} of {count(programs, 'program')} in "
        f"{count(places, 'environment')}"
    )
    return f"{runs}: {', '.join(parts)}"


def _nothing_ran(outcome: VerifyResult) -> str:
    """Say why nothing ran."""
    if outcome.problems:
        return "nothing ran: the content has problems"
    written = f"; {count(len(outcome.written), 'file')} written" if outcome.written else ""
    if outcome.skipped:
        return f"nothing ran: {count(len(outcome.skipped), 'program')} skipped"
    if outcome.unready:
        return (
            f"nothing ran: {count(len(outcome.unready), 'environment')} could not be used{written}"
        )
    return f"nothing to run{written}"
