"""The site as data.

Api/v1/ with an index, a file for each entry, and the schemas of all of them (see types.py).
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from html import unescape
from typing import Any

from sidebyside.content import markdown
from sidebyside.exports.base import Concatenation, ExportContext, ExportedFiles, HashedList
from sidebyside.exports.json_api import schemas, types
from sidebyside.model import entries, urls
from sidebyside.model.entries import Basis, Prose, Ref, SampleRef, Site
from sidebyside.model.kinds import KINDS
from sidebyside.render import templating
from sidebyside.render.applications import step_page
from sidebyside.render.templating import Content, PageWithText
from sidebyside.site import footnotes
from sidebyside.site.index import SiteIndex
from sidebyside.site.witnesses import shown_lines

INDEX_FILE = f"{types.API_FOLDER}index.json"
ROWS_FILE = f"{types.API_FOLDER}rows.json"


def export_json(export_context: ExportContext) -> ExportedFiles:
    """Make api/v1/."""
    site_index, site = export_context.site_index, export_context.site
    files: dict[str, Content] = {}
    for kind, write in FILE_WRITERS.items():
        for slug, entry in _entries_of(site, kind):
            files[_path(kind, slug)] = partial(write, site_index, entry)
    entry_files = tuple(files)
    files |= {
        schemas.schema_path(kind): schemas.published_schema(kind, site.config.url)
        for kind in _kinds(site_index)
    }
    dimensions = tuple(_path("dimension", dimension.slug) for dimension in site.dimensions)
    return ExportedFiles(
        files,
        gathered={ROWS_FILE: Concatenation(dimensions, rows_file)},
        hashed={INDEX_FILE: HashedList(entry_files, partial(index_file, site_index))},
    )


def rows_file(texts: Iterable[str]) -> bytes:
    """Make the file of every dimension's rows from the text that `dimension_file` leaves."""
    head = _ENCODER.encode({"$schema": "schema/rows.json", "schema_version": types.VERSION})
    rows = ",".join(filter(None, texts))
    return f'{head[:-1]},"rows":[{rows}]}}\n'.encode()


def index_file(site_index: SiteIndex, hashes: Mapping[str, str]) -> bytes:
    """Make the file that lists all others, whose SHA-256 is given by path."""
    config, site = site_index.config, site_index.site
    made: types.IndexJson = {
        "$schema": "schema/index.json",
        "schema_version": types.VERSION,
        "title": config.title,
        "tagline": config.tagline,
        "language": config.language,
        "url": config.url,
        "matrix": "matrix.csv",
        "rows": ROWS_FILE,
        "schemas": {kind: schemas.schema_path(kind) for kind in _kinds(site_index)},
        "standing": _standing(site_index.standing),
        "environments": [
            {"name": it.name, "title": it.title, "python": it.python} for it in site.environments
        ],
        "categories": [
            {
                "slug": chapter.category.slug,
                "title": chapter.category.title,
                "summary": templating.strip_backticks(chapter.category.summary),
                "path": urls.page_of("category", chapter.category.slug),
                "url": config.url + urls.page_of("category", chapter.category.slug),
                "dimensions": [dimension.slug for dimension in chapter.dimensions],
            }
            for chapter in site_index.chapters
        ],
        "subjects": _listed(site_index, "subject", hashes),
        "dimensions": _listed(site_index, "dimension", hashes),
        "questions": _listed(site_index, "question", hashes),
        "myths": _listed(site_index, "myth", hashes),
        "terms": _listed(site_index, "term", hashes),
        "guides": _listed(site_index, "guide", hashes),
        "applications": _listed(site_index, "application", hashes),
        "definitions": _listed(site_index, "definition", hashes),
        "errors": _listed(site_index, "error", hashes),
    }
    return _bytes(made)


def _entries_of(site: Site, kind: types.ApiKind) -> list[tuple[str, Any]]:
    """Return the entries of a kind that have a file, by slug.

    A subject has one also without a portrait.
    """
    if kind == "subject":
        return [(subject.key, subject) for subject in site.config.subjects]
    return [(entry.slug, entry) for entry in site.entries(kind)]


def _listed(
    site_index: SiteIndex, kind: types.ApiKind, hashes: Mapping[str, str]
) -> list[types.ListedEntryJson]:
    return [
        {
            **_entry(site_index, kind, slug),
            "summary": _summary(site_index, entry),
            "category": getattr(entry, "category", None),
            "sha256": hashes[_path(kind, slug)],
        }
        for slug, entry in _entries_of(site_index.site, kind)
    ]


