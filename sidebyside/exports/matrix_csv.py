"""The matrix as CSV (RFC 4180): a line for each dimension, a column for each subject."""

import csv
import io

from sidebyside.exports.base import ExportContext, ExportedFiles
from sidebyside.exports.csv_cells import csv_cell
from sidebyside.model import urls
from sidebyside.render import templating
from sidebyside.site.index import SiteIndex

MATRIX_FILE = "matrix.csv"


def export_matrix(export_context: ExportContext) -> ExportedFiles:
    """Make matrix.csv."""
    return ExportedFiles({MATRIX_FILE: lambda: matrix_rows(export_context.site_index).encode()})


def matrix_rows(site_index: SiteIndex) -> str:
    """Return the table.

    Chapter, dimension, address, and what each subject says at a glance, as plain text.
    """
    made = io.StringIO(newline="")
    lines = csv.writer(made, lineterminator="\r\n")
    lines.writerow(
        map(
            csv_cell,
            [
                "Chapter",
                "Dimension",
                "Address",
                *(subject.name for subject in site_index.config.subjects),
            ],
        )
    )
    for chapter in site_index.chapters:
        for dimension in chapter.dimensions:
            says = (
                f"None. {site_index.text(cell.prose)}" if cell.none else site_index.text(cell.prose)
                for cell in dimension.glance
            )
            address = site_index.config.url + urls.page_of("dimension", dimension.slug)
            lines.writerow(
                map(
                    csv_cell,
                    [
                        chapter.category.title,
                        templating.strip_backticks(dimension.title),
                        address,
                        *says,
                    ],
                )
            )
    return made.getvalue()
