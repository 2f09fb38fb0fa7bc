"""The texts of the interface: shipped catalogues, and interface.yaml over them."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

from sidebyside.content.compiler import SourceFile
from sidebyside.content.source import Source
from sidebyside.content.yaml_tree import YamlTree, parse_yaml
from sidebyside.diagnostics import Diagnostic, suggestion
from sidebyside.model.interface import PLURAL_CATEGORIES, Interface, Translation, primary_language

CATALOGUES = Path(__file__).parent / "catalogues"
_PLACEHOLDER = re.compile(r"\{(\w+)\}|\]\((\w+)\)")


@cache
def catalogue(language: str) -> Mapping[str, Translation]:
    """Return the catalogue of a language, without its region; empty if none ships with the program."""
    path = CATALOGUES / f"{primary_language(language)}.yaml"
    if not path.is_file():
        return {}
    tree, _ = parse_yaml(Source(path.name, path.read_text(encoding="utf-8")))
    return cast("Mapping[str, Translation]", tree.data) if tree else {}


def english() -> Mapping[str, Translation]:
    """Return every text of the templates, in English."""
    return catalogue("en")


def placeholders(text: str) -> frozenset[str]:
    """Return the names in braces, and those of links, in a text."""
    return frozenset(found[1] or found[2] for found in _PLACEHOLDER.finditer(text))


def read_interface(file: SourceFile | None, language: str) -> tuple[Interface, list[Diagnostic]]:
    """Return the texts for a language and the problems of interface.yaml, which comes first."""
    shipped = {} if primary_language(language) == "en" else catalogue(language)
    if file is None:
        return Interface(language, shipped), []
    tree, problems = parse_yaml(file.source, empty="{}")
    if tree is None:
        return Interface(language, shipped), problems
    if not isinstance(tree.data, dict):
        message = (
            "interface.yaml must be a mapping: a text of the interface, and what to say for it"
        )
        return Interface(language, shipped), [*problems, tree.problem("wrong-type", message, [])]
    own: dict[str, Translation] = {}
    for text, translation in tree.data.items():
        found = _faults(tree, text, translation)
        problems += found
        if not found:
            own[text] = cast("Translation", translation)
    return Interface(language, {**shipped, **own}), problems


def _faults(tree: YamlTree, text: str, translation: object) -> list[Diagnostic]:
    """Return what is wrong with one text of interface.yaml."""
    known = english()
    if text not in known:
        help = suggestion(text, known) or "docs/customising.md says where all texts are listed"
        message = f"the interface has no text '{text}'"
        return [tree.problem("unknown-key", message, [text], key=True, help=help)]
    plain = isinstance(known[text], str)
    if isinstance(translation, str):
        return _missing_names(tree, text, translation, [text], needed=placeholders(text))
    if plain or not isinstance(translation, dict):
        message = f"'{text}' must be a text" + ("" if plain else ", or one for each plural form")
        return [tree.problem("wrong-type", message, [text])]
    problems = []
    if "other" not in translation:
        message = f"the forms of '{text}' lack 'other', the one for all other numbers"
        problems.append(tree.problem("missing-key", message, [text], help="add the key 'other'"))
    for category, form in translation.items():
        place = [text, category]
        if category not in PLURAL_CATEGORIES:
            message = f"there is no plural form '{category}'"
            help = f"the forms are: {', '.join(PLURAL_CATEGORIES)}"
            problems.append(tree.problem("unknown-key", message, place, key=True, help=help))
        elif not isinstance(form, str):
            problems.append(tree.problem("wrong-type", "a plural form must be a text", place))
        else:
            # "one" may say the number in words.
            needed = placeholders(text) - (set() if category == "other" else {"n"})
            problems += _missing_names(tree, text, form, place, needed=needed)
    return problems


def _missing_names(
    tree: YamlTree, text: str, form: str, place: list[str], *, needed: frozenset[str]
) -> list[Diagnostic]:
    missing, foreign = needed - placeholders(form), placeholders(form) - placeholders(text)
    shown = ", ".join(f"'{name}'" for name in sorted(missing or foreign))
    if missing:
        message = f"this text leaves out {shown}"
        help = f"keep what stands in braces, and the names of links, as in '{text}'"
        return [tree.problem("bad-value", message, place, help=help)]
    if foreign:
        message = f"'{text}' is not given {shown}"
        given = ", ".join(sorted(placeholders(text))) or "nothing"
        return [tree.problem("bad-value", message, place, help=f"it is given: {given}")]
    return []
