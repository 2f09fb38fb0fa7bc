"""What the pages of an application show: its steps with passages side by side, and its files."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sidebyside.model.entries import (
    Application,
    ApplicationStep,
    CodeFile,
    Passage,
    Program,
    Subject,
)
from sidebyside.site.index import PageLink


@dataclass(frozen=True, slots=True)
class PassagePair:
    """Passages that stand at one height, one for each subject; None where a side has no more."""

    passages: tuple[tuple[Subject, Passage | None], ...]


@dataclass(frozen=True, slots=True)
class FileTree:
    """The files of a folder: `name` of the folder, the folders in it, and its files."""

    name: str
    folders: tuple["FileTree", ...]
    files: tuple[tuple[str, CodeFile], ...]


@dataclass(frozen=True, slots=True)
class Weight:
    """How large one subject's program is: files and lines of each sort, blank lines left out."""

    subject: Subject
    files: int
    lines: Mapping[str, int]


SORTS = ("Code", "Tests", "Templates", "Migrations", "Configuration")
"""What lines of a program are for; see `sort_of`."""


def step_page(application: str, step: str) -> str:
    """Return the page of a step."""
    return f"applications/{application}/{step}.html"


def source_page(application: str, subject: str) -> str:
    """Return the page of a subject's source code."""
    return f"applications/{application}/{subject}.html"


def source_zip(application: str, subject: str) -> str:
    """Return the archive of a subject's source code."""
    return f"applications/{application}/{application}-{subject}.zip"


def file_anchor(path: str) -> str:
    """Return the anchor of a file on its source page."""
    return "file_" + re.sub(r"[^A-Za-z0-9_-]", "-", path)


def step_links(application: Application) -> tuple[PageLink, ...]:
    """Return a link to each step, numbered."""
    return tuple(
        PageLink(f"{number}. {step.title}", step_page(application.slug, step.id))
        for number, step in enumerate(application.steps, 1)
    )


def pair_passages(
    step: ApplicationStep, subjects: Mapping[str, Subject]
) -> tuple[PassagePair, ...]:
    """Return the passages of a step in rows: the first of each subject, the second, and so on."""
    listed = {key: passages for key, passages in step.passages if key in subjects}
    height = max(map(len, listed.values()), default=0)
    pairs = []
    for number in range(height):
        row = [
            (subject, listed[key][number] if number < len(listed.get(key, ())) else None)
            for key, subject in subjects.items()
        ]
        pairs.append(PassagePair(tuple(row)))
    return tuple(pairs)


def file_tree(program: Program) -> FileTree:
    """Return the files of a program as a tree, folders first, by name."""
    return _tree("", sorted((file.name, file) for file in program.files))


def _tree(name: str, files: list[tuple[str, CodeFile]]) -> FileTree:
    inside: dict[str, list[tuple[str, CodeFile]]] = {}
    here = []
    for path, file in files:
        folder, slash, rest = path.partition("/")
        if slash:
            inside.setdefault(folder, []).append((rest, file))
        else:
            here.append((path, file))
    folders = tuple(_tree(folder, inside[folder]) for folder in sorted(inside))
    return FileTree(name, folders, tuple(here))


def weigh(application: Application, subjects: Mapping[str, Subject]) -> tuple[Weight, ...]:
    """Return the size of each subject's program."""
    weights = []
    for program in application.programs:
        lines = dict.fromkeys(SORTS, 0)
        for file in program.files:
            lines[sort_of(file.name)] += sum(map(bool, map(str.strip, file.text.splitlines())))
        weights.append(Weight(subjects[program.subject], len(program.files), lines))
    return tuple(weights)


def sort_of(path: str) -> str:
    """Return what a file is for, judged by its path."""
    parts = path.lower().split("/")
    name = parts[-1]
    if {"tests", "test"} & {*parts[:-1]} or re.match(r"(test_.*|conftest|.*_test)\.\w+\Z", name):
        return "Tests"
    if "migrations" in parts[:-1]:
        return "Migrations"
    if name.rpartition(".")[2] in {"html", "txt", "css", "jinja", "j2"}:
        return "Templates"
    if name.rpartition(".")[2] in {"toml", "ini", "cfg", "yaml", "yml", "json", "md", "lock"}:
        return "Configuration"
    return "Code"


def steps_by_dimension(
    applications: tuple[Application, ...],
) -> Iterator[tuple[str, PageLink]]:
    """Yield each dimension that a step illustrates with a link to the step."""
    for application in applications:
        for step in application.steps:
            link = PageLink(
                f"{application.title}: {step.title}",
                step_page(application.slug, step.id),
                application.draft,
            )
            for slug in dict.fromkeys(ref.slug for ref in step.rows):
                yield slug, link


def address_of(passage: Passage, application: str, subject: str) -> str:
    """Return the place of a passage's file on the source page."""
    return f"{source_page(application, subject)}#{file_anchor(passage.path)}"
