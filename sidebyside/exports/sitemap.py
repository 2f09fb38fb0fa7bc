"""The sitemap.

Every page that readers are meant to find, with the day of its last change where that is known.
"""

from urllib.parse import quote, urlsplit, urlunsplit

from sidebyside.exports.base import ExportContext, ExportedFiles
from sidebyside.exports.xml import xml_text
from sidebyside.render.metadata import PageMetadata

UNLISTED_PAGES = frozenset({"404.html", "redirect.html", "all.html"})


def export_sitemap(export_context: ExportContext) -> ExportedFiles:
    """Make sitemap.xml."""
    shown = [
        page.head
        for page in export_context.pages
        if page.head and page.template not in UNLISTED_PAGES
    ]
    entries = "".join(
        f"  <url>{_entry(export_context, head)}</url>\n"
        for head in sorted(shown, key=lambda head: head.canonical)
    )
    made = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    return ExportedFiles({"sitemap.xml": made.encode()})


def _entry(export_context: ExportContext, head: PageMetadata) -> str:
    stamp = export_context.site_index.dates.get(head.source)
    return f"<loc>{xml_text(encoded_address(head.canonical))}</loc>" + (
        f"<lastmod>{stamp.day}</lastmod>" if stamp else ""
    )


def encoded_address(url: str) -> str:
    """Return an address in ASCII, as the protocol of sitemaps wants it.

    Its host as IDNA, the rest percent-encoded.
    """
    if url.isascii():
        return url
    parts = urlsplit(url)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        host = quote(parts.netloc, safe=":")
    return urlunsplit(
        (
            parts.scheme,
            host,
            quote(parts.path, safe="/%:@!$&'()*+,;=~"),
            quote(parts.query, safe="=&%"),
            "",
        )
    )
