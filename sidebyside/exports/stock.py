"""What exports are made of, and what they make."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sidebyside.book import Book
from sidebyside.model import Site
from sidebyside.pages import Page

Files = dict[str, bytes]


@dataclass(frozen=True)
class Stock:
    """A site, ready: its book, its pages, and the folder of its templates."""

    book: Book
    pages: Sequence[Page]
    templates: Path

    @property
    def site(self) -> Site:
        """Return the site itself."""
        return self.book.site


@dataclass(frozen=True)
class Exported:
    """Files by their path below the output folder, and a line on each thing that had to be left out."""

    files: Files
    notes: tuple[str, ...] = ()
