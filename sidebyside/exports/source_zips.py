"""A zip of each subject's program of an application."""

from functools import partial

from sidebyside.exports.base import ExportContext, ExportedFiles
from sidebyside.exports.zips import zip_bytes
from sidebyside.model.entries import Program
from sidebyside.render.applications import source_zip
from sidebyside.render.templating import Content


def export_source_zips(export_context: ExportContext) -> ExportedFiles:
    """Make an archive for each program of each application."""
    files: dict[str, Content] = {}
    for application in export_context.site.applications:
        for program in application.programs:
            path = source_zip(application.slug, program.subject)
            folder = f"{application.slug}-{program.subject}"
            files[path] = partial(_archive, program, folder)
    return ExportedFiles(files)


def _archive(program: Program, folder: str) -> bytes:
    files = sorted((f"{folder}/{file.name}", file.text.encode()) for file in program.files)
    return zip_bytes(dict(files))
