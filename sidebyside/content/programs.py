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
    compiler: EntryCompiler, entries: list[schema.SampleEntry], files: DimensionFiles, rows: list[str]
) -> tuple[Sample, ...]:
    """Make the samples of a dimension, and warn of files that none of them uses; `rows` are ids that are taken."""
    made: list[Sample] = []
    used: set[str] = set()
    for index, sample in enumerate(entries):
        path: list[PathStep] = ["samples", index]
        if any(sample.id == other.id for other in made):
            compiler.report("duplicate-slug", f"two samples have the id '{sample.id}'", [*path, "id"])
        elif sample.id in rows:
            message = f"a row and a sample of this page have the id '{sample.id}'"
            compiler.report("duplicate-slug", message, [*path, "id"], help="give one of them another id")
        compiler.only_subjects(sample.needs, [*path, "needs"])
        compiler.only_subjects(sample.none, [*path, "none"])
        if compiler.subjects and not {*compiler.subjects} - {*sample.none}:
            compiler.report("bad-value", f"the sample '{sample.id}' has no program at all", [*path, "none"], help="remove it")
        programs = []
        for key in compiler.subjects:
            found, names = find_program(files, sample.id, key)
            used |= names
            if found is None and key not in sample.none:
                message, help_text = _missing(files, sample.id, key)
                compiler.report("missing-sample", message, [*path, "id"], help=help_text)
            elif found is not None and key in sample.none:
                message = f"the sample '{sample.id}' has a program for '{key}' and says that it has none"
                compiler.report("bad-value", message, [*path, "none", key], key=True, help=f"remove {found.path} or this line")
            elif found is not None:
                compiler.problems += _several(files, sample.id, key, names)
                programs.append(found)
                compiler.problems += [fault for name in sorted(names) if (fault := _control(files.others[name]))]
                compiler.problems += [fault for name in sorted(names) if (fault := _name(name, files.others[name]))]
        note = compiler.block(sample.note, [*path, "note"], f"{sample.id}_note_")
        none = tuple(
            (key, compiler.inline(sample.none[key], [*path, "none", key])) for key in compiler.subjects if key in sample.none
        )
        made.append(Sample(sample.id, sample.title, note, tuple(sample.needs.items()), tuple(programs), none))
    if compiler.subjects:
        _unused(compiler, files, used)
    return tuple(made)


def _missing(files: DimensionFiles, sample: str, key: str) -> tuple[str, str]:
    """Say that a sample has no program for a subject, and what to do about it."""
    stem = f"{sample}.{key}"
    inside = sorted(name.removeprefix(f"{stem}/") for name in files.others if name.startswith(f"{stem}/"))
    if inside:
        own = [name for name in inside if "/" not in name]
        ending = (own or inside)[0].rpartition(".")[2] if "." in (own or inside)[0] else "py"
        message = f"the folder {stem}/ of the sample '{sample}' has no main file, with which the program for '{key}' starts"
        cure = f"name one of its files main.{ending}"
        return message, f"{cure}: there are {', '.join(inside[:5])}{' and more' if len(inside) > 5 else ''}"
    near = suggestion(f"{stem}.py", [name.partition("/")[0] for name in files.others if not name.endswith(".out")])
    write = f"write {_folder(files)}{stem}.py, or none: {{{key}: why there is none}} at the sample"
    return f"the sample '{sample}' has no program for '{key}'", near or write


def _several(files: DimensionFiles, sample: str, key: str, names: frozenset[str]) -> list[Diagnostic]:
    """Report other files that could be the same program."""
    stem = f"{sample}.{key}"
    others = {
        name.partition("/")[0]
        for name in files.others.keys() - names
        if name.startswith(f"{stem}/") or (name.rpartition(".")[0] == stem and not name.endswith(".out"))
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
    return source.problem("bad-value", "this holds a control character", found.start()) if found else None


def _name(name: str, source: Source) -> Diagnostic | None:
    """Return a problem where a file's name would need quoting in the command that readers run."""
    if all(_PLAIN.fullmatch(part) for part in name.split("/")):
        return None
    message = "the name of a program's file holds letters of ASCII, digits, '.', '_' and '-' only"
    return Diagnostic("bad-value", message, Location(source.name))


def _unused(compiler: EntryCompiler, files: DimensionFiles, used: set[str]) -> None:
    stems = {name.partition("/")[0].rpartition(".")[0] if "/" not in name else name.partition("/")[0] for name in used}
    for name in sorted(files.others.keys() - used):
        if not (name.endswith(".out") and any(name.startswith(f"{stem}.") for stem in stems)):
            place = Location(files.others[name].name)
            compiler.problems.append(
                Diagnostic("unused-file", "no sample uses this file", place, "name it <sample id>.<subject>.py")
            )


def _folder(files: DimensionFiles) -> str:
    return files.index.path.removesuffix(".md").removesuffix("index").removesuffix("/") + "/"


def find_program(files: DimensionFiles, sample: str, subject: str) -> tuple[Program | None, frozenset[str]]:
    """Find a program: one file `<sample>.<subject>.<ext>`, or a folder of that name with a main file."""
    stem = f"{sample}.{subject}"
    single = sorted(name for name in files.others if name.rpartition(".")[0] == stem and not name.endswith(".out"))
    inside = sorted(name for name in files.others if name.startswith(f"{stem}/"))
    names = single[:1] or sorted(
        inside, key=lambda name: (not _is_main(name.removeprefix(f"{stem}/")), not name.endswith("/main.py"), name)
    )
    if not names or (inside and not single and not _is_main(names[0].removeprefix(f"{stem}/"))):
        return None, frozenset()
    texts = [(name.removeprefix(f"{stem}/") if not single else name, files.others[name].text) for name in names]
    code = tuple(highlight.code_file(name, text) for name, text in texts)
    path = _folder(files) + (names[0] if single else stem)
    return Program(subject, path, program_sha256(texts), code), frozenset(names)


def _is_main(name: str) -> bool:
    return "/" not in name and name.partition(".")[0] == "main"


def program_sha256(texts: Sequence[tuple[str, str]]) -> str:
    """Return the SHA-256 of a program: of its text, or of names and texts when it has several files."""
    if len(texts) == 1:
        return hashlib.sha256(texts[0][1].encode()).hexdigest()
    return hashlib.sha256("".join(f"{name}\0{text}\0" for name, text in texts).encode()).hexdigest()
