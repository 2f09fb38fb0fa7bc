"""Samples: which files of a dimension's folder make which program."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sidebyside.content import highlight, schema
from sidebyside.content.compiler import EntryCompiler, SourceFile
from sidebyside.content.source import Source, first_control_character
from sidebyside.content.yaml_tree import PathStep
from sidebyside.diagnostics import Diagnostic, Location, suggestion
from sidebyside.model.entries import Program, Sample

_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True)
class DimensionFiles:
    """A dimension's index.md and every other file of its folder by its path below that folder."""

    index: SourceFile
    others: Mapping[str, Source] = field(default_factory=dict)


def compile_samples(
    compiler: EntryCompiler,
    entries: list[schema.SampleEntry],
    files: DimensionFiles,
    rows: Mapping[str, tuple[int, str]],
) -> tuple[Sample, ...]:
    """Make the samples of a dimension, and warn of files that none of them uses.

    `rows` are ids that rows have, each with the number of its row and the aspect that it was made
    from, if it was.
    """
    made: list[Sample] = []
    used: set[str] = set()
    every = [(sample.id, key) for sample in entries for key in compiler.subjects]
    programs_by_name = {names: find_program(files, *names) for names in every}
    needed = {name for _, found in programs_by_name.values() for name in found}
    for index, sample in enumerate(entries):
        path: list[PathStep] = ["samples", index]
        if any(sample.id == other.id for other in made):
            compiler.report(
                "duplicate-slug", f"two samples have the id '{sample.id}'", [*path, "id"]
            )
        elif sample.id in rows:
            message = f"a row and a sample of this page have the id '{sample.id}'"
            compiler.report(
                "duplicate-slug", message, [*path, "id"], help=_row_help(compiler, *rows[sample.id])
            )
        needs = sample.needs.__pydantic_extra__ or {}
        compiler.only_subjects(needs, [*path, "needs"])
        compiler.only_subjects(sample.none, [*path, "none"])
        if compiler.subjects and not {*compiler.subjects} - {*sample.none}:
            compiler.report(
                "bad-value",
                f"the sample '{sample.id}' has no program at all",
                [*path, "none"],
                help="remove it",
            )
        compiler.declare_sample(sample.id, [*path, "id"])
        programs = []
        for key in compiler.subjects:
            found, names = programs_by_name[sample.id, key]
            used |= names
            if found is None and key not in sample.none:
                message, help_text = _missing(files, needed, sample.id, key)
                compiler.report("missing-sample", message, [*path, "id"], help=help_text)
            elif found is not None and key in sample.none:
                message = (
                    f"the sample '{sample.id}' has a program for '{key}' and says that it has none"
                )
                compiler.report(
                    "bad-value",
                    message,
                    [*path, "none", key],
                    key=True,
                    help=f"remove {found.path} or this line",
                )
            elif found is not None:
                compiler.problems += _several(files, sample.id, key, names)
                programs.append(found)
                compiler.problems += [
                    fault for name in sorted(names) if (fault := _control(files.others[name]))
                ]
                compiler.problems += [
                    fault for name in sorted(names) if (fault := _name(name, files.others[name]))
                ]
        note = compiler.block(sample.note, [*path, "note"], f"{sample.id}_note_")
        none = tuple(
            (key, compiler.inline(sample.none[key], [*path, "none", key]))
            for key in compiler.subjects
            if key in sample.none
        )
        tools = tuple(dict.fromkeys(sample.needs.tools))
        made.append(
            Sample(
                sample.id, sample.title, note, tuple(needs.items()), tuple(programs), none, tools
            )
        )
    if compiler.subjects:
        _unused(compiler, files, used, [sample.id for sample in entries])
    return tuple(made)


def _missing(files: DimensionFiles, needed: set[str], sample: str, key: str) -> tuple[str, str]:
    """Say that a sample has no program for a subject, and what to do about it."""
    stem = f"{sample}.{key}"
    inside = sorted(
        name.removeprefix(f"{stem}/") for name in files.others if name.startswith(f"{stem}/")
    )
    if inside:
        own = [name for name in inside if "/" not in name]
        ending = (own or inside)[0].rpartition(".")[2] if "." in (own or inside)[0] else "py"
        message = (
            f"the folder {stem}/ of the sample '{sample}' has no main file, with which the "
            f"program for '{key}' starts"
        )
        cure = f"name one of its files main.{ending}"
        return (
            message,
            f"{cure}: there are {', '.join(inside[:5])}{' and more' if len(inside) > 5 else ''}",
        )
    return f"the sample '{sample}' has no program for '{key}'", _missing_help(
        files, needed, sample, key
    )


def _several(
    files: DimensionFiles, sample: str, key: str, names: frozenset[str]
) -> list[Diagnostic]:
    """Report other files that could be the same program."""
    stem = f"{sample}.{key}"
    others = {
        name.partition("/")[0]
        for name in files.others.keys() - names
        if name.startswith(f"{stem}/")
        or (name.rpartition(".")[0] == stem and not name.endswith(".out"))
    }
    chosen = min(names).partition("/")[0]
    return [
        Diagnostic(
            "duplicate-slug",
            f"the sample '{sample}' has two programs for '{key}': {chosen} and {other}",
            Location(files.others.get(other, files.index.source).name),
            "keep one of them, or make a folder of them with a main file",
        )
        for other in sorted(others)
    ]


