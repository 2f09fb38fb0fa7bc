"""Which pages a site has, and what each template is given.

Every context holds only what its page shows. Common to all pages:

    site: the configuration: title, tagline, subjects, categories
    nav: (title, file) of the main navigation
    footer: (title, file) of the pages about the site
    page: path, title, description, kind, canonical, source (the file below content/ to edit), edit
        (where to do so), breadcrumbs, previous, next, ld (what the page is, for machines), twin
        (its Markdown), picture (the file of its own), citation
    ground: the versions and dates of the programs that ran for the site
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sidebyside.browser.offer import PLAYGROUND
from sidebyside.diagnostics import count
from sidebyside.model import urls
from sidebyside.model.entries import (
    LEVELS,
    Application,
    Basis,
    Config,
    Dimension,
    Measurement,
    Program,
    Ref,
    Sample,
    SampleRef,
    Site,
    Subject,
)
from sidebyside.model.kinds import KINDS
from sidebyside.render import applications, charts
from sidebyside.render.glossary import GLOSSARY
from sidebyside.render.interview import interview_plans, interview_ranks
from sidebyside.render.metadata import PageMetadata
from sidebyside.render.single_page import ALL, SinglePage
from sidebyside.site import footnotes
from sidebyside.site.index import PageLink, SiteIndex
from sidebyside.site.witnesses import ShownLine, shown_lines

Context = Mapping[str, Any]


@dataclass(frozen=True)
class Page:
    """A file to be made: a template and what it is given; `path` is below the output folder.

    What only this page shows is made of `given` when it is asked for: ten thousand pages are never
    all in memory at once, and two pages that are made of the same are equal.
    """

    path: str
    template: str
    common: Context = field(hash=False)
    head: PageMetadata | None = None
    own: Callable[..., Context] = dict
    given: tuple[Any, ...] = field(default=(), hash=False)

    @property
    def context(self) -> Context:
        """Return all that the template is given."""
        return (
            {**self.common, "page": self.head, **self.own(*self.given)}
            if self.head
            else self.common
        )


@dataclass(frozen=True, slots=True)
class EvidencedSample:
    """A sample with the dimension that shows it, for the list of all evidence."""

    dimension: Dimension
    sample: Sample
    state: str


def plan_pages(site_index: SiteIndex) -> list[Page]:
    """Return every page of a site.

    Its index last, so that a reader never meets a link before its page.
    """
    makers: tuple[Callable[[SiteIndex], Iterator[Page]], ...] = (
        _dimensions,
        _categories,
        _subjects,
        _guides,
        _applications,
        _standalone,
        _questions,
        _myths,
        _terms,
        _glossary,
        _releases,
        _errors,
        _chooser,
        _measurements,
        _evidence,
        _plain,
        _whole,
        _playground,
        _redirects,
        _index,
    )
    return [page for make in makers for page in make(site_index)]


def _page(
    site_index: SiteIndex,
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
        said["breadcrumbs"] = (
            PageLink(site_index.config.title, "index.html"),
            *said.get("breadcrumbs", ()),
        )
    head = PageMetadata(site_index.config, path, title, description, kind, **said)
    return Page(
        path,
        template,
        {
            "site": site_index.config,
            "nav": site_index.nav,
            "footer": site_index.footer,
            "ground": site_index.standing,
            "definitions": site_index.site.definitions,
        }
        | more,
        head,
        own[0],
        own[1:],
    )


_SAID = {"kind", "source", "breadcrumbs", "previous", "next", "picture", "things", "day", "article"}


def _day(site_index: SiteIndex, path: str, last: str = "") -> str:
    """Return the day of what an entry says.

    That of its evidence, or of its last change where that came later.
    """
    stamp = site_index.dates.get(path)
    return max(last or site_index.standing.last, stamp.day if stamp else "")


def _asked(question: str, answer: str) -> dict[str, Any]:
    return {
        "@type": "Question",
        "name": question.replace("`", ""),
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }


def _neighbours(
    paths: list[PageLink],
) -> Iterator[tuple[PageLink, PageLink | None, PageLink | None]]:
    for place, page_link in enumerate(paths):
        yield (
            page_link,
            paths[place - 1] if place else None,
            paths[place + 1] if place + 1 < len(paths) else None,
        )


def _dimensions(site_index: SiteIndex) -> Iterator[Page]:
    packages = footnotes.named_packages(site_index.site)
    breadcrumbs = [site_index.page_link(Ref("dimension", slug)) for slug in site_index.dimensions]
    for (page_link, before, after), dimension in zip(
        _neighbours(breadcrumbs), site_index.site.dimensions, strict=True
    ):
        category = site_index.categories[dimension.category]
        yield _page(
            site_index,
            page_link.target,
            "dimension.html",
            dimension.title,
            dimension.summary,
            (
                _of_dimension,
                *_around(site_index, dimension),
                packages,
                site_index.citations.get(dimension.slug, ()),
            ),
            article=site_index.standing.last,
            source=dimension.path,
            picture=picture
            if (picture := urls.picture_of(dimension.slug)) in site_index.files
            else "",
            breadcrumbs=(PageLink(category.title, urls.page_of("category", category.slug)),),
            previous=before,
            next=after,
            day=_day(site_index, dimension.path, dimension.verified),
        )


def _around(site_index: SiteIndex, dimension: Dimension) -> tuple[Any, ...]:
    """Return all that the page of a dimension is made of."""
    slug = dimension.slug
    return (
        dimension,
        {ref: site_index.samples[ref] for ref in dimension.elsewhere},
        site_index.config,
        tuple(
            (measurement, _mentions(site_index, measurement))
            for measurement in site_index.measurements_of(slug)
        ),
        {
            "benches": site_index.environments,
            "category": site_index.categories[dimension.category],
            "related": site_index.related[slug],
            "mentions": (
                *site_index.mentions.get(Ref("dimension", slug), ()),
                *(link for named, link in _steps(site_index) if named == slug),
            ),
            "questions": site_index.questions_of(slug),
            "myths": site_index.myths_of(slug),
        },
    )


def _of_dimension(
    dimension: Dimension,
    elsewhere: footnotes.SamplesByName,
    config: Config,
    measured: tuple[tuple[Measurement, tuple[PageLink, ...]], ...],
    near: Context,
    packages: tuple[str, ...],
    citations: tuple[tuple[ShownLine, footnotes.CitedBy], ...],
) -> Context:
    subjects = config.by_key
    samples = {
        **elsewhere,
        **{SampleRef(dimension.slug, sample.id): sample for sample in dimension.samples},
    }
    rows, notes = footnotes.row_footnotes(dimension, samples, config.keys)
    cited = footnotes.cited_lines(rows, urls.page_of("dimension", dimension.slug))
    for line, citation in citations:
        footnotes.add_citation(cited, line, citation)
    shown = [
        footnotes.show_side_by_side(
            sample, subjects, cited.get(SampleRef(dimension.slug, sample.id))
        )
        for sample in dimension.samples
    ]
    return {
        "dimension": dimension,
        "rows": rows,
        "notes": notes,
        "side_by_side": tuple(shown),
        "standing": footnotes.dimension_evidence(dimension, samples, packages),
        "charts": tuple(
            _charted(measurement, mentions, config) for measurement, mentions in measured
        ),
        **near,
    }


def _categories(site_index: SiteIndex) -> Iterator[Page]:
    breadcrumbs = [
        PageLink(chapter.category.title, urls.page_of("category", chapter.category.slug))
        for chapter in site_index.chapters
    ]
    for (page_link, before, after), chapter in zip(
        _neighbours(breadcrumbs), site_index.chapters, strict=True
    ):
        description = chapter.category.summary or chapter.category.title
        yield _page(
            site_index,
            page_link.target,
            "category.html",
            page_link.title,
            description,
            previous=before,
            next=after,
            chapter=chapter,
        )


def _subjects(site_index: SiteIndex) -> Iterator[Page]:
    for profile in site_index.site.profiles:
        subject = site_index.subjects[profile.key]
        yield _page(
            site_index,
            urls.page_of("subject", profile.key),
            "subject.html",
            subject.name,
            subject.summary or subject.name,
            source=profile.path,
            day=_day(site_index, profile.path),
            subject=subject,
            profile=profile,
            mentions=site_index.mentions.get(Ref("subject", profile.key), ()),
        )


def _guides(site_index: SiteIndex) -> Iterator[Page]:
    breadcrumbs = [
        site_index.page_link(Ref("guide", guide.slug)) for guide in site_index.site.guides
    ]
    for (page_link, before, after), guide in zip(
        _neighbours(breadcrumbs), site_index.site.guides, strict=True
    ):
        yield _page(
            site_index,
            page_link.target,
            "guide.html",
            guide.title,
            guide.summary,
            source=guide.path,
            day=_day(site_index, guide.path),
            previous=before,
            next=after,
            article=site_index.standing.last,
            guide=guide,
            others=tuple(other for other in site_index.site.guides if other is not guide),
            mentions=site_index.mentions.get(Ref("guide", guide.slug), ()),
        )


def _steps(site_index: SiteIndex) -> Iterator[tuple[str, PageLink]]:
    return applications.steps_by_dimension(site_index.site.applications)


def _applications(site_index: SiteIndex) -> Iterator[Page]:
    listed = site_index.site.applications
    if listed:
        yield _page(
            site_index,
            "applications/index.html",
            "applications.html",
            "Applications",
            "Whole applications, built with each side and held to the same acceptance program.",
            applications=listed,
        )
    parent = PageLink("Applications", "applications/index.html")
    for application in listed:
        common = {
            "source": application.path,
            "day": _day(site_index, application.path),
            "application": application,
            "subjects": site_index.subjects,
            **_ADDRESSES,
        }
        page_link = site_index.page_link(Ref("application", application.slug))
        yield _page(
            site_index,
            page_link.target,
            "application.html",
            application.title,
            application.summary,
            breadcrumbs=(parent,),
            panels=footnotes.show_application(application, site_index.subjects),
            weights=applications.weigh(application, site_index.subjects),
            sorts=applications.SORTS,
            charts=_charts_of(site_index, application),
            benches=site_index.environments,
            mentions=site_index.mentions.get(Ref("application", application.slug), ()),
            **common,
        )
        yield from _application_steps(site_index, application, (parent, page_link), common)
        for program in application.programs:
            name = site_index.subjects[program.subject].name
            yield _page(
                site_index,
                applications.source_page(application.slug, program.subject),
                "application_source.html",
                f"{application.title}: {name}",
                f"Every file of the program for {name}.",
                (_source_of, program),
                breadcrumbs=(parent, page_link),
                subject=site_index.subjects[program.subject],
                **common,
            )


def _application_steps(
    site_index: SiteIndex,
    application: Application,
    parents: tuple[PageLink, ...],
    common: Context,
) -> Iterator[Page]:
    links = applications.step_links(application)
    for number, (step, (page_link, before, after)) in enumerate(
        zip(application.steps, _neighbours([*links]), strict=True), 1
    ):
        rows = tuple(
            PageLink(found[1], found[0]) for ref in step.rows if (found := site_index.resolve(ref))
        )
        yield _page(
            site_index,
            page_link.target,
            "application_step.html",
            step.title,
            f"{application.title}: {step.title}",
            breadcrumbs=parents,
            previous=before,
            next=after,
            step=step,
            number=number,
            steps=links,
            rows=rows,
            pairs=applications.pair_passages(step, site_index.subjects),
            **common,
        )


def _source_of(program: Program) -> Context:
    return {
        "program": program,
        "files": program.files,
        "tree": applications.file_tree(program),
    }


_ADDRESSES: Context = {
    "step_page": applications.step_page,
    "source_page": applications.source_page,
    "source_zip": applications.source_zip,
    "file_anchor": applications.file_anchor,
}


def _standalone(site_index: SiteIndex) -> Iterator[Page]:
    for page in site_index.site.pages:
        yield _page(
            site_index,
            urls.page_of("page", page.slug),
            "page.html",
            page.title,
            _shortened(site_index.text(page.body), 200) or page.title,
            source=page.path,
            entry=page,
        )


def _questions(site_index: SiteIndex) -> Iterator[Page]:
    site = site_index.site
    if not site.questions:
        return
    index = PageLink("Questions", "questions/index.html")
    breadcrumbs = [
        site_index.page_link(Ref("question", question.slug)) for question in site.questions
    ]
    for (page_link, before, after), question in zip(
        _neighbours(breadcrumbs), site.questions, strict=True
    ):
        yield _page(
            site_index,
            page_link.target,
            "question.html",
            question.question,
            _shortened(site_index.text(question.short), 200),
            things=(
                {
                    "@type": "QAPage",
                    "mainEntity": _asked(question.question, site_index.text(question.short)),
                },
            ),
            source=question.path,
            day=_day(site_index, question.path),
            breadcrumbs=(index,),
            previous=before,
            next=after,
            question=question,
            category=site_index.categories[site_index.category_of(question.dimensions)]
            if question.dimensions
            else None,
            dimensions=tuple(site_index.dimensions[slug] for slug in question.dimensions),
            notes=_notes_of(site_index, question.basis),
            lines=shown_lines(question.shows, question.basis.proofs, site_index.samples),
            mentions=site_index.mentions.get(Ref("question", question.slug), ()),
        )
    description = (
        f"{count(len(site.questions), 'interview question')} with a short answer to say and a "
        "long one to understand."
    )
    listed = [
        _asked(question.question, site_index.text(question.short))
        for question in site.questions[:FAQ_LIMIT]
    ]
    yield _page(
        site_index,
        index.target,
        "questions.html",
        index.title,
        description,
        things=({"@type": "FAQPage", "mainEntity": listed},),
        chapters=site_index.every_chapter,
        questions=site.questions,
        levels=LEVELS,
        plans=interview_plans(len(site.questions)),
        ranks=interview_ranks([chapter.questions for chapter in site_index.every_chapter]),
        dimensions=site_index.dimensions,
    )


# A list of all questions says to search engines what it is by its first ones; more would only make
# the page heavy.
FAQ_LIMIT = 12


def _shortened(text: str, limit: int) -> str:
    """Cut a text after its last whole word."""
    return text if len(text) <= limit else text[: limit - 1].rpartition(" ")[0].rstrip(",;:") + "…"


def _myths(site_index: SiteIndex) -> Iterator[Page]:
    if site_index.site.myths:
        notes = {myth.slug: _notes_of(site_index, myth.basis) for myth in site_index.site.myths}
        mentions = {
            myth.slug: site_index.mentions.get(Ref("myth", myth.slug), ())
            for myth in site_index.site.myths
        }
        description = (
            f"{count(len(site_index.site.myths), 'myth')}, each with a verdict and the evidence."
        )
        yield _page(
            site_index, "myths/index.html", "myths.html", "Myths", description,
            chapters=site_index.every_chapter, day=_day(site_index, ""),
            myths=site_index.site.myths, notes=notes, mentions=mentions, dimensions=site_index.dimensions,
        )  # fmt: skip


def _notes_of(site_index: SiteIndex, basis: Basis) -> tuple[footnotes.Footnote, ...]:
    """Return what a myth or an answer stands on, judgements aside."""
    keys: list[footnotes.FootnoteKey] = [
        key for key in footnotes.footnote_keys(basis) if key != "judgement"
    ]
    return tuple(
        footnotes.make_footnote(number, key, (), site_index.samples)
        for number, key in enumerate(keys, 1)
    )


def _terms(site_index: SiteIndex) -> Iterator[Page]:
    if site_index.site.terms:
        names = [subject.name for subject in site_index.config.subjects]
        description = f"Equivalent terms in {join_names(names)}."
        mentions = {
            term.slug: site_index.mentions.get(Ref("term", term.slug), ())
            for term in site_index.site.terms
        }
        yield _page(
            site_index, "terms.html", "terms.html", "Phrasebook", description,
            terms=site_index.site.terms, mentions=mentions, dimensions=site_index.dimensions,
            source="terms.yaml", ways=_ways(site_index),
            day=_day(site_index, ""),
        )  # fmt: skip


def _errors(site_index: SiteIndex) -> Iterator[Page]:
    messages = site_index.site.errors
    if messages:
        samples = site_index.samples
        yield _page(
            site_index,
            "errors.html",
            "errors.html",
            "Error messages",
            "Messages that programs printed here, each with its cause and what helps.",
            source="errors.yaml",
            subjects=site_index.subjects,
            messages=[
                (message, shown_lines(message.shows, message.basis.proofs, samples))
                for message in messages
            ],
            titles={
                message.proof: site_index.dimensions[message.proof.dimension].title
                for message in messages
            },
        )


def _releases(site_index: SiteIndex) -> Iterator[Page]:
    releases = site_index.releases
    if releases:
        names = dict.fromkeys(release.subject.name for release in releases)
        yield _page(
            site_index,
            "releases.html",
            "releases.html",
            "New by release",
            f"What came with which release of {join_names(list(names))}, as the rows here say it.",
            releases=releases,
        )


def _glossary(site_index: SiteIndex) -> Iterator[Page]:
    definitions = site_index.site.definitions
    if definitions:
        yield _page(
            site_index,
            GLOSSARY,
            "glossary.html",
            "Glossary",
            "Words that the pages use, in one sentence each.",
            source="glossary.yaml",
            mentions={
                it.slug: site_index.mentions.get(Ref("definition", it.slug), ())
                for it in definitions
            },
        )


@dataclass(frozen=True, slots=True)
class PhrasebookEntry:
    """A word of one subject, and what the others call the same."""

    word: str
    slug: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhrasebookDirection:
    """The phrasebook from one subject's words, by letter."""

    subject: Subject
    entries: tuple[PhrasebookEntry, ...]


