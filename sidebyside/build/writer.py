"""The only module that writes the output folder, and removes files of an earlier build.

Files wait aside, in a folder of the output folder, until all of them are made; only then is any of
them moved into its place. A manifest lists every file that builds wrote, with the hashes it may
have. It is written before the first page is moved and again after the last removal, so a build that
is killed at any moment leaves a folder that the next one knows as its own, and each page is either
the old one or the new one.

A file whose hash the manifest does not know was changed by hand or put there by somebody else. It
is never touched; when a page has to replace it, the build is refused before anything is written.
"""

import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from sidebyside.cache.memory import MemoryCache, NoCache
from sidebyside.diagnostics import CommandError, count

MANIFEST = ".sidebyside.json"
# Where files wait before they are moved into their places; what a killed build left there goes with
# the next.
STAGING_FOLDER = ".sidebyside.part"
if sys.platform != "win32":
    import fcntl

Hashes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class OutputChanges:
    """What a build did to the output folder.

    How many files it holds, which were written, which of them are new, which went.
    """

    files: int
    changed_paths: tuple[str, ...] = ()
    new_paths: frozenset[str] = frozenset()
    removed_paths: tuple[str, ...] = ()

    def __add__(self, later: "OutputChanges") -> "OutputChanges":
        """Return what two writes of one build did."""
        return OutputChanges(
            later.files,
            self.changed_paths + later.changed_paths,
            self.new_paths | later.new_paths,
            self.removed_paths + later.removed_paths,
        )

    @property
    def changed(self) -> int:
        """Return how many files were written."""
        return len(self.changed_paths)

    @property
    def removed(self) -> int:
        """Return how many files were removed."""
        return len(self.removed_paths)


def guard_output(output: Path, kept: Mapping[str, Path]) -> None:
    """Refuse an output folder that is, contains or lies in what has to be kept.

    `kept` maps a name to its folder.
    """
    real = Path(os.path.realpath(output))
    places = {"the root of the file system": Path(real.anchor), "your home folder": _home(), **kept}
    for name, place in places.items():
        other = Path(os.path.realpath(place))
        if real == other:
            raise CommandError(f"{output} is {name}; it cannot be the output folder")
        if other.is_relative_to(real):
            raise CommandError(f"{output} contains {name}; it cannot be the output folder")
        if name.startswith(("the content", "the templates")) and real.is_relative_to(other):
            raise CommandError(f"{output} is inside {name}; it cannot be the output folder")
    if output.exists() and not output.is_dir():
        raise CommandError(f"{output} is a file; the output must be a folder")


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")


@dataclass(frozen=True, slots=True)
class StagedFile:
    """A file that was made.

    Its path and hash, the hash of what was found in its place, and where it waits.
    """

    path: str
    sha256: str
    found: str
    aside: str = ""

    @property
    def placed(self) -> "StagedFile":
        """Return the same once the file is in its place."""
        return StagedFile(self.path, self.sha256, self.sha256)


@dataclass(frozen=True, slots=True)
class OutputTransaction:
    """A build that is being written into a folder; nothing of it is in its place before `publish`.

    `memo` spares a process that builds more than once to read what it wrote.
    """

    output: Path
    memory: MemoryCache = field(default_factory=NoCache)

    def put(self, path: str, data: bytes) -> StagedFile:
        """Keep a file aside, unless just this file is in its place.

        May be called in several processes.
        """
        digest = self.memory.made(("made", path), hash_of, data)
        found = self.memory.of_file(
            ("found", path), f"{self.output}/{path}", lambda: _hash_of(self.output, path)
        )
        return StagedFile(path, digest, found, "" if found == digest else self._wait(path, data))

    def _wait(self, path: str, data: bytes) -> str:
        # A folder for each process: two that make files in one folder spend most of their time
        # waiting for each other.
        folder = self.output / STAGING_FOLDER / str(os.getpid())
        aside = folder / hash_of(path.encode())
        try:
            aside.write_bytes(data)
        except FileNotFoundError:
            folder.mkdir(parents=True)
            aside.write_bytes(data)
        return str(aside)

    def publish(self, receipts: Iterable[StagedFile], *, whole: bool = True) -> OutputChanges:
        """Move what was kept aside into its place, then remove what no longer belongs.

        That waits until it is the `whole`.
        """
        made = {receipt.path: receipt for receipt in receipts}
        former = known_files(self.output)
        found = {path: receipt.found for path, receipt in made.items()}
        found |= (
            {path: _hash_of(self.output, path) for path in former if path not in made}
            if whole
            else {}
        )
        new = {path: receipt.sha256 for path, receipt in made.items()}
        _refuse_foreign(self.output, former, new, found)
        changed = [path for path in new if found[path] != new[path]]
        stale = [
            path
            for path in sorted(former)
            if whole and path not in new and found[path] in former[path]
        ]
        target = {} if whole else dict(former)
        target |= {path: frozenset({digest}) for path, digest in new.items()}
        if changed or stale:
            both = {
                path: former.get(path, frozenset()) | target.get(path, frozenset())
                for path in {*former, *target}
            }
            self._note(both)
            self._move((path, made[path].aside) for path in changed)
            for path in stale:
                _remove(self.output, path)
        self._note(target)
        return OutputChanges(
            len(target),
            tuple(changed),
            frozenset(path for path in changed if not found[path]),
            tuple(stale),
        )

    def _move(self, files: Iterable[tuple[str, str]]) -> None:
        """Move files into their places, in this order; each folder is made once."""
        ready: set[str] = set()
        for path, aside in files:
            folder = path.rpartition("/")[0]
            if folder not in ready:
                _make_way(self.output, path)
                (self.output / folder).mkdir(parents=True, exist_ok=True)
                ready.add(folder)
            os.replace(aside, f"{self.output}/{path}")  # noqa: PTH105 - ten thousand times

    def _note(self, files: Hashes) -> None:
        """Write the manifest, unless it says just this already."""
        text = _manifest_text(files)
        if _bytes_of(self.output / MANIFEST) != text:
            self._move([(MANIFEST, self._wait(MANIFEST, text))])


