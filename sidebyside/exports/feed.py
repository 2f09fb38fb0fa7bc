"""The feed: new and changed entries, the newest first, as Atom (RFC 4287). Where nothing has a date there is none."""

from datetime import UTC, datetime

from sidebyside.exports.base import Exported, Stock
from sidebyside.exports.xml import text
from sidebyside.model import urls
from sidebyside.model.entries import Dimension, Guide, Kind, Myth, Question, Ref
from sidebyside.render.templating import plain
from sidebyside.site.dates import Entry, Stamp, dated
from sidebyside.site.index import Book

FILE = "feed.xml"
MOST = 50


def export(stock: Stock) -> Exported:
    """Make feed.xml."""
    book = stock.book
    found = [(book.dates[entry.path], entry) for entry in dated(book.site) if entry.path in book.dates]
    newest = sorted(found, key=lambda pair: -pair[0].updated)[:MOST]
    return Exported({FILE: _feed(book, newest).encode()} if newest else {})


def _feed(book: Book, entries: list[tuple[Stamp, Entry]]) -> str:
    config = book.config
    subtitle = f"<subtitle>{text(config.tagline)}</subtitle>\n" if config.tagline else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{text(config.language)}">\n'
        f"<id>{text(config.url)}</id>\n<title>{text(plain(config.title))}</title>\n{subtitle}"
        f'<link rel="self" type="application/atom+xml" href="{text(config.url + FILE)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{text(config.url)}"/>\n'
        f"<updated>{_moment(entries[0][0].updated)}</updated>\n<author><name>{text(plain(config.title))}</name></author>\n"
        f"{''.join(_entry(book, stamp, entry) for stamp, entry in entries)}</feed>\n"
    )


def _entry(book: Book, stamp: Stamp, entry: Entry) -> str:
    kind, summary = _shown(book, entry)
    address = text(book.config.url + urls.address(Ref(kind, entry.slug)))
    published = f"<published>{_moment(stamp.published)}</published>\n" if stamp.published else ""
    changes = "".join(f"{change.date}: {change.what}\n" for change in stamp.changes if change.what)
    return (
        f"<entry>\n<id>{address}</id>\n<title>{text(plain(book.titles[Ref(kind, entry.slug)]))}</title>\n"
        f'<link rel="alternate" type="text/html" href="{address}"/>\n{published}'
        f'<updated>{_moment(stamp.updated)}</updated>\n<category term="{kind}"/>\n'
        f"<summary>{text(changes + summary)}</summary>\n</entry>\n"
    )


def _shown(book: Book, entry: Entry) -> tuple[Kind, str]:
    """Return the kind of an entry, and what it says in a few words."""
    match entry:
        case Dimension():
            return "dimension", plain(entry.summary)
        case Question():
            return "question", book.text(entry.short)
        case Myth():
            return "myth", f"{entry.verdict.capitalize()}. {book.text(entry.body)}"
        case Guide():
            return "guide", plain(entry.summary)


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
