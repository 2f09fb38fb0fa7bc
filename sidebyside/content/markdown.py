"""Markdown to safe HTML, headings, references and problems. Only this module knows Python-Markdown.

Raw HTML never gets through: the parts of Python-Markdown that pass it on are taken out, so a tag is
told to the author and would be shown as text. Every address in the result is checked as a browser
would read it.

A reference `[[slug]]` becomes `<a data-ref="dimension:slug">label</a>`; authors cannot write that
themselves, and `fill` turns it into a link when the page that shows it is known.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.toc import TocExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER, HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE

from sidebyside.content import highlight, schema
from sidebyside.content.excerpts import FencedCode, read_options
from sidebyside.content.github import PIPE, GithubForms, block_in, split_fences
from sidebyside.content.limits import ADDRESS, exceeded_limit
from sidebyside.content.source import first_control_character
from sidebyside.diagnostics import suggestion
from sidebyside.model.entries import Heading, Prose, Ref, SampleRef
from sidebyside.model.kinds import KINDS


@dataclass(frozen=True, slots=True)
class MarkdownFault:
    """Something wrong in a text: `snippet` is where to point, the `nth` of its kind in the text."""

    code: str
    message: str
    snippet: str
    nth: int
    help: str = ""


@dataclass(frozen=True, slots=True)
class RenderedMarkdown:
    """Markdown and what is wrong with it."""

    prose: Prose
    faults: tuple[MarkdownFault, ...] = ()
    fences: tuple[FencedCode, ...] = ()


def slugify(text: str) -> str:
    """Make a slug of some text: small ASCII letters, digits and hyphens, at most 60 characters.

    Empty when nothing is left.
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:60].strip("-")


def make_anchor(text: str) -> str:
    """Make an id from a title: lower-case letters of any script, digits and hyphens; may be empty.

    Latin letters lose their accents; other scripts stay as they are. `C++` and `C#` are other
    places than `C`.
    """
    spelled = re.sub(
        r"(?<=\w)(?:\+\+|\+(?!\w))", " plus", re.sub(r"(?<=[A-Za-z])#(?!\w)", " sharp", text)
    )
    folded = unicodedata.normalize("NFKD", spelled.casefold())
    plain = unicodedata.normalize("NFC", re.sub(r"(?<=[a-z])[\u0300-\u036f]+", "", folded))
    return (
        re.sub(r"[^\w\u0300-\u036f]+|_+", "-", re.sub(r"['’]", "", plain))
        .strip("-")[:60]
        .strip("-")
    )


# The short way: plain words, code spans, simple emphasis, simple links and references, which is
# what most texts are made of. Whatever else could begin any markup sends a text the long way,
# through Python-Markdown; a property test shows that both give the same. Each pattern begins with
# its own character and looks behind only then, so that a search leaps from one such character to
# the next. What repeats without going back is one set of characters: of more than that, Python
# before 3.11.5 loses its place.
_SIGNS = r"\\*_\[\]<&`~\x00-\x09\x0b-\x1f\x7f-\x9f"
_WORDS = rf"(?!\s)[^\n{_SIGNS}]++(?<!\s)"
_CODE = r"`(?<!``)(?P<code>[^`\n]++)`(?!`)"
_STRONG = rf"\*\*(?<![\w*]..)(?P<strong>{_WORDS})\*\*(?![\w*])"
_STAR = rf"\*(?<![\w*].)(?P<star>{_WORDS})\*(?![\w*])"
_LINE = rf"_(?<![\w_].)(?P<line>{_WORDS})_(?![\w_])"
_LINK = rf"\[(?<![!\]].)(?P<label>{_WORDS})\]\((?P<url>https?://[\w./~%+=-]++)\)"
_ENTRY = rf"\[\[(?<![!\]]..)(?P<target>[a-z0-9:#-]++)(?:\|(?P<name>[^\n|{_SIGNS}]++))?\]\]"
_SIMPLE = re.compile("|".join((_CODE, _STRONG, _STAR, _LINE, _LINK, _ENTRY)))
_SIGN = re.compile(f"[{_SIGNS}]|://|www\\.", re.IGNORECASE)
_EMPHASES = frozenset({"strong", "star", "line"})
_BEGINNING = re.compile(r"[^\W\d_]|[\"'(`\[*_]")
_ODD_LINE = re.compile(rf"\n(?!{_BEGINNING.pattern})")
_BLANK = re.compile(r"[^\S \n]")


