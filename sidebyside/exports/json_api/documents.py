"""The site as data: api/v1/ with an index, a file for each entry, and the schemas of all of them (see types.py)."""

import json
import re
from collections.abc import Iterable, Mapping
from functools import partial
from html import unescape

from sidebyside.content import markdown
from sidebyside.exports.base import Exported, Stock
from sidebyside.exports.json_api import schemas, types
from sidebyside.model import entries, urls
from sidebyside.model.entries import Basis, Prose, Ref, SampleRef
from sidebyside.render import templating
from sidebyside.render.templating import Content
from sidebyside.site import footnotes
from sidebyside.site.index import Book

FOLDERS: Mapping[types.Kind, str] = {
    "dimension": "dimensions",
    "question": "questions",
    "myth": "myths",
    "term": "terms",
    "subject": "subjects",
    "guide": "guides",
}


def export(stock: Stock) -> Exported:
    """Make api/v1/."""
    book, site = stock.book, stock.site
    files: dict[str, Content] = {_path("dimension", it.slug): partial(dimension_file, book, it) for it in site.dimensions}
    files |= {_path("question", it.slug): partial(question_file, book, it) for it in site.questions}
    files |= {_path("myth", it.slug): partial(myth_file, book, it) for it in site.myths}
    files |= {_path("term", it.slug): partial(term_file, book, it) for it in site.terms}
    files |= {_path("subject", it.key): partial(subject_file, book, it) for it in site.config.subjects}
    files |= {_path("guide", it.slug): partial(guide_file, book, it) for it in site.guides}
    files |= {schemas.path_of(kind): schemas.read(kind, site.config.url) for kind in _kinds(book)}
    return Exported({**files, f"{types.FOLDER}index.json": partial(index_file, book)})


def index_file(book: Book) -> bytes:
    """Make the file that lists all others."""
    config, site = book.config, book.site
    made: types.Index = {
        "$schema": "schema/index.json",
        "schema_version": types.VERSION,
        "title": config.title,
        "tagline": config.tagline,
        "language": config.language,
        "url": config.url,
        "matrix": "matrix.csv",
        "schemas": {kind: schemas.path_of(kind) for kind in _kinds(book)},
        "standing": _standing(book.standing),
        "environments": [{"name": it.name, "title": it.title, "python": it.python} for it in site.environments],
        "categories": [
            {
                "slug": chapter.category.slug,
                "title": chapter.category.title,
                "summary": templating.plain(chapter.category.summary),
                "path": urls.page_of("category", chapter.category.slug),
                "url": config.url + urls.page_of("category", chapter.category.slug),
                "dimensions": [dimension.slug for dimension in chapter.dimensions],
            }
            for chapter in book.chapters
        ],
        "subjects": [_entry(book, "subject", subject.key) for subject in config.subjects],
        "dimensions": [_entry(book, "dimension", dimension.slug) for dimension in site.dimensions],
        "questions": [_entry(book, "question", question.slug) for question in site.questions],
        "myths": [_entry(book, "myth", myth.slug) for myth in site.myths],
        "terms": [_entry(book, "term", term.slug) for term in site.terms],
        "guides": [_entry(book, "guide", guide.slug) for guide in site.guides],
    }
    return _bytes(made)


def dimension_file(book: Book, dimension: entries.Dimension) -> bytes:
    """Make the file of a dimension."""
    path = urls.page_of("dimension", dimension.slug)
    own = [SampleRef(dimension.slug, sample.id) for sample in dimension.samples]
    found = footnotes.standing((row.basis for row in dimension.rows), (), book.unverified, ())
    made: types.Dimension = {
        **_head(book, "dimension", dimension.slug, draft=dimension.draft),
        "summary": templating.plain(dimension.summary),
        "category": dimension.category,
        "aliases": [*dimension.aliases],
        "standing": _standing(found),
        "glance": _cells(book, dimension.glance),
        "rows": [
            {
                "id": row.id,
                "aspect": templating.plain(row.aspect),
                "path": f"{path}#{row.id}",
                "url": f"{book.config.url}{path}#{row.id}",
                "same": row.same,
                "cells": _cells(book, row.cells),
                "evidence": _evidence(book, row.basis, dimension.sources),
            }
            for row in dimension.rows
        ],
        "proofs": _proofs(book, [*own, *(ref for row in dimension.rows for ref in row.basis.proofs)]),
        "samples": [_sample(book, path, sample, str(ref)) for ref, sample in zip(own, dimension.samples, strict=True)],
        "choose": {key: _text(book, prose, path) for key, prose in dimension.choose},
        "body": _text(book, dimension.body, path),
        "sources": [{"title": link.title, "url": link.url} for link in dimension.sources],
        "related": [_entry(book, "dimension", other.slug) for other in book.related[dimension.slug]],
        "questions": [_entry(book, "question", question.slug) for question in book.questions_of(dimension.slug)],
        "myths": [_entry(book, "myth", myth.slug) for myth in book.myths_of(dimension.slug)],
    }
    return _bytes(made)


