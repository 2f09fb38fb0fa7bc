"""Applications: the same program written once with each subject, and one that accepts them all.

applications/<slug>/index.md        front matter, and the prose of each step
applications/<slug>/<acceptance>    asks over HTTP, and names no subject
applications/<slug>/<subject>/      a whole program; `main.py PORT` serves it
"""

import hashlib
import re
from collections.abc import Iterator, Mapping

from sidebyside.content import highlight, markdown, schema
from sidebyside.content.compiler import CompiledEntry, EntryAndAnchors, EntryCompiler, compile_entry
from sidebyside.content.entries import changes_of
from sidebyside.content.programs import DimensionFiles, is_main_file, program_sha256
from sidebyside.content.source import Document, Source
from sidebyside.content.yaml_tree import PathStep
from sidebyside.diagnostics import Diagnostic, suggestion
from sidebyside.model.entries import (
    Application,
    ApplicationStep,
    CodeFile,
    Frame,
    Passage,
    Program,
    Prose,
    Ref,
)

_REGION = re.compile(r"\s*(?:#|//|--|/\*|<!--|;|\{#)\s*region\s+(\S+)")
_END = re.compile(r"\s*(?:#|//|--|/\*|<!--|;|\{#)\s*endregion\b")


def compile_application(files: DimensionFiles, frame: Frame | None) -> CompiledEntry[Application]:
    """Make an application of its folder."""

    def make(
        compiler: EntryCompiler, document: Document, entry: schema.ApplicationEntry
    ) -> EntryAndAnchors[Application]:
        return _application(compiler, document, entry, files.others)

    return compile_entry(files.index, "application", schema.ApplicationEntry, frame, make)


def _application(
    compiler: EntryCompiler,
    document: Document,
    entry: schema.ApplicationEntry,
    files: Mapping[str, Source],
) -> EntryAndAnchors[Application]:
    acceptance = _acceptance(compiler, entry, files)
    programs = tuple(_programs(compiler, entry, files))
    body = compiler.body(document, frozenset())
    parts = _parts(body)
    steps = []
    seen: set[str] = set()
    for index, step in enumerate(entry.steps):
        path: list[PathStep] = ["steps", index]
        compiler.once(step.id, seen, [*path, "id"], "steps")
        if step.id == "index" or step.id in compiler.subjects:
            compiler.report("bad-slug", f"the name '{step.id}' is taken", [*path, "id"])
        if step.id not in parts:
            compiler.report(
                "missing-key",
                f"the step '{step.id}' has no prose",
                [*path, "id"],
                help=f"write it below a heading: ## {step.id}",
            )
        rows = tuple(_rows(compiler, step, path))
        passages = tuple(_passages(compiler, step, path, files))
        steps.append(
            ApplicationStep(step.id, step.title, passages, rows, parts.get(step.id, Prose()))
        )
    for name in parts.keys() - seen - {""}:
        compiler.problems.append(_heading_problem(document, name, sorted(seen)))
    result = Application(
        slug=compiler.here.slug,
        path=compiler.path,
        title=entry.title,
        summary=entry.summary,
        acceptance=acceptance,
        variables=tuple(sorted(entry.environment.items())),
        steps=tuple(steps),
        programs=programs,
        body=parts.get("", Prose()),
        order=entry.order,
        aliases=tuple(entry.aliases),
        draft=entry.draft,
        changed=changes_of(entry.changed),
        also=compiler.also(entry.also, []),
    )
    return result, frozenset(step.id for step in steps)


def _acceptance(
    compiler: EntryCompiler, entry: schema.ApplicationEntry, files: Mapping[str, Source]
) -> CodeFile:
    source = files.get(entry.acceptance)
    if source is None:
        top = sorted(name for name in files if "/" not in name)
        hint = suggestion(entry.acceptance, top) or "write it beside index.md"
        message = f"there is no acceptance program '{entry.acceptance}'"
        compiler.report("missing-sample", message, ["acceptance"], help=hint)
        return CodeFile(entry.acceptance, "", "", 0)
    return highlight.code_file(entry.acceptance, source.text)


def _programs(
    compiler: EntryCompiler, entry: schema.ApplicationEntry, files: Mapping[str, Source]
) -> Iterator[Program]:
    """Yield each subject's program; its SHA-256 is also that of what it is accepted by."""
    folder = compiler.path.removesuffix("/index.md")
    accepted = files.get(entry.acceptance)
    variables = "".join(f"{name}={value}\0" for name, value in sorted(entry.environment.items()))
    for key in compiler.subjects:
        inside = {
            name.removeprefix(f"{key}/"): source
            for name, source in files.items()
            if name.startswith(f"{key}/")
        }
        names = sorted(inside, key=lambda name: (not is_main_file(name), name))
        if not names or not is_main_file(names[0]):
            what = f"'{key}/' has no main file" if names else f"there is no folder '{key}/'"
            message = f"the application has no program for '{key}': {what}"
            help = f"write {folder}/{key}/main.py, which serves on the port that it is given"
            compiler.report("missing-sample", message, ["title"], help=help)
            continue
        texts = [(name, inside[name].text) for name in names]
        whole = f"{program_sha256(texts)}\0{accepted.text if accepted else ''}\0{variables}"
        yield Program(
            key,
            f"{folder}/{key}",
            hashlib.sha256(whole.encode()).hexdigest(),
            tuple(highlight.code_file(name, text) for name, text in texts),
        )


