"""House rules: how long the parts of a dimension should be, as site.yaml says under `house`.

What breaks one is a warning.
"""

import re
from collections.abc import Iterator, Sequence

from sidebyside.content.compiler import EntryCompiler
from sidebyside.content.programs import DimensionFiles
from sidebyside.content.yaml_tree import PathStep
from sidebyside.diagnostics import Diagnostic, Location, count
from sidebyside.model.entries import CountLimits, Dimension, HouseRules, Prose

CODE = "house-rule"
_SHOWN_REGION = re.compile(r"# region show[^\n]*\n(.*?)# endregion", re.DOTALL)
_UNSPOKEN = re.compile(r"<pre.*?</pre>|<code>.*?</code>", re.DOTALL)


def words_of(prose: Prose) -> list[str]:
    """Return the words of a text; a piece of code is one."""
    return re.findall(r"[\w'’.-]+", re.sub(r"<[^>]*>", " ", _UNSPOKEN.sub("x", prose.html)))


def word_count(prose: Prose) -> int:
    """Return how many words a text has."""
    return len(words_of(prose))


def check_dimension(
    compiler: EntryCompiler, dimension: Dimension, files: DimensionFiles, house: HouseRules
) -> None:
    """Warn of each part of a dimension that is too short or too long for this site."""
    if dimension.draft:
        return
    _check(compiler, len(dimension.rows), "row", house.rows, ["rows"])
    _check(compiler, len(dimension.samples), "sample", house.samples, ["samples"])
    _check(compiler, len(dimension.see_also), "related dimension", house.related, ["see_also"])
    _check(compiler, len(dimension.sources), "source", house.sources, ["sources"])
    _check_body(compiler, dimension, house.body_words)
    for index, row in enumerate(dimension.rows):
        for key, cell in zip(compiler.subjects, row.cells, strict=False):
            _check(
                compiler,
                word_count(cell.prose),
                "word",
                house.cell_words,
                ["rows", index, key],
                "a cell",
            )
    compiler.problems += _wide_lines(dimension, files, house)


def _check(
    compiler: EntryCompiler,
    number: int,
    noun: str,
    limits: CountLimits,
    path: Sequence[PathStep],
    where: str = "",
) -> None:
    if number not in limits:
        compiler.report(CODE, _message(number, noun, limits, where), path, key=not where)


def _message(number: int, noun: str, limits: CountLimits, where: str = "") -> str:
    return f"{count(number, noun)}{' in ' + where if where else ''}; this site wants {limits}"


def _check_body(compiler: EntryCompiler, dimension: Dimension, limits: CountLimits) -> None:
    number = word_count(dimension.body)
    if number not in limits:
        source = compiler.tree.source
        found = re.search(r"^---[ \t]*\n.*?^---[ \t]*\n?", source.text, re.MULTILINE | re.DOTALL)
        start = min(found.end() if found else 0, max(0, len(source.text) - 1))
        compiler.problems.append(
            source.problem(CODE, _message(number, "word", limits, "the prose"), start)
        )


def _wide_lines(
    dimension: Dimension, files: DimensionFiles, house: HouseRules
) -> Iterator[Diagnostic]:
    """Yield the first line of each program's file that has too many columns."""
    folder = f"dimensions/{dimension.slug}/"
    for program in dimension.programs():
        path = program.path.removeprefix(folder)
        for file in program.files:
            source = files.others.get(path) or files.others.get(f"{path}/{file.name}")
            if source is None:
                continue
            region = _SHOWN_REGION.search(source.text)
            first = source.text[: region.start(1)].count("\n") + 1 if region else 0
            last = first + region[1].count("\n") if region else 0
            for number, line in enumerate(source.text.splitlines(), 1):
                inside = first <= number < last
                limits = (
                    house.region_columns
                    if inside and len(line) not in house.region_columns
                    else house.code_columns
                )
                if line and len(line) not in limits:
                    most = limits.most or 0
                    place = Location(source.name, number, most + 1, max(1, len(line) - most), line)
                    where = (
                        "the part that is shown first"
                        if limits is house.region_columns
                        else "a program"
                    )
                    yield Diagnostic(CODE, _message(len(line), "column", limits, where), place)
                    break
