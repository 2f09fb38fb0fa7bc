"""Blocks and inline forms of GitHub-flavoured Markdown that Python-Markdown reads differently.

CommonMark decides by columns what belongs to a list item, and lets a list, a table, a heading, a
quotation or a fence follow a line of a paragraph directly. `GithubBlocks` reads these; definition
lists, footnotes and definitions of links stay with Python-Markdown. Whatever would be read
differently from what its author must have meant is reported through `fault`.

Each line is looked at once for every level that it is nested in, and there are at most `MAX_DEPTH`
levels.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from string import punctuation
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import (
    AutolinkInlineProcessor,
    AutomailInlineProcessor,
    HtmlInlineProcessor,
    InlineProcessor,
)
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString, code_escape

MAX_DEPTH = 32
ALERTS = ("note", "tip", "important", "warning", "caution")

# A bar that parts no cells, until the text is HTML: no text holds this character, it is refused
# before.
PIPE = "\x1a"

Report = Callable[[str, str, str, str], None]

_ITEM = re.compile(r"( {0,3})([-+*]|\d{1,9}[.)])(?:( +)(.*)|)$")
_QUOTE = re.compile(r" {0,3}> ?")
_HEADING = re.compile(r" {0,3}(#{1,6})(?: (.*))?$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+) *$")
_CODE_LINE = re.compile(rf" {{0,3}}(?:{HTML_PLACEHOLDER_RE.pattern}) *$")
_ALERT = re.compile(rf"\[!({'|'.join(ALERTS)})\] *$", re.IGNORECASE)
_TASK = re.compile(r"\[([ xX])\] +(?=\S)")
_DELIMITER = re.compile(r":?-+:?")


def is_rule(line: str) -> bool:
    """Tell whether a line is a thematic break: three or more of one sign, and blanks."""
    signs = line.replace(" ", "")
    return (
        len(signs) >= 3
        and signs[0] in "-_*"
        and not signs.strip(signs[0])
        and not line.startswith("    ")
    )


def _is_delimiter_row(line: str) -> bool:
    cells = line.strip().removeprefix("|").removesuffix("|").split("|")
    return "-" in line and "|" in line and all(_DELIMITER.fullmatch(cell.strip()) for cell in cells)


def _starts_list(line: str, *, within_paragraph: bool) -> bool:
    found = _ITEM.match(line)
    if not found or is_rule(line):
        return False
    return not within_paragraph or bool((found[4] or "").strip() and (found[2][:-1] in ("", "1")))


def _interrupts(line: str) -> bool:
    """Tell whether a line ends a paragraph and begins a block of another kind."""
    return bool(
        _QUOTE.match(line)
        or _HEADING.match(line)
        or is_rule(line)
        or _CODE_LINE.match(line)
        or _starts_list(line, within_paragraph=True)
    )


def _ends_in_paragraph(line: str) -> bool:
    """Tell whether a line, inside its lists and quotes, is a paragraph that may be continued."""
    while found := _ITEM.match(line) or _QUOTE.match(line):
        if is_rule(line):
            return False
        line = (found[4] or "") if found.re is _ITEM else line[found.end() :]
    return bool(line.strip()) and not (
        _HEADING.match(line) or _CODE_LINE.match(line) or is_rule(line)
    )


_FENCE = re.compile(
    r"(?P<prefix>(?: *(?:>|(?:[-+*]|\d{1,9}[.)]) ))*)"
    r" *(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$"
)


@dataclass(frozen=True, slots=True)
class Fence:
    """Fenced code.

    What comes before it on its line, its info string, its lines, and all of it as it was written.
    """

    before: str
    info: str
    code: tuple[str, ...]
    written: str


def split_fences(lines: list[str], fault: Report) -> Iterator[str | Fence]:
    """Part fenced code, also within lists and quotations, from the other lines."""
    at = 0
    while at < len(lines):
        line = lines[at]
        opening = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if not opening:
            yield line
            at += 1
            continue
        end, code = _fenced_lines(lines, at, opening, fault)
        before = line[: opening.start("fence")]
        written = [
            line[len(before) :],
            *(_dedented(other, len(before)) for other in lines[at + 1 : end]),
        ]
        yield Fence(before, opening["info"].strip(), tuple(code), "\n".join(written))
        at = end


def _fenced_lines(
    lines: list[str], at: int, opening: re.Match[str], fault: Report
) -> tuple[int, list[str]]:
    """Return the line after some fenced code, and the code without what is before it."""
    before, fence = lines[at][: opening.start("fence")], opening["fence"]
    quotes = before.count(">")
    width = len(before) - before.rfind(">") - 1
    code: list[str] = []
    for place in range(at + 1, len(lines)):
        line = lines[place]
        for _ in range(quotes):
            if not (found := _QUOTE.match(line)):
                _report_unclosed(
                    fault, lines[at], f"begin each line of the code with >, and end it with {fence}"
                )
                return place, code
            # The blank after > is a part of the width of what comes before the fence.
            line = line[found.end() :]
        shift = max(0, width - bool(quotes and before[-width:].startswith(" ")))
        words = line.strip(" ")
        if len(words) >= len(fence) and not words.strip(fence[0]):
            if len(line) - len(line.lstrip(" ")) < shift:
                fault(
                    "bad-value",
                    "this fence is indented less than the one that it closes",
                    words,
                    "indent both alike",
                )
            return place + 1, code
        code.append(_dedented(line, shift))
    _report_unclosed(fault, lines[at], f"end it with {fence}")
    return len(lines), code


def _dedented(line: str, width: int) -> str:
    return line[min(width, len(line) - len(line.lstrip(" "))) :]


def _report_unclosed(fault: Report, line: str, cure: str) -> None:
    fault("bad-value", "the code opened here is not closed", line.strip(), cure)


def block_in(text: str) -> tuple[str, str]:
    """Return what kind of block a text for one paragraph holds, and its first line.

    Empty texts when it holds none.
    """
    lines = text.strip().split("\n")
    if lines[0].strip().startswith(("```", "~~~")) and (
        "`" not in lines[0].strip().lstrip("`") or len(lines) > 1
    ):
        return "fenced code", lines[0].strip()
    for before, line in pairwise(lines):
        if not line.strip():
            continue
        if not before.strip():
            return "more than one paragraph", line.strip()
        if line.strip().startswith(("```", "~~~")):
            return "fenced code", line.strip()
        if _starts_list(line.strip(), within_paragraph=True):
            return "a list", line.strip()
        if _is_delimiter_row(line):
            return "a table", line.strip()
        if _HEADING.match(line) or _QUOTE.match(line) or is_rule(line):
            return "a heading, a quotation or a rule", line.strip()
    return "", ""


class GithubBlocks(BlockProcessor):
    """Reads lists, quotations, headings, rules, tables and indented code.

    Leaves paragraphs and what is made of them.
    """

    def __init__(self, parser: BlockParser, fault: Report, sources: dict[str, str]) -> None:
        """`fault` reports a problem.

        `sources` has what stood in the place of each placeholder of fenced code.
        """
        super().__init__(parser)
        self.table = TableProcessor(parser, {"use_align_attribute": False})
        self.fault = fault
        self.sources = sources
        self.depth = 0
        self.one_paragraph = ""

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - the signature is the library's
        """Look at every block."""
        return True

    def run(self, parent: Element, blocks: list[str]) -> bool:
        """Take the first block.

        Say no where it is one paragraph, which the next processors take.
        """
        if not blocks[0].strip():
            blocks.pop(0)
            return True
        if self._is_rest_of_paragraph(blocks[0]):
            return False
        lines = [line if line.strip() else "" for line in blocks[0].rstrip("\n").split("\n")]
        while not lines[0]:
            del lines[0]
        of_definition = parent.tag == "dd" or (len(parent) and parent[-1].tag == "dl")
        if (
            lines[0].startswith("    ")
            and of_definition
            and len(blocks[0]) == len(blocks[0].lstrip("\n"))
        ):
            return False
        if self._paragraph_end(lines, 0) == len(lines):
            self.one_paragraph = blocks[0] = "\n".join(lines)
            return False
        blocks.pop(0)
        at = 0
        while at < len(lines):
            end = self._paragraph_end(lines, at)
            if end == at:
                at = self._block(parent, lines, at, blocks)
            elif end < len(lines) and (underline := _UNDERLINE.match(lines[end])):
                heading = SubElement(parent, "h1" if underline[1][0] == "=" else "h2")
                heading.text = "\n".join(line.strip() for line in lines[at:end])
                at = end + 1
            elif end == len(lines):
                blocks.insert(0, "\n".join(lines[at:]))
                at = end
            else:
                self.parser.parseBlocks(parent, ["\n".join(lines[at:end])])
                at = end
        return True

    def _is_rest_of_paragraph(self, block: str) -> bool:
        """Tell whether a block is the end of one that was seen to be a paragraph.

        Definitions are taken off a block one by one; looking at all the rest of it each time would
        take as many looks as there are definitions. Its first line may be another one.
        """
        first, end, rest = block.partition("\n")
        return bool(
            end
            and self.one_paragraph.endswith(f"\n{rest}")
            and "|" not in first
            and not first.startswith("    ")
            and not _interrupts(first)
            and not _starts_list(first, within_paragraph=False)
        )

    def _paragraph_end(self, lines: list[str], at: int) -> int:
        """Return where the paragraph that begins at a line ends.

        There, when that line begins another block.
        """
        first = lines[at]
        if (
            first.startswith("    ")
            or _interrupts(first)
            or _starts_list(first, within_paragraph=False)
        ):
            return at
        for end in range(at, len(lines)):
            underlined = end > at and _UNDERLINE.match(lines[end])
            if end > at and (underlined or _interrupts(lines[end])):
                return end
            if "|" in lines[end] and end + 1 < len(lines) and _is_delimiter_row(lines[end + 1]):
                if self.table.test(Element("div"), "\n".join(lines[end : end + 2])):
                    return end
                self.fault(
                    "bad-value",
                    "the first row of this table has more or fewer cells than the line under it",
                    lines[end + 1].strip(),
                    "give both as many cells",
                )
        return len(lines)

    def _block(self, parent: Element, lines: list[str], at: int, blocks: list[str]) -> int:
        """Read the block that begins at a line, and return the line after it."""
        line = lines[at]
        if line.startswith("    "):
            return self._indented_code(parent, lines, at, blocks)
        if _CODE_LINE.match(line):
            SubElement(parent, "p").text = line.strip()
        elif found := _HEADING.match(line):
            text = (found[2] or "").strip()
            bare = text.rstrip("#")
            SubElement(parent, f"h{len(found[1])}").text = (
                text if bare.strip() and not bare.endswith(" ") else bare.strip()
            )
        elif _QUOTE.match(line):
            return self._quote(parent, lines, at)
        elif is_rule(line):
            SubElement(parent, "hr")
        elif _ITEM.match(line):
            return self._list(parent, lines, at, blocks)
        else:
            return self._table(parent, lines, at)
        return at + 1

    def _table(self, parent: Element, lines: list[str], at: int) -> int:
        end = at + 2
        while end < len(lines) and not (
            _interrupts(lines[end]) or _starts_list(lines[end], within_paragraph=False)
        ):
            end += 1
        self.table.test(parent, "\n".join(lines[at : at + 2]))
        self.table.run(parent, ["\n".join(line.strip() for line in lines[at:end])])
        for cell in parent[-1].iter():
            cell.text = cell.text and cell.text.replace("\\|", PIPE)
        return end

    def _indented_code(self, parent: Element, lines: list[str], at: int, blocks: list[str]) -> int:
        taken: list[str] = []
        while True:
            while at < len(lines) and (lines[at].startswith("    ") or not lines[at]):
                taken.append(lines[at][4:])
                at += 1
            if at < len(lines) or not (
                follow := self._following(blocks, lambda line: line.startswith("    "))
            ):
                break
            lines += follow
        text = "\n".join(map(self._as_written, taken)).rstrip()
        code = SubElement(SubElement(parent, "pre"), "code")
        code.text = AtomicString(code_escape(text) + "\n")
        return at

    def _as_written(self, line: str) -> str:
        """Return a line of indented code with the source of a fence for its placeholder."""
        found = HTML_PLACEHOLDER_RE.search(line)
        if not found or found[0] not in self.sources:
            return line
        first, *others = self.sources[found[0]].split("\n")
        before = line[: found.start()]
        return "\n".join([before + first, *(before + other for other in others)])

    def _following(self, blocks: list[str], wanted: Callable[[str], bool]) -> list[str]:
        """Consume blank lines and the next block's lines if its first line is of a wanted type."""
        for place, block in enumerate(blocks):
            if text := block.strip("\n"):
                if not wanted(text.split("\n", 1)[0]):
                    return []
                found = [""] * (place + 1 + len(block) - len(block.lstrip("\n"))) + text.split("\n")
                del blocks[: place + 1]
                return found
        return []

    def _quote(self, parent: Element, lines: list[str], at: int) -> int:
        inner: list[str] = []
        while at < len(lines):
            line = lines[at]
            if found := _QUOTE.match(line):
                inner.append(line[found.end() :])
            elif self._goes_on(inner[-1], line):
                inner.append(line.lstrip())
            else:
                break
            at += 1
        alert = _ALERT.match(inner[0])
        if alert and any(line.strip() for line in inner[1:]):
            kind = alert[1].lower()
            quote = SubElement(parent, "div", {"class": f"alert alert-{kind}"})
            SubElement(quote, "p", {"class": "alert-title"}).text = kind.capitalize()
            del inner[0]
        else:
            quote = SubElement(parent, "blockquote")
        self._fill(quote, inner)
        return at

    def _goes_on(self, before: str, line: str) -> bool:
        """Tell whether a line is a lazy continuation of the paragraph before it."""
        if not line.strip() or not _ends_in_paragraph(before) or _interrupts(line):
            return False
        if _is_delimiter_row(line):
            self.fault(
                "bad-value",
                "this line of a table is outside of the list item or quotation that the "
                "table began in",
                line.strip(),
                "begin each line of the table alike, or put an empty line before the table",
            )
        elif _UNDERLINE.match(line):
            self.fault(
                "bad-value",
                f"{line.strip()[:20]} underlines nothing here",
                line.strip(),
                "put an empty line before it",
            )
        return True

    def _list(self, parent: Element, lines: list[str], at: int, blocks: list[str]) -> int:
        first = _ITEM.match(lines[at])
        kind = first[2][-1] if first else ""
        start = int(first[2][:-1]) if first and first[2][:-1] else 1
        made = SubElement(
            parent, "ul" if kind in "-+*" else "ol", {"start": str(start)} if start != 1 else {}
        )
        loose = False
        items: list[Element] = []
        while (
            at < len(lines)
            and (found := _ITEM.match(lines[at]))
            and found[2][-1] == kind
            and not is_rule(lines[at])
        ):
            loose = loose or (at > 0 and bool(items) and not lines[at - 1])
            inner, at = self._item_lines(found, lines, at, blocks, kind)
            item = SubElement(made, "li")
            task = _TASK.match(inner[0])
            if task:
                inner[0] = inner[0][task.end() :]
            loose = self._fill(item, inner) or loose
            if task:
                _mark_task(item, done=task[1] != " ")
            items.append(item)
        if not loose:
            for item in items:
                _tighten(item)
        return at

    def _item_lines(
        self, found: re.Match[str], lines: list[str], at: int, blocks: list[str], kind: str
    ) -> tuple[list[str], int]:
        """Return the dedented lines of the item that starts at a line, and the line after it."""
        gap, text = len(found[3] or ""), found[4] or ""
        width = len(found[1]) + len(found[2]) + (gap if 1 <= gap <= 4 and text else 1)
        inner = [lines[at][width:] if text.strip() else ""]
        at += 1

        def inside(line: str) -> bool:
            # An item that begins with an empty line has nothing after a second one.
            return line.startswith(" " * width) and inner[:2] != ["", ""]

        def wanted(line: str) -> bool:
            item = _ITEM.match(line)
            return inside(line) or bool(item and item[2][-1] == kind and not is_rule(line))

        while True:
            if at == len(lines):
                if not (follow := self._following(blocks, wanted)):
                    break
                lines += follow
            line = lines[at]
            if not line:
                inner.append("")
            elif inside(line):
                inner.append(line[width:])
            elif _starts_list(line, within_paragraph=False) or not self._goes_on(inner[-1], line):
                break
            else:
                inner.append(line.lstrip())
            at += 1
        while inner and not inner[-1]:
            inner.pop()
        return inner or [""], at

    def _fill(self, element: Element, lines: list[str]) -> bool:
        """Read what is inside an element, and tell whether an empty line parts its own blocks."""
        if self.depth == MAX_DEPTH:
            self.fault(
                "too-large",
                f"lists and quotations are nested more than {MAX_DEPTH} deep",
                lines[0].strip(),
                "",
            )
            SubElement(element, "p").text = "\n".join(lines)
            return False
        self.depth += 1
        self.parser.state.set("github")
        blocks = "\n".join(lines).split("\n\n")
        parts = 0
        try:
            while blocks:
                left = len(blocks)
                parts += bool(blocks[0].strip())
                while blocks and len(blocks) >= left:
                    self._step(element, blocks)
        finally:
            self.parser.state.reset()
            self.depth -= 1
        return parts > 1

    def _step(self, element: Element, blocks: list[str]) -> None:
        for processor in self.parser.blockprocessors:
            if processor.test(element, blocks[0]) and processor.run(element, blocks) is not False:
                return