def _ways(site_index: SiteIndex) -> tuple[PhrasebookDirection, ...]:
    ways = []
    for place, subject in enumerate(site_index.config.subjects):
        words = []
        for term in site_index.site.terms:
            others = tuple(
                word.name for word in term.words if word is not term.words[place] and word.name
            )
            words += (
                [PhrasebookEntry(term.words[place].name, term.slug, others)]
                if term.words[place].name
                else []
            )
        ways.append(
            PhrasebookDirection(
                subject,
                tuple(
                    sorted(
                        words,
                        key=lambda entry: (entry.word.strip("`@.{%_ ").casefold(), entry.slug),
                    )
                ),
            )
        )
    return tuple(ways)


def _chooser(site_index: SiteIndex) -> Iterator[Page]:
    if site_index.site.choices:
        questions = count(len(site_index.site.choices), "question")
        description = f"{questions} about your project. Each answer shows what it favours and why."
        yield _page(
            site_index, "choose.html", "choose.html", "Help me choose", description,
            choices=site_index.site.choices, dimensions=site_index.dimensions, source="chooser.yaml",
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChartedMeasurement:
    """A measurement with its chart if it has results, its programs, and the pages that cite it."""

    measurement: Measurement
    chart: charts.Chart | None
    side_by_side: tuple[footnotes.SideBySide, ...]
    mentions: tuple[PageLink, ...]


def _charted(
    measurement: Measurement, mentions: tuple[PageLink, ...], config: Config
) -> ChartedMeasurement:
    subjects = config.by_key
    side_by_side = tuple(
        footnotes.show_measured(sample, measurement, subjects) for sample in measurement.samples
    )
    return ChartedMeasurement(
        measurement, charts.draw_chart(measurement, config), side_by_side, mentions
    )


def _mentions(site_index: SiteIndex, measurement: Measurement) -> tuple[PageLink, ...]:
    return site_index.mentions.get(Ref("measurement", measurement.slug), ())


def _charts_of(site_index: SiteIndex, application: Application) -> tuple[ChartedMeasurement, ...]:
    """Return the measurements whose text names the application."""
    named = Ref("application", application.slug)
    return tuple(
        _charted(measurement, (), site_index.config)
        for measurement in site_index.site.measurements
        if named in measurement.body.refs
    )


def _measurements(site_index: SiteIndex) -> Iterator[Page]:
    if site_index.site.measurements:
        yield _page(
            site_index, "measurements.html", "measurements.html", "Measurements",
            "Benchmarks as ratios with 95 % confidence intervals: "
            f"{count(len(site_index.site.measurements), 'chart')}.",
            charts=tuple(_charted(it, _mentions(site_index, it), site_index.config) for it in site_index.site.measurements),
            benches=site_index.environments, dimensions=site_index.dimensions,
        )  # fmt: skip


def _evidence(site_index: SiteIndex) -> Iterator[Page]:
    if site_index.samples:
        proved = tuple(
            EvidencedSample(dimension, sample, footnotes.state_of(sample))
            for dimension in site_index.site.dimensions
            for sample in dimension.samples
        )
        description = "All programs behind this site, with versions, dates and results."
        yield _page(
            site_index, "evidence.html", "evidence.html", "Evidence", description,
            proved=proved, standing=site_index.standing, environments=site_index.site.environments,
        )  # fmt: skip


def _plain(site_index: SiteIndex) -> Iterator[Page]:
    config = site_index.config
    names = join_names([subject.name for subject in config.subjects])
    yield _page(
        site_index,
        "matrix.html",
        "matrix.html",
        "All topics",
        f"{names} at a glance, topic by topic.",
        chapters=site_index.chapters,
    )
    yield _page(
        site_index,
        "cheatsheet.html",
        "cheatsheet.html",
        "Cheat sheet",
        f"{names} on a single sheet of paper.",
        chapters=site_index.chapters,
        sheets=site_index.sheets,
    )
    yield _page(
        site_index,
        "search.html",
        "search.html",
        "Search and index",
        "All entries from A to Z.",
        letters=_letters(site_index),
    )
    yield _page(
        site_index, "about.html", "about.html", "About",
        "How this comparison is made, and what its claims are based on.",
        standing=site_index.standing, environments=site_index.site.environments, chapters=site_index.chapters,
    )  # fmt: skip
    if site_index.has_data:
        yield _page(
            site_index, "api.html", "api.html", "Data",
            "All content as JSON, CSV and Markdown, with the evidence.",
            kinds=_kinds(site_index.site),
        )  # fmt: skip
    yield _page(
        site_index, "404.html", "404.html", "Page not found", "There is no page at this URL."
    )
    yield Page("robots.txt", "robots.txt", {"site": config})
    yield Page(".nojekyll", "nojekyll.txt", {})


def _kinds(site: Site) -> dict[str, int]:
    """Return how many entries of each kind a site has, by the name of their folder.

    Kinds that it has none of are left out.
    """
    numbers = {}
    for kind in KINDS.values():
        # Every subject has a file, also one without a portrait.
        entries = site.config.subjects if kind.name == "subject" else site.entries(kind.name)
        if kind.in_json and entries:
            numbers[kind.plural] = len(entries)
    return numbers


def _letters(site_index: SiteIndex) -> tuple[tuple[str, tuple[PageLink, ...]], ...]:
    """Return every entry of the site by its first letter."""
    grouped: dict[str, list[PageLink]] = defaultdict(list)
    for ref, title in site_index.titles.items():
        if not KINDS[ref.kind].indexed:
            continue
        first = next((c for c in title.upper() if c.isalnum()), "#")
        grouped[first if first.isalpha() else "#"].append(site_index.page_link(ref))
    return tuple(
        (letter, tuple(sorted(grouped[letter], key=lambda c: (c.title.casefold(), c.target))))
        for letter in sorted(grouped)
    )


def join_names(names: Sequence[str]) -> str:
    """Write `A and B`, or `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _whole(site_index: SiteIndex) -> Iterator[Page]:
    if ALL in site_index.files:
        description = "Everything on one page, to read offline or print."
        yield _page(
            site_index,
            ALL,
            "all.html",
            "Everything on one page",
            description,
            edition=SinglePage(site_index, 2, files=False),
        )


def _playground(site_index: SiteIndex) -> Iterator[Page]:
    if site_index.run_here.programs:
        description = "Start from any program of this site, change it, and run it in your browser."
        grouped = tuple(
            (dimension, _runnable(site_index, dimension))
            for dimension in site_index.site.dimensions
        )
        yield _page(
            site_index, PLAYGROUND, "run.html", "Try it", description,
            programs=tuple((dimension, paths) for dimension, paths in grouped if paths),
        )  # fmt: skip


def _runnable(
    site_index: SiteIndex, dimension: Dimension
) -> tuple[tuple[Sample, Subject, str], ...]:
    """Return the programs of a dimension that readers can run, each with its sample and subject."""
    return tuple(
        (sample, site_index.subjects[program.subject], program.path)
        for sample in dimension.samples
        for program in sample.programs
        if program.path in site_index.run_here.programs
    )


def _redirects(site_index: SiteIndex) -> Iterator[Page]:
    for alias, slug in site_index.aliases.items():
        target = site_index.page_link(Ref(alias.kind, slug))
        yield _page(
            site_index,
            urls.page_of(alias.kind, alias.slug),
            "redirect.html",
            target.title,
            f"Moved to {target.title}.",
            target=target,
        )


def _index(site_index: SiteIndex) -> Iterator[Page]:
    site, config = site_index.site, site_index.config
    counts = {
        "dimensions": len(site.dimensions),
        "questions": len(site.questions),
        "myths": len(site.myths),
        "terms": len(site.terms),
    }
    yield _page(
        site_index,
        "index.html",
        "home.html",
        config.title,
        config.tagline or config.title,
        things=(
            {
                "@type": "WebSite",
                "name": config.title,
                "url": config.url,
                "description": config.tagline,
            },
        ),
        chapters=site_index.chapters,
        standing=site_index.standing,
        counts=counts,
        guides=site.guides,
        profiles=site.profiles,
        applications=site.applications,
        errors=site.errors,
        releases=site_index.releases,
        choices=site.choices,
        taste=max(1, GLANCE_ROWS // max(1, len(site_index.chapters))),
        specimen=_specimen(site_index),
    )


# About how many rows the table on the first page has, shared by the chapters.
GLANCE_ROWS = 12


@dataclass(frozen=True, slots=True)
class Specimen:
    """A sample that shows in a few lines what stands behind a cell."""

    dimension: Dimension
    side_by_side: footnotes.SideBySide


def _specimen(site_index: SiteIndex) -> Specimen | None:
    """Return the shortest sample with something to see.

    Verified, one file and a few printed lines on every side.
    """
    found = [
        (lines, dimension.slug, sample.id)
        for dimension in site_index.site.dimensions
        for sample in dimension.samples
        if (lines := _extent(sample)) >= SPECIMEN_LINES
    ]
    if not found:
        return None
    _, slug, name = min(found)
    return Specimen(
        site_index.dimensions[slug],
        footnotes.show_side_by_side(site_index.samples[SampleRef(slug, name)], site_index.subjects),
    )


SPECIMEN_LINES, SPECIMEN_WIDTH = 10, 66


def _extent(sample: Sample) -> int:
    """Return how many lines a sample takes on the page, more for sides that differ much.

    Nothing when it is no specimen.
    """
    extents = []
    for program in sample.programs:
        if program.state != "verified" or len(program.files) > 1 or len(program.outputs) > 1:
            return 0
        printed = program.runs[0].output.splitlines()
        if len(printed) < 2 or any(
            len(line) > SPECIMEN_WIDTH for line in [*printed, *program.files[0].text.splitlines()]
        ):
            return 0
        extents.append(program.files[0].shown + len(printed))
    return 2 * max(extents) - min(extents) if extents else 0