def render_inline(text: str, here: Ref | None = None) -> RenderedMarkdown:
    """Render one line of Markdown: emphasis, code, links; no blocks."""
    kind, line = block_in(text) if "\n" in text or text.startswith(("```", "~~~")) else ("", "")
    if kind:
        cure = (
            "write one paragraph, and move the rest to the body, a `note` of a sample or "
            "another row"
        )
        return RenderedMarkdown(
            Prose(),
            (
                MarkdownFault(
                    "bad-value",
                    f"this text is one paragraph, and cannot hold {kind}",
                    line,
                    0,
                    cure,
                ),
            ),
        )
    text = " ".join(text.split())
    if simple := _short_way(text):
        return RenderedMarkdown(simple)
    result = _convert(_inline_parser(), text, here, frozenset())
    html = result.prose.html.removeprefix("<p>").removesuffix("</p>")
    return RenderedMarkdown(Prose(html, (), result.prose.refs), result.faults)


def _short_way(text: str) -> Prose | None:
    """Render a text that is simple all through.

    Nothing when it is not, or when a reference in it is none.
    """
    html, refs, end = [], [], 0
    for match in _SIMPLE.finditer(text):
        start, stop = match.span()
        if _SIGN.search(text, end, start):
            return None
        if match.lastgroup in _EMPHASES and _SIGN.search(match[match.lastgroup]):
            return None
        html.append(_escaped(text[end:start]))
        end = stop
        match match.lastgroup:
            case "code":
                html.append(f"<code>{_escaped(match['code']).strip()}</code>")
            case "strong":
                html.append(f"<strong>{_escaped(match['strong'])}</strong>")
            case "star" | "line":
                html.append(f"<em>{_escaped(match['star'] or match['line'])}</em>")
            case "url":
                html.append(f'<a href="{match["url"]}">{_escaped(match["label"])}</a>')
            case _:
                if (ref := Ref.parse(match["target"])) is None:
                    return None
                refs.append(ref)
                html.append(
                    f'<a data-ref="{ref}">{" ".join(_escaped(match["name"] or "").split())}</a>'
                )
    return (
        None
        if _SIGN.search(text, end)
        else Prose("".join(html) + _escaped(text[end:]), (), tuple(refs))
    )


def _escaped(text: str) -> str:
    return escape(text, quote=False) if "<" in text or ">" in text or "&" in text else text


def render_block(
    text: str, here: Ref | None = None, taken: frozenset[str] = frozenset(), prefix: str = ""
) -> RenderedMarkdown:
    """Render block Markdown. `taken` are reserved ids; `prefix` is prepended to every id.

    A text that shares its page with others needs a prefix with an underscore in it, which no slug
    has.
    """
    if not text.strip():
        return RenderedMarkdown(Prose())
    simple = _short_paragraphs(text.strip("\n"))
    return (
        RenderedMarkdown(simple) if simple else _convert(_block_parser(), text, here, taken, prefix)
    )


def _short_paragraphs(text: str) -> Prose | None:
    """Render text that is simple paragraphs and nothing else; nothing when it is anything else."""
    if first_control_character(text):
        return None
    proses = []
    for paragraph in re.split(r"\n{2,}", text):
        if (
            not _BEGINNING.match(paragraph)
            or _ODD_LINE.search(paragraph)
            or not _is_even(paragraph)
        ):
            return None
        if (prose := _short_way(paragraph)) is None:
            return None
        proses.append(prose)
    html = "\n".join(f"<p>{prose.html}</p>" for prose in proses)
    return Prose(html, (), tuple(ref for prose in proses for ref in prose.refs))


