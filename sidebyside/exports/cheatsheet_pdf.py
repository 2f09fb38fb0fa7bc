"""The cheat sheet as PDF: one sheet of paper with two sides, A4 and Letter, by WeasyPrint.

fit: the largest type between `LARGEST` and `LEAST` points with which everything stands on two
    sides; categories are kept whole as long as that costs no more than `WHOLE_COSTS` points; if
    even the smallest type needs more paper, the sheet takes the pages that it needs, and
    nothing is cut
fill: what is left of a side goes to its rows, so that both sides end at the foot
bytes: the same on every build: fonts come from the templates, no date is told, and the one that
    fonts carry is fixed

WeasyPrint needs pango, which pip does not install. Without it there are no PDFs, and a line
that says so.
"""

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from html import unescape
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from urllib.request import url2pathname

from jinja2 import Environment, TemplateNotFound
from markupsafe import Markup

from sidebyside.content import markdown
from sidebyside.model import urls
from sidebyside.model.entries import Dimension, Prose, Ref, Site
from sidebyside.render import templating
from sidebyside.render.colors import read_palette
from sidebyside.site.index import SiteIndex

SIDES = 2
MAX_POINTS, LEAST, SIZE_STEP = 9.0, 7.0, 0.25
LIKELY, UNHURRIED = 7.75, 8.0
"""The first type size tried, and the size for a sheet that needs more paper anyway."""

WHOLE_COSTS = 0.5
CODE_SCALE, TIGHT = 0.9, -0.03
PAD, WIDEST_PAD = 0.16, 0.36
"""What stands above and below the text of a row, in ems."""

HEAD_WEIGHT, HEAD_SHARES, SPARE = 1.4, 4, 0.2
"""The height of a category's head in ems and paddings (see cheatsheet-pdf.css), and the reserve."""

TOP, PAGE_EDGE, BOTTOM, PAGE_GUTTER = 8.5, 9.0, 12.7, 2.2
"""The margins, and half of what lies between two columns, in millimetres."""

UPRIGHT = 3
"""Up to so many subjects stand on upright paper; more have it sideways."""

ASPECT = (15, 18.5)
"""How much of the width the dimensions take, in hundredths: sideways, upright."""

NARROWEST = (279.4, 210.0)
"""The width of the narrower of the two papers in millimetres: sideways, upright."""

SHORT_CODE = 20
"""Code of up to so many characters is not broken over two lines."""

CODE_CHARACTER = 1.75
"""How wide a character of code is in the largest type, in millimetres.

And by that how much of it a narrow column holds.
"""

MAX_SUBJECTS = 12
"""So many columns of more than one word fit beside each other on sideways paper."""

FONT_FILES = (
    "source-serif-4-latin-wght-normal.woff2",
    "source-sans-3-latin-wght-normal.woff2",
    "source-code-pro-latin-400-normal.woff2",
)
PAPERS = {"a4": "A4", "letter": "letter"}
FONT_EPOCH = "946684800"


class Setting(NamedTuple):
    """How a sheet is set: type size in points, whether categories may break, and row padding.

    `sides` tells which side a dimension is on, `continued` before which of them the head of its
    category stands once more.
    """

    size: float
    whole: bool
    pads: tuple[float, ...] = (PAD,)
    sides: Mapping[str, int] = {}
    continued: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """A sheet that was laid out, and how; `document` is WeasyPrint's."""

    setting: Setting
    document: Any

    @property
    def fits(self) -> bool:
        """Whether one sheet of paper is enough."""
        return len(self.document.pages) <= SIDES


def cheat_sheets(site: Site, templates: templating.Templates) -> tuple[dict[str, bytes], str]:
    """Make the sheets by their names.

    Without WeasyPrint none, and a line about what is left out and why.
    """
    number = len(site.config.subjects)
    if number > MAX_SUBJECTS:
        return (
            {},
            f"the cheat sheet as PDF is left out: a sheet holds at most {MAX_SUBJECTS} "
            f"subjects, and here are {number}",
        )
    try:
        # What it says of a missing library takes half a screen; ours is a line.
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            weasyprint = import_module("weasyprint")
    except (ImportError, OSError) as error:
        reason = str(error).partition("\n")[0].partition(". ")[0]
        return {}, f"the cheat sheet as PDF is left out: WeasyPrint does not load ({reason})"
    renderer = SheetRenderer(site, templates, weasyprint)
    files, size = {}, LIKELY
    with _fixed_time():
        for name, paper in PAPERS.items():
            sheet = renderer.filled(renderer.fitted(paper, size), paper)
            files[f"cheatsheet-{name}.pdf"] = renderer.printed(sheet)
            size = sheet.setting.size
    return files, renderer.lacking()


