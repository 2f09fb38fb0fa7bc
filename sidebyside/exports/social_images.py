"""The social preview image of a dimension: its title and each subject's glance text.

type: the fonts of the templates; where they lack a character, the picture is left out, with a
    line that says so
fit: text is set in the largest type with which it has room; what has none in the smallest ends
    with an ellipsis
memory: a picture is drawn once for everything that goes into it, and kept by the hash of that

Letters are placed by the simplest layout of Pillow: a better one is not on every machine, and
would make other bytes.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from html import unescape
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sidebyside.cache.disk import DiskCache
from sidebyside.content import markdown
from sidebyside.exports.base import ExportContext, ExportedFiles
from sidebyside.model import urls
from sidebyside.model.entries import Dimension
from sidebyside.render.colors import Palette, read_palette
from sidebyside.render.templating import Content
from sidebyside.site.index import SiteIndex

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

WIDTH, HEIGHT = 1200, 630
IMAGE_EDGE, IMAGE_GUTTER, ABREAST, MAX_COLUMNS = 64, 44, 4, 8
"""The margins and what lies between columns, in pixels.

How many columns stand beside each other, and how many there are.
"""

HEAD_Y, TITLE_Y, FOOT_Y = 52, 116, 40
"""Positions of the head's text, the title and the foot's text, in pixels."""

TITLES, GLANCES = (68, 60, 54, 48, 42), (38, 35, 32, 29, 26, 23, 20)
"""Sizes of type to try, in pixels."""

SHADES = 12
"""How many steps lead from the paper to each colour.

