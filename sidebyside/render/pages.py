"""Which pages a site has, and what each template is given.

Every context holds only what its page shows. Common to all pages:

    site        the configuration: title, tagline, subjects, categories
    nav         (title, file) of the main navigation
    page        path, title, description, kind, canonical, source (the file below content/ to edit), edit (where to do so),
                crumbs, previous, next, ld (what the page is, for machines), twin (the file with the same as Markdown), picture
                (the file of its own), citation
    ground      the versions and dates of the programs that ran for the site
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sidebyside.diagnostics import count
from sidebyside.model import urls
from sidebyside.model.entries import Config, Dimension, Measurement, Myth, Ref, Sample, SampleRef, Site, Subject
from sidebyside.render import charts
from sidebyside.render.metadata import Head
from sidebyside.render.single_page import ALL, Edition
from sidebyside.site import footnotes
from sidebyside.site.index import Book, Crumb

Context = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """A file to be made: a template and what it is given; `path` is below the output folder.

    What only this page shows is made of `given` when it is asked for: ten thousand pages are never all in memory at once, and
    two pages that are made of the same are equal.
    """

    path: str
    template: str
    common: Context = field(hash=False)
    head: Head | None = None
    own: Callable[..., Context] = dict
    given: tuple[Any, ...] = field(default=(), hash=False)

    @property
    def context(self) -> Context:
        """Return all that the template is given."""
        return {**self.common, "page": self.head, **self.own(*self.given)} if self.head else self.common


@dataclass(frozen=True, slots=True)
class Proved:
    """A sample with the dimension that shows it, for the list of all evidence."""

    dimension: Dimension
    sample: Sample
    state: str


def pages(book: Book) -> list[Page]:
    """Return every page of a site; its index last, so that a reader never meets a link before its page."""
    makers: tuple[Callable[[Book], Iterator[Page]], ...] = (
        _dimensions,
        _categories,
        _subjects,
        _guides,
        _questions,
        _myths,
        _terms,
        _chooser,
        _measurements,
        _evidence,
        _plain,
        _whole,
        _redirects,
        _index,
    )
    return [page for make in makers for page in make(book)]


def _page(
    book: Book,
    path: str,
    template: str,
    title: str,
    description: str,
    own: tuple[Callable[..., Context], *tuple[Any, ...]] = (dict,),
    **more: Any,  # noqa: ANN401 - what a template is given
) -> Page:
    """Return a page; `own` is what makes the rest of its context, and of what."""
    said = {key: more.pop(key) for key in _SAID & more.keys()}
    kind = said.pop("kind", template.removesuffix(".html"))
    if path != "index.html":
        said["crumbs"] = (Crumb(book.config.title, "index.html"), *said.get("crumbs", ()))
    head = Head(book.config, path, title, description, kind, **said)
    return Page(path, template, {"site": book.config, "nav": book.nav, "ground": book.standing} | more, head, own[0], own[1:])


_SAID = {"kind", "source", "crumbs", "previous", "next", "picture", "things", "day", "article"}


def _day(book: Book, path: str, last: str = "") -> str:
    """Return the day of what an entry says: that of its evidence, or of its last change where that came later."""
    stamp = book.dates.get(path)
    return max(last or book.standing.last, stamp.day if stamp else "")


def _asked(question: str, answer: str) -> dict[str, Any]:
    return {
        "@type": "Question",
        "name": question.replace("`", ""),
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }


def _neighbours(paths: list[Crumb]) -> Iterator[tuple[Crumb, Crumb | None, Crumb | None]]:
    for place, crumb in enumerate(paths):
        yield crumb, paths[place - 1] if place else None, paths[place + 1] if place + 1 < len(paths) else None


def _dimensions(book: Book) -> Iterator[Page]:
    packages = footnotes.named_packages(book.site)
    crumbs = [book.crumb(Ref("dimension", slug)) for slug in book.dimensions]
    for (crumb, before, after), dimension in zip(_neighbours(crumbs), book.site.dimensions, strict=True):
        category = book.categories[dimension.category]
        yield _page(
            book,
            crumb.target,
            "dimension.html",
            dimension.title,
            dimension.summary,
            (_of_dimension, *_around(book, dimension), packages),
            article=book.standing.last,
            source=dimension.path,
            picture=picture if (picture := urls.picture_of(dimension.slug)) in book.files else "",
            crumbs=(Crumb(category.title, urls.page_of("category", category.slug)),),
            previous=before,
            next=after,
            day=_day(book, dimension.path, dimension.verified),
        )


def _around(book: Book, dimension: Dimension) -> tuple[Any, ...]:
    """Return all that the page of a dimension is made of."""
    slug = dimension.slug
    return (
        dimension,
        {ref: book.samples[ref] for ref in dimension.elsewhere},
        book.config,
        tuple((measurement, _mentions(book, measurement)) for measurement in book.measurements_of(slug)),
        {
            "benches": book.environments,
            "category": book.categories[dimension.category],
            "related": book.related[slug],
            "mentions": book.mentions.get(Ref("dimension", slug), ()),
            "questions": book.questions_of(slug),
            "myths": book.myths_of(slug),
        },
    )


def _of_dimension(
    dimension: Dimension,
    elsewhere: footnotes.Samples,
    config: Config,
    measured: tuple[tuple[Measurement, tuple[Crumb, ...]], ...],
    near: Context,
    packages: tuple[str, ...],
) -> Context:
    subjects = config.by_key
    samples = {**elsewhere, **{SampleRef(dimension.slug, sample.id): sample for sample in dimension.samples}}
    rows, notes = footnotes.apparatus(dimension, samples)
    return {
        "dimension": dimension,
        "rows": rows,
        "notes": notes,
        "facing": tuple(footnotes.facing(sample, subjects) for sample in dimension.samples),
        "standing": footnotes.of_dimension(dimension, samples, packages),
        "charts": tuple(_charted(measurement, mentions, config) for measurement, mentions in measured),
        **near,
    }


def _categories(book: Book) -> Iterator[Page]:
    crumbs = [Crumb(chapter.category.title, urls.page_of("category", chapter.category.slug)) for chapter in book.chapters]
    for (crumb, before, after), chapter in zip(_neighbours(crumbs), book.chapters, strict=True):
        description = chapter.category.summary or chapter.category.title
        yield _page(book, crumb.target, "category.html", crumb.title, description, previous=before, next=after, chapter=chapter)


def _subjects(book: Book) -> Iterator[Page]:
    for profile in book.site.profiles:
        subject = book.subjects[profile.key]
        yield _page(
            book,
            urls.page_of("subject", profile.key),
            "subject.html",
            subject.name,
            subject.summary or subject.name,
            source=profile.path,
            day=_day(book, profile.path),
            subject=subject,
            profile=profile,
            mentions=book.mentions.get(Ref("subject", profile.key), ()),
        )


def _guides(book: Book) -> Iterator[Page]:
    crumbs = [book.crumb(Ref("guide", guide.slug)) for guide in book.site.guides]
    for (crumb, before, after), guide in zip(_neighbours(crumbs), book.site.guides, strict=True):
        yield _page(
            book,
            crumb.target,
            "guide.html",
            guide.title,
            guide.summary,
            source=guide.path,
            day=_day(book, guide.path),
            previous=before,
            next=after,
            article=book.standing.last,
            guide=guide,
            others=tuple(other for other in book.site.guides if other is not guide),
            mentions=book.mentions.get(Ref("guide", guide.slug), ()),
        )


def _questions(book: Book) -> Iterator[Page]:
    site = book.site
    if not site.questions:
        return
    index = Crumb("Questions", "questions/index.html")
    crumbs = [book.crumb(Ref("question", question.slug)) for question in site.questions]
    for (crumb, before, after), question in zip(_neighbours(crumbs), site.questions, strict=True):
        yield _page(
            book,
            crumb.target,
            "question.html",
            question.question,
            _shortened(book.text(question.short), 200),
            things=({"@type": "QAPage", "mainEntity": _asked(question.question, book.text(question.short))},),
            source=question.path,
            day=_day(book, question.path),
            crumbs=(index,),
            previous=before,
            next=after,
            question=question,
            category=book.categories[book.category_of(question.dimensions)] if question.dimensions else None,
            dimensions=tuple(book.dimensions[slug] for slug in question.dimensions),
            mentions=book.mentions.get(Ref("question", question.slug), ()),
        )
    description = f"{count(len(site.questions), 'interview question')} with a short answer to say and a long one to understand."
    listed = [_asked(question.question, book.text(question.short)) for question in site.questions[:FAQ_LIMIT]]
    yield _page(
        book,
        index.target,
        "questions.html",
        index.title,
        description,
        things=({"@type": "FAQPage", "mainEntity": listed},),
        chapters=book.every_chapter,
        questions=site.questions,
        dimensions=book.dimensions,
    )


# A list of all questions says to search engines what it is by its first ones; more would only make the page heavy.
FAQ_LIMIT = 12


def _shortened(text: str, limit: int) -> str:
    """Cut a text after its last whole word."""
    return text if len(text) <= limit else text[: limit - 1].rpartition(" ")[0].rstrip(",;:") + "…"


def _myths(book: Book) -> Iterator[Page]:
    if book.site.myths:
        notes = {myth.slug: _myth_notes(book, myth) for myth in book.site.myths}
        mentions = {myth.slug: book.mentions.get(Ref("myth", myth.slug), ()) for myth in book.site.myths}
        description = f"{count(len(book.site.myths), 'claim')} often repeated, each with its verdict and what it stands on."
        yield _page(
            book, "myths/index.html", "myths.html", "Myths", description,
            chapters=book.every_chapter, day=_day(book, ""),
            myths=book.site.myths, notes=notes, mentions=mentions, dimensions=book.dimensions,
        )  # fmt: skip


def _myth_notes(book: Book, myth: Myth) -> tuple[footnotes.Note, ...]:
    keys: list[footnotes.Key] = [*myth.basis.proofs, *myth.basis.measurements, *myth.basis.sources]
    return tuple(footnotes.note(number, key, (), book.samples) for number, key in enumerate(keys, 1))


def _terms(book: Book) -> Iterator[Page]:
    if book.site.terms:
        names = [subject.name for subject in book.config.subjects]
        description = f"What a word of {' is called in '.join(names)}, and the other way round."
        mentions = {term.slug: book.mentions.get(Ref("term", term.slug), ()) for term in book.site.terms}
        yield _page(
            book, "terms.html", "terms.html", "Phrasebook", description,
            terms=book.site.terms, mentions=mentions, dimensions=book.dimensions, source="terms.yaml", ways=_ways(book),
            day=_day(book, ""),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """A word of one subject, and what the others call the same."""

    word: str
    slug: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """The phrasebook from one subject's words, by letter."""

    subject: Subject
    entries: tuple[Wording, ...]