def question_file(book: Book, question: entries.Question) -> bytes:
    """Make the file of a question."""
    path = urls.page_of("question", question.slug)
    made: types.Question = {
        **_head(book, "question", question.slug, draft=question.draft),
        "level": question.level,
        "subjects": [*question.subjects],
        "aliases": [*question.aliases],
        "short": _text(book, question.short, path),
        "long": _text(book, question.long, path),
        "dimensions": _dimensions(book, question.dimensions),
    }
    return _bytes(made)


def myth_file(book: Book, myth: entries.Myth) -> bytes:
    """Make the file of a myth."""
    made: types.Myth = {
        **_head(book, "myth", myth.slug, draft=myth.draft),
        "verdict": myth.verdict,
        "body": _text(book, myth.body, urls.address(Ref("myth", myth.slug))),
        "evidence": _evidence(book, myth.basis, ()),
        "proofs": _proofs(book, myth.basis.proofs),
        "dimensions": _dimensions(book, myth.dimensions),
    }
    return _bytes(made)


def term_file(book: Book, term: entries.Term) -> bytes:
    """Make the file of a line of the phrasebook."""
    path = urls.address(Ref("term", term.slug))
    made: types.Term = {
        **_head(book, "term", term.slug),
        "words": {
            key: {"name": templating.plain(word.name) or None, "means": _text(book, word.means, path)}
            for key, word in zip(book.config.keys, term.words, strict=True)
        },
        "dimensions": _dimensions(book, term.dimensions),
    }
    return _bytes(made)


def subject_file(book: Book, subject: entries.Subject) -> bytes:
    """Make the file of a subject, with its portrait if it has one."""
    profile = next((profile for profile in book.site.profiles if profile.key == subject.key), None)
    path = urls.page_of("subject", subject.key)
    found = profile or entries.Profile(subject.key, "", (), (), (), (), Prose())
    made: types.Subject = {
        **_head(book, "subject", subject.key, draft=found.draft),
        "summary": templating.plain(subject.summary),
        "packages": [*subject.packages],
        "links": [{"title": title, "url": url} for title, url in subject.links],
        "strengths": [_text(book, prose, path) for prose in found.strengths],
        "limits": [_text(book, prose, path) for prose in found.limits],
        "good_for": [_text(book, prose, path) for prose in found.good_for],
        "not_for": [_text(book, prose, path) for prose in found.not_for],
        "body": _text(book, found.body, path),
    }
    return _bytes(made)


def guide_file(book: Book, guide: entries.Guide) -> bytes:
    """Make the file of a guide."""
    made: types.Guide = {
        **_head(book, "guide", guide.slug, draft=guide.draft),
        "summary": templating.plain(guide.summary),
        "aliases": [*guide.aliases],
        "body": _text(book, guide.body, urls.page_of("guide", guide.slug)),
    }
    return _bytes(made)


def _bytes(made: Mapping[str, object]) -> bytes:
    return _ENCODER.encode(made).encode() + b"\n"


# Nothing here holds itself, and to look for that takes a tenth of the time.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def _kinds(book: Book) -> list[str]:
    """Return the kinds of files that there are."""
    site = book.site
    kinds = {
        "dimension": site.dimensions,
        "question": site.questions,
        "myth": site.myths,
        "term": site.terms,
        "guide": site.guides,
    }
    return ["index", "subject", *(kind for kind, found in kinds.items() if found)]


def _path(kind: types.Kind, slug: str) -> str:
    return f"{types.FOLDER}{FOLDERS[kind]}/{slug}.json"


def _named(book: Book, kind: types.Kind, slug: str) -> tuple[str, str | None]:
    """Return the title of an entry and its page; a subject without a portrait has none."""
    ref = Ref(kind, slug)
    if ref in book.titles:
        return templating.plain(book.titles[ref]), urls.address(ref)
    return book.subjects[slug].name, None


def _head(book: Book, kind: types.Kind, slug: str, *, draft: bool = False) -> types.Head:
    title, path = _named(book, kind, slug)
    return {
        "$schema": f"../schema/{kind}.json",
        "schema_version": types.VERSION,
        "id": f"{kind}:{slug}",
        "kind": kind,
        "slug": slug,
        "draft": draft,
        "title": title,
        "path": path,
        "url": book.config.url + path if path else None,
        "markdown": urls.as_markdown(path) if path else None,
    }


