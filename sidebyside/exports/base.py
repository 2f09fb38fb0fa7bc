"""What exports are made of, and what they make."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sidebyside.cache.disk import DiskCache
from sidebyside.model.entries import Site
from sidebyside.render.pages import Page
from sidebyside.render.templating import Content, Templates
from sidebyside.site.index import SiteIndex


@dataclass(frozen=True)
class ExportContext:
    """A site, ready.

    Its index, its pages, its templates, and where costly things are remembered.
    """

    site_index: SiteIndex
    pages: Sequence[Page]
    templates: Templates
    store: DiskCache | None = None

    @property
    def site(self) -> Site:
        """Return the site itself."""
        return self.site_index.site


@dataclass(frozen=True)
class Concatenation:
    """A file that is made of the texts that others leave (see templating.PageWithText).

    Of which, in which order, and how.
    """

    paths: tuple[str, ...]
    make: Callable[[Iterable[str]], bytes]


@dataclass(frozen=True)
class HashedList:
    """A file that lists others with the SHA-256 of each, and so is made after them."""

    paths: tuple[str, ...]
    make: Callable[[Mapping[str, str]], bytes]


@dataclass(frozen=True)
class ExportedFiles:
    """Files by path below the output folder, and a line for each thing that was left out.

    What takes a while, or comes once for each entry, is given as a function that makes it, so that
    several processes can.
    """

    files: Mapping[str, Content]
    notes: tuple[str, ...] = ()
    gathered: Mapping[str, Concatenation] = field(default_factory=dict)
    hashed: Mapping[str, HashedList] = field(default_factory=dict)
