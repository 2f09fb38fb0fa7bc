"""Convert the HTML of this site to GitHub-flavoured Markdown.

The module also writes the few Markdown constructs that other exports need.

Nothing here is a reader of any HTML there is: what comes in was made by markdown.py, or by a
template of ours. Most cells are words and code spans and take a short way; the rest goes through a
stack of open elements, once.

A link inside of the site is a slot, its file between two NULs, until it is known which file shows
the text (`placed`).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import unescape

from sidebyside.model.urls import relative


def reference_slot(target: str) -> str:
    """Return a placeholder URL of a file, until the linking page is known.

    `target` is relative to the root of the site, with or without #anchor.
    """
    return f"\0{target}\0"


def fill_reference_slots(text: str, page: str) -> str:
    """Return a text with its slots as relative links from `page`, the file that shows it."""
    parts = text.split("\0")
    parts[1::2] = [relative(target, page) for target in parts[1::2]]
    return "".join(parts)


def markdown_title(text: str) -> str:
    """Return a title: what stands in backticks is code, the rest is taken as it is."""
    words = " ".join(text.split()) if "\n" in text else text
    if "`" not in words:
        return escape_markdown(words)
    return "".join(
        code_span(part) if place % 2 else escape_markdown(part)
        for place, part in enumerate(_TICKS.split(words))
    )


def inline_markdown(html: str) -> str:
    """Return HTML without blocks as one line of Markdown."""
    if "<" not in html:
        return escape_markdown(unescape(html) if "&" in html else html)
    if html.count("<") != 2 * html.count("<code>"):
        return block_markdown(html)
    parts = html.replace("</code>", "<code>").split("<code>")
    return "".join(
        code_span(unescape(part)) if place % 2 else escape_markdown(unescape(part))
        for place, part in enumerate(parts)
    )


def escape_markdown(text: str) -> str:
    """Return words with a backslash or an entity before whatever Markdown would read as markup."""
    return _SPECIAL.sub(_escaped, text) if _PERHAPS.search(text) else text


_PERHAPS = re.compile(r"[\\`*_\[\]<&~]")
# An underscore inside of a word, a lonely < and a lonely & are read as themselves. GFM strikes out
# after any ~.
_SPECIAL = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#|\w+;)|(?<=\S)~")
_ENTITIES = {"<": "&lt;", "&": "&amp;", "~": "&#126;"}
_TICKS = re.compile(r"`([^`]+)`")


def _escaped(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0]) or f"\\{match[0]}"


def code_span(text: str) -> str:
    """Return a code span; as HTML where a table of GFM could not hold it."""
    words = " ".join(text.split()) if "\n" in text else text
    if "\\|" in words:
        return f"<code>{re.sub('[^0-9A-Za-z ]', lambda m: f'&#{ord(m[0])};', words)}</code>"
    if "`" not in words:
        return f"`{words}`" if words else ""
    ticks = _fence_of(words, 1)
    return f"{ticks} {words} {ticks}"


def markdown_fence(text: str, language: str = "text") -> str:
    """Return a program or an output between fences that it does not hold itself."""
    ticks = _fence_of(text, 3)
    return f"{ticks}{language}\n{text.replace(chr(0), chr(0xFFFD)).removesuffix(chr(10))}\n{ticks}"


def _fence_of(text: str, least: int) -> str:
    longest = max(map(len, re.findall("`+", text)), default=0) if "`" * least in text else 0
    return "`" * max(least, longest + 1)


def markdown_link(label: str, target: str) -> str:
    """Return a link; `label` is Markdown already."""
    return f"[{label}]({_UNSAFE.sub(lambda m: '&amp;' if m[0] == '&' else f'%{ord(m[0]):02X}', target)})"


_UNSAFE = re.compile(r"[ ()<>|\\\"`]|&(?=#?\w+;)")


def heading_anchor(name: str) -> str:
    """Return a place that links can lead to."""
    return f'<a id="{name}"></a>' if name else ""


def markdown_heading(level: int, text: str, name: str = "") -> str:
    """Return a heading; `text` is Markdown already."""
    return f"{'#' * level} {heading_anchor(name)}{_CLOSING.sub(lambda m: chr(92) + m[0], text)}"


_CLOSING = re.compile(r"#+\Z")


def markdown_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table; cells are Markdown already, in one line."""
    first = _row(head)
    return "\n".join(
        [
            first[0],
            "| " + " | ".join(["---"] * first[1]) + " |",
            *(_row(cells)[0] for cells in rows),
        ]
    )


def _row(cells: Iterable[str]) -> tuple[str, int]:
    made = [
        cell.replace("\n", " ").replace("|", "\\|") if "|" in cell or "\n" in cell else cell
        for cell in cells
    ]
    return "| " + " | ".join(made) + " |", len(made)