def _entry(book: Book, kind: types.Kind, slug: str) -> types.Entry:
    title, path = _named(book, kind, slug)
    url = book.config.url + path if path else None
    return {
        "id": f"{kind}:{slug}", "kind": kind, "slug": slug, "title": title, "file": _path(kind, slug), "path": path, "url": url,
    }  # fmt: skip


def _dimensions(book: Book, slugs: Iterable[str]) -> list[types.Entry]:
    return [_entry(book, "dimension", slug) for slug in slugs]


def _standing(found: footnotes.Standing) -> types.Standing:
    return {
        "statements": found.statements,
        "proved": found.proved,
        "not_verified": found.unverified,
        "sourced": found.sourced,
        "judged": found.judged,
    }


def _cells(book: Book, cells: Iterable[entries.Cell]) -> dict[str, types.Cell]:
    found: dict[str, types.Cell] = {}
    for key, cell in zip(book.config.keys, cells, strict=True):
        html = _html(book, cell.prose, "")
        found[key] = {"none": cell.none, "text": _plain(html), "html": html}
    return found


def _text(book: Book, prose: Prose, page: str) -> types.Text:
    html = _html(book, prose, page)
    return {"text": _plain(html), "html": html}


def _html(book: Book, prose: Prose, page: str) -> str:
    """Return some prose with complete addresses; `page` is where its footnotes are."""
    html = prose.html
    if prose.refs:
        html = markdown.fill(html, lambda ref: (book.config.url + found[0], found[1]) if (found := book.resolve(ref)) else None)
    return html.replace(' href="#', f' href="{book.config.url}{page.partition("#")[0]}#') if ' href="#' in html else html


def _plain(html: str) -> str:
    """Return the words of some HTML: paragraphs with an empty line between them, and programs as they are."""
    if "</p>" not in html and "</pre>" not in html:
        words = html.replace("<code>", "").replace("</code>", "")
        return Prose(words).text if "<" in words else unescape(words)
    parts = (_TAG.sub("", part) if n % 2 else _paragraphs(part) for n, part in enumerate(_PROGRAM.split(html)))
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


def _evidence(book: Book, basis: Basis, sources: Iterable[entries.Link]) -> types.Evidence:
    """Return what a statement stands on; `sources` give the titles of addresses."""
    titles = {link.url: link.title for link in sources} if basis.sources else {}
    return {
        "kind": basis.kind or "none",
        "proofs": [*map(str, basis.proofs)],
        "measurements": [_measured(book, it) for it in basis.measurements],
        "sources": [{"title": titles.get(url, url), "url": url} for url in basis.sources],
        "judgement": basis.judgement,
    }


def _measured(book: Book, measured: entries.Measured) -> types.Measured:
    path = urls.address(Ref("measurement", measured.slug))
    title = templating.plain(measured.title)
    return {"slug": measured.slug, "title": title, "state": measured.state, "path": path, "url": book.config.url + path}


def _proofs(book: Book, refs: Iterable[SampleRef]) -> dict[str, types.Proof]:
    return {str(ref): _proof(book, ref) for ref in dict.fromkeys(refs)}


def _proof(book: Book, ref: SampleRef) -> types.Proof:
    sample = book.samples[ref]
    path = f"{urls.page_of('dimension', ref.dimension)}#{ref.sample}"
    return {
        "title": templating.plain(sample.title),
        "state": footnotes.state_of(sample),
        "path": path,
        "url": book.config.url + path,
        "programs": {
            it.subject: {"state": it.state, "sha256": it.sha256, "runs": [*map(_run, it.runs)]} for it in sample.programs
        },
    }


def _run(run: entries.Run) -> types.Run:
    return {
        "environment": run.environment,
        "python": run.python,
        "packages": dict(run.packages),
        "date": run.date,
        "output_sha256": run.output_sha256,
    }


def _sample(book: Book, page: str, sample: entries.Sample, name: str) -> types.Sample:
    return {
        "id": sample.id,
        "proof": name,
        "title": templating.plain(sample.title),
        "path": f"{page}#{sample.id}",
        "url": f"{book.config.url}{page}#{sample.id}",
        "note": _text(book, sample.note, page),
        "needs": dict(sample.needs),
        "programs": {program.subject: _program(program) for program in sample.programs},
    }


def _program(program: entries.Program) -> types.Program:
    outputs = {run.output_sha256: run.output for run in program.runs}
    return {
        "files": [{"name": file.name, "text": file.text} for file in program.files],
        "outputs": [{"sha256": sha256, "text": text} for sha256, text in outputs.items()],
    }