def _is_even(text: str) -> bool:
    """Tell whether a line is blank only by characters that Python-Markdown does not strip."""
    return (
        text == text.strip() and " \n" not in text and "\n " not in text and not _BLANK.search(text)
    )


def resolve_references(html: str, link: Callable[[Ref], tuple[str, str] | None]) -> str:
    """Turn references into links.

    `link` gives address and title, or nothing when the label alone has to stand.
    """
    if "data-ref=" not in html:
        return html

    def replace(match: re.Match[str]) -> str:
        ref = Ref.parse(unescape(match[1]))
        target = link(ref) if ref else None
        label = match[2] or _title(
            target[1] if target else ref.slug.replace("-", " ") if ref else ""
        )
        return f'<a href="{escape(target[0])}">{label}</a>' if target else label

    return _SLOT.sub(replace, html)


PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".webp", ".gif")
_PICTURE_SLOT = re.compile(r'<img data-picture="([^"]*)"')


def pictures_in(html: str) -> list[str]:
    """Return the pictures that some HTML shows, as they stand in their slots."""
    return [unescape(name) for name in _PICTURE_SLOT.findall(html)] if _SLOTTED in html else []


def fill_picture_slots(html: str, attributes: Callable[[str], Mapping[str, str]]) -> str:
    """Turn the slots of pictures into images with the attributes that a path is given."""

    def replace(match: re.Match[str]) -> str:
        found = attributes(unescape(match[1])).items()
        return "<img" + "".join(f' {name}="{escape(value)}"' for name, value in found)

    return _PICTURE_SLOT.sub(replace, html) if _SLOTTED in html else html


def move_pictures(prose: Prose, folder: str) -> Prose:
    """Return prose whose pictures are named by their path below content/."""
    if _SLOTTED not in prose.html:
        return prose
    html = _PICTURE_SLOT.sub(
        lambda m: f'<img data-picture="{escape(f"{folder}/{unescape(m[1])}")}"', prose.html
    )
    return Prose(html, prose.headings, prose.refs)


_SLOTTED = "<img data-picture="


def part_of_prose(prose: Prose, html: str) -> Prose:
    """Return a part of some prose, with the headings and references that are in it."""
    refs = (Ref.parse(unescape(slot)) for slot in re.findall(r'data-ref="([^"]*)"', html))
    headings = tuple(heading for heading in prose.headings if f'id="{heading.anchor}"' in html)
    return Prose(html, headings, tuple(ref for ref in refs if ref))


def _title(text: str) -> str:
    """Return a title as HTML: what stands in backticks is code."""
    return re.sub(
        r"`([^`]+)`", lambda span: f"<code>{span[1].strip()}</code>", escape(text, quote=False)
    )


def without_footnote_marks(prose: Prose) -> Prose:
    """Return prose without footnote marks, for a page that does not show the notes."""
    return (
        part_of_prose(prose, _NOTED.sub("", prose.html))
        if '<sup id="fnref' in prose.html
        else prose
    )


_NOTED = re.compile(r'<sup id="fnref[^"]*">.*?</sup>', re.DOTALL)
_SLOT = re.compile(r'<a data-ref="([^"]*)">(.*?)</a>', re.DOTALL)


class _Parser(Markdown):
    """Python-Markdown with the state of one conversion."""

    here: Ref | None
    refs: list[Ref]
    faults: list[MarkdownFault]
    taken: frozenset[str]
    prefix: str
    seen: dict[str, int]
    opened: set[str]
    fences: list[FencedCode]
    openings: Counter[str]
    sources: dict[str, str]
    has_blocks = False

    def fault_once(self, code: str, message: str, snippet: str, help: str = "") -> None:
        """Report what is found more than once because its lines are looked at again."""
        if snippet not in self.seen:
            self.fault(code, message, snippet, help)

    def fault(self, code: str, message: str, snippet: str, help: str = "") -> None:
        nth = self.seen.get(snippet, 0)
        self.seen[snippet] = nth + 1
        self.faults.append(MarkdownFault(code, message, snippet, nth, help))