def _tighten(item: Element) -> None:
    """Take the words of an item's paragraphs out of them, as in a list without empty lines."""
    before: Element | None = None
    for child in list(item):
        if child.tag != "p" or HTML_PLACEHOLDER_RE.fullmatch(child.text or ""):
            before = child
            continue
        place = list(item).index(child)
        item.remove(child)
        if before is None:
            item.text = child.text
        else:
            before.tail = "\n" + (child.text or "")
        for offset, inner in enumerate(list(child)):
            item.insert(place + offset, inner)
            before = inner


def _mark_task(item: Element, *, done: bool) -> None:
    item.set("class", "task")
    holder = item[0] if len(item) and item[0].tag == "p" else item
    mark = Element("span", {"class": "box"})
    mark.text = "☑" if done else "☐"
    mark.tail = " " + (holder.text or "")
    holder.text = None
    holder.insert(0, mark)


class _Strike(InlineProcessor):
    """`~~gone~~` and `~gone~`."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the signature is the library's
    ) -> tuple[Element, int, int]:
        element = Element("del")
        element.text = m[2]
        return element, m.start(0), m.end(0)


class _Break(InlineProcessor):
    """A backslash at the end of a line."""

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the signature is the library's
    ) -> tuple[Element, int, int]:
        return Element("br"), m.start(0), m.end(0)


_BARE = r"(?i:(?<![^\W_])https?://|(?<![^\s*_~(])www\.)(?=[\w\[])"


class _BareAddress(InlineProcessor):
    """`https://...` and `www....` in the midst of words."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        end = _address_end(data, m.start(), m.end())
        url = data[m.start() : end]
        if "://" not in url and "." not in url[4:]:
            return None, None, None
        element = Element("a", {"href": url if "://" in url else f"http://{url}"})
        element.text = AtomicString(url)
        return element, m.start(), end