More than the eye sees at the edge of a letter.
"""

CODE_RATIO, LINE_RATIO = 0.9, 1.36

Face = Literal["book", "bold", "label", "code"]
FACES: dict[Face, tuple[str, int]] = {
    "book": ("source-serif-4-latin-wght-normal.woff2", 400),
    "bold": ("source-serif-4-latin-wght-normal.woff2", 600),
    "label": ("source-sans-3-latin-wght-normal.woff2", 400),
    "code": ("source-code-pro-latin-400-normal.woff2", 0),
}
TextRun = tuple[str, Face]
StyledWord = tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """What one subject says: its name, its colour, its words."""

    name: str
    colour: str
    words: tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class ImageCard:
    """Everything that stands in a picture."""

    site: str
    chapter: str
    address: str
    title: tuple[TextRun, ...]
    columns: tuple[Column, ...]
    colours: tuple[str, str, str, str]
    """Of the paper, of letters, of letters that matter less, and of lines."""

    def pieces(self) -> Iterator[TextRun]:
        """Yield every text with its face."""
        yield from ((self.site, "bold"), (self.chapter, "label"), (self.address, "label"))
        yield from self.title
        for column in self.columns:
            yield from ((column.name, "bold"), *column.words)


def export_social_images(export_context: ExportContext) -> ExportedFiles:
    """Make a picture for each dimension, as pictures/<slug>.png."""
    try:
        fonts = Fonts(export_context.templates.find)
    except OSError as error:
        return ExportedFiles(
            {},
            (
                "the pictures are left out: a font of the templates does not load "
                f"({error.strerror or error})",
            ),
        )
    palette = read_palette(export_context.templates.find)
    files: dict[str, Content] = {}
    lacking: dict[str, str] = {}
    names = []
    for dimension in export_context.site.dimensions:
        plate = _plate(export_context.site_index, dimension, palette)
        if missing := fonts.lacking(plate):
            lacking[dimension.slug] = missing
            continue
        names.append(name := _name(plate, fonts))
        files[urls.picture_of(dimension.slug)] = partial(
            _kept, plate, fonts, name, export_context.store
        )
    if export_context.store:
        export_context.store.prune(names)
    return ExportedFiles(files, tuple(_note(lacking)))


def _kept(plate: "ImageCard", fonts: "Fonts", name: str, store: DiskCache | None) -> bytes:
    data: bytes | None = store.get(name) if store else None
    if data is None:
        data = draw_card(plate, fonts)
        if store:
            store.put(name, data)
    return data


def _note(lacking: dict[str, str]) -> Iterator[str]:
    if lacking:
        slug, character = next(iter(lacking.items()))
        others = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
        yield (
            f"the picture of {slug}{others} is left out: the fonts of the templates lack "
            f"'{character}'"
        )


def _plate(site_index: SiteIndex, dimension: Dimension, palette: Palette) -> ImageCard:
    subjects, more = (
        site_index.config.subjects[:MAX_COLUMNS],
        len(site_index.config.subjects) - MAX_COLUMNS,
    )
    columns = (
        Column(
            subject.name,
            palette.of_hue(subject.hue),
            ((("None. ", "bold"),) if cell.none else ())
            + tuple(
                _pieces(markdown.resolve_references(cell.prose.html, site_index.resolve), "book")
            ),
        )
        for subject, cell in zip(subjects, dimension.glance[:MAX_COLUMNS], strict=True)
    )
    return ImageCard(
        site_index.config.title.replace("`", ""),
        site_index.categories[dimension.category].title.replace("`", ""),
        urls.printed_address(site_index.config.url) + (f" · and {more} more" if more > 0 else ""),
        tuple(_in_ticks(dimension.title, "bold")),
        tuple(columns),
        (
            palette.light["paper"],
            palette.light["ink"],
            palette.light["quiet"],
            palette.light["line"],
        ),
    )


def _pieces(html: str, face: Face) -> Iterator[TextRun]:
    """Yield the text of some inline HTML, what is code in the face of code."""
    for number, part in enumerate(re.split(r"<code>(.*?)</code>", html)):
        if text := unescape(re.sub(r"<[^>]*>", "", part)):
            yield re.sub(r"\s+", " ", text), "code" if number % 2 else face


def _in_ticks(text: str, face: Face) -> Iterator[TextRun]:
    for number, part in enumerate(re.split(r"`([^`]+)`", text)):
        if part:
            yield part, "code" if number % 2 else face


class Fonts:
    """The fonts of the templates; an OSError when one of them cannot be read."""

    def __init__(self, find: Callable[[str], Path]) -> None:
        self.data = {name: find(f"static/vendor/{name}").read_bytes() for name, _ in FACES.values()}
        self._sized: dict[tuple[Face, float], FreeTypeFont] = {}
        self._known: dict[tuple[Face, str], bool] = {}
        for face in FACES:
            self.at(face, 20)

    @cached_property
    def digest(self) -> str:
        """Return a hash of all fonts."""
        return hashlib.sha256(b"".join(self.data[name] for name in sorted(self.data))).hexdigest()

    def at(self, face: Face, size: float) -> "FreeTypeFont":
        """Return a face in a size, in pixels."""
        from PIL import ImageFont

        if (face, size) not in self._sized:
            name, weight = FACES[face]
            font = ImageFont.truetype(
                BytesIO(self.data[name]), size, layout_engine=ImageFont.Layout.BASIC
            )
            if weight:
                font.set_variation_by_axes([weight])
            self._sized[face, size] = font
        return self._sized[face, size]

    def has(self, face: Face, character: str) -> bool:
        """Tell whether a face has a character: it is drawn otherwise than what no font has."""
        key = (face, character)
        if key not in self._known:
            font = self.at(face, 20)
            self._known[key] = character == " " or bytes(font.getmask(character)) != bytes(
                font.getmask("\uffff")
            )
        return self._known[key]

    def lacking(self, plate: ImageCard) -> str:
        """Return a character of a picture that its font lacks, or nothing."""
        lacked = (
            character
            for text, face in plate.pieces()
            for character in text
            if not self.has(face, character)
        )
        return next(lacked, "")

    def length(self, word: Sequence[TextRun], size: float) -> float:
        """Return how wide some text is, in pixels."""
        return sum(self.at(face, _scaled(face, size)).getlength(text) for text, face in word)


def _scaled(face: Face, size: float) -> float:
    return round(size * CODE_RATIO, 2) if face == "code" else size


def styled_words(pieces: Sequence[TextRun]) -> list[StyledWord]:
    """Part text at its spaces.

    What has none between them, such as code and a comma, stays one word.
    """
    made: list[list[TextRun]] = [[]]
    for text, face in pieces:
        first, *rest = text.split(" ")
        for number, part in enumerate((first, *rest)):
            if number:
                made.append([])
            if part:
                made[-1].append((part, face))
    return [tuple(word) for word in made if word]


def wrap_lines(
    pieces: Sequence[TextRun], fonts: Fonts, size: float, width: float
) -> list[StyledWord]:
    """Set text in lines of at most a width; a word that is wider is broken where it has to be."""
    made: list[StyledWord] = []
    for word in styled_words(pieces):
        parts = list(_broken(word, fonts, size, width))
        joined = (*made[-1], (" ", "book"), *parts[0]) if made else parts[0]
        if made and len(parts) == 1 and fonts.length(joined, size) <= width:
            made[-1] = joined
        else:
            made += parts
    return made


def _broken(word: StyledWord, fonts: Fonts, size: float, width: float) -> Iterator[StyledWord]:
    if fonts.length(word, size) <= width:
        yield word
        return
    line: list[TextRun] = []
    for text, face in word:
        for character in text:
            if line and fonts.length([*line, (character, face)], size) > width:
                yield tuple(_merged(line))
                line = []
            line.append((character, face))
    yield tuple(_merged(line))


def _merged(pieces: Sequence[TextRun]) -> Iterator[TextRun]:
    text, face = pieces[0]
    for more, other in pieces[1:]:
        if other == face:
            text += more
        else:
            yield text, face
            text, face = more, other
    yield text, face


@dataclass(frozen=True, slots=True)
class Block:
    """Text that was set: its lines, the size of its type, the height of a line, in pixels."""

    lines: tuple[StyledWord, ...]
    size: float
    leading: float


def fit_text(
    texts: Sequence[Sequence[TextRun]],
    fonts: Fonts,
    sizes: Sequence[float],
    width: float,
    height: float,
    leading: float = LINE_RATIO,
) -> list[Block]:
    """Set texts side by side in the largest size that fits, if possible without broken words.

    In the smallest they are cut where even that has no room.
    """
    every = [word for text in texts for word in styled_words(text)]
    whole = [size for size in sizes if all(fonts.length(word, size) <= width for word in every)]
    for size in (*whole, *sizes):
        step = round(size * leading)
        room = max(1, int(height // step))
        made = [wrap_lines(text, fonts, size, width) for text in texts]
        if all(len(block) <= room for block in made):
            break
    return [Block(tuple(_cut(block, room, fonts, size, width)), size, step) for block in made]


def _cut(
    block: list[StyledWord], room: int, fonts: Fonts, size: float, width: float
) -> list[StyledWord]:
    """Leave out the lines that have no room; the last that has ends with an ellipsis."""
    if len(block) <= room:
        return block
    last = list(block[room - 1])
    while last and fonts.length([*last, ("…", "book")], size) > width:
        text, face = last.pop()
        last += [(text[:-1], face)] if len(text) > 1 else []
    return [*block[: room - 1], (*last, ("…", "book"))]


def draw_card(plate: ImageCard, fonts: Fonts) -> bytes:
    """Draw a picture, and return it as a PNG of few colours."""
    from PIL import Image, ImageDraw

    paper, ink, quiet, line = plate.colours
    image = Image.new("RGB", (WIDTH, HEIGHT), paper)
    pen = ImageDraw.Draw(image)
    inner = WIDTH - 2 * IMAGE_EDGE
    _write(pen, fonts, IMAGE_EDGE, HEAD_Y, ((plate.site, "bold"),), 27, ink)
    right = WIDTH - IMAGE_EDGE - fonts.length(((plate.chapter, "label"),), 25)
    if right > IMAGE_EDGE + fonts.length(((plate.site, "bold"),), 27) + IMAGE_GUTTER:
        _write(pen, fonts, right, HEAD_Y, ((plate.chapter, "label"),), 25, quiet)
    (title,) = fit_text([plate.title], fonts, TITLES, inner, 190, 1.14)
    y = _block(pen, fonts, IMAGE_EDGE, TITLE_Y, title, ink)
    abreast = columns_abreast(len(plate.columns))
    rows = [
        plate.columns[start : start + abreast] for start in range(0, len(plate.columns), abreast)
    ]
    width = (inner - IMAGE_GUTTER * (abreast - 1)) / abreast
    top = y + 26
    share = (HEIGHT - FOOT_Y - 44 - top) / len(rows)
    for number, row in enumerate(rows):
        _columns(pen, fonts, row, (top + number * share, width, share), (ink, line))
    _write(pen, fonts, IMAGE_EDGE, HEIGHT - FOOT_Y, ((plate.address, "label"),), 23, quiet)
    letters = [ink, quiet, *(column.colour for column in plate.columns)]
    out = BytesIO()
    image.quantize(palette=_image_palette(paper, line, letters), dither=Image.Dither.NONE).save(
        out, "PNG", compress_level=6
    )
    return out.getvalue()


def _image_palette(paper_colour: str, line: str, letters: Sequence[str]) -> "Image":
    """Return an image with a palette of the paper, the lines, and shades of each text colour.

    Lines have straight edges and need no shades; as light as they are, these would be taken for the
    paper.
    """
    from PIL import Image, ImageColor

    paper = ImageColor.getrgb(paper_colour)
    made = [*paper, *ImageColor.getrgb(line)]
    shades = max(1, min(SHADES, 254 // len(letters)))
    for colour in letters[:254]:
        parts = list(zip(paper, ImageColor.getrgb(colour), strict=True))
        for step in range(1, shades + 1):
            made += [round(a + (b - a) * step / shades) for a, b in parts]
    image = Image.new("P", (1, 1))
    image.putpalette(made)
    return image


def columns_abreast(number: int) -> int:
    """Return the number of columns per row that fills all rows about evenly."""
    return -(-number // -(-number // ABREAST))


def _columns(
    pen: "ImageDraw",
    fonts: Fonts,
    row: Sequence[Column],
    room: tuple[float, float, float],
    colours: tuple[str, str],
) -> None:
    """Draw columns beside each other.

    `room` is where they begin, how wide each is and how high, `colours` ink and line.
    """
    (top, width, height), (ink, line) = room, colours
    names = fit_text(
        [((column.name, "bold"),) for column in row], fonts, (32, 28, 24, 20), width, 44
    )
    blocks = fit_text([column.words for column in row], fonts, GLANCES, width, height - 76)
    for place, (column, name, block) in enumerate(zip(row, names, blocks, strict=True)):
        left = IMAGE_EDGE + place * (width + IMAGE_GUTTER)
        if place:
            pen.line(
                [(left - IMAGE_GUTTER / 2, top), (left - IMAGE_GUTTER / 2, top + height - 14)],
                fill=line,
            )
        pen.rectangle([left, top, left + width, top + 3], fill=column.colour)
        _block(pen, fonts, left, top + 16, name, column.colour)
        _block(pen, fonts, left, top + 66, block, ink)


def _block(
    pen: "ImageDraw", fonts: Fonts, left: float, top: float, block: Block, colour: str
) -> float:
    """Draw lines of text, and return where the next would begin."""
    for number, line in enumerate(block.lines):
        _write(
            pen, fonts, left, top + number * block.leading + block.size, line, block.size, colour
        )
    return top + len(block.lines) * block.leading


def _write(
    pen: "ImageDraw",
    fonts: Fonts,
    left: float,
    base: float,
    line: StyledWord,
    size: float,
    colour: str,
) -> None:
    """Draw one line of text on its base line."""
    for text, face in line:
        font = fonts.at(face, _scaled(face, size))
        pen.text((left, base), text, font=font, fill=colour, anchor="ls")
        left += font.getlength(text)


def _name(plate: ImageCard, fonts: Fonts) -> str:
    return hashlib.sha256(f"{_program()} {fonts.digest} {plate!r}".encode()).hexdigest()


@cache
def _program() -> str:
    """Return a hash of what draws: this module, and the library."""
    return hashlib.sha256(Path(__file__).read_bytes()).hexdigest() + version("pillow")
