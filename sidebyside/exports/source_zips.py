"""A zip of each subject's program of an application."""

from functools import partial

from sidebyside.exports.base import ExportContext, ExportedFiles
from sidebyside.exports.zips import zip_program
from sidebyside.render.applications import source_zip
from sidebyside.render.templating import Content


def export_source_zips(export_context: ExportContext) -> ExportedFiles:
    """Make an archive for each program of each application."""
    files: dict[str, Content] = {}
    for application in export_context.site.applications:
        for program in application.programs:
            path = source_zip(application.slug, program.subject)
            folder = f"{application.slug}-{program.subject}"
            files[path] = partial(zip_program, program, folder)
    return ExportedFiles(files)
