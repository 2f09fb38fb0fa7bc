"""The table of the kinds of entries: their names, files and pages.

Everything that treats kinds alike reads this table; what differs (how a file of the kind is read,
what its page and its JSON say) stands in a mapping by kind beside the code, and tests/test_kinds.py
compares each of those mappings with the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

KindName = Literal[
    "dimension",
    "question",
    "myth",
    "guide",
    "application",
    "measurement",
    "subject",
    "term",
    "definition",
    "error",
    "page",
]


@dataclass(frozen=True, slots=True)
class EntryKind:
    """One kind of entry.

    name: in references (`[[question:slug]]`), in messages and in ids
    source: where it lies below content/: a folder of files, or one file that holds them all
    page: the page that shows it, with `{}` for its slug; an anchor where entries share a page
    collection: the attribute that holds its entries, of `Site` and of the compiled site
    plural: its list in the JSON index, its folder below api/v1/, and what pages call many of them
    heading: the title of its part of the single page; dimensions have a part for each category
        instead
    search_code: the letter in the search index, which search.js turns into words
    in_json: whether each entry has a file below api/v1/
    dated: whether changes of its entries have dates: the feed lists those
    indexed: whether its entries belong to the comparison: search, the index from A to Z and the
        single page hold those
    """

    name: KindName
    source: str
    page: str
    collection: str
    plural: str
    heading: str
    search_code: str
    in_json: bool = True
    dated: bool = False
    indexed: bool = True

    @property
    def shares_page(self) -> bool:
        """Tell whether all entries stand on one page."""
        return "#" in self.page

    @property
    def folder(self) -> str:
        """Return the folder below content/ that holds a file or a folder for each entry.

        Empty where one file holds all.
        """
        return self.source.removesuffix("/") if self.source.endswith("/") else ""


# In the order in which pages list who mentions an entry.
_TABLE = (
    EntryKind("dimension", "dimensions/", "dimensions/{}.html", "dimensions", "dimensions", "", "d", dated=True),
    EntryKind(
        "question", "questions/", "questions/{}.html", "questions", "questions", "Interview questions", "q", dated=True
    ),
    EntryKind("myth", "myths/", "myths/index.html#{}", "myths", "myths", "Myths", "m", dated=True),
    EntryKind("guide", "guides/", "guides/{}.html", "guides", "guides", "Guides", "g", dated=True),
    EntryKind(
        "application", "applications/", "applications/{}.html", "applications", "applications", "Applications", "b",
        dated=True,
    ),
    EntryKind(
        "measurement", "measurements/", "measurements.html#{}", "measurements", "measurements", "Measurements", "e",
        in_json=False,
    ),
    EntryKind("subject", "subjects/", "subjects/{}.html", "profiles", "subjects", "The subjects", "p"),
    EntryKind("term", "terms.yaml", "terms.html#{}", "terms", "terms", "Phrasebook", "t"),
    EntryKind(
        "definition", "glossary.yaml", "glossary.html#{}", "definitions", "definitions", "Glossary", "w"
    ),
    EntryKind("error", "errors.yaml", "errors.html#{}", "errors", "errors", "Error messages", "x"),
    EntryKind("page", "pages/", "pages/{}.html", "pages", "pages", "", "", in_json=False, indexed=False),
)  # fmt: skip
KINDS: Mapping[KindName, EntryKind] = {kind.name: kind for kind in _TABLE}


def kind_of_path(path: str) -> EntryKind | None:
    """Return the kind of the entries in a file below content/."""
    for kind in KINDS.values():
        if path == kind.source or (kind.folder and path.startswith(kind.source)):
            return kind
    return None
