"""The pictures that entries show, beside the pages as they lie beside the entries."""

from sidebyside.exports.base import ExportContext, ExportedFiles


def export_illustrations(export_context: ExportContext) -> ExportedFiles:
    """Copy each picture that an entry shows."""
    return ExportedFiles({it.path: it.data for it in export_context.site.illustrations})
