"""The whole build on one screen: files -> entries -> site -> pages -> output.

Reading happens in `load`, writing in `write`; everything between is a function of its arguments.
"""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from jinja2 import TemplateError

from sidebyside import check, exports, load, pages, render, write
from sidebyside.book import Book
from sidebyside.exports.stock import Stock
from sidebyside.model import Site
from sidebyside.problems import Problem
from sidebyside.source import Folder
from sidebyside.workshop import Workshop

Progress = Callable[[int, int], None]


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
    workshop: Workshop = field(default_factory=Workshop)
    progress: Progress = lambda _done, _all: None


@dataclass(frozen=True)
class Outcome:
    """What came of a build: its problems, and what was written unless they kept it from being."""

    problems: list[Problem]
    pages: int = 0
    written: write.Written | None = None
    notes: tuple[str, ...] = ()


def read(job: Job) -> tuple[Site | None, list[Problem]]:
    """Read and check everything."""
    site, problems = check.check(load.load(job.content), job.content.name, today(), drafts=job.drafts, workshop=job.workshop)
    if site and job.base_url:
        site = replace(site, config=replace(site.config, url=job.base_url.rstrip("/") + "/"))
    return site, problems


@dataclass(frozen=True)
class Made:
    """Every file of a site, how many of them are pages, what is wrong with the templates, and what had to be left out."""

    files: render.Files
    pages: int
    problems: list[Problem]
    notes: tuple[str, ...] = ()


def make(site: Site, job: Job) -> Made:
    """Make every file of the site."""
    sheets, note, faults = _sheets(site, job) if job.pdf else ({}, "", [])
    book = Book(site, tuple(sheets))
    listed = pages.pages(book)
    done = iter(range(1, len(listed) + 1))
    files, problems = render.render(book, listed, job.templates, lambda: job.progress(next(done), len(listed)))
    exported = exports.export(Stock(book, listed, job.templates.root))
    number = sum(page.path.endswith(".html") for page in listed)
    notes = (note, *exported.notes) if note else exported.notes
    return Made(exported.files | sheets | files, number, faults + problems, notes)


def _sheets(site: Site, job: Job) -> tuple[render.Files, str, list[Problem]]:
    """Make the cheat sheets as PDF; the library is loaded here because no other build needs it."""
    from sidebyside import pdf

    try:
        return *pdf.cheat_sheets(site, job.templates), []
    except TemplateError as error:
        return {}, "", [render.fault(error, job.templates, "cheatsheet-pdf.html")]


def build(job: Job) -> Outcome:
    """Read, check, render and write; with any error nothing is written."""
    write.guard(job.output, job.kept)
    write.known(job.output)
    site, problems = read(job)
    if site is None or fails(problems, strict=job.strict):
        return Outcome(problems)
    made = make(site, job)
    if made.problems:
        return Outcome(problems + made.problems)
    return Outcome(problems, made.pages, write.write(job.output, made.files), made.notes)


def fails(problems: list[Problem], *, strict: bool) -> bool:
    """Tell whether a list of problems keeps a build from being written."""
    return any(problem.is_error or strict for problem in problems)


def today() -> date:
    """Return the date that evidence is old by: SOURCE_DATE_EPOCH, or today in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    given = re.fullmatch(r"[0-9]{1,11}", epoch)
    return (datetime.fromtimestamp(int(epoch), UTC) if given else datetime.now(UTC)).date()
