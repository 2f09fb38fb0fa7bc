"""What must never be in a file that a build wrote, whatever the content.

Code of the content's own, and broken data.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import html5lib

LINKS = (
    "href",
    "src",
    "action",
    "formaction",
    "data",
    "poster",
    "srcdoc",
    "srcset",
    "background",
    "cite",
    "xlink:href",
)
FORBIDDEN = {
    "iframe",
    "object",
    "embed",
    "base",
    "applet",
    "frame",
    "frameset",
    "math",
    "noscript",
    "template",
    "style",
    "marquee",
}
OURS = re.compile(r"(?:\.\./)*(?:assets/[\w./-]+\.js|search-index\.js)")


def of_page(text: str) -> Iterator[str]:
    """Yield what could run in a page.

    Scripts of others, handlers, addresses that are code, frames.
    """
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    for element in tree.iter():
        tag = element.tag if isinstance(element.tag, str) else "comment"
        if tag in FORBIDDEN:
            yield f"an element <{tag}>"
        if tag == "script" and not _is_ours(element):
            yield f"a script {element.attrib} {(element.text or '')[:80]!r}"
        if (
            tag == "meta"
            and element.get("http-equiv", "").lower() == "refresh"
            and ":" in element.get("content", "")
        ):
            yield "a refresh to elsewhere"
        for name, value in element.attrib.items():
            name = str(name).lower()
            if name.startswith("on") or name == "style":
                yield f"an attribute {name}={value[:80]!r}"
            bare = re.sub(r"[\x00-\x20\x7f]", "", value).lower()
            if name in LINKS and re.match(
                r"(javascript|data|vbscript|blob|file|about|view-source):", bare
            ):
                yield f"an address {name}={value[:80]!r}"
            if name in {"src", "data"} and re.match(r"(?:[a-z]+:)?//", bare):
                yield f"loads {value[:80]}"


def _is_ours(element: ElementTree.Element) -> bool:
    if element.get("type") == "application/ld+json" and set(element.attrib) == {"type"}:
        return isinstance(json.loads(element.text or ""), dict)
    return bool(OURS.fullmatch(element.get("src", "") or "")) and not (element.text or "").strip()


def of_file(path: Path) -> Iterator[str]:
    """Yield what is wrong with a file that a build wrote.

    A page as above, data that cannot be read.
    """
    if path.suffix == ".html":
        # The page for lost addresses, served at any depth, finds the root by a base and carries a
        # few rules of its own.
        own = {"an element <base>", "an element <style>"} if path.name == "404.html" else set()
        yield from (
            wrong for wrong in of_page(path.read_text(encoding="utf-8")) if wrong not in own
        )
    try:
        if path.suffix == ".json":
            json.loads(path.read_bytes())
        elif path.name == "search-index.js":
            json.loads(
                path.read_text(encoding="utf-8")
                .removeprefix("sidebyside_index(")
                .removesuffix(");\n")
            )
        elif path.suffix in {".xml", ".svg"}:
            ElementTree.parse(path)
    except (ValueError, ElementTree.ParseError) as error:
        yield f"data that cannot be read: {error}"
