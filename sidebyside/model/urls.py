"""Addresses inside the site: which page an entry is on, and how one page names another."""

from functools import lru_cache
from urllib.parse import urlsplit

from sidebyside.model.entries import Program, Ref
from sidebyside.model.kinds import KINDS

_PAGES: dict[str, str] = {kind.name: kind.page for kind in KINDS.values() if not kind.shares_page}
_PAGES["category"] = "categories/{}.html"


def page_of(kind: str, slug: str) -> str:
    """Return the file that shows an entry, below the site's root."""
    return _PAGES[kind].format(slug)


def picture_of(slug: str) -> str:
    """Return the file of a dimension's picture, below the site's root."""
    return f"pictures/{slug}.png"


def program_download(program: Program) -> str:
    """Return the file that a reader downloads of a program, below the site's root."""
    suffix = ".zip" if len(program.files) > 1 else ""
    return f"programs/{program.path}{suffix}"


def address(ref: Ref) -> str:
    """Return the file and anchor of an entry, below the site's root.

    On a shared page the entry itself is the anchor.
    """
    page = KINDS[ref.kind].page.format(ref.slug)
    return page if not ref.anchor or KINDS[ref.kind].shares_page else f"{page}#{ref.anchor}"


# Pages that hold nothing to read: they have no version in Markdown.
WITHOUT_MARKDOWN = frozenset({"all.html", "404.html", "search.html"})


def as_markdown(target: str) -> str:
    """Return the same place in a page's Markdown version.

    The place itself when its page has none; a sample for a line that it printed, since lines have
    no places in Markdown.
    """
    file, hash_, anchor = target.partition("#")
    if not file.endswith(".html") or file in WITHOUT_MARKDOWN:
        return target
    # The id of a printed line is `sample.subject.digest`, and no other id has a dot.
    return file.removesuffix("html") + "md" + hash_ + anchor.partition(".")[0]


def relative(target: str, page: str) -> str:
    """Return `target` (a file below the root, with or without #anchor) as a link on `page`."""
    file, hash_, anchor = target.partition("#")
    if file == page and hash_:
        return f"#{anchor}"
    folder, _, name = (file or page).rpartition("/")
    return f"{_way(page.rpartition('/')[0], folder)}{name}{hash_}{anchor}"


@lru_cache(maxsize=1024)
def _way(start: str, end: str) -> str:
    """Return how one folder is reached from another, both below the root."""
    here, there = (
        [part for part in start.split("/") if part],
        [part for part in end.split("/") if part],
    )
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    return "../" * (len(here) - shared) + "".join(f"{part}/" for part in there[shared:])


def printed_address(url: str) -> str:
    """Return an address as people write it on paper."""
    parts = urlsplit(url)
    return (parts.netloc + parts.path).rstrip("/") or url
