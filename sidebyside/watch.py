"""Which files were saved: the system says so at once, and a look at every file now and then finds what it did not say.

The system's word (inotify and its like, through `watchfiles`) costs nothing while nobody saves, and comes within milliseconds.
It does not come from every disk: network drives and folders shared with a container or a virtual machine may stay silent.
"""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from watchfiles import watch

Snapshot = dict[str, tuple[int, int, int, int]]

# Milliseconds without another save that end a group of saves, and after which a group ends in any case. An editor that
# moves a file away and writes a new one is done within the first; a program that never stops writing is seen all the same.
QUIET, LONGEST = 20, 200
# Seconds between two looks at every file; more where a look takes long, so that it takes at most a fiftieth of the time.
EVERY, SHARE = 0.2, 50
DEEPEST = 12


async def saves(folders: tuple[Path, ...], seen: Snapshot) -> AsyncIterator[frozenset[str]]:
    """Yield the paths of each group of saves below some folders (real paths), which looked like `seen` to begin with.

    A path is that of a file, or of a folder that was moved or removed. What is saved while the receiver works comes next.
    """
    told: set[str] = set()
    due = 0.0
    async for paths in _told(folders):
        start = time.monotonic()
        if paths:
            told |= paths
            yield paths
        elif start >= due:
            now = snapshot(*folders)
            due = time.monotonic() + SHARE * (time.monotonic() - start)
            silent = frozenset(path for path in differing(seen, now) if not _within(path, told))
            seen, told = now, set()
            if silent:
                yield silent


async def _told(folders: tuple[Path, ...]) -> AsyncIterator[frozenset[str]]:
    """Yield what the system says was saved, and an empty set again and again while it says nothing."""
    stop = Event()
    groups = watch(
        *folders,
        watch_filter=lambda _, path: _matters(path, folders),
        step=QUIET,
        debounce=LONGEST,
        rust_timeout=int(EVERY * 1000),
        yield_on_timeout=True,
        stop_event=stop,
    )
    try:
        while True:
            # The thread ends before the answer is worked on: a build may fork, and a process with threads must not.
            with ThreadPoolExecutor(1) as aside:
                try:
                    group = await asyncio.get_running_loop().run_in_executor(aside, next, groups)
                except asyncio.CancelledError:
                    stop.set()
                    raise
            yield frozenset(path for _, path in group)
    except (OSError, RuntimeError):  # the system watches no more files, or not these
        while True:
            await asyncio.sleep(EVERY)
            yield frozenset()


def _matters(path: str, folders: tuple[Path, ...]) -> bool:
    place = Path(path)
    inner = next((place.relative_to(folder) for folder in folders if place.is_relative_to(folder)), place)
    return not any(map(_is_nobodys, inner.parts))


def _is_nobodys(name: str) -> bool:
    """Tell whether a name is no content: what editors and programs keep beside it for themselves."""
    return name.startswith(".") or name == "__pycache__"


def _within(path: str, told: set[str]) -> bool:
    return path in told or any(str(folder) in told for folder in Path(path).parents)


def snapshot(*folders: Path) -> Snapshot:
    """Return for every file below some folders what differs after any kind of save."""
    return {path: about for folder in folders for path, about in _files(str(folder), 0)}


def differing(one: Snapshot, other: Snapshot) -> frozenset[str]:
    """Return the paths of files that only one of two snapshots has, or that differ in them."""
    return frozenset(path for path, _ in one.items() ^ other.items())


def _files(folder: str, depth: int) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if _is_nobodys(entry.name):
            continue
        try:
            if not entry.is_dir():
                info = entry.stat()
                yield entry.path, (info.st_mtime_ns, info.st_ctime_ns, info.st_size, info.st_ino)
            elif depth < DEEPEST:
                yield from _files(entry.path, depth + 1)
        except OSError:
            continue