class SheetRenderer:
    """What sets the sheets of one site."""

    def __init__(self, site: Site, templates: templating.Templates, weasyprint: Any) -> None:  # noqa: ANN401 - it has no types
        self.site_index = SiteIndex(site)
        self.palette = read_palette(templates.find)
        self.weasyprint = weasyprint
        self.fonts = import_module("weasyprint.text.fonts").FontConfiguration()
        self.templates_root = templates.root
        self.base = templates.root.resolve().as_uri() + "/"
        self.missing: list[str] = []
        self.fetcher = _fetcher(templates, self.missing)
        self.environment = _environment(self.site_index, templates)

    def fitted(self, paper: str, start: float) -> Sheet:
        """Return the sheet with the largest type that fits.

        The search begins at a size that is likely.
        """
        first = self.set(paper, Setting(start, whole=True))
        if len(first.document.pages) > 2 * SIDES:  # no type is so small
            return self.set(paper, Setting(UNHURRIED, whole=True))
        whole = self._largest(paper, first)
        size = whole.setting.size + WHOLE_COSTS + SIZE_STEP if whole.fits else LEAST
        if size > MAX_POINTS:
            return whole
        broken = self.set(paper, Setting(size, whole=False))
        if broken.fits:
            return self._largest(paper, broken)
        return whole if whole.fits else self.set(paper, Setting(UNHURRIED, whole=True))

    def _largest(self, paper: str, sheet: Sheet) -> Sheet:
        """Try larger type than that of a sheet while it fits, or smaller type until it does."""
        step = SIZE_STEP if sheet.fits else -SIZE_STEP
        while LEAST <= (size := sheet.setting.size + step) <= MAX_POINTS:
            other = self.set(paper, sheet.setting._replace(size=size))
            if step > 0 and not other.fits:
                break
            sheet = other
            if step < 0 and other.fits:
                break
        return sheet

    def filled(self, sheet: Sheet, paper: str) -> Sheet:
        """Return the sheet with spare height given to rows; broken categories get a second head."""
        setting = self._spread(sheet)
        if max(setting.pads) - PAD < 0.005 and not setting.continued:
            return sheet
        other = self.set(paper, setting)
        return other if self._spread(other).sides == setting.sides else sheet

    def _spread(self, sheet: Sheet) -> Setting:
        sides: dict[str, int] = {}
        wanted = []
        continued = set()
        for number, page in enumerate(sheet.document.pages):
            placed = {
                name: place for name, place in page.anchors.items() if name.startswith(("c-", "d-"))
            }
            rows = [name[2:] for name in placed if name.startswith("d-")]
            sides |= dict.fromkeys(rows, number)
            heads = len(placed) - len(rows)
            foot = max((place[3] for place in placed.values()), default=0.0)
            left = (page.height - BOTTOM * 96 / 25.4 - foot) * 0.75 / sheet.setting.size - SPARE
            first = min(placed, key=lambda name: placed[name][1], default="c-")
            if first.startswith("d-") and left >= HEAD_WEIGHT + HEAD_SHARES * PAD:
                continued.add(first[2:])
                heads += 1
                left -= HEAD_WEIGHT + HEAD_SHARES * PAD
            shares = 2 * len(rows) + HEAD_SHARES * heads
            wanted.append(PAD + max(0.0, left) / shares if shares else PAD)
        # All sides but the last are meant to be full; the last may end where it ends, in the rhythm
        # of the others.
        full = [min(pad, WIDEST_PAD) for pad in wanted[:-1]]
        last = wanted[-1] if wanted[-1] <= WIDEST_PAD else min(full, default=WIDEST_PAD)
        pads = tuple(round(pad, 4) for pad in (*full, last))
        return sheet.setting._replace(pads=pads, sides=sides, continued=frozenset(continued))

    def set(self, paper: str, setting: Setting) -> Sheet:
        """Lay a sheet out."""
        upright = len(self.site_index.config.subjects) <= UPRIGHT
        values = {
            "paper": f"{paper} {'portrait' if upright else 'landscape'}",
            "whole": setting.whole,
            "size": setting.size,
            "code": max(LEAST, round(setting.size * CODE_SCALE, 3)),
            "least": LEAST,
            "tight": TIGHT,
            "pads": setting.pads,
            "top": TOP,
            "edge": PAGE_EDGE,
            "bottom": BOTTOM,
            "gutter": PAGE_GUTTER,
            "aspect": ASPECT[upright],
            "colours": self.palette.light,
            "own": {
                subject.key: self.palette.of_hue(subject.hue)
                for subject in self.site_index.config.subjects
            },
        }
        given = {"base_url": self.base, "url_fetcher": self.fetcher}
        style = self.weasyprint.CSS(
            string=self._text("cheatsheet-pdf.css", values), font_config=self.fonts, **given
        )
        page = self.weasyprint.HTML(string=self._said(setting), **given)
        document = page.render(stylesheets=[style], font_config=self.fonts)
        if self.missing:
            raise TemplateNotFound(self.missing[0])
        return Sheet(setting, document)

    def _said(self, setting: Setting) -> str:
        site_index = self.site_index
        values = {
            "chapters": site_index.chapters,
            "ground": site_index.standing,
            "sides": setting.sides,
            "continued": setting.continued,
        }
        return self._text("cheatsheet-pdf.html", values)

    def _text(self, template: str, values: Mapping[str, object]) -> str:
        return self.environment.get_template(template).render(site=self.site_index.config, **values)

    def lacking(self) -> str:
        """Say which characters of the sheet its fonts do not have.

        Those of the machine stand in, or nothing does.
        """
        said = unescape(_TAG.sub("", self._said(Setting(LEAST, whole=True))))
        fonts = import_module("fontTools.ttLib")
        known: set[int] = {0x200B, 0x200E, 0x200F}
        for name in FONT_FILES:
            with fonts.TTFont(self.templates_root / "static" / "vendor" / name) as font:
                known |= font.getBestCmap().keys()
        lacked = [
            sign for sign in dict.fromkeys(said) if not sign.isspace() and ord(sign) not in known
        ]
        if not lacked:
            return ""
        shown = f"{' '.join(lacked[:10])}{' and more' if len(lacked) > 10 else ''}"
        number = f"{len(lacked)} character{'s' if len(lacked) > 1 else ''}"
        return (
            f"the fonts of the cheat sheet as PDF lack {number}, for which fonts of this "
            f"machine stand in: {shown}"
        )

    def printed(self, sheet: Sheet) -> bytes:
        """Return a sheet as PDF, tagged, with a name that comes from what it says."""
        name = hashlib.sha256(self._said(sheet.setting).encode()).hexdigest()[:32].encode()
        made: bytes = sheet.document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=name)
        return made