def markdown_list(entries: Iterable[str]) -> str:
    """Return a list; an entry is a line, or blocks of which the first is a paragraph."""
    return _list([("- ", start(entry)) for entry in entries])


def _list(entries: list[tuple[str, str]]) -> str:
    gap = "\n\n" if any("\n\n" in text for _, text in entries) else "\n"
    return gap.join(mark + _indented(text, len(mark)) for mark, text in entries)


def _indented(text: str, width: int = 0) -> str:
    """Indent all lines but the first as part of a list's entry.

    By four, which every reader takes, or by a longer mark.
    """
    return _LINE.sub(" " * max(4, width), text) if "\n" in text else text


_LINE = re.compile(r"(?<=\n)(?=[^\n])")


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet, and what is in it so far.

    Words, or the entries of a list or row.
    """

    tag: str
    attributes: str = ""
    parts: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Take words; a space beside a block or at the start says nothing."""
        if not self.parts or self.parts[-1].endswith("\n"):
            text = text.lstrip(" ")
        if text:
            self.parts.append(text)

    def add_block(self, text: str) -> None:
        """Take a block, with an empty line on both sides.

        A list goes right under the line that it belongs to.
        """
        if self.parts:
            self.parts[-1] = self.parts[-1].rstrip(" ")
            ends = self.parts[-1].endswith("\n\n")
            self.parts += (
                []
                if ends
                else ["\n" if self.tag == "li" and text.startswith(("- ", "1. ")) else "\n\n"]
            )
        self.parts += [text, "\n\n"]

    @property
    def text(self) -> str:
        return "".join(self.parts).strip(" \n\xa0")

    @property
    def skipped(self) -> bool:
        return self.tag in _SKIPPED or (
            "class=" in self.attributes and _UNSEEN.search(self.attributes) is not None
        )

    def attribute(self, name: str) -> str:
        found = re.search(rf'\b{name}="([^"]*)"', self.attributes)
        return unescape(found[1]) if found else ""


_TOKEN = re.compile(
    r'<code(?: [^<>]*)?>(?P<span>[^<]*)</code>|<a href="(?P<href>[^"]*)">(?P<label>[^<]+)</a>|'
    r"<pre\b(?P<fence>.*?)</pre>|<!.*?>"
    r'|<(?P<closing>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>(?:[^<>"]|"[^"]*")*)>|(?P<text>[^<]+|<)',
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_LANGUAGE = re.compile(r'<code class="language-([^"]+)">')
_VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "wbr"})
_SKIPPED = frozenset(
    {"button", "caption", "fieldset", "form", "kbd", "label", "script", "select", "style"}
)
_UNSEEN = re.compile(r'\bclass="(?:[^"]*\s)?(?:said|pin)(?:\s[^"]*)?"')
_MARKS = {"em": "*", "strong": "**", "del": "~~"}
# Elements whose entries are kept apart until they are closed; white space between those is
# nobody's.
_HOLDERS = frozenset({"ul", "ol", "dl", "table", "thead", "tbody", "tr"})
_CELL_EDGE = "\x1f"


def block_markdown(html: str) -> str:
    """Return HTML as Markdown, without a line end."""
    stack = [_Open("")]
    for match in _TOKEN.finditer(html):
        span, href, label, fenced, closing, tag, attributes, text = match.groups()
        if text is not None:
            _words(stack[-1], text)
        elif span is not None:
            stack[-1].add(code_span(unescape(span) if "&" in span else span))
        elif href is not None:
            _place(
                stack[-1],
                markdown_link(escape_markdown(_SPACE.sub(" ", unescape(label))), unescape(href)),
            )
        elif fenced is not None:
            _program(stack[-1], "<" + fenced)
        elif tag is not None:
            _element(stack, tag, attributes, closing=bool(closing))
    while len(stack) > 1:
        _close(stack)
    return stack[0].text


def _element(stack: list[_Open], tag: str, attributes: str, *, closing: bool) -> None:
    if tag in _MARKS:
        stack[-1].add(_MARKS[tag])
    elif not closing and tag in _VOID:
        _void(stack[-1], _Open(tag, attributes))
    elif not closing:
        stack.append(_Open(tag, attributes, []))
    elif any(element.tag == tag for element in stack):
        while _close(stack) != tag:
            pass


def _program(here: _Open, html: str) -> None:
    language = _LANGUAGE.search(html)
    here.add_block(
        markdown_fence(unescape(_TAG.sub("", html)), language[1] if language else "text")
    )


def _words(here: _Open, text: str) -> None:
    if here.tag not in _HOLDERS or text.strip():
        plain = _SPACE.sub(" ", text) if "\n" in text or "  " in text else text
        plain = unescape(plain) if "&" in plain else plain
        starts = here.tag in _STARTS and not here.parts
        here.add(start(escape_markdown(plain.lstrip(" "))) if starts else escape_markdown(plain))


