"""The search index: what readers can find, as a script that the browser loads on the first search.

Each entry is a list of seven: kind, URL below the site's root, title, where it belongs, text, what
else people type for it (a list), and more words: of long texts, which no hit shows, and of
programs. The browser builds its index of them (templates/static/search-engine.js); a URL that
begins with `#` is of the page before it. Kinds are d(imension), r(ow), s(ample), q(uestion),
m(yth), t(erm), g(uide), e (a measurement), p(rofile) and c (a question of the chooser).
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from sidebyside.content.markdown import resolve_references
from sidebyside.exports.base import ExportContext, ExportedFiles
from sidebyside.model import urls
from sidebyside.model.entries import Dimension, Prose, Ref, Sample, Site
from sidebyside.model.kinds import KINDS
from sidebyside.site.index import SiteIndex

SEARCH_INDEX_FILE = "search-index.js"
SearchEntry = tuple[str, str, str, str, str, tuple[str, ...], str]

# Words that more than this share of all samples have say nothing about one of them.
COMMON = 0.1
# The same of long texts; in a small site no word is that common.
FREQUENT = 0.12
MANY = 20
_FENCES = re.compile(r"<pre\b.*?</pre>", re.DOTALL)
_SPACED = re.compile(r"[^\s,;:()\"“”·]*[^\s,;:()\"“”·.?!]")
# Decorators, attributes, what is called, and names of classes and constants.
_USED = re.compile(r"(?<=[@.])[a-z_][a-z0-9_]{2,}|[a-z_][a-z0-9_]{2,}(?=\()|[A-Z][A-Za-z0-9_]{2,}")
_PRINTED = re.compile(r"[A-Z][A-Za-z0-9]*[A-Z_][A-Za-z0-9_]*|[a-z0-9]+_[a-z0-9_]+")


def export_search_index(export_context: ExportContext) -> ExportedFiles:
    """Make search-index.js."""
    return ExportedFiles({SEARCH_INDEX_FILE: partial(search_script, export_context.site_index)})


def search_script(site_index: SiteIndex) -> bytes:
    """Return the index as a classic script, which also works where pages are opened from disk."""
    made = json.dumps(search_entries(site_index), ensure_ascii=False, separators=(",", ":"))
    return f"sidebyside_index({made});\n".encode()


def search_entries(site_index: SiteIndex) -> list[SearchEntry]:
    """Return everything searchable in site order, without words that most long texts have."""
    entries = list(_every_entry(site_index))
    often = Counter(word for entry in entries for word in entry[6].split())
    limit = max(MANY, FREQUENT * sum(bool(entry[6]) for entry in entries))
    common = {word for word, number in often.items() if number > limit}
    return [
        (*entry[:6], " ".join(word for word in entry[6].split() if word not in common))
        for entry in entries
    ]


def _every_entry(site_index: SiteIndex) -> Iterator[SearchEntry]:
    site, words = site_index.site, _Words(site_index)
    names = _names(site)
    of_dimension = {dimension.slug: dimension.title for dimension in site.dimensions}
    for dimension in site.dimensions:
        yield from _dimension(dimension, words, names)
    for question in site.questions:
        where = of_dimension.get(question.dimensions[0], "") if question.dimensions else ""
        ref = Ref("question", question.slug)
        known = _vocabulary(question.question, *question.also, words.of(question.short)).split(" ")
        more = _vocabulary(words.of(question.long), without=known)
        yield words.entry(ref, question.question, where, (question.short,), question.also, more)
    for myth in site.myths:
        yield words.entry(Ref("myth", myth.slug), myth.claim, myth.verdict, (myth.body,), myth.also)
    for term in site.terms:
        title = " / ".join(dict.fromkeys(word.name for word in term.words if word.name))
        meanings = [word.means for word in term.words]
        yield words.entry(Ref("term", term.slug), title, "", meanings, term.also)
    yield from _long_texts(site_index, words)
    for error in site.errors:
        where = site.config.by_key[error.subject].name
        ref = Ref("error", error.slug)
        yield words.entry(ref, error.message, where, (error.cause, error.cure), error.also)
    for definition in site.definitions:
        ref = Ref("definition", definition.slug)
        yield words.entry(ref, definition.name, "", (definition.means,), definition.also)
    for profile in site.profiles:
        subject = site.config.by_key[profile.key]
        ref = Ref("subject", profile.key)
        yield words.entry(ref, subject.name, subject.summary, profile.proses())
    for choice in site.choices:
        reasons = [words.of(answer.because) for answer in choice.answers]
        text = _joined([*(answer.say for answer in choice.answers), *reasons])
        yield "c", f"choose.html#{choice.id}", _plain(choice.ask), "", text, (), ""


def _long_texts(site_index: SiteIndex, words: "_Words") -> Iterator[SearchEntry]:
    site = site_index.site
    for guide in site.guides:
        more = _vocabulary(words.of(guide.body))
        yield words.entry(
            Ref("guide", guide.slug), guide.title, guide.summary, (), guide.also, more
        )
    for application in site.applications:
        steps = " ".join(step.title for step in application.steps)
        more = _vocabulary(steps, *map(words.of, application.proses()))
        ref = Ref("application", application.slug)
        yield words.entry(ref, application.title, application.summary, (), application.also, more)
    for measurement in site.measurements:
        ref = Ref("measurement", measurement.slug)
        yield words.entry(ref, measurement.title, measurement.summary, (measurement.body,))


def _dimension(
    dimension: Dimension, words: "_Words", names: Mapping[str, str]
) -> Iterator[SearchEntry]:
    slug = dimension.slug
    proses = [cell.prose for cell in dimension.glance]
    proses += [prose for _, prose in dimension.choose]
    proses.append(dimension.body)
    also = (*dimension.also, slug.replace("-", " "), *dimension.aliases)
    parts = [
        words.part("r", row.id, row.aspect, [cell.prose for cell in row.cells], row.also)
        for row in dimension.rows
    ]
    for sample in dimension.samples:
        found = names.get(f"{slug}/{sample.id}", "")
        parts.append(words.part("s", sample.id, sample.title, (sample.note,), (), found))
    # The browser counts the words of rows and samples as their page's too.
    known = _vocabulary(
        dimension.title, dimension.summary, *also, *(part[4] for part in parts)
    ).split(" ")
    more = _vocabulary(*map(words.of, proses), without=known)
    yield words.entry(Ref("dimension", slug), dimension.title, dimension.summary, (), also, more)
    yield from parts


def _names(site: Site) -> dict[str, str]:
    """Return the names in each sample's programs and outputs that not every sample has."""
    of_sample = {
        f"{dimension.slug}/{sample.id}": _written(sample)
        for dimension in site.dimensions
        for sample in dimension.samples
    }
    often = Counter(name for found in of_sample.values() for name in found)
    limit = max(3, COMMON * len(of_sample))
    return {
        key: " ".join(name for name in found if often[name] <= limit)
        for key, found in of_sample.items()
    }


