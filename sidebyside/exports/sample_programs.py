"""Each sample's program as a file to download: one file as it is, several as a zip."""

from functools import partial

from sidebyside.exports.base import ExportContext, ExportedFiles
from sidebyside.exports.zips import zip_program
from sidebyside.model.entries import Program
from sidebyside.model.urls import program_download
from sidebyside.render.templating import Content


def export_sample_programs(export_context: ExportContext) -> ExportedFiles:
    """Make the download of every program that a page shows beside its output."""
    site = export_context.site
    shown = [sample for dimension in site.dimensions for sample in dimension.samples]
    shown += [sample for measurement in site.measurements for sample in measurement.samples]
    files: dict[str, Content] = {}
    for sample in shown:
        for program in sample.programs:
            files[program_download(program)] = partial(_download, program)
    return ExportedFiles(files)


def _download(program: Program) -> bytes:
    if len(program.files) == 1:
        return program.files[0].text.encode()
    return zip_program(program, program.path.rpartition("/")[2])
