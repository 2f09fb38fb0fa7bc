"""The texts of pages that are no content, in the language of the site.

A text is asked for in English; a catalogue gives the same in another language, and English stands
where it has none. What a text is given stands in braces: "Choose {subject} when". A text about a
number has a form for each plural category of the language (CLDR: zero, one, two, few, many,
other); the number is what is called `n`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

PLURAL_CATEGORIES = ("zero", "one", "two", "few", "many", "other")

# The forms of one text by plural category, or its only form.
Translation = str | Mapping[str, str]


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
        plural = _PLURALS.get(self.language.casefold().partition("-")[0], _one_or_other)
        category = plural(n) if isinstance(n, int) else "other"
        return found.get(category, found["other"])

    def t(self, text: str, *, one: str = "", **values: object) -> str:
        """Return a text in this language, with what it is given in the place of the names."""
        message = self.message(text, values.get("n"), one)
        for name, value in values.items():
            message = message.replace(f"{{{name}}}", str(value))
        return message

    def list_of(self, words: Iterable[str], last: str = " and ") -> str:
        """Write words as a list in a sentence: one, two and three."""
        *most, final = [*words] or [""]
        return f"{self.t(', ').join(most)}{self.t(last)}{final}" if most else final