def _ways(book: Book) -> tuple[Way, ...]:
    ways = []
    for place, subject in enumerate(book.config.subjects):
        words = []
        for term in book.site.terms:
            others = tuple(word.name for word in term.words if word is not term.words[place] and word.name)
            words += [Wording(term.words[place].name, term.slug, others)] if term.words[place].name else []
        ways.append(Way(subject, tuple(sorted(words, key=lambda entry: (entry.word.strip("`@.{%_ ").casefold(), entry.slug)))))
    return tuple(ways)


def _chooser(book: Book) -> Iterator[Page]:
    if book.site.choices:
        description = f"{count(len(book.site.choices), 'question')} about your project, and where each answer leans."
        yield _page(
            book, "choose.html", "choose.html", "Which one?", description,
            choices=book.site.choices, dimensions=book.dimensions, source="chooser.yaml",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Charted:
    """A measurement with its chart, where it has any, the programs that were measured, and the pages that mention it."""

    measurement: Measurement
    chart: charts.Chart | None
    facing: tuple[footnotes.Facing, ...]
    mentions: tuple[Crumb, ...]


def _charted(measurement: Measurement, mentions: tuple[Crumb, ...], config: Config) -> Charted:
    subjects = config.by_key
    facing = tuple(footnotes.measured(sample, measurement, subjects) for sample in measurement.samples)
    return Charted(measurement, charts.chart(measurement, config), facing, mentions)


def _mentions(book: Book, measurement: Measurement) -> tuple[Crumb, ...]:
    return book.mentions.get(Ref("measurement", measurement.slug), ())


def _measurements(book: Book) -> Iterator[Page]:
    if book.site.measurements:
        yield _page(
            book, "measurements.html", "measurements.html", "Measurements",
            f"What each side costs, as ratios with their intervals: {count(len(book.site.measurements), 'chart')}.",
            charts=tuple(_charted(it, _mentions(book, it), book.config) for it in book.site.measurements),
            benches=book.environments, dimensions=book.dimensions,
        )  # fmt: skip


def _evidence(book: Book) -> Iterator[Page]:
    if book.samples:
        proved = tuple(
            Proved(dimension, sample, footnotes.state_of(sample))
            for dimension in book.site.dimensions
            for sample in dimension.samples
        )
        description = "Every program that ran for this site, with its versions, its date and its result."
        yield _page(
            book, "evidence.html", "evidence.html", "Evidence", description,
            proved=proved, standing=book.standing, environments=book.site.environments,
        )  # fmt: skip


def _plain(book: Book) -> Iterator[Page]:
    config = book.config
    names = " and ".join(filter(None, (", ".join(s.name for s in config.subjects[:-1]), config.subjects[-1].name)))
    yield _page(
        book,
        "matrix.html",
        "matrix.html",
        "All dimensions",
        f"{names} at a glance, dimension by dimension.",
        chapters=book.chapters,
    )
    yield _page(
        book,
        "cheatsheet.html",
        "cheatsheet.html",
        "Cheat sheet",
        f"{names} on one sheet of paper.",
        chapters=book.chapters,
        sheets=book.sheets,
    )
    yield _page(
        book, "search.html", "search.html", "Search and index", "Every entry by its first letter.", letters=_letters(book)
    )
    yield _page(
        book, "about.html", "about.html", "About", "What this comparison stands on, and how it is made.",
        standing=book.standing, environments=book.site.environments, chapters=book.chapters,
    )  # fmt: skip
    yield _page(
        book, "api.html", "api.html", "As data and as text",
        "Everything here as JSON, as a table and as Markdown, with the evidence.",
        kinds=_kinds(book.site),
    )  # fmt: skip
    yield _page(book, "404.html", "404.html", "Page not found", "There is no page at this address.")
    yield Page("robots.txt", "robots.txt", {"site": config})
    yield Page(".nojekyll", "nojekyll.txt", {})


def _kinds(site: Site) -> dict[str, int]:
    """Return how many entries of each kind a site has, by the name of their folder; kinds that it has none of are left out."""
    kinds = {
        "dimensions": site.dimensions, "questions": site.questions, "myths": site.myths, "terms": site.terms,
        "subjects": site.config.subjects, "guides": site.guides,
    }  # fmt: skip
    return {name: len(entries) for name, entries in kinds.items() if entries}


def _letters(book: Book) -> tuple[tuple[str, tuple[Crumb, ...]], ...]:
    """Return every entry of the site by its first letter."""
    grouped: dict[str, list[Crumb]] = defaultdict(list)
    for ref, title in book.titles.items():
        first = next((c for c in title.upper() if c.isalnum()), "#")
        grouped[first if first.isalpha() else "#"].append(book.crumb(ref))
    return tuple(
        (letter, tuple(sorted(grouped[letter], key=lambda c: (c.title.casefold(), c.target)))) for letter in sorted(grouped)
    )


def _whole(book: Book) -> Iterator[Page]:
    if ALL in book.files:
        description = "Everything on one page, for reading without a network and for paper."
        yield _page(book, ALL, "all.html", "On one page", description, edition=Edition(book, 2, files=False))


def _redirects(book: Book) -> Iterator[Page]:
    for alias, slug in book.aliases.items():
        target = book.crumb(Ref(alias.kind, slug))
        yield _page(
            book,
            urls.page_of(alias.kind, alias.slug),
            "redirect.html",
            target.title,
            f"Moved to {target.title}.",
            target=target,
        )


def _index(book: Book) -> Iterator[Page]:
    site = book.site
    counts = {
        "dimensions": len(site.dimensions),
        "questions": len(site.questions),
        "myths": len(site.myths),
        "terms": len(site.terms),
    }
    yield _page(
        book, "index.html", "home.html", book.config.title, book.config.tagline or book.config.title,
        things=({"@type": "WebSite", "name": book.config.title, "url": book.config.url, "description": book.config.tagline},),
        chapters=book.chapters, standing=book.standing, counts=counts, guides=site.guides, profiles=site.profiles,
        choices=site.choices, taste=max(1, GLANCE_ROWS // max(1, len(book.chapters))), specimen=_specimen(book),
    )  # fmt: skip


# About how many rows the table on the first page has, shared by the chapters.
GLANCE_ROWS = 12


@dataclass(frozen=True, slots=True)
class Specimen:
    """A sample that shows in a few lines what stands behind a cell."""

    dimension: Dimension
    facing: footnotes.Facing


def _specimen(book: Book) -> Specimen | None:
    """Return the shortest sample with something to see: verified, one file and a few printed lines on every side."""
    found = [
        (lines, dimension.slug, sample.id)
        for dimension in book.site.dimensions
        for sample in dimension.samples
        if (lines := _extent(sample)) >= SPECIMEN_LINES
    ]
    if not found:
        return None
    _, slug, name = min(found)
    return Specimen(book.dimensions[slug], footnotes.facing(book.samples[SampleRef(slug, name)], book.subjects))


SPECIMEN_LINES, SPECIMEN_WIDTH = 10, 66


def _extent(sample: Sample) -> int:
    """Return how many lines a sample takes on the page, more for sides that differ much; nothing when it is no specimen."""
    extents = []
    for program in sample.programs:
        if program.state != "verified" or len(program.files) > 1 or len(program.outputs) > 1:
            return 0
        printed = program.runs[0].output.splitlines()
        if len(printed) < 2 or any(len(line) > SPECIMEN_WIDTH for line in [*printed, *program.files[0].text.splitlines()]):
            return 0
        extents.append(program.files[0].shown + len(printed))
    return 2 * max(extents) - min(extents) if extents else 0