def _summary(site_index: SiteIndex, entry: object) -> str:
    """Return what a list says about an entry in a line, as plain text."""
    match entry:
        case entries.Question():
            return site_index.text(entry.short)
        case entries.Myth():
            return entry.verdict
        case entries.Definition():
            return site_index.text(entry.means)
        case entries.ErrorMessage():
            return site_index.text(entry.cause)
        case _:
            return templating.strip_backticks(getattr(entry, "summary", ""))


def dimension_file(site_index: SiteIndex, dimension: entries.Dimension) -> PageWithText:
    """Make the file of a dimension, and leave its rows as text for the file of all rows."""
    path = urls.page_of("dimension", dimension.slug)
    own = [SampleRef(dimension.slug, sample.id) for sample in dimension.samples]
    found = footnotes.summarize_evidence(
        (row.basis for row in dimension.rows), (), site_index.unverified, ()
    )
    rows = [_row(site_index, dimension, row) for row in dimension.rows]
    made: types.DimensionJson = {
        **_head(site_index, "dimension", dimension.slug, draft=dimension.draft),
        "summary": templating.strip_backticks(dimension.summary),
        "category": dimension.category,
        "also": [*dimension.also],
        "aliases": [*dimension.aliases],
        "standing": _standing(found),
        "glance": _cells(site_index, dimension.glance),
        "rows": rows,
        "proofs": _proofs(
            site_index, [*own, *(ref for row in dimension.rows for ref in row.basis.proofs)]
        ),
        "samples": [
            _sample(site_index, path, sample, str(ref))
            for ref, sample in zip(own, dimension.samples, strict=True)
        ],
        "choose": {key: _text(site_index, prose, path) for key, prose in dimension.choose},
        "body": _text(site_index, dimension.body, path),
        "sources": [{"title": link.title, "url": link.url} for link in dimension.sources],
        "related": [
            _entry(site_index, "dimension", other.slug)
            for other in site_index.related[dimension.slug]
        ],
        "questions": [
            _entry(site_index, "question", question.slug)
            for question in site_index.questions_of(dimension.slug)
        ],
        "myths": [
            _entry(site_index, "myth", myth.slug) for myth in site_index.myths_of(dimension.slug)
        ],
    }
    listed: list[types.DimensionRowJson] = [
        {"dimension": dimension.slug, "category": dimension.category, **row} for row in rows
    ]
    return PageWithText(_bytes(made), ",".join(map(_ENCODER.encode, listed)))


def _row(site_index: SiteIndex, dimension: entries.Dimension, row: entries.Row) -> types.RowJson:
    path = f"{urls.page_of('dimension', dimension.slug)}#{row.id}"
    return {
        "id": row.id,
        "aspect": templating.strip_backticks(row.aspect),
        "also": [*row.also],
        "path": path,
        "url": site_index.config.url + path,
        "same": row.same,
        "cells": _cells(site_index, row.cells),
        "evidence": _evidence(site_index, row.basis, dimension.sources),
        "shows": _shows(site_index, row.shows, row.basis),
        "since": dict(row.since),
    }


def _shows(
    site_index: SiteIndex, shows: Iterable[entries.Witness], basis: Basis
) -> list[types.ShownLineJson]:
    """Return the printed lines that show a statement."""
    return [
        {
            "subject": line.subject,
            "environment": line.environment,
            "text": line.text,
            "line": line.line,
            "sample": str(line.sample),
            "path": line.target,
        }
        for line in shown_lines(shows, basis.proofs, site_index.samples)
    ]


def question_file(site_index: SiteIndex, question: entries.Question) -> bytes:
    """Make the file of a question."""
    path = urls.page_of("question", question.slug)
    made: types.QuestionJson = {
        **_head(site_index, "question", question.slug, draft=question.draft),
        "level": question.level,
        "subjects": [*question.subjects],
        "also": [*question.also],
        "aliases": [*question.aliases],
        "short": _text(site_index, question.short, path),
        "long": _text(site_index, question.long, path),
        "evidence": _evidence(site_index, question.basis, ()),
        "shows": _shows(site_index, question.shows, question.basis),
        "proofs": _proofs(site_index, question.basis.proofs),
        "dimensions": _dimensions(site_index, question.dimensions),
    }
    return _bytes(made)