@contextmanager
def open_transaction(
    output: Path, memory: MemoryCache | None = None
) -> Iterator[OutputTransaction]:
    """Begin to write into the output folder, alone; when nothing is published, it is as it was."""
    fresh = not output.exists()
    output.mkdir(parents=True, exist_ok=True)
    with _alone(output):
        aside = output / STAGING_FOLDER
        if aside.is_symlink():
            raise CommandError(f"{aside} is a symbolic link; remove it, and build again")
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        try:
            yield OutputTransaction(output, memory or NoCache())
        finally:
            shutil.rmtree(aside, ignore_errors=True)
            if fresh:
                with suppress(OSError):  # what was published keeps it
                    output.rmdir()


def write_output(output: Path, files: Mapping[str, bytes]) -> OutputChanges:
    """Bring the output folder to hold `files`.

    Write what differs, then remove what no longer belongs.
    """
    with open_transaction(output) as begun:
        return begun.publish([begun.put(path, data) for path, data in files.items()])


def make_output_folder(output: Path) -> None:
    """Make sure that there is an output folder, for a server that starts before the first build."""
    output.mkdir(parents=True, exist_ok=True)


def clean_output(output: Path) -> int:
    """Remove what builds wrote and nobody changed; return how many files that were."""
    if not output.exists():
        return 0
    with _alone(output):
        return _clean(output)


def _clean(output: Path) -> int:
    former = known_files(output)
    ours = [path for path in sorted(former) if _hash_of(output, path) in former[path]]
    for path in ours:
        _remove(output, path)
    (output / MANIFEST).unlink(missing_ok=True)
    return len(ours)


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def _bytes_of(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _hash_of(output: Path, path: str) -> str:
    """Return the hash of a regular file; empty without a file, "foreign" for anything else."""
    if not os.path.lexists(f"{output}/{path}"):
        return ""
    place = output / path
    linked = place.is_symlink() or any((output / folder).is_symlink() for folder in _parents(path))
    data = None if linked else _bytes_of(place)
    return "foreign" if data is None else hash_of(data)


def known_files(output: Path) -> dict[str, frozenset[str]]:
    """Return what builds before this one wrote.

    Refuse a folder that is not empty and that no build wrote.
    """
    data = _bytes_of(output / MANIFEST)
    if data is not None:
        try:
            listed = json.loads(data)["files"]
            return {path: frozenset(hashes) for path, hashes in listed.items() if _is_inside(path)}
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise CommandError(
                f"{output / MANIFEST} is damaged; empty the folder {output} and build again"
            ) from None
    try:
        names = [entry.name for entry in os.scandir(output) if not entry.name.startswith(".")]
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CommandError(f"{output} cannot be read: {error.strerror}") from None
    if names:
        example = sorted(names)[0]
        raise CommandError(
            f"{output} contains files that no build wrote, such as {example}; choose "
            "another folder or empty this one"
        )
    return {}


def _is_inside(path: str) -> bool:
    return (
        isinstance(path, str)
        and not path.startswith("/")
        and ".." not in path.split("/")
        and "\\" not in path
    )


def _manifest_text(files: Hashes) -> bytes:
    listed = {path: sorted(files[path]) for path in sorted(files)}
    return (
        json.dumps(
            {"about": "what builds wrote here", "files": listed}, separators=(",\n", ": ")
        ).encode()
        + b"\n"
    )


def _refuse_foreign(
    output: Path, known: Hashes, new: Mapping[str, str], found: Mapping[str, str]
) -> None:
    """Refuse when a page would have to replace something that no build wrote."""
    in_way = sorted(
        path for path in new if found[path] not in {"", new[path], *known.get(path, ())}
    )
    in_way += sorted(_blocked_folders(output, known, new, found))
    if in_way:
        more = (
            f" and {count(len(in_way) - 1, 'more')}".replace("mores", "more")
            if len(in_way) > 1
            else ""
        )
        message = (
            f"{output / in_way[0]}{more} would be replaced, but no build wrote it, or it was "
            "changed by hand since"
        )
        raise CommandError(f"{message}; move it away or delete it, and build again")


def _blocked_folders(
    output: Path, known: Hashes, new: Mapping[str, str], found: Mapping[str, str]
) -> Iterable[str]:
    """Yield what is in the way of a folder, other than folders and pages about to be removed."""
    folders = {folder for path in new for folder in _parents(path)}
    for folder in folders:
        place = output / folder
        blocked = os.path.lexists(place) and (place.is_symlink() or not place.is_dir())
        if blocked and not (folder in known and found.get(folder) in known[folder]):
            yield folder


def _parents(path: str) -> Iterable[str]:
    parts = path.split("/")[:-1]
    return ("/".join(parts[: n + 1]) for n in range(len(parts)))


def _make_way(output: Path, path: str) -> None:
    """Remove an old page where a folder has to be."""
    for folder in _parents(path):
        if (output / folder).is_file():
            (output / folder).unlink()


@contextmanager
def _alone(output: Path) -> Iterator[None]:
    """Wait until no other build writes into the folder.

    The lock goes with the process, however that ends.
    """
    if sys.platform == "win32":
        yield  # no lock for folders here: two builds at once into one folder are not kept apart
        return
    handle = os.open(output, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _remove(output: Path, path: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    (output / path).unlink(missing_ok=True)
    for folder in reversed(list(_parents(path))):
        try:
            (output / folder).rmdir()
        except OSError:
            return
