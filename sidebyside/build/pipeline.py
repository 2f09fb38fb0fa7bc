"""The whole build on one screen: files -> entries -> site -> pages -> output.

Reading happens in `load`, writing in `write`; everything between is a function of its arguments.
"""

import gc
import os
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

from jinja2 import TemplateError

from sidebyside import exports
from sidebyside.browser import allowlist, offer
from sidebyside.build import writer
from sidebyside.cache.disk import DiskCache
from sidebyside.cache.parallel import parallel_map
from sidebyside.content import loader
from sidebyside.content.batch import BatchCompiler
from sidebyside.content.compiler import SourceFile
from sidebyside.content.source import Folder
from sidebyside.diagnostics import Diagnostic
from sidebyside.evidence import lockfile
from sidebyside.evidence.environments import default_cache
from sidebyside.exports.base import Concatenation, ExportContext, ExportedFiles, HashedList
from sidebyside.model.entries import Site
from sidebyside.render import pages, templating
from sidebyside.site import dates, linker
from sidebyside.site.index import SiteIndex

BuildProgress = Callable[[int, int], None]
Kept = TypeVar("Kept")
OnDemandFiles = Callable[[], Mapping[str, templating.FileFactory]]

# Below this many files one process is done before a second one has started.
MIN_PARALLEL_FILES = 150


@dataclass(frozen=True)
class BuildJob:
    """What a build is asked to do: which folders, under which address.

    A process that builds more than once gives what it has `at_hand`, and which files below content/
    alone were `saved` since.
    """

    content: Folder
    templates: templating.Templates
    output: Path
    kept: dict[str, Path]
    base_url: str = ""
    strict: bool = False
    drafts: bool = False
    pdf: bool = False
    pictures: bool = False
    book: bool = False
    pages_only: bool = False
    git_dates: bool = False
    run_here: bool = False
    batch: BatchCompiler = field(default_factory=BatchCompiler)
    store: DiskCache | None = None
    page_cache: templating.PageCache | None = None
    progress: BuildProgress = lambda _done, _all: None
    saved: Collection[str] | None = None


@dataclass(frozen=True)
class BuildResult:
    """What came of a build: its problems, and what was written unless they kept it from being.

    `sources` name for a page the file below content/ that it is mostly made of. A process that
    builds more than once leaves things for later: `later` gives what it makes when somebody asks,
    `waiting` names what it is about to make.
    """

    problems: list[Diagnostic]
    pages: int = 0
    written: writer.OutputChanges | None = None
    notes: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    later: OnDemandFiles = dict
    waiting: frozenset[str] = frozenset()


def load_site(job: BuildJob) -> tuple[Site | None, list[Diagnostic]]:
    """Read and check everything."""
    inputs = loader.load_content(job.content, job.batch.memory, job.saved)
    site, problems = linker.link_site(
        inputs, job.content.name, today(), drafts=job.drafts, batch=job.batch
    )
    problems = [
        *problems,
        *templating.unused_files(job.templates),
        *allowlist.read_allowlist(inputs.browser)[1],
    ]
    if site and job.base_url:
        site = replace(site, config=replace(site.config, url=job.base_url.rstrip("/") + "/"))
    return site, problems


@dataclass(frozen=True)
class BuildPlan:
    """The files of a site, each with the function that makes it; problems and files left out."""

    contents: Mapping[str, templating.Content]
    gathered: Mapping[str, Concatenation]
    hashed: Mapping[str, HashedList]
    pages: int
    problems: list[Diagnostic]
    notes: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    later: OnDemandFiles = dict


def plan_build(site: Site, job: BuildJob) -> BuildPlan:
    """Say which files the site has, and how each is made."""
    sheets, note, faults = _sheets(site, job) if job.pdf else ({}, "", [])
    history, unread = dates.from_git(job.content.root) if job.git_dates else ({}, "")
    calendar = dates.make_calendar(site, history)
    drawn = _pictures(site, job) if job.pictures else ExportedFiles({})
    offered = _offered(site, job) if job.run_here else None
    announced = exports.announced_files(site, calendar, book=job.book, pages_only=job.pages_only)
    site_index = SiteIndex(
        site,
        [*sheets, *drawn.files, *announced],
        calendar,
        has_data=not job.pages_only,
        run_here=offered,
    )
    listed = pages.plan_pages(site_index)
    export_context = _export_context(site_index, listed, job)
    exported, broken = (
        _exports(export_context, job.templates)
        if job.page_cache is None
        else (ExportedFiles({}), [])
    )
    later = (
        cache(lambda: _asked(_exports(export_context, job.templates)[0]))
        if job.page_cache
        else dict
    )
    run_files = offered.files if offered else {}

    def besides() -> Collection[str]:
        made = later().keys() if job.page_cache else _paths(exported)
        return {*made, *run_files}

    rendered, problems = templating.render_pages(
        site_index, listed, job.templates, job.page_cache, besides
    )
    contents = {**exported.files, **sheets, **drawn.files, **run_files, **rendered}
    number = sum(page.path.endswith(".html") for page in listed)
    notes = tuple(
        filter(
            None, (note, unread, *drawn.notes, *exported.notes, *(offered.notes if offered else ()))
        )
    )
    sources = {page.path: page.head.source for page in listed if page.head}
    faults = faults + problems + broken
    return BuildPlan(
        contents, exported.gathered, exported.hashed, number, faults, notes, sources, later
    )


