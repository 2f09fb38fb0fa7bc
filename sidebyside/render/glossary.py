"""Links from the first use of a word on a page to its definition."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape, unescape

from sidebyside.model import urls
from sidebyside.model.entries import Definition, Ref
from sidebyside.site.glossary import glossary_pattern, word_of

# Where words are linked: paragraphs, list items, cells and meanings of the page's main part.
_TEXTS = re.compile(r"<(p|li|td|dd)\b[^>]*>(.*?)</\1>", re.DOTALL)
_PARTS = re.compile(r"(<[^>]*>)")
_OPAQUE = frozenset({"a", "code", "pre", "b", "button", "label", "svg", "summary", "h3"})
_TAG = re.compile(r"<(/?)([a-z0-9]+)")


@dataclass(frozen=True)
class GlossaryLinker:
    """Links words of some definitions on pages."""

    definitions: Sequence[Definition]

    @cached_property
    def _by_word(self) -> Mapping[str, Definition]:
        return {word: it for it in self.definitions for word in it.words}

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        return glossary_pattern(self._by_word)

    def link(self, html: str, page: str) -> str:
        """Return a page with the first use of each word linked; `page` is its path."""
        if self._pattern is None or page == GLOSSARY:
            return html
        head, start, rest = html.partition("<main")
        main, end, foot = rest.partition("</main>")
        if not end:
            return html
        linked: set[str] = set()

        def replace(found: re.Match[str]) -> str:
            body = found[2]
            if not self._pattern or not self._pattern.search(body):
                return found[0]
            opening = found[0][: found.start(2) - found.start()]
            return f"{opening}{self._in_text(body, page, linked)}</{found[1]}>"

        return f"{head}{start}{_TEXTS.sub(replace, main)}{end}{foot}"

    def _in_text(self, html: str, page: str, linked: set[str]) -> str:
        parts = _PARTS.split(html)
        depth = 0
        for number, part in enumerate(parts):
            if number % 2:
                tag = _TAG.match(part)
                if tag and tag[2] in _OPAQUE:
                    depth += -1 if tag[1] else 1
            elif part and depth <= 0 and self._pattern:
                parts[number] = self._pattern.sub(lambda m: self._one(m[0], page, linked), part)
        return "".join(parts)

    def _one(self, text: str, page: str, linked: set[str]) -> str:
        definition = self._by_word[word_of(unescape(text), self._by_word)]
        if definition.slug in linked:
            return text
        linked.add(definition.slug)
        target = urls.relative(urls.address(Ref("definition", definition.slug)), page)
        said = escape(definition.means.text)
        return f'<a class="defined" href="{target}" data-definition="{said}">{text}</a>'


GLOSSARY = "glossary.html"
