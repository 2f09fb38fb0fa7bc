"""glossary.yaml: words of the field with their meaning, which pages link to at first use."""

from typing import Any

from sidebyside.content import schema, validation
from sidebyside.content.compiler import (
    CompiledEntry,
    EntryCompiler,
    SourceFile,
    check_remaining_texts,
    open_list,
    placed,
)
from sidebyside.content.yaml_tree import PathStep
from sidebyside.model.entries import Definition, Frame, Ref


def compile_glossary(file: SourceFile, frame: Frame | None) -> list[CompiledEntry[Any]]:
    """Make the definitions of the glossary; each is a unit of its own."""
    opened = open_list(file, schema.GlossaryList, "a definition", frame, Ref("definition", ""))
    if isinstance(opened, CompiledEntry):
        return [opened]
    compiler, entry = opened
    if entry is None:
        check_remaining_texts(
            compiler, validation.salvage(schema.GlossaryList, compiler.tree), _every_definition
        )
    slugs: set[str] = set()
    names: dict[str, int] = {}
    units: list[CompiledEntry[Any]] = []
    for index, item in enumerate(entry.items if entry else ()):
        own = compiler.like(Ref("definition", item.slug))
        units.append(_definition(own, index, item, slugs, names))
    return [*units, compiler.unit("", None)] if compiler.problems else units


def _every_definition(compiler: EntryCompiler, entry: schema.GlossaryList) -> None:
    for index, item in enumerate(entry.items):
        _definition(compiler, index, item, set(), {})


def _definition(
    compiler: EntryCompiler,
    index: int,
    entry: schema.DefinitionEntry,
    slugs: set[str],
    names: dict[str, int],
) -> CompiledEntry[Definition]:
    """Make a definition; `names` are the words that those before it define, with their index."""
    compiler.once(entry.slug, slugs, [index, "slug"], "definitions")
    for number, word in enumerate([entry.name, *entry.also]):
        first = names.setdefault(word.casefold(), index)
        if first != index:
            path: list[PathStep] = [index, "also", number - 1] if number else [index, "name"]
            message = f"'{word}' is defined twice"
            help = f"the other definition is in line {compiler.line([first])}; keep one of them"
            compiler.report("duplicate-slug", message, path, help=help)
    means = compiler.inline(entry.means, [index, "means"])
    also = compiler.also(entry.also, [index])
    definition = Definition(entry.slug, entry.name, means, also)
    return placed(compiler, compiler.unit(entry.slug, definition, frozenset()), [index, "name"])
