"""The sitemap: every page that readers are meant to find, with the day of its last change where that is known."""

from sidebyside.exports.base import Exported, Stock
from sidebyside.exports.xml import text
from sidebyside.render.metadata import Head

HIDDEN = frozenset({"404.html", "redirect.html", "all.html"})


def export(stock: Stock) -> Exported:
    """Make sitemap.xml."""
    shown = [page.head for page in stock.pages if page.head and page.template not in HIDDEN]
    entries = "".join(f"  <url>{_entry(stock, head)}</url>\n" for head in sorted(shown, key=lambda head: head.canonical))
    made = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    return Exported({"sitemap.xml": made.encode()})


def _entry(stock: Stock, head: Head) -> str:
    stamp = stock.book.dates.get(head.source)
    return f"<loc>{text(head.canonical)}</loc>" + (f"<lastmod>{stamp.day}</lastmod>" if stamp else "")