def _written(sample: Sample) -> list[str]:
    """Return the names that a sample calls, reads, imports or defines, and those that it prints."""
    names: dict[str, None] = {}
    for program in sample.programs:
        for file in program.files:
            names |= dict.fromkeys(_USED.findall(file.text))
        for _, output in program.outputs:
            names |= dict.fromkeys(_PRINTED.findall(output))
    return list(names)


def _vocabulary(*texts: str, without: Iterable[str] = ()) -> str:
    """Return the words of texts, each once and in order.

    What is searched and never shown takes half the space so.
    """
    words: dict[str, str] = {}
    for text in texts:
        for word in _SPACED.findall(text):
            # `ProxyFix` keeps its form, by which the browser knows its parts.
            plain = word if any(letter.isupper() for letter in word[1:]) else word.lower()
            words[plain] = plain
    return " ".join(sorted(words.keys() - set(without)))


class _Words:
    """Texts of entries as readers see them, with the titles of what they refer to."""

    def __init__(self, site_index: SiteIndex) -> None:
        self._book = site_index

    def entry(
        self,
        ref: Ref,
        title: str,
        where: str,
        proses: Iterable[Prose],
        also: tuple[str, ...] = (),
        more: str = "",
    ) -> SearchEntry:
        text = _joined(self.of(prose) for prose in proses)
        return (
            KINDS[ref.kind].search_code,
            urls.address(ref),
            _plain(title),
            _plain(where),
            text,
            also,
            more,
        )

    def part(
        self,
        kind: str,
        anchor: str,
        title: str,
        proses: Iterable[Prose],
        also: tuple[str, ...] = (),
        more: str = "",
    ) -> SearchEntry:
        """Return an entry of the page that came last.

        Its URL begins with `#`, and it belongs there.
        """
        return (
            kind,
            f"#{anchor}",
            _plain(title),
            "",
            _joined(self.of(prose) for prose in proses),
            also,
            more,
        )

    def of(self, prose: Prose) -> str:
        """Return the text of prose without code, whose names are indexed with the samples."""
        html = prose.html
        if "<" not in html and "&" not in html:
            return html
        if "<pre" in html:
            html = _FENCES.sub(" ", html)
        return Prose(resolve_references(html, self._book.resolve)).text


def _joined(texts: Iterable[str]) -> str:
    return " · ".join(filter(None, texts))


def _plain(title: str) -> str:
    return title.replace("`", "")