def _environment(site_index: SiteIndex, templates: templating.Templates) -> Environment:
    """Return the rules of all templates, with links that lead from paper to the site."""
    url = site_index.config.url

    def link(ref: Ref) -> tuple[str, str] | None:
        found = site_index.resolve(ref)
        return (url + found[0], found[1]) if found else None

    longest = _unbroken_length(len(site_index.config.subjects))

    def unbroken(code: re.Match[str]) -> str:
        return (
            f'<code class="short">{code[1]}</code>'
            if len(unescape(code[1])) <= longest
            else code[0]
        )

    def fill(prose: Prose) -> Markup:
        return Markup(_CODE.sub(unbroken, markdown.resolve_references(prose.html, link)))  # noqa: S704 - markdown.py is the place that makes HTML safe

    def address(dimension: Dimension) -> str:
        return url + urls.page_of("dimension", dimension.slug)

    environment = templating.jinja_environment(templates)
    environment.filters.update(
        resolve_references=fill,
        address=address,
        bare=urls.printed_address,
        code_spans=templating.code_spans,
        join_words=templating.join_words,
        format_date=templating.format_date,
    )
    return environment


_TAG = re.compile(r"<[^>]*>")
_CODE = re.compile(r"<code>([^<]*)</code>")


def _unbroken_length(subjects: int) -> int:
    """Return how many characters of code stay on one line.

    As many as fit in a column, and no more than `SHORT_CODE`.
    """
    upright = subjects <= UPRIGHT
    paper = NARROWEST[upright] - 2 * PAGE_EDGE
    column = paper * (1 - ASPECT[upright] / 100) / subjects - 2 * PAGE_GUTTER
    return min(SHORT_CODE, int(column / CODE_CHARACTER))


def _fetcher(templates: templating.Templates, missing: list[str]) -> object:
    """Return what WeasyPrint reads files with.

    Those of static/ and nothing else, neither from the disk nor from a network.
    """
    fetching = import_module("weasyprint.urls")
    root = templates.root.resolve()

    def fetch(_self: object, url: str, _headers: object = None) -> object:
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not path.is_relative_to(root / "static"):
            raise ValueError(f"{url} is not a file of the templates")
        name = path.relative_to(root).as_posix()
        try:
            return fetching.URLFetcherResponse(url, templates.find(name).read_bytes())
        except OSError:
            missing.append(name)
            raise

    fetcher: object = type("Fetcher", (fetching.URLFetcher,), {"fetch": fetch})()
    return fetcher


@contextmanager
def _fixed_time() -> Iterator[None]:
    """Fix the date that goes into fonts, for as long as the sheets are made."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = FONT_EPOCH
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before
