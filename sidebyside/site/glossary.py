"""The glossary of a site: which words it explains, and what is wrong between it and the rest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sidebyside.content.compiler import CompiledEntry
from sidebyside.diagnostics import Diagnostic
from sidebyside.model.entries import Definition, Prose, Term


def glossary_pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of some words as a whole word, the longest first; None for no words.

    A word in small letters is found with a capital first letter and in the plural, an
    abbreviation only as it is written.
    """
    listed = sorted({*words}, key=lambda word: (-len(word), word))
    if not listed:
        return None
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(map(_variants, listed))})(?![\w-]|\.\w)")


def _variants(word: str) -> str:
    plain = re.escape(word)
    if word != word.lower():
        return f"{plain}s?"
    first = word[0]
    return f"[{re.escape(first)}{re.escape(first.upper())}]{re.escape(word[1:])}s?"


def word_of(found: str, known: Iterable[str]) -> str:
    """Return which of the known words a text is a form of."""
    forms = [found, found[:1].lower() + found[1:]]
    forms += [form[:-1] for form in forms if form.endswith("s")]
    return next(form for form in forms if form in known)


def glossary_problems(
    definitions: Sequence[CompiledEntry[Definition]],
    terms: Sequence[CompiledEntry[Term]],
    others: Iterable[CompiledEntry[Any]],
) -> Iterator[Diagnostic]:
    """Yield definitions that nothing uses, and those of words that the phrasebook explains."""
    made = [(unit, unit.entry) for unit in definitions if unit.entry]
    if not made:
        return
    explained = {
        word.name.casefold().strip("`"): unit
        for unit in terms
        if unit.entry
        for word in unit.entry.words
        if word.name
    }
    used = _used_words([entry for _, entry in made], others)
    for unit, entry in made:
        place = unit.place
        for word in entry.words:
            if (other := explained.get(word.casefold())) is not None:
                message = f"'{word}' is explained by the phrasebook too, under '{other.slug}'"
                yield Diagnostic("duplicate-term", message, place, "keep one of the two")
        if not used & {*entry.words}:
            message = f"no text uses the word '{entry.name}'"
            help = "list its other forms under also, or remove the definition"
            yield Diagnostic("unused-definition", message, place, help)


def _used_words(definitions: Sequence[Definition], units: Iterable[CompiledEntry[Any]]) -> set[str]:
    words = {word for definition in definitions for word in definition.words}
    pattern = glossary_pattern(words)
    found: set[str] = set()
    for unit in units:
        for prose in unit.entry.proses() if unit.entry else ():
            if pattern and isinstance(prose, Prose):
                found |= {word_of(text, words) for text in pattern.findall(prose.text)}
        if len(found) == len(words):
            break
    return found