def _parts(body: Prose) -> dict[str, Prose]:
    """Return the prose below each heading of the second level, by the heading's text.

    What stands before the first one has the empty name.
    """
    level = min((heading.level for heading in body.headings), default=2)
    starts = []
    for heading in body.headings:
        if heading.level == level:
            found = re.search(rf'<h\d id="{re.escape(heading.anchor)}">', body.html)
            if found:
                starts.append((heading.text, found.start()))
    ends = [start for _, start in starts[1:]] + [len(body.html)]
    first = starts[0][1] if starts else len(body.html)
    parts = {"": markdown.part_of_prose(body, body.html[:first].strip())}
    for (name, start), end in zip(starts, ends, strict=True):
        _, _, html = body.html[start:end].partition(f"</h{level}>")
        parts[name] = markdown.part_of_prose(body, html.strip())
    return parts


def _heading_problem(document: Document, name: str, steps: list[str]) -> Diagnostic:
    at = document.source.text.find(f"## {name}", document.body)
    hint = suggestion(name, steps) or f"the steps are: {', '.join(steps)}"
    message = f"there is no step '{name}'"
    return document.source.problem("broken-anchor", message, max(at, document.body), help=hint)


def _rows(compiler: EntryCompiler, step: schema.StepEntry, path: list[PathStep]) -> Iterator[Ref]:
    for index, row in enumerate(step.rows):
        slug, _, anchor = row.partition("#")
        ref = Ref("dimension", slug, anchor)
        code = "broken-anchor" if anchor else "unknown-dimension"
        compiler.mention(ref, code, [*path, "rows", index])
        yield ref


def _passages(
    compiler: EntryCompiler,
    step: schema.StepEntry,
    path: list[PathStep],
    files: Mapping[str, Source],
) -> Iterator[tuple[str, tuple[Passage, ...]]]:
    compiler.only_subjects(step.files, [*path, "files"])
    for key in (key for key in compiler.subjects if key in step.files):
        found = []
        for index, file in enumerate(step.files[key]):
            place: list[PathStep] = [*path, "files", key, index]
            source = files.get(f"{key}/{file.path}")
            if source is None:
                known = [n.removeprefix(f"{key}/") for n in files if n.startswith(f"{key}/")]
                message = f"there is no file '{file.path}' in '{key}/'"
                hint = suggestion(file.path, known)
                compiler.report("missing-sample", message, [*place, "path"], help=hint)
                continue
            passage = _passage(source, file.path, file.region)
            if passage is None:
                regions = _region_names(source.text)
                hint = suggestion(file.region, regions) or (
                    f"its regions are: {', '.join(regions)}"
                    if regions
                    else f"mark it with '# region {file.region}' and '# endregion'"
                )
                message = f"'{file.path}' has no region '{file.region}'"
                compiler.report("missing-sample", message, [*place, "region"], help=hint)
                continue
            found.append(passage)
        yield key, tuple(found)


def _region_names(text: str) -> list[str]:
    return [found[1] for line in text.split("\n") if (found := _REGION.match(line))]


def _passage(source: Source, path: str, region: str) -> Passage | None:
    """Return the lines of a region, or of the whole file; None without such a region."""
    lines = source.text.rstrip("\n").split("\n")
    first, last = 0, len(lines)
    if region:
        start = next(
            (n for n, line in enumerate(lines) if (f := _REGION.match(line)) and f[1] == region),
            None,
        )
        if start is None:
            return None
        first = start + 1
        last = next((n for n in range(first, last) if _END.match(lines[n])), last)
    # The whole file is highlighted, since a string may begin before the region.
    colored = highlight.colored_lines(path, source.text)
    kept = [n for n in range(first, last) if not is_region_marker(lines[n])]
    while kept and not lines[kept[0]].strip():
        kept.pop(0)
    while kept and not lines[kept[-1]].strip():
        kept.pop()
    text = "".join(f"{lines[n]}\n" for n in kept)
    html = "".join(f"{colored[n]}\n" for n in kept)
    return Passage(path, region, kept[0] + 1 if kept else 1, text, html)


def is_region_marker(line: str) -> bool:
    """Tell whether a line opens or closes a region of any name."""
    return bool(_REGION.match(line) or _END.match(line))