def _control(source: Source) -> Diagnostic | None:
    found = first_control_character(source.text)
    return (
        source.problem("bad-value", "this contains a control character", found.start())
        if found
        else None
    )


def _name(name: str, source: Source) -> Diagnostic | None:
    """Return a problem where a file's name would need quoting in the command that readers run."""
    if all(_PLAIN.fullmatch(part) for part in name.split("/")):
        return None
    message = "the file name of a program may only contain ASCII letters, digits, '.', '_' and '-'"
    return Diagnostic("bad-value", message, Location(source.name))


def _row_help(compiler: EntryCompiler, row: int, aspect: str) -> str:
    """Say where the row is that has the id of a sample, and how it came to have it."""
    line = compiler.line(["rows", row])
    if aspect:
        return (
            f"the row in line {line} gets this id from its aspect, '{aspect}': write an id: for it"
        )
    return f"the row is in line {line}: give one of them another id"


def _missing_help(files: DimensionFiles, needed: set[str], sample: str, subject: str) -> str:
    """Say which file is missing.

    A mistyped one beside it, but never the program of another subject or sample.
    """
    spare = {
        name.partition("/")[0] for name in files.others.keys() - needed if not name.endswith(".out")
    }
    near = suggestion(f"{sample}.{subject}.py", sorted(spare))
    write = (
        f"write {_folder(files)}{sample}.{subject}.py, "
        f"or none: {{{subject}: why there is none}} at the sample"
    )
    return near or write


def _unused(
    compiler: EntryCompiler, files: DimensionFiles, used: set[str], samples: Sequence[str]
) -> None:
    stems = {
        name.partition("/")[0].rpartition(".")[0] if "/" not in name else name.partition("/")[0]
        for name in used
    }
    for name in sorted(files.others.keys() - used):
        if not (name.endswith(".out") and any(name.startswith(f"{stem}.") for stem in stems)):
            place = Location(files.others[name].name)
            hint = _unused_help(name, samples, compiler.subjects)
            compiler.problems.append(
                Diagnostic("unused-file", "no sample uses this file", place, hint)
            )


def _unused_help(name: str, samples: Sequence[str], subjects: Sequence[str]) -> str:
    """Say what makes a file part of a sample: an entry under `samples`, or another name."""
    if name.endswith(".out"):
        return "its program is missing: an output has the name of the program that printed it"
    stem = name.partition("/")[0] if "/" in name else name.rpartition(".")[0]
    sample, dot, subject = stem.partition(".")
    if not dot or not sample:
        return "name it <sample id>.<subject>.py"
    if subject not in subjects:
        return suggestion(subject, subjects) or f"the subjects are: {', '.join(subjects)}"
    if sample in samples:
        return (
            f"the sample '{sample}' has another program for '{subject}', or this folder has no "
            "main file"
        )
    return (
        suggestion(sample, samples)
        or f"add a sample with the id '{sample}' to `samples` in index.md"
    )


def _folder(files: DimensionFiles) -> str:
    return files.index.path.removesuffix(".md").removesuffix("index").removesuffix("/") + "/"


def find_program(
    files: DimensionFiles, sample: str, subject: str
) -> tuple[Program | None, frozenset[str]]:
    """Find a program.

    One file `<sample>.<subject>.<ext>`, or a folder of that name with a main file.
    """
    stem = f"{sample}.{subject}"
    single = sorted(
        name
        for name in files.others
        if name.rpartition(".")[0] == stem and not name.endswith(".out")
    )
    inside = sorted(name for name in files.others if name.startswith(f"{stem}/"))
    names = single[:1] or sorted(
        inside,
        key=lambda name: (
            not is_main_file(name.removeprefix(f"{stem}/")),
            not name.endswith("/main.py"),
            name,
        ),
    )
    if not names or (inside and not single and not is_main_file(names[0].removeprefix(f"{stem}/"))):
        return None, frozenset()
    texts = [
        (name.removeprefix(f"{stem}/") if not single else name, files.others[name].text)
        for name in names
    ]
    code = tuple(highlight.code_file(name, text) for name, text in texts)
    path = _folder(files) + (names[0] if single else stem)
    return Program(subject, path, program_sha256(texts), code), frozenset(names)


def is_main_file(name: str) -> bool:
    """Tell whether a file of a program's folder is the one that it starts with."""
    return "/" not in name and name.partition(".")[0] == "main"


def program_sha256(texts: Sequence[tuple[str, str]]) -> str:
    """Return the SHA-256 of a program.

    Of its text, or of names and texts when it has several files.
    """
    if len(texts) == 1:
        return hashlib.sha256(texts[0][1].encode()).hexdigest()
    return hashlib.sha256("".join(f"{name}\0{text}\0" for name, text in texts).encode()).hexdigest()