def _paths(exported: ExportedFiles) -> set[str]:
    return {*exported.files, *exported.gathered, *exported.hashed}


def _offered(site: Site, job: BuildJob) -> offer.Offer:
    """Return the programs that readers can run.

    The list of them was read with the content, and is without problems here.
    """
    file = job.content.read(allowlist.ALLOWLIST, loader.MAX_RECORD_BYTES)
    source = (
        None if isinstance(file, Diagnostic) else SourceFile("browser", allowlist.ALLOWLIST, file)
    )
    listed, _ = allowlist.read_allowlist(source)
    lock = None
    if listed and (
        environment := next(
            (one for one in site.environments if one.name == listed.environment), None
        )
    ):
        text = Folder(job.content.root / "environments", "").read(environment.lock)
        found = () if isinstance(text, Diagnostic) else lockfile.read(text)
        lock = found if isinstance(found, lockfile.Lock) else None
    return offer.make_offer(site, listed, lock, default_cache())


def _asked(exported: ExportedFiles) -> Mapping[str, templating.FileFactory]:
    """Return files as a server makes them when somebody asks.

    One that is made of what others leave, or lists their hashes, makes them all.
    """

    def made(path: str) -> bytes | templating.PageWithText | Diagnostic:
        content = exported.files[path]
        return content() if callable(content) else content

    def alone(path: str) -> bytes | Diagnostic:
        data = made(path)
        return data.data if isinstance(data, templating.PageWithText) else data

    def whole(gathered: Concatenation) -> bytes:
        return gathered.make(
            left.text
            for left in map(made, gathered.paths)
            if isinstance(left, templating.PageWithText)
        )

    def listing(hashed: HashedList) -> bytes:
        made = ((path, alone(path)) for path in hashed.paths)
        return hashed.make(
            {path: writer.hash_of(data) for path, data in made if isinstance(data, bytes)}
        )

    one = {path: partial(alone, path) for path in exported.files}
    return {
        **one,
        **{path: partial(whole, gathered) for path, gathered in exported.gathered.items()},
        **{path: partial(listing, hashed) for path, hashed in exported.hashed.items()},
    }


def _pictures(site: Site, job: BuildJob) -> ExportedFiles:
    """Make the pictures of dimensions.

    What draws them is loaded here because no other build needs it.
    """
    from sidebyside.exports import social_images

    return social_images.export_social_images(_export_context(SiteIndex(site), (), job))


def _export_context(
    site_index: SiteIndex, listed: Sequence[pages.Page], job: BuildJob
) -> ExportContext:
    return ExportContext(site_index, listed, job.templates, job.store)


def _exports(
    export_context: ExportContext, templates: templating.Templates
) -> tuple[ExportedFiles, list[Diagnostic]]:
    """Make what the site gives besides its pages; some of that has templates of its own."""
    try:
        return exports.export_all(export_context), []
    except TemplateError as error:
        return ExportedFiles({}), [templating.template_problem(error, templates, "")]


def make_files(
    planned: BuildPlan,
    job: BuildJob,
    keep: Callable[[str, bytes], Kept],
    chosen: Sequence[str] | None = None,
) -> tuple[list[Kept], list[Diagnostic]]:
    """Make every file, or the selected ones, and pass each to `keep`; in parallel where it pays.

    Return what that gave, and the problems.
    """

    def one(path: str) -> tuple[Kept, str] | Diagnostic:
        content = planned.contents[path]
        data = content() if callable(content) else content
        if isinstance(data, Diagnostic):
            return data
        return (
            (keep(path, data.data), data.text)
            if isinstance(data, templating.PageWithText)
            else (keep(path, data), "")
        )

    kept: list[Kept] = []
    left: dict[str, str] = {}
    problems = dict.fromkeys(planned.problems)
    paths = [] if problems else list(planned.contents if chosen is None else chosen)
    # Another process could not leave what it made at hand here.
    jobs = job.batch.jobs if len(paths) >= MIN_PARALLEL_FILES and job.page_cache is None else 1
    for done, (path, made) in enumerate(zip(paths, parallel_map(one, paths, jobs), strict=True), 1):
        if isinstance(made, Diagnostic):
            problems[made] = None
        else:
            kept.append(made[0])
            left[path] = made[1]
        job.progress(done, len(paths))
    gathered = (
        {}
        if problems
        else {path: file for path, file in planned.gathered.items() if left.keys() >= {*file.paths}}
    )
    kept += [
        keep(path, file.make(left[one] for one in file.paths)) for path, file in gathered.items()
    ]
    return kept, list(problems)