def _address_end(data: str, start: int, end: int) -> int:
    """Return where an address ends.

    Not with signs that belong to the sentence, nor with a bracket that it did not open.
    """
    opened = data.count("(", start, end)
    closed = data.count(")", start, end)
    while end > start:
        if data[end - 1] in "?!.,:*_~'\"":
            end -= 1
        elif data[end - 1] == ")" and closed > opened:
            end -= 1
            closed -= 1
        elif data[end - 1] == ";" and (
            entity := re.search(r"&\w{1,32};$", data[max(start, end - 34) : end])
        ):
            end -= len(entity[0])
        else:
            break
    return end


_NO_CHARACTERS = frozenset(map(chr, [*range(9), *range(11, 32), *range(0x7F, 0xA0), 0xFFFD]))


class _Entity(HtmlInlineProcessor):
    """`&eacute;` and `&#233;`; a number that stands for no character is reported."""

    md: Markdown

    def __init__(self, pattern: str, md: Markdown, fault: Report) -> None:
        super().__init__(pattern, md)
        self.fault = fault

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        meant = unescape(m[1])
        bad = any(
            (ord(sign) < 32 and sign not in "\t\n")
            or ord(sign) in range(0x7F, 0xA0)
            or sign == "\ufffd"
            for sign in meant
        )
        if m[1].startswith("&#") and (bad or not meant):
            self.fault(
                "bad-value", f"{m[1]} stands for no character", m[1], "write the character itself"
            )
            return None, None, None
        return super().handleMatch(m, data)


