"""The site as EPUB 3: a zip with a package document, navigation and an XHTML file for each part.

Written here with templates and the zip that the cards use too: of the libraries for it one asks
every user for the AGPL, the other has had no release for years, and both put today's date and a
random number into the file.
"""

import uuid
from datetime import UTC, datetime
from functools import partial

from jinja2 import Environment, TemplateError

from sidebyside.content.pictures import media_type
from sidebyside.diagnostics import Diagnostic
from sidebyside.exports.base import ExportContext, ExportedFiles
from sidebyside.exports.xml import strip_control_characters
from sidebyside.exports.zips import zip_bytes
from sidebyside.model import intervals
from sidebyside.model.entries import Ref
from sidebyside.render import templating
from sidebyside.render.colors import read_palette
from sidebyside.render.single_page import SinglePage, epub_name, html_to_xml
from sidebyside.site.dates import day_to_seconds
from sidebyside.site.index import SiteIndex

EPUB_EPOCH = 946_684_800
"""The date of a site without any, which an e-book needs all the same, in seconds since 1970."""

CONTAINER = """\
<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


def export_epub(export_context: ExportContext) -> ExportedFiles:
    """Make the EPUB, where this build is asked for it."""
    name = epub_name(export_context.site_index)
    return ExportedFiles(
        {name: partial(_epub, export_context)} if name in export_context.site_index.files else {}
    )


def _epub(export_context: ExportContext) -> bytes | Diagnostic:
    try:
        return zip_bytes(_files(export_context.site_index, export_context.templates))
    except TemplateError as error:
        return templating.template_problem(error, export_context.templates, "edition/part.html")


def _files(site_index: SiteIndex, templates: templating.Templates) -> dict[str, bytes]:
    palette = read_palette(templates.find)
    edition = SinglePage(site_index, 1, files=True)
    environment = _environment(templates)
    given = {
        "site": site_index.config,
        "edition": edition,
        "pictures": [
            (f"picture_{number}", it.path, media_type(it.path))
            for number, it in enumerate(site_index.site.illustrations, 1)
        ],
        "Ref": Ref,
        "light": palette.light,
        "dark": palette.dark,
        "own": {subject.key: palette.of_hue(subject.hue) for subject in site_index.config.subjects},
        "own_dark": {
            subject.key: palette.of_hue(subject.hue, dark=True)
            for subject in site_index.config.subjects
        },
        "identifier": uuid.uuid5(
            uuid.NAMESPACE_URL, f"{site_index.config.url}#{site_index.key}"
        ).urn,
        "modified": datetime.fromtimestamp(_modified(site_index), UTC).strftime(
            "%Y-%m-%dT%H:%M:%SZ"
        ),
        "ground": site_index.standing,
    }

    def made(template: str, **more: object) -> bytes:
        return strip_control_characters(
            html_to_xml(environment.get_template(f"edition/{template}").render(given | more))
        ).encode()

    files = {"mimetype": b"application/epub+zip", "META-INF/container.xml": CONTAINER.encode()}
    files |= {
        f"EPUB/{name}": made(name)
        for name in ("package.opf", "nav.xhtml", "title.xhtml", "cover.svg", "epub.css")
    }
    files |= {f"EPUB/{it.path}": it.data for it in site_index.site.illustrations}
    return files | {
        f"EPUB/{edition.file_of(part.name)}": made("part.xhtml", part=part)
        for part in edition.parts
    }


def _environment(templates: templating.Templates) -> Environment:
    environment = templating.jinja_environment(templates)
    environment.filters.update(
        code_spans=templating.code_spans,
        strip_backticks=templating.strip_backticks,
        join_words=templating.join_words,
        format_date=templating.format_date,
        highlighted_code=templating.highlighted_code,
        number=intervals.format_number,
    )
    return environment


def _modified(site_index: SiteIndex) -> int:
    """Return when the newest entry changed, in seconds since 1970."""
    evidence = day_to_seconds(site_index.standing.last) if site_index.standing.last else EPUB_EPOCH
    return max([evidence, *(stamp.updated for stamp in site_index.dates.values())])