def _convert(
    parser: _Parser, text: str, here: Ref | None, taken: frozenset[str], prefix: str = ""
) -> RenderedMarkdown:
    if sign := first_control_character(text):
        return RenderedMarkdown(
            Prose(), (MarkdownFault("bad-value", "this contains a control character", sign[0], 0),)
        )
    if excess := exceeded_limit(text):
        return RenderedMarkdown(Prose(), (MarkdownFault("too-large", excess, "", 0),))
    parser.reset()
    parser.sources.clear()
    parser.prefix, parser.openings = prefix, Counter()
    parser.here, parser.refs, parser.faults, parser.taken, parser.seen, parser.opened = (
        here,
        [],
        [],
        taken,
        {},
        set(),
    )
    parser.fences = []
    try:
        html = parser.convert(text)
    except RecursionError:
        return RenderedMarkdown(
            Prose(), (MarkdownFault("too-large", "the Markdown is nested too deep", "", 0),)
        )
    if "\x02" in html or "\x03" in html:
        # Python-Markdown lost one of its own marks, which a reader would see.
        parser.fault(
            "syntax",
            "the emphasis markers here are ambiguous",
            "",
            "escape a literal * or _ with a backslash",
        )
    html = _check_addresses(parser, html.replace(PIPE, "|"))
    headings = tuple(_headings(getattr(parser, "toc_tokens", [])))
    return RenderedMarkdown(
        Prose(html, headings, tuple(parser.refs)), tuple(parser.faults), tuple(parser.fences)
    )


def _headings(tokens: list[Any]) -> list[Heading]:
    found = []
    for token in tokens:
        found += [
            Heading(token["id"], unescape(token["name"]), token["level"]),
            *_headings(token["children"]),
        ]
    return found


# The label may go over the end of a line, as wrapped prose does; what it leads to may not.
_REFERENCE = r"\[\[([^\[\]\n|\x1a]+(?:[|\x1a][^\[\]]*)?)\]\]"


class _Reference(InlineProcessor):
    """`[[slug]]`, `[[slug#row|label]]`, `[[kind:slug]]`."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 - Python-Markdown's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element | str | None, int | None, int | None]:
        target, _, label = m[1].replace(PIPE, "|").partition("|")
        ref = Ref.parse(target)
        if ref is None or "\x02" in target:
            self.md.fault(
                "broken-link",
                f"[[{target}]] is not a valid reference",
                f"[[{target}",
                "write [[slug]], [[slug#row]] or [[kind:slug]]",
            )
            return None, None, None
        self.md.refs.append(ref)
        element = Element("a", {"data-ref": str(ref)})
        element.text = " ".join(label.split())
        return element, m.start(0), m.end(0)

    md: _Parser


class _Pipes(Preprocessor):
    """Keeps the bar of `[[slug|label]]` from being read as the edge of a table's cell."""

    def run(self, lines: list[str]) -> list[str]:
        return [
            re.sub(r"(\[\[[^\[\]|]+?)\\?\|(?=[^\[\]]*\]\])", rf"\1{PIPE}", line)
            if "[[" in line
            else line
            for line in lines
        ]


