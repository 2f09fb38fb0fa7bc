"""The whole site as an EPUB 3: a zip of a package, a table of contents, and one file of XHTML for each part.

Written here with templates and the zip that the cards use too: of the libraries for it one asks every user for the AGPL, the
other has had no release for years, and both put today's date and a random number into the book.
"""

import uuid
from datetime import UTC, datetime
from functools import partial

from jinja2 import Environment, TemplateError

from sidebyside.diagnostics import Problem
from sidebyside.exports.base import Exported, Stock
from sidebyside.exports.xml import clean
from sidebyside.exports.zips import zipped
from sidebyside.render import templating
from sidebyside.render.single_page import Edition, as_xml, epub_name
from sidebyside.site.dates import seconds
from sidebyside.site.index import Book

EARLIEST = 946_684_800
"""When a book changed of which nobody knows, in seconds since 1970."""

CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def export(stock: Stock) -> Exported:
    """Make the book, where this build is asked for it."""
    name = epub_name(stock.book)
    return Exported({name: partial(_epub, stock)} if name in stock.book.files else {})


def _epub(stock: Stock) -> bytes | Problem:
    try:
        return zipped(_files(stock.book, stock.templates))
    except TemplateError as error:
        return templating.fault(error, stock.templates, "edition/part.html")


def _files(book: Book, templates: templating.Templates) -> dict[str, bytes]:
    from sidebyside.exports.cheatsheet_pdf import OWN, srgb  # here, because no other build needs it

    edition = Edition(book, 1, files=True)
    environment = _environment(templates)
    given = {
        "site": book.config,
        "edition": edition,
        "own": {subject.key: srgb(*OWN, subject.hue) for subject in book.config.subjects},
        "identifier": uuid.uuid5(uuid.NAMESPACE_URL, f"{book.config.url}#{book.key}").urn,
        "modified": datetime.fromtimestamp(_modified(book), UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "ground": book.standing,
    }

    def made(template: str, **more: object) -> bytes:
        return clean(as_xml(environment.get_template(f"edition/{template}").render(given | more))).encode()

    files = {"mimetype": b"application/epub+zip", "META-INF/container.xml": CONTAINER.encode()}
    files |= {f"EPUB/{name}": made(name) for name in ("package.opf", "nav.xhtml", "title.xhtml", "epub.css")}
    return files | {f"EPUB/{edition.file_of(part.name)}": made("part.xhtml", part=part) for part in edition.parts}


def _environment(templates: templating.Templates) -> Environment:
    environment = templating.bare(templates)
    environment.filters.update(
        ticks=templating.ticks,
        plain=templating.plain,
        listed=templating.listed,
        shown_date=templating.shown_date,
        code=templating.code,
    )
    return environment


def _modified(book: Book) -> int:
    """Return when the newest thing in the book changed, in seconds since 1970."""
    evidence = seconds(book.standing.last) if book.standing.last else EARLIEST
    return max([evidence, *(stamp.updated for stamp in book.dates.values())])
