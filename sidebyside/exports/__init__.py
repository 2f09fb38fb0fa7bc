"""What a site gives besides its pages: one module each, a function from the stock of a build to files.

To add one, write its module and name its function in `EXPORTS`.
"""

from collections.abc import Callable, Iterator

from sidebyside.exports import anki, epub, feed, markdown_pages, matrix_csv, search_index, sitemap
from sidebyside.exports.base import Exported, Gathered, Stock
from sidebyside.exports.json_api import documents
from sidebyside.model.entries import Site
from sidebyside.render.single_page import ALL, epub_name
from sidebyside.render.templating import Content
from sidebyside.site.dates import Calendar
from sidebyside.site.index import Book

EXPORTS: tuple[Callable[[Stock], Exported], ...] = (
    search_index.export,
    sitemap.export,
    documents.export,
    matrix_csv.export,
    markdown_pages.export,
    feed.export,
    anki.export,
    epub.export,
)


def announced(site: Site, dates: Calendar, *, book: bool) -> Iterator[str]:
    """Yield the files that pages link to where they are made; `book` tells whether the whole site as one text is."""
    yield from [feed.FILE] if dates else []
    yield from [anki.DECK, anki.SHEET] if site.questions else []
    yield from [ALL, epub_name(Book(site))] if book else []


def export(stock: Stock) -> Exported:
    """Make all of them; what one leaves out is noted, and keeps nothing else from being made."""
    made = [one(stock) for one in EXPORTS]
    files: dict[str, Content] = {}
    gathered: dict[str, Gathered] = {}
    for exported in made:
        files |= exported.files
        gathered |= exported.gathered
    return Exported(files, tuple(note for exported in made for note in exported.notes), gathered)