def myth_file(site_index: SiteIndex, myth: entries.Myth) -> bytes:
    """Make the file of a myth."""
    made: types.MythJson = {
        **_head(site_index, "myth", myth.slug, draft=myth.draft),
        "verdict": myth.verdict,
        "body": _text(site_index, myth.body, urls.address(Ref("myth", myth.slug))),
        "also": [*myth.also],
        "evidence": _evidence(site_index, myth.basis, ()),
        "shows": _shows(site_index, myth.shows, myth.basis),
        "proofs": _proofs(site_index, myth.basis.proofs),
        "dimensions": _dimensions(site_index, myth.dimensions),
    }
    return _bytes(made)


def term_file(site_index: SiteIndex, term: entries.Term) -> bytes:
    """Make the file of a line of the phrasebook."""
    path = urls.address(Ref("term", term.slug))
    made: types.TermJson = {
        **_head(site_index, "term", term.slug),
        "also": [*term.also],
        "words": {
            key: {
                "name": templating.strip_backticks(word.name) or None,
                "means": _text(site_index, word.means, path),
            }
            for key, word in zip(site_index.config.keys, term.words, strict=True)
        },
        "dimensions": _dimensions(site_index, term.dimensions),
    }
    return _bytes(made)


def subject_file(site_index: SiteIndex, subject: entries.Subject) -> bytes:
    """Make the file of a subject, with its portrait if it has one."""
    profile = next(
        (profile for profile in site_index.site.profiles if profile.key == subject.key), None
    )
    path = urls.page_of("subject", subject.key)
    found = profile or entries.Profile(subject.key, "", (), (), (), (), Prose())
    made: types.SubjectJson = {
        **_head(site_index, "subject", subject.key, draft=found.draft),
        "summary": templating.strip_backticks(subject.summary),
        "packages": [*subject.packages],
        "links": [{"title": title, "url": url} for title, url in subject.links],
        "strengths": [_text(site_index, prose, path) for prose in found.strengths],
        "limits": [_text(site_index, prose, path) for prose in found.limits],
        "good_for": [_text(site_index, prose, path) for prose in found.good_for],
        "not_for": [_text(site_index, prose, path) for prose in found.not_for],
        "body": _text(site_index, found.body, path),
    }
    return _bytes(made)


def guide_file(site_index: SiteIndex, guide: entries.Guide) -> bytes:
    """Make the file of a guide."""
    made: types.GuideJson = {
        **_head(site_index, "guide", guide.slug, draft=guide.draft),
        "summary": templating.strip_backticks(guide.summary),
        "also": [*guide.also],
        "aliases": [*guide.aliases],
        "body": _text(site_index, guide.body, urls.page_of("guide", guide.slug)),
    }
    return _bytes(made)


def definition_file(site_index: SiteIndex, definition: entries.Definition) -> bytes:
    """Make the file of a word of the glossary."""
    page = urls.address(Ref("definition", definition.slug))
    made: types.DefinitionJson = {
        **_head(site_index, "definition", definition.slug),
        "also": [*definition.also],
        "means": _text(site_index, definition.means, page),
    }
    return _bytes(made)


def error_file(site_index: SiteIndex, error: entries.ErrorMessage) -> bytes:
    """Make the file of an error message."""
    page = urls.address(Ref("error", error.slug))
    made: types.ErrorJson = {
        **_head(site_index, "error", error.slug),
        "subject": error.subject,
        "also": [*error.also],
        "proof": str(error.proof),
        "shows": _shows(site_index, error.shows, error.basis),
        "cause": _text(site_index, error.cause, page),
        "cure": _text(site_index, error.cure, page),
        "others": {key: _text(site_index, prose, page) for key, prose in error.others},
    }
    return _bytes(made)


def application_file(site_index: SiteIndex, application: entries.Application) -> bytes:
    """Make the file of an application."""
    page = urls.page_of("application", application.slug)
    made: types.ApplicationJson = {
        **_head(site_index, "application", application.slug, draft=application.draft),
        "summary": templating.strip_backticks(application.summary),
        "also": [*application.also],
        "aliases": [*application.aliases],
        "variables": dict(application.variables),
        "acceptance": {
            "name": application.acceptance.name,
            "text": application.acceptance.text,
        },
        "steps": [_step(site_index, application.slug, step) for step in application.steps],
        "programs": {
            it.subject: {
                "state": it.state,
                "sha256": it.sha256,
                "runs": [*map(_run, it.runs)],
                **_program(it),
            }
            for it in application.programs
        },
        "body": _text(site_index, application.body, page),
    }
    return _bytes(made)


