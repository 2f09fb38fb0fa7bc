"""The texts of pages that are no content, in the language of the site.

A text is asked for in English; a catalogue gives the same in another language, and English stands
where it has none. What a text is given stands in braces: "Choose {subject} when". A text about a
number has a form for each plural category of the language, by the names of CLDR; the number is what
is called `n`.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

PLURAL_CATEGORIES = ("zero", "one", "two", "few", "many", "other")

# The forms of one text by plural category, or its only form.
Translation = str | Mapping[str, str]

_NAME = re.compile(r"\{(\w+)\}")


def primary_language(language: str) -> str:
    """Return a language tag without its region or script: `de` for `de-AT`."""
    return language.casefold().partition("-")[0]


def fill(message: str, values: Mapping[str, object]) -> str:
    """Return a message with values in the place of their names; braces in a value stay."""
    return _NAME.sub(lambda found: str(values.get(found[1], found[0])), message)


def _arabic(n: int) -> str:
    if n in {0, 1, 2}:
        return PLURAL_CATEGORIES[n]
    rest = n % 100
    return "few" if 3 <= rest <= 10 else "many" if rest >= 11 else "other"


def _one_or_other(n: int) -> str:
    return "one" if n == 1 else "other"


def _always_other(_: int) -> str:
    return "other"


# The languages whose plurals are not those of English.
_PLURALS: dict[str, Callable[[int], str]] = {
    "ar": _arabic,
    **dict.fromkeys(("ja", "ko", "th", "vi", "zh"), _always_other),
}


@dataclass(frozen=True)
class Interface:
    """The texts in one language: `translations` by their English."""

    language: str = "en"
    translations: Mapping[str, Translation] = field(default_factory=dict)

    def message(self, text: str, n: object = None, one: str = "") -> str:
        """Return a text in this language, with the names in braces as they are.

        `one` is the English for n = 1.
        """
        found = self.translations.get(text)
        if found is None:
            return one if one and n == 1 else text
        if isinstance(found, str):
            return found
        plural = _PLURALS.get(primary_language(self.language), _one_or_other)
        category = plural(n) if isinstance(n, int) else "other"
        return found.get(category, found["other"])

    def t(self, text: str, *, one: str = "", **values: object) -> str:
        """Return a text in this language, with what it is given in the place of the names."""
        return fill(self.message(text, values.get("n"), one), values)

    def list_of(self, words: Iterable[str], last: str = " and ") -> str:
        """Write words as a list in a sentence: one, two and three."""
        *most, final = [*words] or [""]
        return f"{self.t(', ').join(most)}{self.t(last)}{final}" if most else final