class GithubForms(Extension):
    """Everything of this module; `fault` reports a problem."""

    def __init__(self, fault: Report, sources: dict[str, str], *, blocks: bool) -> None:
        super().__init__()
        self.fault = fault
        self.sources = sources
        self.blocks = blocks

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Put everything in its place."""
        md.ESCAPED_CHARS = list(punctuation)
        md.inlinePatterns.register(
            _Strike(r"(?<!~)(~{1,2})(?![~\s])([^~]+)(?<!\s)\1(?!~)", md), "strike", 65
        )
        md.inlinePatterns.register(
            _BareAddress(_BARE + r"[^\s<>\x02\x03]*", md), "bare_address", 105
        )
        entity = r"(&(?:#[0-9]{1,9}|#[xX][0-9a-fA-F]{1,8}|[0-9a-zA-Z]{1,32});)"
        md.inlinePatterns.register(_Entity(entity, md, self.fault), "entity", 80)
        md.inlinePatterns.register(
            AutolinkInlineProcessor(r"<([A-Za-z][A-Za-z0-9+.-]*://[^<>\x02]*)>", md),
            "autolink",
            120,
        )
        md.inlinePatterns.register(
            AutomailInlineProcessor(r"<([^<> !\x02]+@[^@<> \x02]+)>", md), "automail", 110
        )
        if self.blocks:
            md.inlinePatterns.register(_Break(r"\\\n", md), "backslash_break", 179)
            for name in (
                "empty",
                "indent",
                "hashheader",
                "setextheader",
                "hr",
                "olist",
                "ulist",
                "quote",
            ):
                md.parser.blockprocessors.deregister(name)
            md.parser.blockprocessors.register(
                GithubBlocks(md.parser, self.fault, self.sources), "github", 100
            )
