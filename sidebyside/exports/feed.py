"""The feed: new and changed entries, newest first, as Atom (RFC 4287); none without dates.

An entry whose programs merely ran again is no news: a verification leaves the feed as it is.
"""

from datetime import UTC, datetime

from sidebyside.exports.base import ExportContext, ExportedFiles
from sidebyside.exports.xml import xml_text
from sidebyside.model import urls
from sidebyside.model.entries import Application, Dimension, Guide, Myth, Question, Ref
from sidebyside.model.kinds import KindName
from sidebyside.render.templating import strip_backticks
from sidebyside.site.dates import Calendar, DatedEntry, EntryDates, dated_entries
from sidebyside.site.index import SiteIndex

FEED_FILE = "feed.xml"
MAX_FEED_ENTRIES = 50


def export_feed(export_context: ExportContext) -> ExportedFiles:
    """Make feed.xml."""
    site_index = export_context.site_index
    found: list[tuple[EntryDates, DatedEntry]] = []
    for entry in dated_entries(site_index.site):
        stamp = site_index.dates.get(entry.path)
        if stamp and not stamp.from_evidence:
            found.append((stamp, entry))
    newest = sorted(found, key=lambda pair: -pair[0].updated)[:MAX_FEED_ENTRIES]
    return ExportedFiles({FEED_FILE: _feed(site_index, newest).encode()} if newest else {})


def has_feed(dates: Calendar) -> bool:
    """Tell whether any entry has a date that is news."""
    return any(not stamp.from_evidence for stamp in dates.values())


def _feed(site_index: SiteIndex, entries: list[tuple[EntryDates, DatedEntry]]) -> str:
    config = site_index.config
    subtitle = f"<subtitle>{xml_text(config.tagline)}</subtitle>\n" if config.tagline else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml_text(config.language)}">\n'
        f"<id>{xml_text(config.url)}</id>\n<title>{xml_text(strip_backticks(config.title))}</title>\n{subtitle}"
        '<link rel="self" type="application/atom+xml" '
        f'href="{xml_text(config.url + FEED_FILE)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{xml_text(config.url)}"/>\n'
        f"<updated>{_moment(entries[0][0].updated)}</updated>\n<author><name>{xml_text(strip_backticks(config.title))}</name></author>\n"
        f"{''.join(_entry(site_index, stamp, entry) for stamp, entry in entries)}</feed>\n"
    )


def _entry(site_index: SiteIndex, stamp: EntryDates, entry: DatedEntry) -> str:
    kind, summary = _shown(site_index, entry)
    address = xml_text(site_index.config.url + urls.address(Ref(kind, entry.slug)))
    published = f"<published>{_moment(stamp.published)}</published>\n" if stamp.published else ""
    changes = "".join(f"{change.date}: {change.what or 'Changed.'}\n" for change in stamp.changes)
    return (
        f"<entry>\n<id>{address}</id>\n<title>{xml_text(strip_backticks(site_index.titles[Ref(kind, entry.slug)]))}</title>\n"
        f'<link rel="alternate" type="text/html" href="{address}"/>\n{published}'
        f'<updated>{_moment(stamp.updated)}</updated>\n<category term="{kind}"/>\n'
        f"<summary>{xml_text(changes + summary)}</summary>\n</entry>\n"
    )


def _shown(site_index: SiteIndex, entry: DatedEntry) -> tuple[KindName, str]:
    """Return the kind of an entry, and what it says in a few words."""
    match entry:
        case Dimension():
            return "dimension", strip_backticks(entry.summary)
        case Question():
            return "question", site_index.text(entry.short)
        case Myth():
            return "myth", f"{entry.verdict.capitalize()}. {site_index.text(entry.body)}"
        case Guide():
            return "guide", strip_backticks(entry.summary)
        case Application():
            return "application", strip_backticks(entry.summary)


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
