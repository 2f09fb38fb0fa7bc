"""What a site gives besides its pages: one module each, a function from the stock of a build to files.

To add one, write its module and name its function in `EXPORTS`.
"""

from collections.abc import Callable, Iterator

from sidebyside.book import Book
from sidebyside.dates import Calendar
from sidebyside.edition import ALL, epub_name
from sidebyside.exports import api, cards, epub, feed, matrix_csv, search_index, sitemap, twins
from sidebyside.exports.stock import Exported, Gathered, Stock
from sidebyside.model import Site
from sidebyside.render import Content

EXPORTS: tuple[Callable[[Stock], Exported], ...] = (
    search_index.export,
    sitemap.export,
    api.export,
    matrix_csv.export,
    twins.export,
    feed.export,
    cards.export,
    epub.export,
)


def announced(site: Site, dates: Calendar, *, book: bool) -> Iterator[str]:
    """Yield the files that pages link to where they are made; `book` tells whether the whole site as one text is."""
    yield from [feed.FILE] if dates else []
    yield from [cards.DECK, cards.SHEET] if site.questions else []
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
