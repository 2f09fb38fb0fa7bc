"""Which file of content/ is what.

Reads them all, each once, in an order that no file system decides.
"""

import os
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from operator import attrgetter
from pathlib import Path

from sidebyside.cache.memory import MemoryCache, NoCache
from sidebyside.content.compiler import SourceFile
from sidebyside.content.markdown import PICTURE_ENDINGS
from sidebyside.content.programs import DimensionFiles
from sidebyside.content.source import (
    MAX_ENTRY_BYTES,
    MAX_FILE_BYTES,
    Folder,
    Source,
    conflict_markers,
)
from sidebyside.diagnostics import Diagnostic, Location, suggestion
from sidebyside.model.kinds import KINDS, KindName, kind_of_path

MAX_FOLDER_DEPTH = 8
CONTENT_FOLDERS = (*(kind.folder for kind in KINDS.values() if kind.folder), "environments")
# Pictures that site.yaml can name.
PICTURES = (".svg", ".png")
CONTENT_FILES = (
    "site.yaml",
    "terms.yaml",
    "glossary.yaml",
    "errors.yaml",
    "chooser.yaml",
    "interface.yaml",
    "evidence.json",
    "browser.json",
)


@dataclass(frozen=True)
class Inputs:
    """Every file of a content folder, by kind.

    `names` are all paths, `unread` those that could not be read.
    """

    site: SourceFile | None = None
    dimensions: tuple[DimensionFiles, ...] = ()
    questions: tuple[SourceFile, ...] = ()
    myths: tuple[SourceFile, ...] = ()
    guides: tuple[SourceFile, ...] = ()
    applications: tuple[DimensionFiles, ...] = ()
    subjects: tuple[SourceFile, ...] = ()
    environments: tuple[SourceFile, ...] = ()
    measurements: tuple[DimensionFiles, ...] = ()
    pages: tuple[SourceFile, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    terms: SourceFile | None = None
    definitions: SourceFile | None = None
    errors: SourceFile | None = None
    chooser: SourceFile | None = None
    interface: SourceFile | None = None
    evidence: SourceFile | None = None
    browser: SourceFile | None = None
    problems: tuple[Diagnostic, ...] = ()
    names: frozenset[str] = frozenset()
    unread: tuple[str, ...] = ()
    locks: tuple[SourceFile, ...] = ()


@dataclass
class _Reader:
    folder: Folder
    memory: MemoryCache
    saved: Collection[str] | None = None
    problems: list[Diagnostic] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    linked: set[str] = field(default_factory=set)

    def paths(self) -> list[str]:
        """Return all files, in order.

        Those of the last time and what came or went where only some were saved since.
        """
        known: list[str] | None = self.memory.last("paths")
        paths = (
            self._since(known, self.saved) if known is not None and self.saved is not None else None
        )
        if paths is None:
            paths = sorted(_walk(self, ""))
            self.saved = None
        # Links, and what is wrong with names and folders, are only found by a look at all of them.
        self.memory.keep("paths", (), None if self.linked or self.problems else paths)
        return paths

    def _since(self, paths: list[str], saved: Collection[str]) -> list[str] | None:
        """Return the paths after some were saved.

        Nothing where more than plain files beside others came or went.
        """
        known = {*paths}
        there = {path for path in saved if os.path.lexists(self.folder.root / path)}
        gone, came = {*saved} - there, there - known
        folders = {path.rpartition("/")[0] for path in paths} if came else set()
        plain = all(_is_plain(self.folder.root / path) for path in there) and all(
            path.rpartition("/")[0] in folders and path.isprintable() for path in came
        )
        if not plain or any(
            path.startswith(f"{folder}/") for folder in gone - known for path in paths
        ):
            return None
        return sorted((known | came) - gone) if came or gone else paths

    def file(self, path: str) -> SourceFile | None:
        known: SourceFile | None = self.memory.last(("file", path))
        if known and self.saved is not None and path not in self.saved and path not in self.linked:
            return known
        read = partial(self._read, path)
        return (
            read()
            if path in self.linked
            else self.memory.of_file(("file", path), f"{self.folder.root}/{path}", read)
        )

    def _read(self, path: str) -> SourceFile | None:
        # What authors write is small; the ledger, which verify writes, grows with the number of
        # programs.
        source = self.folder.read(path, _largest(path), linked=path in self.linked)
        if isinstance(source, Diagnostic):
            self.problems.append(source)
            self.unread.append(path)
            return None
        if path.endswith(_TEXTS) and (
            markers := list(conflict_markers(source, fences=path.endswith(".md")))
        ):
            self.problems += markers
            self.unread.append(path)
            return None
        return SourceFile(slug_of(path), path, source)

    def lock(self, path: str) -> SourceFile | None:
        """Read a file that may be a lock.

        Verify says what is wrong with one, a build only compares versions.
        """

        def read() -> SourceFile | None:
            source = self.folder.read(path, linked=path in self.linked)
            return (
                None if isinstance(source, Diagnostic) else SourceFile(slug_of(path), path, source)
            )

        return self.memory.of_file(("lock", path), f"{self.folder.root}/{path}", read)

    def files(self, paths: list[str]) -> tuple[SourceFile, ...]:
        return tuple(file for file in map(self.file, paths) if file)

    def picture(self, path: str) -> dict[str, bytes]:
        """Return the bytes of a picture by its name, or nothing where it cannot be read."""
        data = self.folder.read_bytes(path, linked=path in self.linked)
        if isinstance(data, Diagnostic):
            self.problems.append(data)
            self.unread.append(path)
            return {}
        return {path: data}

    def unused(self, path: str, why: str, help: str = "") -> None:
        self.problems.append(
            Diagnostic("unused-file", why, Location(self.folder.shown(path)), help)
        )


# Files that git may have left conflict markers in; a program with one does not run.
_TEXTS = (".md", ".yaml", ".json")


MAX_RECORD_BYTES = MAX_FILE_BYTES * 64


def _is_entry_picture(path: str) -> bool:
    """Tell whether a file is a picture beside an entry, and not a file of a program."""
    kind = kind_of_path(path)
    if kind is None or not path.lower().endswith(PICTURE_ENDINGS):
        return False
    return path.count("/") == (2 if path.startswith(_FOLDERS_OF_ENTRIES) else 1)


def _largest(path: str) -> int:
    """Return how many bytes a file may have: less where it is Markdown of an entry."""
    if path in {"evidence.json", "browser.json"}:
        return MAX_RECORD_BYTES
    folder, _, name = path.rpartition("/")
    is_entry = path.startswith("dimensions/") and name == "index.md"
    return (
        MAX_ENTRY_BYTES
        if path.endswith(".md") and (is_entry or folder.count("/") == 0)
        else MAX_FILE_BYTES
    )


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink() and not _is_nobodys(path.name)


def _is_nobodys(name: str) -> bool:
    """Tell hidden files and caches, which are nobody's content."""
    return name.startswith(".") or name == "__pycache__"


# Where an entry is a folder with an index.md.
_FOLDERS_OF_ENTRIES = ("dimensions/", "applications/")


def slug_of(path: str) -> str:
    """Return the slug of the entry that a file holds: its name, or its folder's."""
    folder, _, name = path.rpartition("/")
    if name == "index.md" and path.startswith(_FOLDERS_OF_ENTRIES):
        return folder.rpartition("/")[2]
    return name.rpartition(".")[0] or name


def load_content(
    folder: Folder, memory: MemoryCache | None = None, saved: Collection[str] | None = None
) -> Inputs:
    """Read a content folder; what cannot be read is a problem, and the rest is read all the same.

    A process that reads more than once may say which files alone can have changed since the last
    time: those `saved`.
    """
    reader = _Reader(folder, memory or NoCache(), saved)
    paths = reader.paths()
    grouped: dict[str, list[str]] = {kind: [] for kind in CONTENT_FOLDERS}
    pictures: dict[str, bytes] = {}
    for path in paths:
        kind, slash, _ = path.partition("/")
        if slash and _is_entry_picture(path):
            pictures |= reader.picture(path)
        elif slash and kind in grouped:
            grouped[kind].append(path)
        elif not slash and path.endswith(PICTURES):
            pictures |= reader.picture(path)
        elif path not in CONTENT_FILES and path != "README.md":
            known = [*CONTENT_FILES, *CONTENT_FOLDERS]
            reader.unused(path, "this file is not used", suggestion(kind, known))
    if "site.yaml" not in paths and not any(
        p.place.path == folder.shown("site.yaml") for p in reader.problems
    ):
        place = Location(folder.shown("site.yaml"))
        reader.problems.append(
            Diagnostic(
                "unreadable",
                "there is no site.yaml",
                place,
                "it names the title, the url, the subjects and the categories",
            )
        )
    return Inputs(
        site=reader.file("site.yaml") if "site.yaml" in paths else None,
        dimensions=_folders(reader, "dimension", grouped["dimensions"]),
        questions=reader.files(_entries(reader, grouped["questions"])),
        myths=reader.files(_entries(reader, grouped["myths"])),
        guides=reader.files(_entries(reader, grouped["guides"])),
        applications=_folders(reader, "application", grouped["applications"]),
        subjects=reader.files(_entries(reader, grouped["subjects"])),
        environments=reader.files(
            [path for path in grouped["environments"] if path.endswith(".yaml")]
        ),
        measurements=_measurements(reader, grouped["measurements"]),
        pages=reader.files(_entries(reader, grouped["pages"])),
        pictures=pictures,
        terms=reader.file("terms.yaml") if "terms.yaml" in paths else None,
        definitions=reader.file("glossary.yaml") if "glossary.yaml" in paths else None,
        errors=reader.file("errors.yaml") if "errors.yaml" in paths else None,
        chooser=reader.file("chooser.yaml") if "chooser.yaml" in paths else None,
        interface=reader.file("interface.yaml") if "interface.yaml" in paths else None,
        evidence=reader.file("evidence.json") if "evidence.json" in paths else None,
        browser=reader.file("browser.json") if "browser.json" in paths else None,
        problems=tuple(reader.problems),
        names=frozenset(paths),
        unread=tuple(reader.unread),
        locks=tuple(
            file
            for path in grouped["environments"]
            if not path.endswith(".yaml") and (file := reader.lock(path))
        ),
    )


def _walk(reader: _Reader, below: str, depth: int = 0, *, linked: bool = False) -> Iterator[str]:
    """Yield every file below a folder and collect those behind symbolic links; skip hidden files.

    Below a link no further link to a folder is followed: ten that lead to each other would make a
    hundred million files.
    """
    folder, problems = reader.folder, reader.problems
    try:
        entries = sorted(os.scandir(folder.root / below), key=attrgetter("name"))
    except OSError as error:
        problems.append(
            Diagnostic(
                "unreadable",
                f"the folder cannot be read: {error.strerror}",
                Location(folder.shown(below)),
            )
        )
        return
    for entry in entries:
        name = entry.name
        path, link = f"{below}/{name}" if below else name, linked or entry.is_symlink()
        if _is_nobodys(name):
            continue
        if not link and name.isprintable() and entry.is_file():
            yield path
            continue
        place = Location(folder.shown(path))
        if not path.isprintable():
            readable = os.fsencode(path).decode(errors="backslashreplace")
            place = Location(folder.shown(readable))
            problems.append(
                Diagnostic("not-utf8", "the file name is not valid UTF-8", place, "rename it")
            )
        elif path in CONTENT_FILES or not _is_folder(entry):
            reader.linked.update([path] if link else [])
            yield path
        elif link and not folder.contains(path):
            problems.append(
                Diagnostic("outside", "the folder is outside the content folder", place)
            )
        elif entry.is_symlink() and linked:
            hint = "link to the folder itself"
            problems.append(
                Diagnostic(
                    "unreadable",
                    "a symbolic link to a folder points to another such link",
                    place,
                    hint,
                )
            )
        elif depth < MAX_FOLDER_DEPTH:
            yield from _walk(reader, path, depth + 1, linked=link)
        else:
            problems.append(
                Diagnostic(
                    "unreadable", f"the folders are nested more than {MAX_FOLDER_DEPTH} deep", place
                )
            )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself; reading it as a file will say so
        return False


def _entries(reader: _Reader, paths: list[str]) -> list[str]:
    """Return the Markdown files directly in a folder of entries; warn of the others."""
    good = []
    for path in paths:
        if path.endswith(".md") and path.count("/") == 1:
            good.append(path)
        else:
            reader.unused(
                path, "this file is not used", "entries are <slug>.md, directly in this folder"
            )
    return good


def _folders(reader: _Reader, kind: KindName, paths: list[str]) -> tuple[DimensionFiles, ...]:
    """Return the entries of a kind that are folders with an index.md.

    A dimension without samples may be a file.
    """
    top, may_be_file = KINDS[kind].folder, kind == "dimension"
    folders: dict[str, dict[str, Source]] = {}
    indexes: list[SourceFile] = []
    for path in paths:
        _, name, *rest = path.split("/")
        inner = "/".join(rest)
        if path == f"{top}/index.md":
            place = Location(reader.folder.shown(path))
            article = "an" if kind == "application" else "a"
            reader.problems.append(
                Diagnostic(
                    "bad-slug",
                    f"{article} {kind} needs a slug",
                    place,
                    "move it to <slug>/index.md",
                )
            )
        elif inner == "index.md" or (not rest and name.endswith(".md") and may_be_file):
            indexes += reader.files([path])
        elif not rest:
            reader.unused(path, "this file is not used", _FOLDER_HELP[may_be_file])
        else:
            # What could not be read is there all the same: no sample is told to be missing for it.
            file = reader.file(path)
            folders.setdefault(name, {})[inner] = (
                file.source if file else Source(reader.folder.shown(path), "")
            )
    known = {index.slug for index in indexes if index.path.endswith("/index.md")}
    for name in sorted(folders.keys() - known):
        if f"{top}/{name}/index.md" not in paths:
            reader.unused(
                f"{top}/{name}/{sorted(folders[name])[0]}", f"the folder '{name}' has no index.md"
            )
    return tuple(
        DimensionFiles(
            index, folders.get(index.slug, {}) if index.path.endswith("/index.md") else {}
        )
        for index in indexes
    )


_FOLDER_HELP = {
    True: "a dimension is <slug>.md, or <slug>/index.md with its samples",
    False: "an application is <slug>/index.md with its programs",
}


# The results of a measurement, and what is measured: `<sample>.<subject>.<ext>` or a folder
# `<sample>.<subject>/`.
_RESULTS = re.compile(r"[^/]+\.json\Z")
_MEASURED = re.compile(r"[^/.]+\.[^/.]+(?:/.+|\.[^/.]+)\Z")


def _measurements(reader: _Reader, paths: list[str]) -> tuple[DimensionFiles, ...]:
    """Read what measurements say and found, and what was measured.

    The programs that measure are nobody's business here.
    """
    names = [path.removeprefix("measurements/") for path in paths]
    entries = {
        name.removesuffix(".md")
        for name in names
        if re.fullmatch(r"[^/]+\.md", name) and name != "README.md"
    }
    others: dict[str, Source] = {}
    for name in names if entries else ():
        results = _RESULTS.match(name) is not None
        if results and name.removesuffix(".json") not in entries:
            reader.unused(
                f"measurements/{name}",
                "no measurement has these results",
                f"write {name.removesuffix('.json')}.md",
            )
        elif (results or _MEASURED.match(name)) and (file := reader.file(f"measurements/{name}")):
            others[name] = file.source
    shared = {name: source for name, source in others.items() if not _RESULTS.match(name)}
    return tuple(
        DimensionFiles(
            index,
            shared | {name: others[name] for name in (f"{index.slug}.json",) if name in others},
        )
        for index in reader.files([f"measurements/{name}.md" for name in sorted(entries)])
    )
