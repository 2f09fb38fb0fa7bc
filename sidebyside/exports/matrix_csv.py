"""The matrix as CSV (RFC 4180): a line for each dimension, a column for each subject."""

import csv
import io

from sidebyside.exports.base import Exported, Stock
from sidebyside.exports.csv_cells import csv_cell
from sidebyside.model import urls
from sidebyside.render import templating
from sidebyside.site.index import Book

FILE = "matrix.csv"


def export(stock: Stock) -> Exported:
    """Make matrix.csv."""
    return Exported({FILE: lambda: table(stock.book).encode()})


def table(book: Book) -> str:
    """Return the table: chapter, dimension, address, and what each subject says at a glance, as plain text."""
    made = io.StringIO(newline="")
    lines = csv.writer(made, lineterminator="\r\n")
    lines.writerow(map(csv_cell, ["Chapter", "Dimension", "Address", *(subject.name for subject in book.config.subjects)]))
    for chapter in book.chapters:
        for dimension in chapter.dimensions:
            says = (f"None. {book.text(cell.prose)}" if cell.none else book.text(cell.prose) for cell in dimension.glance)
            address = book.config.url + urls.page_of("dimension", dimension.slug)
            lines.writerow(map(csv_cell, [chapter.category.title, templating.plain(dimension.title), address, *says]))
    return made.getvalue()
