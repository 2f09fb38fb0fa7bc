"""The whole site as one text, for paper and for readers of books.

It has parts and entries, and an anchor for each that no other has.

Templates are given a `SinglePage`: it names the place of every entry, row, sample and heading by
the entry's kind and slug, resolves references to links that stay inside, and moves the headings of
prose below those of its entry.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import Any

from markupsafe import Markup, escape

from sidebyside.content import markdown
from sidebyside.model import urls
from sidebyside.model.entries import Dimension, Myth, Prose, Ref, Sample
from sidebyside.model.kinds import KINDS, KindName
from sidebyside.site import footnotes
from sidebyside.site.index import SiteIndex

ALL = "all.html"


@dataclass(frozen=True, slots=True)
class SinglePagePart:
    """A part of the text: `name` is its place, and that of its file where each part has one."""

    name: str
    title: str
    kind: KindName
    entries: tuple[Any, ...]
    summary: str = ""


# Every kind, in the order of the text.
PART_ORDER: tuple[KindName, ...] = (
    "subject",
    "dimension",
    "guide",
    "application",
    "question",
    "myth",
    "measurement",
    "term",
    "definition",
    "error",
)


_PART_NAMES: Mapping[KindName, str] = {"term": "phrasebook", "definition": "glossary"}


def epub_name(site_index: SiteIndex) -> str:
    """Return the file of the e-book."""
    return f"{site_index.key}.epub"


class SinglePage:
    """A site as one text.

    `depth` is the level of a part's heading; with `files` each part is a file of its own.
    """

    def __init__(self, site_index: SiteIndex, depth: int, *, files: bool) -> None:
        self.site_index = site_index
        self.depth = depth
        self.files = files

    @cached_property
    def parts(self) -> tuple[SinglePagePart, ...]:
        """Return the parts that this site has, in their order."""
        parts = [part for kind in PART_ORDER for part in self._parts_of(kind)]
        return tuple(part for part in parts if part.entries)

    def _parts_of(self, kind: KindName) -> Iterator[SinglePagePart]:
        if kind == "dimension":
            for chapter in self.site_index.chapters:
                category = chapter.category
                name = f"chapter_{category.slug}"
                yield SinglePagePart(
                    name, category.title, kind, chapter.dimensions, category.summary
                )
        else:
            heading = KINDS[kind].heading
            name = _PART_NAMES.get(kind, KINDS[kind].plural)
            yield SinglePagePart(name, heading, kind, self.site_index.site.entries(kind))

    def groups(self, part: SinglePagePart) -> tuple[tuple[str, tuple[Any, ...]], ...]:
        """Return the entries of a part by the titles of their categories, for its contents.

        Kinds that have none are one group without a title.
        """
        if part.kind not in {"question", "myth"}:
            return (("", part.entries),)
        chapters = self.site_index.every_chapter
        found = (
            (it.category.title, it.questions if part.kind == "question" else it.myths)
            for it in chapters
        )
        return tuple((title, entries) for title, entries in found if entries)

    @cached_property
    def _by_address(self) -> Mapping[str, Ref]:
        return {urls.address(ref): ref for ref in self.site_index.titles}

    @cached_property
    def _homes(self) -> Mapping[Ref, str]:
        return {
            Ref(part.kind, entry.slug): part.name for part in self.parts for entry in part.entries
        }

    def title(self, ref: Ref) -> str:
        """Return the title of an entry."""
        return self.site_index.titles[ref]

    @staticmethod
    def place(ref: Ref, anchor: str = "") -> str:
        """Return the id of an entry, or of a place in it."""
        inner = anchor or ref.anchor
        return f"{ref.kind}_{ref.slug}" + (f"__{inner.replace(':', '-')}" if inner else "")

    def href(self, ref: Ref) -> str:
        """Return the address of an entry, or of a place in it.

        Empty for what the text does not hold.
        """
        slug = self.site_index.aliases.get(Ref(ref.kind, ref.slug), ref.slug)
        home = self._homes.get(Ref(ref.kind, slug))
        if home is None:
            return ""
        return f"{self.file_of(home)}#{self.place(Ref(ref.kind, slug, ref.anchor))}"

    def file_of(self, part: str) -> str:
        """Return the file of a part; empty where all parts are in one."""
        return f"{part}.xhtml" if self.files else ""

    def proof(self, target: str) -> str:
        """Return where that stands which a footnote leads to.

        An entry by its address, or a place in one.
        """
        ref = self._by_address.get(target)
        if ref is None:
            page, _, place = target.partition("#")
            entry = self._by_address[page]
            ref = Ref(entry.kind, entry.slug, place)
        return self.href(ref)

    def fill(self, prose: Prose, owner: Ref) -> Markup:
        """Return some prose of an entry.

        Links that stay inside, ids of its own, headings below the entry's.
        """

        def link(ref: Ref) -> tuple[str, str] | None:
            found, href = self.site_index.resolve(ref), self.href(ref)
            return (href, found[1]) if found and href else ("", found[1]) if found else None

        html = _NOWHERE.sub(r"\1", markdown.resolve_references(prose.html, link))
        html = self.site_index.show_pictures(html, str)
        # markdown.py is the place that makes HTML safe; in it a tag holds no < and no >, and text
        # holds neither of the two.
        return Markup(_TAG.sub(lambda tag: self._moved(tag[0], owner), html))  # noqa: S704

    def _moved(self, tag: str, owner: Ref) -> str:
        if heading := _HEADING.match(tag):
            level = min(6, int(heading[2]) + self.depth)
            tag = f"<{heading[1]}h{level}{tag[heading.end() :]}"
        tag = tag.replace(' tabindex="0"', "") if self.files else tag
        tag = _ID.sub(lambda m: f' id="{self.place(owner, m[1])}"', tag)
        return _FOOTNOTE.sub(lambda m: f' href="#{self.place(owner, m[1])}"', tag)

    def side_by_side(self, sample: Sample) -> footnotes.SideBySide:
        """Return a sample as a page shows it."""
        return footnotes.show_side_by_side(sample, self.site_index.subjects)

    def row_footnotes(
        self, dimension: Dimension
    ) -> tuple[tuple[footnotes.RowWithFootnotes, ...], tuple[footnotes.Footnote, ...]]:
        """Return the rows of a table with what they stand on."""
        return footnotes.row_footnotes(
            dimension, self.site_index.samples, self.site_index.config.keys
        )

    def notes(self, myth: Myth) -> tuple[footnotes.Footnote, ...]:
        """Return what a myth's verdict stands on."""
        keys = [key for key in footnotes.footnote_keys(myth.basis) if key != "judgement"]
        return tuple(
            footnotes.make_footnote(number, key, (), self.site_index.samples)
            for number, key in enumerate(keys, 1)
        )

    def environment(self, name: str) -> str:
        """Return the title of an environment, or its name where the site no longer has it."""
        environment = self.site_index.environments.get(name)
        return environment.title if environment else name

    def heading(self, step: int) -> Markup:
        """Return the element of a heading, so many steps below that of a part."""
        return Markup(f"h{min(6, self.depth + step)}")  # noqa: S704 - a letter and a digit


_NOWHERE = re.compile(r'<a href="">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[a-z/][^<>]*>")
_HEADING = re.compile(r"<(/?)h([1-6])(?=[\s>])")
_ID = re.compile(r' id="([^"]*)"')
_FOOTNOTE = re.compile(r' href="#(fn[^"]*)"')


_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")


def html_to_xml(html: str) -> str:
    """Return well-formed HTML as XML: of the names for characters XML knows four."""
    known = {"amp", "lt", "gt", "quot"}
    return _ENTITY.sub(lambda m: m[0] if m[1] in known else str(escape(unescape(m[0]))), html)
