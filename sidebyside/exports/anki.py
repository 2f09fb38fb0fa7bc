"""The questions as cards: a deck for Anki, and a table for other card programs.

ids: of decks, notes and cards are hashes of the site's key and a slug, so a newer deck updates
    and does not double
times: Anki takes a note over when it is newer than its own: a note is as new as its entry
    (dates.py), or as the newest evidence where nobody dated the entry

The bytes are the same on every build: a package is an SQLite file in a zip, and both carry
times and versions, which are fixed.
"""

import csv
import hashlib
import io
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from html import escape, unescape
from itertools import repeat

from sidebyside.content import markdown
from sidebyside.exports.base import ExportContext, ExportedFiles
from sidebyside.exports.csv_cells import csv_cell
from sidebyside.exports.zips import zip_bytes
from sidebyside.model import urls
from sidebyside.model.entries import Category, Prose, Question, Ref
from sidebyside.render import templating
from sidebyside.render.colors import read_palette
from sidebyside.site.dates import day_to_seconds
from sidebyside.site.index import SiteIndex
from sidebyside.site.witnesses import shown_lines

DECK, SHEET = "questions.apkg", "questions.csv"
FIELDS = ("Question", "Short answer", "Long answer", "About", "Page")
FRONT = '<p class="about">{{About}}</p><div class="question">{{Question}}</div>'
BACK = (
    '{{FrontSide}}<hr id="answer"><div class="short">{{Short answer}}</div>'
    '{{#Long answer}}<div class="long">{{Long answer}}</div>{{/Long answer}}'
    '<p class="about"><a href="{{Page}}">Its page, with all that belongs to it</a></p>'
)
ANKI_EPOCH = 1_600_000_000
"""When a note changed of which nobody knows: a moment that is older than every other."""


@dataclass(frozen=True, slots=True)
class Flashcard:
    """A question as card programs take it: HTML but for `page`, an address.

    `changed` in seconds since 1970.
    """

    question: Question
    chapter: Category
    front: str
    short: str
    long: str
    about: str
    page: str
    changed: int

    @property
    def fields(self) -> list[str]:
        """Return what stands in the fields of a note."""
        return [self.front, self.short, self.long, self.about, escape(self.page)]

    @property
    def tags(self) -> list[str]:
        """Return the tags of a note."""
        return [
            f"level::{self.question.level}",
            *(f"subject::{key}" for key in self.question.subjects),
        ]


def export_anki(export_context: ExportContext) -> ExportedFiles:
    """Make questions.apkg and questions.csv, where there are questions."""
    cards = list(_cards(export_context.site_index))
    if not cards:
        return ExportedFiles({})
    palette = read_palette(export_context.templates.find)
    css = (
        templating.jinja_environment(export_context.templates)
        .get_template("cards.css")
        .render(light=palette.light, dark=palette.dark)
    )
    return ExportedFiles(
        {
            DECK: partial(_package, export_context.site_index, cards, css),
            SHEET: partial(_table, cards),
        }
    )


def _cards(site_index: SiteIndex) -> Iterator[Flashcard]:
    """Yield a card for each question, in the order of the site."""
    names = {subject.key: subject.name for subject in site_index.config.subjects}
    last = day_to_seconds(site_index.standing.last) if site_index.standing.last else ANKI_EPOCH
    for chapter in site_index.every_chapter:
        for question in chapter.questions:
            stamp = site_index.dates.get(question.path)
            yield Flashcard(
                question,
                chapter.category,
                str(templating.code_spans(question.question)),
                _html(site_index, question.short),
                _html(site_index, question.long) + _shown_lines(site_index, question),
                str(
                    templating.code_spans(
                        " · ".join([question.level, *(names[key] for key in question.subjects)])
                    )
                ),
                site_index.config.url + urls.page_of("question", question.slug),
                stamp.updated if stamp else last,
            )


def _shown_lines(site_index: SiteIndex, question: Question) -> str:
    """Return the printed lines that show an answer."""
    lines = shown_lines(question.shows, question.basis.proofs, site_index.samples)
    return "".join(
        f"<p>{escape(site_index.subjects[line.subject].name)}: "
        f"<code>{escape(line.line, quote=False)}</code></p>"
        for line in lines
    )


def _html(site_index: SiteIndex, prose: Prose) -> str:
    """Return some prose whose links lead to the site; what cards have no use for is left out."""

    def link(ref: Ref) -> tuple[str, str] | None:
        found = site_index.resolve(ref)
        return (site_index.config.url + found[0], found[1]) if found else None

    html = site_index.show_pictures(prose.html, lambda path: site_index.config.url + path)
    return markdown.resolve_references(html, link).replace(' tabindex="0"', "")