def _step(site_index: SiteIndex, application: str, step: entries.ApplicationStep) -> types.StepJson:
    page = step_page(application, step.id)
    return {
        "id": step.id,
        "title": templating.strip_backticks(step.title),
        "path": page,
        "url": site_index.config.url + page,
        "passages": {
            subject: [
                {"path": it.path, "region": it.region, "first": it.first, "text": it.text}
                for it in passages
            ]
            for subject, passages in step.passages
        },
        "rows": [str(ref).removeprefix("dimension:") for ref in step.rows],
        "body": _text(site_index, step.body, page),
    }


def _bytes(made: Mapping[str, object]) -> bytes:
    return _ENCODER.encode(made).encode() + b"\n"


# Nothing here holds itself, and to look for that takes a tenth of the time.
FILE_WRITERS: Mapping[types.ApiKind, Callable[[SiteIndex, Any], bytes | PageWithText]] = {
    "subject": subject_file,
    "dimension": dimension_file,
    "question": question_file,
    "myth": myth_file,
    "term": term_file,
    "guide": guide_file,
    "application": application_file,
    "definition": definition_file,
    "error": error_file,
}
"""What writes the file of an entry, for every kind of the table that is in the JSON."""

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def _kinds(site_index: SiteIndex) -> list[str]:
    """Return the kinds of files that there are."""
    return ["index", "rows", *(kind for kind in FILE_WRITERS if _entries_of(site_index.site, kind))]


def _path(kind: types.ApiKind, slug: str) -> str:
    return f"{types.API_FOLDER}{KINDS[kind].plural}/{slug}.json"


def _named(site_index: SiteIndex, kind: types.ApiKind, slug: str) -> tuple[str, str | None]:
    """Return the title of an entry and its page; a subject without a portrait has none."""
    ref = Ref(kind, slug)
    if ref in site_index.titles:
        return templating.strip_backticks(site_index.titles[ref]), urls.address(ref)
    return site_index.subjects[slug].name, None


def _head(
    site_index: SiteIndex, kind: types.ApiKind, slug: str, *, draft: bool = False
) -> types.HeadJson:
    title, path = _named(site_index, kind, slug)
    return {
        "$schema": f"../schema/{kind}.json",
        "schema_version": types.VERSION,
        "id": f"{kind}:{slug}",
        "kind": kind,
        "slug": slug,
        "draft": draft,
        "title": title,
        "path": path,
        "url": site_index.config.url + path if path else None,
        "markdown": urls.as_markdown(path) if path else None,
    }


def _entry(site_index: SiteIndex, kind: types.ApiKind, slug: str) -> types.EntryJson:
    title, path = _named(site_index, kind, slug)
    url = site_index.config.url + path if path else None
    return {
        "id": f"{kind}:{slug}", "kind": kind, "slug": slug, "title": title, "file": _path(kind, slug), "path": path, "url": url,
    }  # fmt: skip


def _dimensions(site_index: SiteIndex, slugs: Iterable[str]) -> list[types.EntryJson]:
    return [_entry(site_index, "dimension", slug) for slug in slugs]


def _standing(found: footnotes.EvidenceSummary) -> types.StandingJson:
    return {
        "statements": found.statements,
        "proved": found.proved,
        "not_verified": found.unverified,
        "sourced": found.sourced,
        "judged": found.judged,
    }


def _cells(site_index: SiteIndex, cells: Iterable[entries.Cell]) -> dict[str, types.CellJson]:
    found: dict[str, types.CellJson] = {}
    for key, cell in zip(site_index.config.keys, cells, strict=True):
        html = _html(site_index, cell.prose, "")
        found[key] = {"none": cell.none, "text": _plain(html), "html": html}
    return found


def _text(site_index: SiteIndex, prose: Prose, page: str) -> types.TextJson:
    html = _html(site_index, prose, page)
    return {"text": _plain(html), "html": html}


def _html(site_index: SiteIndex, prose: Prose, page: str) -> str:
    """Return some prose with complete addresses; `page` is where its footnotes are."""
    html = site_index.show_pictures(prose.html, lambda path: site_index.config.url + path)
    if prose.refs:
        html = markdown.resolve_references(
            html,
            lambda ref: (
                (site_index.config.url + found[0], found[1])
                if (found := site_index.resolve(ref))
                else None
            ),
        )
    return (
        html.replace(' href="#', f' href="{site_index.config.url}{page.partition("#")[0]}#')
        if ' href="#' in html
        else html
    )


