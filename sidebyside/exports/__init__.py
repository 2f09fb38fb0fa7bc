"""What a site gives besides its pages: one module each, a function from the stock of a build to files.

To add one, write its module and name its function in `EXPORTS`.
"""

from collections.abc import Callable

from sidebyside.exports import api, matrix_csv, search_index, sitemap, twins
from sidebyside.exports.stock import Exported, Stock
from sidebyside.render import Content

EXPORTS: tuple[Callable[[Stock], Exported], ...] = (
    search_index.export,
    sitemap.export,
    api.export,
    matrix_csv.export,
    twins.export,
)


def export(stock: Stock) -> Exported:
    """Make all of them; what one leaves out is noted, and keeps nothing else from being made."""
    made = [one(stock) for one in EXPORTS]
    files: dict[str, Content] = {}
    for exported in made:
        files |= exported.files
    return Exported(files, tuple(note for exported in made for note in exported.notes))
