"""What exports are made of, and what they make."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sidebyside.cache.disk import Store
from sidebyside.model.entries import Site
from sidebyside.render.pages import Page
from sidebyside.render.templating import Content, Templates
from sidebyside.site.index import Book


@dataclass(frozen=True)
class Stock:
    """A site, ready: its book, its pages, its templates, and where costly things are remembered."""

    book: Book
    pages: Sequence[Page]
    templates: Templates
    store: Store | None = None

    @property
    def site(self) -> Site:
        """Return the site itself."""
        return self.book.site


@dataclass(frozen=True)
class Gathered:
    """A file that is made of the texts that others leave (see render.Leaving): of which, in which order, and how."""

    paths: tuple[str, ...]
    make: Callable[[Iterable[str]], bytes]


@dataclass(frozen=True)
class Exported:
    """Files by their path below the output folder, and a line on each thing that had to be left out.

    What takes a while, or comes once for each entry, is given as a function that makes it, so that several processes can.
    """

    files: Mapping[str, Content]
    notes: tuple[str, ...] = ()
    gathered: Mapping[str, Gathered] = field(default_factory=dict)
