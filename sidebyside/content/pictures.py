"""The logo and the favicon of a site, and pictures beside entries.

Whether the files are there, and are pictures and nothing else.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from xml.etree import ElementTree as ET

from sidebyside.content.loader import Inputs
from sidebyside.diagnostics import Diagnostic, Location, suggestion
from sidebyside.model.entries import Config, EntryPicture

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
SVG_ROOT = "{http://www.w3.org/2000/svg}svg"
# Elements that run code or show another document when somebody opens the file itself.
ACTIVE_ELEMENTS = frozenset(
    {"script", "foreignObject", "iframe", "object", "embed", "handler", "a", "set", "animate"}
)


def check_pictures(config: Config | None, inputs: Inputs, name: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the pictures beside site.yaml.

    `name` is the content folder's name in messages.
    """
    if config is None or inputs.site is None:
        return
    named = {"logo": config.logo, "favicon": config.favicon}
    for key, picture in named.items():
        if picture and picture not in inputs.pictures and picture not in inputs.unread:
            at = re.search(rf"^{key}\s*:\s*", inputs.site.source.text, re.MULTILINE)
            start = at.end() if at else 0
            hint = suggestion(picture, inputs.pictures) or "put it beside site.yaml"
            message = f"there is no file '{picture}'"
            yield inputs.site.source.problem(
                "unreadable", message, start, start + len(picture), hint
            )
    for picture, data in inputs.pictures.items():
        if "/" in picture:
            continue
        place = Location(f"{name}/{picture}" if name else picture)
        if picture not in named.values():
            yield Diagnostic(
                "unused-file",
                "nothing names this picture",
                place,
                "name it under logo: or favicon: in site.yaml",
            )
        elif fault := _svg_fault(data) if picture.endswith(".svg") else _png_fault(data):
            yield Diagnostic("bad-value", fault, place)


# By the endings that a file may have; a picture of more pixels than this is no illustration.
_FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP", ".gif": "GIF"}
MAX_PICTURE_PIXELS = 40_000_000


def check_entry_pictures(
    shown: Iterable[tuple[str, Location]], inputs: Inputs, name: str
) -> tuple[tuple[EntryPicture, ...], list[Diagnostic]]:
    """Return the pictures that entries show, and what is wrong with them.

    `shown` are paths below content/, each with the place that shows it; `name` is the content
    folder's name in messages.
    """
    there = {path: data for path, data in inputs.pictures.items() if "/" in path}
    good: dict[str, EntryPicture] = {}
    problems = []
    used = set()
    for path, place in shown:
        used.add(path)
        if path not in there and path not in inputs.unread:
            problems.append(_missing(path, there, place))
    for path, data in there.items():
        place = Location(f"{name}/{path}" if name else path)
        if path not in used:
            hint = f"show it with ![what it shows]({path.rpartition('/')[2]}), or remove it"
            problems.append(Diagnostic("unused-file", "no entry shows this picture", place, hint))
            continue
        found = _measured(path, data)
        if isinstance(found, EntryPicture):
            good[path] = found
        else:
            problems.append(Diagnostic("bad-value", found, place))
    return tuple(good.values()), problems


def media_type(path: str) -> str:
    """Return the media type of a picture by the ending of its name."""
    return f"image/{_FORMATS[path[path.rindex('.') :].lower()].lower()}"


def _missing(path: str, there: Mapping[str, bytes], place: Location) -> Diagnostic:
    folder, _, file = path.rpartition("/")
    beside = [one.rpartition("/")[2] for one in there if one.rpartition("/")[0] == folder]
    hint = suggestion(file, beside) or f"put it into {folder}/"
    return Diagnostic("broken-link", f"there is no picture '{file}'", place, hint)


def _measured(path: str, data: bytes) -> EntryPicture | str:
    """Return a picture with its size in pixels, or say what is wrong with the file."""
    # Few sites have pictures, and loading the library takes longer than reading a small site.
    from PIL import Image, UnidentifiedImageError

    wanted = _FORMATS[path[path.rindex(".") :].lower()]
    try:
        with Image.open(BytesIO(data), formats=[wanted]) as image:
            width, height = image.size
            if width * height > MAX_PICTURE_PIXELS:
                return f"this picture has {width:,} x {height:,} pixels, more than can be shown"
            image.verify()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return f"this is not a {wanted} picture"
    return EntryPicture(path, data, width, height)


def _png_fault(data: bytes) -> str:
    return "" if data.startswith(PNG_SIGNATURE) else "this is not a PNG file"


def _svg_fault(data: bytes) -> str:
    """Say what keeps a file from being a still picture, or nothing."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        return "an SVG file must not have a document type: remove the line <!DOCTYPE ...>"
    try:
        root = ET.fromstring(data)  # noqa: S314 - without a document type there are no entities
    except ET.ParseError as error:
        return f"this is not an SVG file: {error}"
    if root.tag != SVG_ROOT:
        return "this is not an SVG file: its first element is not <svg> of the SVG namespace"
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag in ACTIVE_ELEMENTS:
            return f"an SVG file must not contain <{tag}>"
        for attribute, value in element.attrib.items():
            short = attribute.rpartition("}")[2].lower()
            if short.startswith("on"):
                return f"an SVG file must not contain the attribute '{short}'"
            if short in {"href", "src"} and not value.startswith("#"):
                return "an SVG file must not load or link to anything outside of itself"
    return ""
