"""The colours of the site for files that know neither oklch nor light-dark().

They are read from site.css, where they are declared.

A colour is declared as `--ink: light-dark(oklch(25% .014 262), oklch(91% .008 85))`, or the same as
the `color` of a class of highlighted code, `.k`. What a subject has of its own is declared in
subjects.css, with the subject's hue in the third place.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import cos, radians, sin
from pathlib import Path

from jinja2 import TemplateError

_OKLCH = r"oklch\((?P<{0}>[\d.]+% [\d.]+) (?P<{0}_hue>[\d.]+|\{{\{{ subject\.hue \}}\}})\)"
_DECLARED = re.compile(
    r"(?:--|^\.)(?P<name>\w+)(?:: | \{ color: )light-dark\("
    + _OKLCH.format("light")
    + ", "
    + _OKLCH.format("dark")
    + r"\)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Palette:
    """The colours of the site as #rrggbb by name, on light and on dark paper.

    `own` and `own_dark` are lightness and chroma of a subject's.
    """

    light: Mapping[str, str]
    dark: Mapping[str, str]
    own: tuple[float, float]
    own_dark: tuple[float, float]

    def of_hue(self, hue: float, *, dark: bool = False) -> str:
        """Return the colour of a subject, on light or on dark paper."""
        return oklch_to_srgb(*(self.own_dark if dark else self.own), hue)


class _Colors(dict[str, str]):
    def __missing__(self, name: str) -> str:
        raise TemplateError(
            f"static/site.css declares no colour --{name}: light-dark(oklch(...), oklch(...))"
        )


def read_palette(find: Callable[[str], Path]) -> Palette:
    """Return the colours that templates declare.

    Asking for one that they do not declare is a TemplateError.

    `find` returns the path of a file of the templates.
    """
    light, dark = _Colors(), _Colors()
    for found in _DECLARED.finditer(_text(find("static/site.css"))):
        light[found["name"]] = _srgb(found["light"], found["light_hue"])
        dark[found["name"]] = _srgb(found["dark"], found["dark_hue"])
    for found in _DECLARED.finditer(_text(find("subjects.css"))):
        if found["name"] == "own":
            return Palette(
                light,
                dark,
                _lightness_and_chroma(found["light"]),
                _lightness_and_chroma(found["dark"]),
            )
    raise TemplateError(
        "subjects.css declares no --own: light-dark(oklch(... {{ subject.hue }}), ...)"
    )


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise TemplateError(f"{path.name} cannot be read: {error.strerror}") from error


def _srgb(lightness_and_chroma: str, hue: str) -> str:
    return oklch_to_srgb(*_lightness_and_chroma(lightness_and_chroma), float(hue))


def _lightness_and_chroma(text: str) -> tuple[float, float]:
    lightness, chroma = text.split()
    return float(lightness.rstrip("%")) / 100, float(chroma)


def oklch_to_srgb(lightness: float, chroma: float, hue: float) -> str:
    """Return a colour of oklch as #rrggbb.

    What a screen cannot show gets as much chroma as it can.
    """
    while True:
        a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
        long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        linear = (
            4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
        )
        if chroma <= 0 or all(-0.0005 <= part <= 1.0005 for part in linear):
            return "#" + "".join(f"{round(255 * _gamma(part)):02x}" for part in linear)
        chroma -= 0.002


def _gamma(linear: float) -> float:
    part = min(max(linear, 0.0), 1.0)
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
