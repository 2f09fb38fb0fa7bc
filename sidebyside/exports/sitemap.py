"""The sitemap: every page that readers are meant to find."""

from xml.sax.saxutils import escape

from sidebyside.exports.stock import Exported, Stock

HIDDEN = frozenset({"404.html", "redirect.html"})


def export(stock: Stock) -> Exported:
    """Make sitemap.xml."""
    addresses = sorted(page.head.canonical for page in stock.pages if page.head and page.template not in HIDDEN)
    entries = "".join(f"  <url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    made = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    return Exported({"sitemap.xml": made.encode()})
