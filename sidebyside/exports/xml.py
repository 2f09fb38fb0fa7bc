"""Text in XML: escaped, and without the few characters that no XML may hold."""

import re
from html import escape

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def text(words: str) -> str:
    """Return some words for the inside of an element or of a quoted attribute."""
    return escape(clean(words), quote=False).replace('"', "&quot;")


def clean(words: str) -> str:
    """Return some words, or finished XML, without characters that XML forbids."""
    return _FORBIDDEN.sub("", words)
