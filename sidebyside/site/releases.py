"""What came with which release of a subject, gathered from the rows that say so (`since:`)."""

from dataclasses import dataclass

from sidebyside.model.entries import Cell, Dimension, Row, Site, Subject
from sidebyside.site.footnotes import version_key


@dataclass(frozen=True, slots=True)
class Release:
    """A release of a subject, and the cells that tell what it brought."""

    subject: Subject
    version: str
    rows: tuple[tuple[Dimension, Row, Cell], ...]


def collect_releases(site: Site) -> tuple[Release, ...]:
    """Return the releases that rows name: subjects in their order, the newest release first."""
    found: dict[tuple[str, str], list[tuple[Dimension, Row, Cell]]] = {}
    keys = site.config.keys
    for dimension in site.dimensions:
        for row in dimension.rows:
            for key, version in row.since:
                cell = row.cells[keys.index(key)]
                found.setdefault((key, version), []).append((dimension, row, cell))
    releases = []
    for subject in site.config.subjects:
        versions = [version for key, version in found if key == subject.key]
        for version in sorted(versions, key=version_key, reverse=True):
            releases.append(Release(subject, version, tuple(found[subject.key, version])))
    return tuple(releases)
