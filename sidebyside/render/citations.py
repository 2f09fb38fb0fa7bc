"""How a page is cited.

As APA writes it, and for BibTeX. Its date is that of what it says, never that of a visit.
"""

from dataclasses import dataclass

from sidebyside.content import markdown

MONTH_NAMES = (
    "January February March April May June July August September October November December"
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in two forms.

    APA's title is in italics, so what stands before it and behind it comes apart.
    """

    before: str
    title: str
    after: str
    bibtex: str


def cite(site: str, title: str, day: str, url: str) -> Citation:
    """Cite a page of a site; `day` is YYYY-MM-DD, or empty where nothing dates the page."""
    year, month, number = (int(part) for part in day.split("-")) if day else (0, 0, 0)
    when = f"{year}, {_month(month)} {number}" if day else "n.d."
    fields = {"author": f"{{{_tex(site)}}}", "title": f"{{{_tex(title)}}}"}
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items()]
    if day:
        lines.append(
            f"  year = {{{year}}},\n  month = {_month(month)[:3].lower()},\n  day = {{{number}}},\n"
        )
    lines.append(f"  url = {{{url.replace('{', '%7B').replace('}', '%7D')}}},\n")
    key = markdown.slugify(f"{site} {title}") or "page"
    return Citation(
        f"{_ended(site)} ({when}). ", _ended(title), f" {url}", f"@misc{{{key},\n{''.join(lines)}}}"
    )


def _month(number: int) -> str:
    return MONTH_NAMES.split()[number - 1]


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


_TEX = str.maketrans(
    {character: f"\\{character}" for character in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)


def _tex(text: str) -> str:
    """Return some text as LaTeX reads it."""
    return text.translate(_TEX)
