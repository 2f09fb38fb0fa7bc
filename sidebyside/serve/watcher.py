"""Which files were saved.

The operating system reports changes at once; a regular scan finds those that it missed.

The system's word (inotify and its like, through `watchfiles`) costs nothing while nobody saves, and
comes within milliseconds. It does not come from every disk: network drives and folders shared with
a container or a virtual machine may stay silent.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from watchfiles import watch

from sidebyside.cache.fingerprint import FileStat, FolderScan, has_folder_links, scan, stat_file

Folders = tuple[Path, ...]
FolderScans = dict[Path, FolderScan]

# Milliseconds without another save that end a group of saves, and after which a group ends in any
# case. An editor that moves a file away and writes a new one is done within the first; a program
# that never stops writing is seen all the same.
DEBOUNCE_STEP, MAX_DELAY = 10, 200
# Seconds between two looks at every file; more where a look takes long, so that it takes at most a
# fiftieth of the time.
EVERY, SHARE = 0.2, 50


async def watch_saves(folders: Folders, seen: FolderScans) -> AsyncIterator[frozenset[str]]:
    """Yield the paths of each group of saves below some folders, as real paths.

    `seen` is the state of the folders at the start.

    A path is that of a file, or of a folder that came or went. What is saved while the receiver
    works comes next.
    """
    told: dict[str, FileStat] = {}
    due = 0.0
    async for paths in _told(folders):
        start = time.monotonic()
        if paths:
            told |= {path: stat_file(path) for path in paths}
            yield paths
        elif start >= due:
            now = scan_folders(folders)
            due = time.monotonic() + SHARE * (time.monotonic() - start)
            # What was told and looks different since was saved once more.
            silent = frozenset(
                path
                for path in changed_paths(seen, now)
                if path not in told or told[path] != stat_file(path)
            )
            seen, told = now, {}
            if silent:
                yield silent


async def _told(folders: Folders) -> AsyncIterator[frozenset[str]]:
    """Yield what the system says was saved, and an empty set again and again while it says nothing.

    The system follows links to folders wherever they lead, the whole disk included; where there are
    any it is not asked.
    """
    while any(map(has_folder_links, folders)):
        await asyncio.sleep(EVERY)
        yield frozenset()
    stop = Event()
    groups = watch(
        *folders,
        watch_filter=lambda _, path: _matters(path, folders),
        step=DEBOUNCE_STEP,
        debounce=MAX_DELAY,
        rust_timeout=int(EVERY * 1000),
        yield_on_timeout=True,
        stop_event=stop,
    )
    try:
        while True:
            # The thread ends before the answer is worked on: a build may fork, and a process with
            # threads must not.
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


def _matters(path: str, folders: Folders) -> bool:
    """Tell a file of the content from what editors and programs keep beside it for themselves."""
    place = Path(path)
    inner = next(
        (place.relative_to(folder) for folder in folders if place.is_relative_to(folder)), place
    )
    return not any(name.startswith(".") or name == "__pycache__" for name in inner.parts)


def scan_folders(folders: Folders) -> FolderScans:
    """Return how every file below some folders looks now."""
    return {folder: scan(folder) for folder in folders}


def changed_paths(one: FolderScans, other: FolderScans) -> frozenset[str]:
    """Return the paths of files that only one of two looks found, or that look different."""
    both = (
        (folder, {path for path, _ in one[folder].items() ^ other[folder].items()})
        for folder in one
    )
    changed = (str(folder / path) for folder, paths in both for path in paths)
    return frozenset(path for path in changed if _matters(path, tuple(one)))
