"""Text in XML: escaped, and without the few characters that no XML may hold."""

import re
from html import escape

_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(words: str) -> str:
    """Return some words for the inside of an element or of a quoted attribute."""
    return escape(strip_control_characters(words), quote=False).replace('"', "&quot;")


def strip_control_characters(words: str) -> str:
    """Return some words, or finished XML, without characters that XML forbids."""
    return _FORBIDDEN.sub("", words)