def _package(site_index: SiteIndex, cards: list[Flashcard], css: str) -> bytes:
    """Return a package for Anki."""
    # The library is loaded here: it costs as much as reading a small site, and most builds have
    # remembered their deck.
    import genanki

    model = genanki.Model(
        _id(site_index, "model"),
        f"{site_index.config.title} (question)",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Card", "qfmt": FRONT, "afmt": BACK}],
        css=css,
    )
    base = sqlite3.connect(":memory:")
    cursor = base.cursor()
    cursor.executescript(genanki.package.APKG_SCHEMA)
    cursor.executescript(genanki.package.APKG_COL)
    ids = _numbers(site_index, cards)
    places = {card.question.slug: place for place, card in enumerate(cards, 1)}
    for deck, listed in _decks(site_index, cards):
        made = genanki.Deck(_id(site_index, f"deck {deck.slug}"), deck.title, deck.summary)
        made.add_model(model)
        made.write_to_db(cursor, max(card.changed for card in cards), iter(()))
        for card in listed:
            note = genanki.Note(
                model,
                card.fields,
                tags=card.tags,
                guid=_guid(site_index, card),
                due=places[card.question.slug],
            )
            note.write_to_db(cursor, card.changed, made.deck_id, repeat(ids[card.question.slug]))
    base.commit()
    data = bytearray(base.serialize())
    base.close()
    # The header counts changes and names the version of SQLite: neither says anything about the
    # cards.
    data[24:28] = data[92:96] = (1).to_bytes(4, "big")
    data[96:100] = (3_040_000).to_bytes(4, "big")
    return zip_bytes({"collection.anki2": bytes(data), "media": b"{}"})


def _decks(
    site_index: SiteIndex, cards: list[Flashcard]
) -> Iterator[tuple[Category, list[Flashcard]]]:
    """Yield the site's deck and a subdeck for each category, by full name, with their cards."""
    config, title = site_index.config, _deck_name(site_index.config.title)
    yield Category("", title, config.tagline), []
    for chapter in site_index.every_chapter:
        category = chapter.category
        if listed := [card for card in cards if card.chapter is category]:
            yield replace(category, title=f"{title}::{_deck_name(category.title)}"), listed


def _deck_name(title: str) -> str:
    """Return a title as the name of a deck, in which two colons would open a deck below."""
    return templating.strip_backticks(title).replace("::", ": ").strip(":")


def _guid(site_index: SiteIndex, card: Flashcard) -> str:
    """Return the name under which Anki knows a note.

    That of the question's first slug, which a renamed one keeps as alias.
    """
    return _hash(site_index, (*card.question.aliases, card.question.slug)[0]).hex()[:20]


def _numbers(site_index: SiteIndex, cards: list[Flashcard]) -> dict[str, int]:
    """Return a stable number for a note and its card, independent of other questions."""
    found: dict[str, int] = {}
    for card in cards:
        number = _id(site_index, f"note {_guid(site_index, card)}")
        while number in found.values():
            number += 1
        found[card.question.slug] = number
    return found


def _id(site_index: SiteIndex, name: str) -> int:
    """Return a number as Anki takes it, a moment in milliseconds."""
    return ANKI_EPOCH * 1000 + int.from_bytes(_hash(site_index, name)[:8], "big") % 2**38


def _hash(site_index: SiteIndex, name: str) -> bytes:
    return hashlib.sha256(f"{site_index.key} {name}".encode()).digest()


def _table(cards: list[Flashcard]) -> bytes:
    """Return the cards as a table after RFC 4180, in plain text."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(["question", "answer", "level", "subjects", "category", "page"])
    for card in cards:
        answer = "\n\n".join(filter(None, (card_text(card.short), card_text(card.long))))
        question = card.question
        subjects = " ".join(question.subjects)
        cells = (
            card_text(card.front),
            answer,
            question.level,
            subjects,
            card.chapter.title,
            card.page,
        )
        rows.writerow(map(csv_cell, cells))
    return out.getvalue().encode()


_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def card_text(html: str) -> str:
    """Return HTML as plain text: a line for each block, programs as they stand."""
    parts = []
    for part in _PRE.split(html):
        if part.startswith("<pre"):
            parts.append(unescape(_TAG.sub("", part)))
        else:
            lines = re.sub(
                r"</(?:p|li|h[1-6]|tr|dt|dd|blockquote|figcaption)>|<br ?/?>", "\0", part
            ).split("\0")
            parts += [" ".join(unescape(_TAG.sub("", line)).split()) for line in lines]
    return "\n".join(filter(None, parts))