_SPACE = re.compile(r"[ \t\r\n]+")
_STARTS = frozenset({"p", "li", "dd", "div"})


def start(text: str) -> str:
    """Return a paragraph whose first word is not read as markup.

    Escaped are lists, headings, quotations, rules and fences.
    """
    found = _BLOCK_START.match(text)
    if not found:
        return text
    if found[1] == "~":
        return "&#126;" + text[1:]
    return text[: found.start(1)] + "\\" + text[found.start(1) :]


_BLOCK_START = re.compile(r"(?:\d{1,9})?((?<=\d)[.)](?=\s|\Z)|(?<!\d)[-+#>~])")


def _void(here: _Open, element: _Open) -> None:
    if element.tag == "br":
        here.parts.append("  \n")
    elif element.tag == "hr" and "footnote" not in here.attributes:
        here.add_block("---")
    elif element.tag == "img" and (alt := element.attribute("alt")):
        here.add("!" + markdown_link(escape_markdown(alt), element.attribute("src")))


def _close(stack: list[_Open]) -> str:
    """Close the innermost element and return its tag.

    Its Markdown is appended to the element around it.
    """
    done = stack.pop()
    around = stack[-1]
    if done.skipped:
        return done.tag
    if done.tag in _BLOCKS:
        if text := _BLOCKS[done.tag](done):
            around.add_block(text)
    elif done.tag in _ENTRIES:
        around.parts.append(_ENTRIES[done.tag](done))
    elif text := _INLINE.get(done.tag, _through)(done):
        _place(around, text)
    return done.tag


def _place(here: _Open, text: str) -> None:
    """Take words that may be a link, which a mark of exclamation before it would make a picture."""
    if text[0] == "[" and here.parts and here.parts[-1].endswith("!"):
        here.parts[-1] = here.parts[-1][:-1] + "\\!"
    here.add(text)


def _through(done: _Open) -> str:
    return "".join(done.parts)


def _link(done: _Open) -> str:
    kind, href = done.attribute("class"), done.attribute("href")
    if kind == "footnote-ref":
        return f"[^{href.removeprefix('#fn:')}]"
    if kind == "footnote-backref":
        return ""
    return markdown_link(done.text, href) if href and done.text else done.text


_BOXES = {"☐": "[ ]", "☑": "[x]"}
_INLINE: dict[str, Callable[[_Open], str]] = {
    "a": _link,
    "b": lambda done: f"**{done.text}**" if done.text else "",
    "span": lambda done: (
        _BOXES.get(done.text, "".join(done.parts))
        if done.attribute("class") == "box"
        else "".join(done.parts)
    ),
}


def _division(done: _Open) -> str:
    found = _ALERT.search(done.attributes)
    if not found:
        return done.text
    return _quoted(f"[!{found[1].upper()}]\n{done.text.partition(chr(10))[2].lstrip()}")


_ALERT = re.compile(r'\bclass="alert alert-(\w+)"')


def _quoted(text: str) -> str:
    return re.sub(r"^(?=(.?))", lambda m: "> " if m[1] else ">", text, flags=re.MULTILINE)


def _heading(done: _Open) -> str:
    return markdown_heading(int(done.tag[1]), done.text, done.attribute("id"))


def _listed(done: _Open) -> str:
    entries = [text for text in done.parts if text]
    if entries and entries[0].startswith("[^"):
        return "\n\n".join(map(_indented, entries))
    first = int(done.attribute("start") or 1)
    return _list(
        [("- " if done.tag == "ul" else f"{first + n}. ", text) for n, text in enumerate(entries)]
    )


def _tabular(done: _Open) -> str:
    rows = [row.split(_CELL_EDGE) for row in "\n".join(done.parts).split("\n") if row]
    return markdown_table(rows[0], rows[1:]) if rows else ""


_BLOCKS: dict[str, Callable[[_Open], str]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(
        ("p", "section", "header", "footer", "article", "aside", "nav", "figure", "figcaption"),
        lambda done: done.text,
    ),
    **dict.fromkeys(("ul", "ol"), _listed),
    "blockquote": lambda done: _quoted(done.text),
    "div": _division,
    "dl": lambda done: "".join(done.parts).strip("\n"),
    "table": _tabular,
}


def _entry(done: _Open) -> str:
    name = done.attribute("id")
    return f"[^{name.removeprefix('fn:')}]: {done.text}" if name.startswith("fn:") else done.text


_ENTRIES: dict[str, Callable[[_Open], str]] = {
    "li": _entry,
    "dt": lambda done: f"\n- **{done.text}**",
    "dd": lambda done: f": {_indented(done.text)}",
    **dict.fromkeys(("td", "th"), lambda done: _SPACE.sub(" ", done.text)),
    "tr": lambda done: _CELL_EDGE.join(done.parts),
    **dict.fromkeys(("thead", "tbody"), lambda done: "\n".join(done.parts)),
}