def _plain(html: str) -> str:
    """Return the text of HTML: paragraphs separated by blank lines, code unchanged."""
    if "</p>" not in html and "</pre>" not in html:
        words = html.replace("<code>", "").replace("</code>", "")
        return Prose(words).text if "<" in words else unescape(words)
    parts = (
        _TAG.sub("", part) if n % 2 else _paragraphs(part)
        for n, part in enumerate(_PROGRAM.split(html))
    )
    return unescape("\n\n".join(filter(None, parts)))


def _paragraphs(html: str) -> str:
    words = _TAG.sub("", _END.sub(_gap, " ".join(html.split())))
    return _GAPS.sub("\n\n", words.replace("\n ", "\n")).strip()


_TAG = re.compile(r"<[^>]*>")
_PROGRAM = re.compile(r"<pre\b[^>]*>(.*?)</pre>", re.DOTALL)
_END = re.compile(r" ?(?:</(?:(p|h[1-6]|ul|ol|table|blockquote|dl)|li|tr|dd|dt)>|<br ?/?>) ?")
_GAPS = re.compile(r"\n{3,}")


def _gap(end: re.Match[str]) -> str:
    return "\n\n" if end[1] else "\n"


def _evidence(
    site_index: SiteIndex, basis: Basis, sources: Iterable[entries.Link]
) -> types.EvidenceJson:
    """Return what a statement stands on; `sources` give the titles of addresses."""
    titles = {link.url: link.title for link in sources} if basis.sources else {}
    return {
        "kind": basis.kind or "none",
        "proofs": [*map(str, basis.proofs)],
        "measurements": [_measured(site_index, it) for it in basis.measurements],
        "sources": [{"title": titles.get(url, url), "url": url} for url in basis.sources],
        "judgement": basis.judgement,
    }


def _measured(site_index: SiteIndex, measured: entries.Measured) -> types.MeasuredJson:
    path = urls.address(Ref("measurement", measured.slug))
    title = templating.strip_backticks(measured.title)
    return {
        "slug": measured.slug,
        "title": title,
        "state": measured.state,
        "path": path,
        "url": site_index.config.url + path,
    }


def _proofs(site_index: SiteIndex, refs: Iterable[SampleRef]) -> dict[str, types.ProofJson]:
    return {str(ref): _proof(site_index, ref) for ref in dict.fromkeys(refs)}


def _proof(site_index: SiteIndex, ref: SampleRef) -> types.ProofJson:
    sample = site_index.samples[ref]
    path = f"{urls.page_of('dimension', ref.dimension)}#{ref.sample}"
    return {
        "title": templating.strip_backticks(sample.title),
        "state": footnotes.state_of(sample),
        "path": path,
        "url": site_index.config.url + path,
        "programs": {
            it.subject: {"state": it.state, "sha256": it.sha256, "runs": [*map(_run, it.runs)]}
            for it in sample.programs
        },
    }


def _run(run: entries.Run) -> types.RunJson:
    return {
        "environment": run.environment,
        "python": run.runtime.version if run.runtime.name == "Python" else "",
        "runtime": {"name": run.runtime.name, "version": run.runtime.version},
        "packages": dict(run.packages),
        "date": run.date,
        "output_sha256": run.output_sha256,
    }


def _sample(
    site_index: SiteIndex, page: str, sample: entries.Sample, name: str
) -> types.SampleJson:
    return {
        "id": sample.id,
        "proof": name,
        "title": templating.strip_backticks(sample.title),
        "path": f"{page}#{sample.id}",
        "url": f"{site_index.config.url}{page}#{sample.id}",
        "note": _text(site_index, sample.note, page),
        "needs": dict(sample.needs),
        "tools": list(sample.tools),
        "programs": {program.subject: _program(program) for program in sample.programs},
        "none": {subject: _text(site_index, reason, page) for subject, reason in sample.none},
    }


def _program(program: entries.Program) -> types.ProgramJson:
    outputs = {run.output_sha256: run.output for run in program.runs}
    return {
        "files": [{"name": file.name, "text": file.text} for file in program.files],
        "outputs": [{"sha256": sha256, "text": text} for sha256, text in outputs.items()],
    }
