"""Why a build wrote a page again.

What of all that goes into it is not what it was at the build before.
"""

from collections.abc import Iterable, Iterator, Mapping

from sidebyside.build.writer import OutputChanges
from sidebyside.cache.fingerprint import FolderScan


def rebuild_reasons(
    written: OutputChanges,
    sources: Mapping[str, str],
    before: Mapping[str, FolderScan],
    after: Mapping[str, FolderScan],
) -> list[str]:
    """Return a line for each file that was written or removed.

    `sources` name the file below content/ that a page is mostly made of; `before` and `after` are
    how the inputs looked.
    """
    changed = {
        folder: tuple(_changed(before.get(folder, {}), stats)) for folder, stats in after.items()
    }
    lines = [
        f"{path}: {_why(path, written, sources.get(path, ''), changed)}"
        for path in written.changed_paths
    ]
    return [
        *lines,
        *(
            f"{path}: removed, because nothing generates it any more"
            for path in written.removed_paths
        ),
    ]


def _changed(before: FolderScan, after: FolderScan) -> Iterator[str]:
    return (path for path in sorted({*before, *after}) if before.get(path) != after.get(path))


def _why(
    path: str, written: OutputChanges, source: str, changed: Mapping[str, tuple[str, ...]]
) -> str:
    if path in written.new_paths:
        return "it is new, or was missing"
    own = [file for file in changed.get("content", ()) if _belongs(file, source)]
    others = ["program", *(name for name in changed if name.startswith("templates")), "content"]
    for folder, files in (("content", own), *((name, changed.get(name, ())) for name in others)):
        if files:
            return f"{_listed(folder, files)} changed"
    return "an option, the date or a package changed"


def _belongs(file: str, source: str) -> bool:
    """Tell whether a file is the source of a page, or lies in its folder."""
    return bool(source) and (
        file == source
        or (source.endswith("/index.md") and file.startswith(source.removesuffix("index.md")))
    )


def _listed(folder: str, files: Iterable[str], most: int = 3) -> str:
    names = [f"{folder}/{file}" for file in files]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
