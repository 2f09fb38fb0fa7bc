"""The search index: what readers can find, as a script that the browser loads on the first search.

Each entry is a list of five: kind, address below the site's root, title, where it belongs, text. The browser builds its index
of them; kinds are d(imension), r(ow), s(ample), q(uestion), m(yth), t(erm), g(uide), e (a measurement)
and p(rofile).
"""

import json
import re
from collections.abc import Iterator
from functools import partial

from sidebyside.exports.base import Exported, Stock
from sidebyside.model import urls
from sidebyside.model.entries import Dimension, Prose, Ref, Site

FILE = "search-index.js"
Entry = tuple[str, str, str, str, str]


def export(stock: Stock) -> Exported:
    """Make search-index.js."""
    return Exported({FILE: partial(script, stock.site)})


def script(site: Site) -> bytes:
    """Return the index as a classic script, which also works where pages are opened from disk."""
    made = json.dumps(list(entries(site)), ensure_ascii=False, separators=(",", ":"))
    return f"sidebyside_index({made});\n".encode()


def entries(site: Site) -> Iterator[Entry]:
    """Yield everything that readers can find, in the order of the site."""
    for dimension in site.dimensions:
        yield from _dimension(dimension)
    titles = {dimension.slug: dimension.title for dimension in site.dimensions}
    for question in site.questions:
        yield _entry(
            "q",
            Ref("question", question.slug),
            question.question,
            _first(question.dimensions, titles),
            question.short,
            question.long,
        )
    for myth in site.myths:
        yield _entry("m", Ref("myth", myth.slug), myth.claim, myth.verdict, myth.body)
    for term in site.terms:
        names = " / ".join(dict.fromkeys(word.name for word in term.words if word.name))
        yield _entry("t", Ref("term", term.slug), names, "", *(word.means for word in term.words))
    for guide in site.guides:
        yield _entry("g", Ref("guide", guide.slug), guide.title, guide.summary, guide.body)
    for measurement in site.measurements:
        yield _entry("e", Ref("measurement", measurement.slug), measurement.title, measurement.summary, measurement.body)
    subjects = site.config.by_key
    for profile in site.profiles:
        yield _entry(
            "p", Ref("subject", profile.key), subjects[profile.key].name, subjects[profile.key].summary, *profile.proses()
        )


def _dimension(dimension: Dimension) -> Iterator[Entry]:
    glance = tuple(cell.prose for cell in dimension.glance)
    yield _entry("d", Ref("dimension", dimension.slug), dimension.title, dimension.summary, *glance, dimension.body)
    for row in dimension.rows:
        yield _entry(
            "r", Ref("dimension", dimension.slug, row.id), row.aspect, dimension.title, *(cell.prose for cell in row.cells)
        )
    for sample in dimension.samples:
        yield _entry("s", Ref("dimension", dimension.slug, sample.id), sample.title, dimension.title, sample.note)


def _entry(kind: str, ref: Ref, title: str, where: str, *proses: Prose) -> Entry:
    return (
        kind,
        urls.address(ref),
        title.replace("`", ""),
        where.replace("`", ""),
        " · ".join(filter(None, map(_words, proses))),
    )


def _words(prose: Prose) -> str:
    """Return the text of some prose without programs: nobody searches for the hundredth `import`."""
    if "<" not in prose.html and "&" not in prose.html:
        return prose.html
    return Prose(_FENCES.sub(" ", prose.html)).text if "<pre" in prose.html else prose.text


_FENCES = re.compile(r"<pre\b.*?</pre>", re.DOTALL)


def _first(slugs: tuple[str, ...], titles: dict[str, str]) -> str:
    return titles[slugs[0]] if slugs else ""
