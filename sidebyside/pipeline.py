"""The whole build on one screen: files -> entries -> site -> pages -> output.

Reading happens in `load`, writing in `write`; everything between is a function of its arguments.
"""

import gc
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TypeVar

from jinja2 import TemplateError

from sidebyside import check, dates, exports, load, pages, render, write
from sidebyside.book import Book
from sidebyside.exports.stock import Exported, Stock
from sidebyside.model import Site
from sidebyside.problems import Problem
from sidebyside.processes import spread
from sidebyside.source import Folder
from sidebyside.workshop import Workshop

Progress = Callable[[int, int], None]
Kept = TypeVar("Kept")
Later = Callable[[], Mapping[str, render.Content]]

# Below this many files one process is done before a second one has started.
WORTH_A_PROCESS = 150


@dataclass(frozen=True)
class Job:
    """What a build is asked to do: which folders, under which address."""

    content: Folder
    templates: render.Templates
    output: Path
    kept: dict[str, Path]
    base_url: str = ""
    strict: bool = False
    drafts: bool = False
    pdf: bool = False
    pictures: bool = False
    book: bool = False
    git_dates: bool = False
    workshop: Workshop = field(default_factory=Workshop)
    at_hand: render.AtHand | None = None
    progress: Progress = lambda _done, _all: None


@dataclass(frozen=True)
class Outcome:
    """What came of a build: its problems, and what was written unless they kept it from being.

    `sources` name for a page the file below content/ that it is mostly made of; `later` gives what was not made yet, which is
    only so for a process that builds more than once.
    """

    problems: list[Problem]
    pages: int = 0
    written: write.Written | None = None
    notes: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    later: Later = dict


def read(job: Job) -> tuple[Site | None, list[Problem]]:
    """Read and check everything."""
    site, problems = check.check(load.load(job.content), job.content.name, today(), drafts=job.drafts, workshop=job.workshop)
    if site and job.base_url:
        site = replace(site, config=replace(site.config, url=job.base_url.rstrip("/") + "/"))
    return site, problems


@dataclass(frozen=True)
class Plan:
    """Every file of a site and how it is made, how many are pages, what is wrong with the templates, what is left out."""

    contents: Mapping[str, render.Content]
    pages: int
    problems: list[Problem]
    notes: tuple[str, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)
    later: Later = dict


def plan(site: Site, job: Job) -> Plan:
    """Say which files the site has, and how each is made."""
    sheets, note, faults = _sheets(site, job) if job.pdf else ({}, "", [])
    history, unread = dates.from_git(job.content.root) if job.git_dates else ({}, "")
    calendar = dates.calendar(site, history)
    drawn = _pictures(site, job) if job.pictures else Exported({})
    book = Book(site, [*sheets, *drawn.files, *exports.announced(site, calendar, book=job.book)], calendar)
    listed = pages.pages(book)
    rendered, problems = render.render(book, listed, job.templates, job.at_hand)
    stock = _stock(book, listed, job)
    exported, broken = _exports(stock, job.templates) if job.at_hand is None else (Exported({}), [])
    later = cache(lambda: _exports(stock, job.templates)[0].files) if job.at_hand else dict
    contents = {**exported.files, **sheets, **drawn.files, **rendered}
    number = sum(page.path.endswith(".html") for page in listed)
    notes = tuple(filter(None, (note, unread, *drawn.notes, *exported.notes)))
    sources = {page.path: page.head.source for page in listed if page.head}
    return Plan(contents, number, faults + problems + broken, notes, sources, later)


def _pictures(site: Site, job: Job) -> Exported:
    """Make the pictures of dimensions; what draws them is loaded here because no other build needs it."""
    from sidebyside.exports import pictures

    return pictures.export(_stock(Book(site), (), job))


def _stock(book: Book, listed: Sequence[pages.Page], job: Job) -> Stock:
    store = job.workshop.store
    beside = replace(store, folder=store.folder.with_name("pictures")) if store else None
    return Stock(book, listed, job.templates.root, beside)


def _exports(stock: Stock, templates: render.Templates) -> tuple[Exported, list[Problem]]:
    """Make what the site gives besides its pages; some of that has templates of its own."""
    try:
        return exports.export(stock), []
    except TemplateError as error:
        return Exported({}), [render.fault(error, templates, "")]


def make(planned: Plan, job: Job, keep: Callable[[str, bytes], Kept]) -> tuple[list[Kept], list[Problem]]:
    """Make every file and give it to `keep`, on several processes where that pays; return what that gave, and the problems."""

    def one(path: str) -> Kept | Problem:
        content = planned.contents[path]
        data = content() if callable(content) else content
        return data if isinstance(data, Problem) else keep(path, data)

    kept: list[Kept] = []
    problems = dict.fromkeys(planned.problems)
    paths = [] if problems else list(planned.contents)
    # Another process could not leave what it made at hand here.
    jobs = job.workshop.jobs if len(paths) >= WORTH_A_PROCESS and job.at_hand is None else 1
    for done, made in enumerate(spread(one, paths, jobs), 1):
        if isinstance(made, Problem):
            problems[made] = None
        else:
            kept.append(made)
        job.progress(done, len(paths))
    return kept, list(problems)


def _sheets(site: Site, job: Job) -> tuple[dict[str, bytes], str, list[Problem]]:
    """Make the cheat sheets as PDF; the library is loaded here because no other build needs it."""
    from sidebyside import pdf

    try:
        return *pdf.cheat_sheets(site, job.templates), []
    except TemplateError as error:
        return {}, "", [render.fault(error, job.templates, "cheatsheet-pdf.html")]


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from looking for garbage in cycles: a build makes next to none, and looking takes a quarter of its time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@uncollected()
def examine(job: Job) -> list[Problem]:
    """Read, check and render, and write nothing; return what is wrong."""
    site, problems = read(job)
    if site is None:
        return problems
    return problems + make(plan(site, job), job, lambda _path, _data: None)[1]


@uncollected()
def build(job: Job) -> Outcome:
    """Read, check, render and write; with any error nothing is written."""
    write.guard(job.output, job.kept)
    write.known(job.output)
    site, problems = read(job)
    if site is None or fails(problems, strict=job.strict):
        return Outcome(problems)
    planned = plan(site, job)
    with write.draft(job.output) as draft:
        receipts, faults = make(planned, job, draft.put)
        if faults:
            return Outcome(problems + faults)
        return Outcome(problems, planned.pages, draft.publish(receipts), planned.notes, planned.sources, planned.later)


def fails(problems: list[Problem], *, strict: bool) -> bool:
    """Tell whether a list of problems keeps a build from being written."""
    return any(problem.is_error or strict for problem in problems)


def today() -> date:
    """Return the date that evidence is old by: SOURCE_DATE_EPOCH, or today in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    given = re.fullmatch(r"[0-9]{1,11}", epoch)
    return (datetime.fromtimestamp(int(epoch), UTC) if given else datetime.now(UTC)).date()