def _sheets(site: Site, job: BuildJob) -> tuple[dict[str, bytes], str, list[Diagnostic]]:
    """Make the cheat sheets as PDF; the library is loaded here because no other build needs it."""
    from sidebyside.exports import cheatsheet_pdf

    try:
        return *cheatsheet_pdf.cheat_sheets(site, job.templates), []
    except TemplateError as error:
        return {}, "", [templating.template_problem(error, job.templates, "cheatsheet-pdf.html")]


@contextmanager
def without_garbage_collection() -> Iterator[None]:
    """Keep Python from looking for garbage in cycles.

    A build makes next to none, and looking takes a quarter of its time.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@without_garbage_collection()
def examine(job: BuildJob) -> list[Diagnostic]:
    """Read, check and render, and write nothing; return what is wrong."""
    site, problems = load_site(job)
    if site is None:
        return problems
    return problems + make_files(plan_build(site, job), job, lambda _path, _data: None)[1]


def build(job: BuildJob) -> BuildResult:
    """Read, check, render and write; with any error nothing is written."""
    *_, outcome = build_steps(job)
    return outcome


def build_steps(job: BuildJob, first: Collection[str] = ()) -> Iterator[BuildResult]:
    """Build like `build`, but pause after the files of `first` are written and after each other.

    The last outcome is that of the whole. Whoever asks for no more of them leaves the rest as it
    was.
    """
    with without_garbage_collection():
        writer.guard_output(job.output, job.kept)
        writer.known_files(job.output)
        site, problems = load_site(job)
        if site is None or has_failed(problems, strict=job.strict):
            yield BuildResult(problems)
            return
        planned = plan_build(site, job)
        with writer.open_transaction(job.output, job.batch.memory) as draft:
            yield from _written(planned, job, draft, problems, _parcels(planned, first))


def _parcels(planned: BuildPlan, first: Collection[str]) -> list[list[str]]:
    """Return the files of a build in the order of their making.

    All at once where nothing has to be there first.
    """
    if not planned.contents.keys() & first:
        return [list(planned.contents)]
    early = {
        path: None
        for path, content in planned.contents.items()
        if path in first or isinstance(content, bytes)
    }
    return [[*early], *([path] for path in planned.contents if path not in early)]


def _written(
    planned: BuildPlan,
    job: BuildJob,
    draft: writer.OutputTransaction,
    problems: list[Diagnostic],
    parcels: list[list[str]],
) -> Iterator[BuildResult]:
    """Make and write parcels of files: the first at once, all others together."""
    receipts: list[writer.StagedFile] = []
    changed = writer.OutputChanges(0)
    waiting = frozenset(path for parcel in parcels[1:] for path in parcel)
    outcome = BuildResult(
        problems, planned.pages, changed, planned.notes, planned.sources, planned.later
    )
    for number, parcel in enumerate(parcels):
        made, faults = make_files(planned, job, draft.put, parcel)
        if faults:
            yield BuildResult(problems + faults)
            return
        receipts += made
        if number == 0 < len(parcels) - 1:
            changed = draft.publish(receipts, whole=False)
            receipts = [receipt.placed for receipt in receipts]
        if number < len(parcels) - 1:
            yield replace(outcome, written=changed, waiting=waiting)
    hashes = {receipt.path: receipt.sha256 for receipt in receipts}
    receipts += [draft.put(path, hashed.make(hashes)) for path, hashed in planned.hashed.items()]
    yield replace(outcome, written=changed + draft.publish(receipts))


def has_failed(problems: list[Diagnostic], *, strict: bool) -> bool:
    """Tell whether a list of problems keeps a build from being written."""
    return any(problem.is_error or strict for problem in problems)


def today() -> date:
    """Return the date that evidence is old by: SOURCE_DATE_EPOCH, or today in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    given = re.fullmatch(r"[0-9]{1,11}", epoch)
    return (datetime.fromtimestamp(int(epoch), UTC) if given else datetime.now(UTC)).date()
