"""Exports beside the HTML pages: one module each, a function from an `ExportContext` to files.

To add one, write its module and name its function in `WITH_PAGES` or `DATA`.
"""

from collections.abc import Callable, Iterator

from sidebyside.exports import (
    anki,
    epub,
    feed,
    illustrations,
    markdown_pages,
    matrix_csv,
    sample_programs,
    search_index,
    sitemap,
    source_zips,
)
from sidebyside.exports.base import Concatenation, ExportContext, ExportedFiles, HashedList
from sidebyside.exports.json_api import documents
from sidebyside.model.entries import Site
from sidebyside.render.single_page import ALL, epub_name
from sidebyside.render.templating import Content
from sidebyside.site.dates import Calendar
from sidebyside.site.index import SiteIndex

Export = Callable[[ExportContext], ExportedFiles]

# What pages cannot do without, or what is asked for by an option of its own.
WITH_PAGES: tuple[Export, ...] = (
    search_index.export_search_index,
    sitemap.export_sitemap,
    source_zips.export_source_zips,
    illustrations.export_illustrations,
    epub.export_epub,
)
# What a build with `--pages` leaves out.
DATA: tuple[Export, ...] = (
    documents.export_json,
    matrix_csv.export_matrix,
    markdown_pages.export_markdown,
    feed.export_feed,
    anki.export_anki,
    sample_programs.export_sample_programs,
)


def announced_files(
    site: Site, dates: Calendar, *, book: bool, pages_only: bool = False
) -> Iterator[str]:
    """Yield the files that pages link to where they are made.

    `book` tells whether the whole site as one text is.
    """
    yield from [feed.FEED_FILE] if feed.has_feed(dates) and not pages_only else []
    yield from [anki.DECK, anki.SHEET] if site.questions and not pages_only else []
    yield from [ALL, epub_name(SiteIndex(site))] if book else []


def export_all(export_context: ExportContext) -> ExportedFiles:
    """Make all of them; what one leaves out is noted, and keeps nothing else from being made."""
    chosen = (*WITH_PAGES, *DATA) if export_context.site_index.has_data else WITH_PAGES
    made = [one(export_context) for one in chosen]
    files: dict[str, Content] = {}
    gathered: dict[str, Concatenation] = {}
    hashed: dict[str, HashedList] = {}
    for exported in made:
        files |= exported.files
        gathered |= exported.gathered
        hashed |= exported.hashed
    return ExportedFiles(
        files, tuple(note for exported in made for note in exported.notes), gathered, hashed
    )
