"""Skeletons of new entries: commented, and already passing check."""

import os
from collections.abc import Callable

from sidebyside.content.entries import compile_terms
from sidebyside.content.loader import Inputs, load_content
from sidebyside.content.schema import slug_fault
from sidebyside.content.site_config import compile_config as read_config
from sidebyside.content.source import Folder
from sidebyside.diagnostics import CommandError, suggestion
from sidebyside.model.entries import Config


def create_entry(content: Folder, kind: str, slug: str) -> list[str]:
    """Write a skeleton and return the paths as messages show them.

    Refuse a name that is wrong or taken.
    """
    if kind not in _SKELETONS:
        raise CommandError(
            f"there is no kind '{kind}'; "
            f"{suggestion(kind, _SKELETONS) or 'the kinds are: ' + ', '.join(_SKELETONS)}"
        )
    if fault := slug_fault(slug):
        raise CommandError(f"the slug '{slug}' {fault}")
    inputs = load_content(content)
    setup = read_config(inputs.site) if inputs.site else None
    site, problems = (setup.entry, setup.problems) if setup else (None, ())
    if site is None:
        raise CommandError(
            "fix the errors in site.yaml first"
            + (f": {problems[0].message}" if problems else ": there is none")
        )
    dimensions = sorted(files.index.slug for files in inputs.dimensions)
    files = _SKELETONS[kind](site, slug, dimensions)
    if kind == "term":
        return [_append_term(content, inputs, site, slug, files["terms.yaml"])]
    for path in files:
        if os.path.lexists(content.root / path) or _taken(content, path):
            raise CommandError(f"{content.shown(path)} already exists")
        if not content.contains(path):
            raise CommandError(f"{content.shown(path)} is outside the content folder")
    for path, text in files.items():
        place = content.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8") as file:
            file.write(text)
    return [content.shown(path) for path in files]


def _append_term(content: Folder, inputs: Inputs, site: Config, slug: str, text: str) -> str:
    """Write a term at the end of the phrasebook, which is one file."""
    path = content.root / "terms.yaml"
    if not content.contains("terms.yaml"):
        raise CommandError(f"{content.shown('terms.yaml')} lies outside of the content folder")
    if inputs.terms is None and os.path.lexists(path):
        raise CommandError(f"{content.shown('terms.yaml')} has to be right first")
    units = compile_terms(inputs.terms, site.frame) if inputs.terms else []
    if faults := [problem for unit in units for problem in unit.problems if problem.is_error]:
        raise CommandError(
            f"{content.shown('terms.yaml')} has to be right first: {faults[0].message}"
        )
    if slug in {unit.slug for unit in units}:
        raise CommandError(f"there is a term '{slug}' already")
    before = inputs.terms.source.text if inputs.terms else ""
    with path.open("a", encoding="utf-8") as file:
        file.write(("" if not before or before.endswith("\n") else "\n") + text)
    return content.shown("terms.yaml")


def _taken(content: Folder, path: str) -> bool:
    """Tell whether the other form of a dimension, a single file, has the name."""
    return path.endswith("/index.md") and os.path.lexists(
        content.root / (path.removesuffix("/index.md") + ".md")
    )


def _title(slug: str) -> str:
    return slug.replace("-", " ").capitalize()


def _dimension(site: Config, slug: str, dimensions: list[str]) -> dict[str, str]:
    glance = "".join(f"  {s.key}: What it does, in at most 120 characters\n" for s in site.subjects)
    cells = "".join(
        f"    {s.key}: What it does; a cell is inline Markdown\n" for s in site.subjects
    )
    choose = "".join(f"  {s.key}: When this dimension speaks for it.\n" for s in site.subjects)
    related = (
        f"see_also: [{dimensions[0]}]\n" if dimensions else "# see_also: [another-dimension]\n"
    )
    programs = ", ".join(f"shows-it.{s.key}.py" for s in site.subjects)
    text = f"""---
title: {_title(slug)}
category: {site.categories[0].slug}  # one of: {", ".join(c.slug for c in site.categories)}
summary: One sentence, at most 200 characters, that says the difference.
# order: 10  # the place within the category; without it, by title
glance:  # the cell for the matrix and the cheat sheet
{glance}rows:
  - aspect: What is compared in this line
{cells}    judgement: true  # or, better, proof: shows-it, or source: https://...
# samples:  # programs that show it: {programs}
#   - id: shows-it
#     title: What the programs show
choose:
{choose}{related}# sources:
#   - {{title: An official page, url: "https://..."}}
---
Why it is so, what bites, and how to move from one to the other. Link with two square brackets.
"""
    return {f"dimensions/{slug}/index.md": text}


def _need_dimension(dimensions: list[str]) -> str:
    if not dimensions:
        raise CommandError(
            "there is no dimension for it yet; create one first: build.py new dimension SLUG"
        )
    return dimensions[0]


def _question(site: Config, slug: str, dimensions: list[str]) -> dict[str, str]:
    keys = ", ".join(subject.key for subject in site.subjects)
    text = f"""---
question: {_title(slug)}?
level: core  # core, intermediate or advanced
subjects: [{keys}]
dimensions: [{_need_dimension(dimensions)}]  # at least one
---
The short answer: what you would say in half a minute. It ends at the first empty line.

The long answer: why it is so, and what follows from it.
"""
    return {f"questions/{slug}.md": text}


def _myth(_site: Config, slug: str, dimensions: list[str]) -> dict[str, str]:
    text = f"""---
claim: {_title(slug)}.
verdict: misleading  # true, outdated, misleading or false
dimensions: [{_need_dimension(dimensions)}]
judgement: true  # or, better, proof: dimension/sample, or source: https://...
---
What is so, and where the claim comes from.
"""
    return {f"myths/{slug}.md": text}


def _guide(_site: Config, slug: str, _dimensions: list[str]) -> dict[str, str]:
    text = f"""---
title: {_title(slug)}
summary: One sentence that says what a reader can do afterwards.
# order: 10  # the place among the guides; without it, by title
---
## The first step

Long prose. Link with two square brackets.
"""
    return {f"guides/{slug}.md": text}


def _page(_site: Config, slug: str, _dimensions: list[str]) -> dict[str, str]:
    text = f"""---
title: {_title(slug)}
# order: 10  # the place in the footer; without it, by title
---
What readers should know about the site itself. The footer of every page links here.
"""
    return {f"pages/{slug}.md": text}


def _term(site: Config, slug: str, dimensions: list[str]) -> dict[str, str]:
    words = "".join(
        f"  {s.key}: {{name: {_title(slug)}, means: What it is called there}}\n"
        for s in site.subjects
    )
    text = f"- slug: {slug}\n{words}  dimensions: [{_need_dimension(dimensions)}]\n"
    return {"terms.yaml": text}


_SKELETONS: dict[str, Callable[[Config, str, list[str]], dict[str, str]]] = {
    "dimension": _dimension,
    "question": _question,
    "myth": _myth,
    "guide": _guide,
    "page": _page,
    "term": _term,
}