class _LostReference(InlineProcessor):
    """Two brackets that are no reference, usually because of a line break or a missing bracket."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override]  # noqa: ARG002, N802
        self.md.fault(
            "broken-link",
            "[[ opens no reference here",
            "[[",
            "write [[slug]] or [[slug|label]] on one line",
        )
        return None, None, None

    md: _Parser


class _Undefined(InlineProcessor):
    """`[text][name]` or `[^name]` whose name is defined nowhere.

    All others have been taken out before.
    """

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override]  # noqa: ARG002, N802
        note, name = m[1], m[3] or m[2] or ""
        what = f"footnote [^{note}]" if note is not None else f"definition of [{name}]"
        hint = (
            f"add a line [^{note}]: ..."
            if note is not None
            else f"add a line [{name}]: https://..."
        )
        self.md.fault(
            "broken-link",
            f"there is no {what}",
            m[0],
            f"{hint}, or put it in backticks if it is code",
        )
        return None, None, None

    md: _Parser


class _Definitions(Treeprocessor):
    """What is defined once and used often is written often.

    An address of a thousand lines would fill the disk.
    """

    md: _Parser

    def run(self, root: Element) -> None:  # noqa: ARG002 - the signature is the library's
        for name, (url, title) in self.md.references.items():
            if len(url or "") + len(title or "") > ADDRESS:
                self.md.fault(
                    "too-large",
                    f"the URL of [{name}] has more than {ADDRESS:,} characters",
                    f"[{name}]:",
                )
                self.md.references[name] = ("https://too.long", "")


class _Footnotes(FootnoteExtension):
    """Footnotes by number, whose ids are unlike those of other texts on the page."""

    md: _Parser

    def makeFootnoteId(self, id: str) -> str:  # noqa: N802
        return f"fn:{self.md.prefix}{list(self.footnotes).index(id) + 1}"

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: N802
        return self.unique_ref(f"fnref:{self.md.prefix}{list(self.footnotes).index(id) + 1}", found)

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """Give each mark of one note a number: fnref:1, fnref2:1.

        The library counts anew for each.
        """
        if not found:
            return reference
        number = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        return reference if number == 1 else reference.replace("fnref", f"fnref{number}", 1)


_ESCAPED = re.compile("\x02(\\d+)\x03")


class _RawHtml(InlineProcessor):
    """A tag, comment or declaration: told to the author, and left to be shown as text."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override]  # noqa: ARG002, N802
        written = self._as_written(m[0])
        tag = written.split("\n")[0][:40]
        name = re.match(r"</?([a-zA-Z][\w-]*)", m[0])
        if m[0].startswith("</") and name and name[1].lower() in self.md.opened:
            return None, None, None  # the end of what was told where it began
        if name:
            self.md.opened.add(name[1].lower())
        self.md.fault(
            "raw-html",
            f"HTML is not used here: {tag}",
            written,
            "use Markdown, or put the tag in backticks to show it",
        )
        return None, None, None

    def _as_written(self, text: str) -> str:
        """Return what the author wrote, with what Python-Markdown has put away by then."""
        put_away = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]

        def written(mark: re.Match[str]) -> str:
            kept = put_away.get(mark[1], "")
            if isinstance(kept, Element):
                return f"`{kept.text}`" if kept.tag == "code" else "".join(kept.itertext())
            return _ESCAPED.sub(lambda m: f"\\{chr(int(m[1]))}", kept)

        return INLINE_PLACEHOLDER_RE.sub(written, text)

    md: _Parser


class _Fences(Preprocessor):
    """Fenced code, highlighted.

    Where it turns out to be the text of indented code, its source is put back.
    """

    md: _Parser

    def run(self, lines: list[str]) -> list[str]:
        made: list[str] = []
        for part in split_fences(lines, self.md.fault):
            if isinstance(part, str):
                made.append(part)
            else:
                mark = self._code(part.info, part.code, part.written.split("\n", 1)[0].strip())
                self.md.sources[mark] = part.written
                made.append(part.before + mark)
        return made

    def _code(self, info: str, lines: tuple[str, ...], first_line: str) -> str:
        found = re.match(r"[\w+#.-]*", info)
        language = found[0] if found else ""
        code = "".join(line + "\n" for line in lines)
        named = f' class="language-{escape(language)}"' if language else ""
        shown = highlight.highlight_fence(code, language or "text")
        html = f'<pre class="fence" tabindex="0"><code{named}>{shown}</code></pre>'
        sample, fragment = read_options(info[len(language) :])
        nth = self.md.openings[first_line]
        self.md.openings[first_line] += 1
        self.md.fences.append(FencedCode(first_line, nth, language.lower(), code, sample, fragment))
        return self.md.htmlStash.store(self._with_origin(html, sample, fragment=fragment))

    def _with_origin(self, html: str, sample: str, *, fragment: bool) -> str:
        """Say under some code which program it is from, or that it was not run."""
        home = self.md.here.slug if self.md.here and self.md.here.kind == "dimension" else ""
        ref = SampleRef.parse(sample, home)
        if ref:
            place = Ref("dimension", ref.dimension, ref.sample)
            self.md.refs.append(place)
            origin = f'from <a data-ref="{escape(str(place))}"></a>'
        elif fragment:
            origin = "not run"
        else:
            return html
        return f'<figure class="excerpt">{html}\n<figcaption>{origin}</figcaption></figure>'


