"""The logo and the favicon of a site: whether the files that site.yaml names are there, and are pictures and nothing else."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from sidebyside.content.loader import Inputs
from sidebyside.diagnostics import Diagnostic, Location, suggestion
from sidebyside.model.entries import Config

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
SVG_ROOT = "{http://www.w3.org/2000/svg}svg"
# Elements that run code or show another document when somebody opens the file itself.
ACTIVE_ELEMENTS = frozenset({"script", "foreignObject", "iframe", "object", "embed", "handler", "a", "set", "animate"})


def check_pictures(config: Config | None, inputs: Inputs, name: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the pictures beside site.yaml; `name` is the content folder's name in messages."""
    if config is None or inputs.site is None:
        return
    named = {"logo": config.logo, "favicon": config.favicon}
    for key, picture in named.items():
        if picture and picture not in inputs.pictures and picture not in inputs.unread:
            at = re.search(rf"^{key}\s*:\s*", inputs.site.source.text, re.MULTILINE)
            start = at.end() if at else 0
            hint = suggestion(picture, inputs.pictures) or "put it beside site.yaml"
            message = f"there is no file '{picture}'"
            yield inputs.site.source.problem("unreadable", message, start, start + len(picture), hint)
    for picture, data in inputs.pictures.items():
        place = Location(f"{name}/{picture}" if name else picture)
        if picture not in named.values():
            yield Diagnostic("unused-file", "nothing names this picture", place, "name it under logo: or favicon: in site.yaml")
        elif fault := _svg_fault(data) if picture.endswith(".svg") else _png_fault(data):
            yield Diagnostic("bad-value", fault, place)


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
