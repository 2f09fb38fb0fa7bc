"""The sitemap: every page that readers are meant to find, with the day of its last change where that is known."""

from sidebyside.exports.stock import Exported, Stock
from sidebyside.exports.xml import text
from sidebyside.pages import Page

HIDDEN = frozenset({"404.html", "redirect.html", "all.html"})


def export(stock: Stock) -> Exported:
    """Make sitemap.xml."""
    shown = [page for page in stock.pages if page.path.endswith(".html") and page.template not in HIDDEN]
    entries = "".join(f"  <url>{_entry(stock, page)}</url>\n" for page in sorted(shown, key=_address))
    made = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )
    return Exported({"sitemap.xml": made.encode()})


def _address(page: Page) -> str:
    address: str = page.context["page"].canonical
    return address


def _entry(stock: Stock, page: Page) -> str:
    stamp = stock.book.dates.get(page.context["page"].source)
    return f"<loc>{text(_address(page))}</loc>" + (f"<lastmod>{stamp.day}</lastmod>" if stamp else "")