class _Paragraph(ParagraphProcessor):
    """A paragraph, which holds no fenced code: that is indented so far that it would be words."""

    def __init__(self, md: _Parser) -> None:
        super().__init__(md.parser)
        self.md = md

    def run(self, parent: Element, blocks: list[str]) -> None:
        for mark in HTML_PLACEHOLDER_RE.findall(blocks[0]) if "\x02wz" in blocks[0] else ():
            source = self.md.sources.get(HTML_PLACEHOLDER % mark)
            if source and blocks[0].strip() != HTML_PLACEHOLDER % mark:
                self.md.fault(
                    "bad-value",
                    "a fence that is indented by four or more is words of the paragraph before it",
                    source.split("\n", 1)[0],
                    "indent it by less, or as far as the text of its list item",
                )
        super().run(parent, blocks)


class _PageHeadings(Treeprocessor):
    """Shift headings down one level, since the page has an `h1` of its own."""

    def run(self, root: Element) -> None:
        found = [element for element in root.iter() if re.fullmatch("h[1-6]", element.tag)]
        if any(element.tag == "h1" for element in found):
            for element in found:
                element.tag = f"h{min(6, int(element.tag[1]) + 1)}"


class _Safe(Extension):
    """References in, raw HTML out."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_Reference(_REFERENCE, md), "reference_to_entry", 175)
        md.inlinePatterns.register(
            _RawHtml(r"<(?:/?[a-zA-Z][^<>]*>|!--|![a-zA-Z\[][^<>]*>|\?[^<>]*>)", md), "raw_html", 90
        )
        md.inlinePatterns.register(
            _LostReference(rf"(?!{_REFERENCE})\[\[", md), "lost_reference", 174
        )
        md.inlinePatterns.register(
            _Undefined(r"\[\^([^\[\]]*)\]|\[([^\[\]]*)\]\[([^\[\]]*)\]", md), "undefined", 120
        )
        md.treeprocessors.register(_Definitions(md), "definitions", 60)
        md.preprocessors.register(_Fences(md), "fences", 25)
        md.preprocessors.register(_Pipes(md), "pipes", 24)
        md.treeprocessors.register(_PageHeadings(md), "page_headings", 10)


def _make_parser(*extensions: Extension | str, blocks: bool) -> _Parser:
    parser = _Parser(extensions=[_Safe(), *extensions])
    parser.sources = {}
    GithubForms(parser.fault_once, parser.sources, blocks=blocks).extendMarkdown(parser)
    return parser


@cache
def _inline_parser() -> _Parser:
    parser = _make_parser(blocks=False)
    for block_processor in (
        "indent",
        "code",
        "hashheader",
        "setextheader",
        "hr",
        "olist",
        "ulist",
        "quote",
        "reference",
    ):
        parser.parser.blockprocessors.deregister(block_processor)
    parser.preprocessors.deregister("fences")
    return parser


@cache
def _block_parser() -> _Parser:
    def anchor(text: str, separator: str) -> str:  # noqa: ARG001 - the signature is the extension's
        slug = make_anchor(text) or "section"
        while slug in parser.taken:
            slug += "-section"
        return parser.prefix + slug

    toc = TocExtension(slugify=anchor, marker="", toc_depth="1-6")
    parser = _make_parser(toc, _Footnotes(), "def_list", blocks=True)
    parser.parser.blockprocessors.register(_Paragraph(parser), "paragraph", 10)
    parser.has_blocks = True
    return parser


_ADDRESS = re.compile(r'<(a|img)\b([^>]*?)\s(href|src)="([^"]*)"([^>]*)>')
_ALLOWED = ("http", "https", "mailto")


def _check_addresses(parser: _Parser, html: str) -> str:
    """Check every address as a browser reads it, and turn links to this page into references."""

    def check(m: re.Match[str]) -> str:
        tag, raw = m[1], m[4]
        url = re.sub(r"[\x00-\x20\x7f]", "", unescape(raw))
        if tag == "img":
            return _picture(parser, url, unescape(raw), m[2] + m[5]) or m[0]
        if 'class="footnote-' in m[2] + m[5]:
            return m[0]
        if url.startswith("#") and parser.here and parser.here.slug:
            # Where entries share a page, a place on it is another of them.
            shared = KINDS[parser.here.kind].shares_page
            ref = (
                Ref(parser.here.kind, url[1:])
                if shared
                else Ref(parser.here.kind, parser.here.slug, url[1:])
            )
            parser.refs.append(ref)
            return f'<a data-ref="{escape(str(ref))}">'
        if url.startswith("#"):
            parser.fault(
                "broken-anchor",
                f"there is no anchor {url} on this page",
                unescape(raw),
                "write [[slug#row]]",
            )
        else:
            _check_url(parser, url, unescape(raw))
        return m[0]

    return _ADDRESS.sub(check, html) if "href=" in html or "src=" in html else html


_LOCAL_PICTURE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\Z")
_ALT = re.compile(r'\balt="([^"]*)"')


def _picture(parser: _Parser, url: str, snippet: str, attributes: str) -> str:
    """Return the slot of a picture that lies beside its entry, or nothing and what is wrong."""
    alt = _ALT.search(attributes)
    if not _LOCAL_PICTURE.match(url) and not url.lower().endswith(".svg"):
        message = f"images are not loaded from a URL: {url}"
        hint = "put the file beside the entry and write its name alone, or link to it"
        parser.fault("unsafe-link", message, snippet, hint)
    elif not url.lower().endswith(PICTURE_ENDINGS):
        message = f"'{url}' is not a picture that can be shown"
        parser.fault("bad-value", message, snippet, "use .png, .jpg, .webp or .gif")
    elif not parser.has_blocks:
        message = f"the picture '{url}' stands in a text of one line"
        parser.fault("bad-value", message, snippet, "put it into the prose of the entry")
    elif alt is None or not unescape(alt[1]).strip():
        message = f"the picture '{url}' has no description"
        empty = f"![{unescape(alt[1]) if alt else ''}]({snippet}"
        parser.fault("bad-value", message, empty, f"write ![what it shows]({url})")
    else:
        return f'<img data-picture="{escape(url)}" alt="{alt[1]}">'
    return ""


def _check_url(parser: _Parser, url: str, snippet: str) -> None:
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", url)
    if scheme and scheme[1].lower() not in _ALLOWED:
        hint = suggestion(scheme[1].lower(), _ALLOWED) or "only http, https and mailto are"
        parser.fault("unsafe-link", f"a link with {scheme[1]}: is not allowed", snippet, hint)
    elif url.replace("\\", "/").startswith("//"):
        parser.fault(
            "unsafe-link",
            f"the link {url} leaves the site without saying how",
            snippet,
            f"write https:{url}",
        )
    elif not url:
        parser.fault(
            "broken-link", "this link has no target", "]()", "write [text](https://...) or [[slug]]"
        )
    elif not scheme:
        slug = url.rpartition("/")[2].partition(".")[0]
        parser.fault(
            "broken-link",
            f"the link {url} names a file",
            snippet,
            f"write [[{slug}]]: pages move, references do not",
        )
    elif scheme[1].lower() != "mailto" and (
        fault := schema.url_fault(snippet.strip(), (scheme[1],))
    ):
        parser.fault("broken-link", fault[1], snippet, "write the URL as a browser shows it")
