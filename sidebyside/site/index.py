"""A site with what is computed from it once, who mentions whom and what stands on what."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sidebyside.browser.offer import Offer
from sidebyside.content import markdown
from sidebyside.model import urls
from sidebyside.model.entries import (
    Basis,
    Category,
    Config,
    Dimension,
    EntryPicture,
    Measurement,
    Myth,
    Prose,
    Question,
    Ref,
    SampleRef,
    Site,
    Witness,
)
from sidebyside.site import footnotes
from sidebyside.site.dates import Calendar
from sidebyside.site.footnotes import CitedBy
from sidebyside.site.releases import Release, collect_releases
from sidebyside.site.witnesses import ShownLine, shown_lines


@dataclass(frozen=True, slots=True)
class PageLink:
    """A title and the file it leads to, and whether that is of an entry that is not ready."""

    title: str
    target: str
    draft: bool = False


@dataclass(frozen=True, slots=True)
class CategoryEntries:
    """A category with what belongs to it."""

    category: Category
    dimensions: tuple[Dimension, ...] = ()
    questions: tuple[Question, ...] = ()
    myths: tuple[Myth, ...] = ()


# Where entries stand that belong to no dimension of the site; no category can have this slug.
GENERAL_CATEGORY = Category("in_general", "In general")


class SiteIndex:
    """A site with what is computed from it once: who mentions whom, what stands on what.

    `files` are those that this build makes besides its pages and that pages show or link to;
    `dates` tells when entries changed, as far as that is known. With `has_data` pages link to
    themselves as Markdown, to the JSON and to the CSV. `run_here` are the programs that readers can
    run in their browsers.
    """

    def __init__(
        self,
        site: Site,
        files: Iterable[str] = (),
        dates: Calendar | None = None,
        *,
        has_data: bool = True,
        run_here: Offer | None = None,
    ) -> None:
        self.site = site
        self.files = frozenset(files)
        self.has_data = has_data
        self.dates: Calendar = dates or {}
        self.run_here = run_here or Offer()
        self.config: Config = site.config
        self.dimensions = {dimension.slug: dimension for dimension in site.dimensions}
        self.environments = {environment.name: environment for environment in site.environments}
        self.subjects = site.config.by_key
        self.categories = {category.slug: category for category in site.config.categories}
        self.samples = footnotes.samples_of(site)
        self.titles = _titles(site)
        # Only `serve` shows entries that are not ready.
        self.drafts = frozenset(
            ref for ref, entry in site.by_ref() if getattr(entry, "draft", False)
        )
        self.aliases = {
            Ref(ref.kind, alias): ref.slug
            for ref, entry in site.by_ref()
            for alias in getattr(entry, "aliases", ())
        }

    @property
    def sheets(self) -> tuple[str, ...]:
        """Return the files of the cheat sheet as PDF, where there are any."""
        return tuple(sorted(file for file in self.files if file.startswith("cheatsheet-")))

    @property
    def key(self) -> str:
        """Return the name under which a reader's browser keeps what belongs to this site."""
        return markdown.make_anchor(self.config.title) or "site"

    def resolve(self, ref: Ref) -> tuple[str, str] | None:
        """Return the file and anchor of an entry, and its title.

        Nothing when the site does not show it.
        """
        bare = Ref(ref.kind, ref.slug)
        if bare in self.aliases:
            return self.resolve(Ref(ref.kind, self.aliases[bare], ref.anchor))
        title = self.titles.get(bare)
        if title is None:
            return None
        return urls.address(ref), self._place_title(ref) or title

    def show_pictures(self, html: str, address: Callable[[str], str]) -> str:
        """Return HTML with its pictures; `address` is where a file of the site is found."""

        def attributes(path: str) -> Mapping[str, str]:
            picture = self._illustrations[path]
            size = {"width": str(picture.width), "height": str(picture.height)}
            return {"src": address(path), **size, "loading": "lazy"}

        return markdown.fill_picture_slots(html, attributes)

    @cached_property
    def _illustrations(self) -> Mapping[str, EntryPicture]:
        return {picture.path: picture for picture in self.site.illustrations}

    def text(self, prose: Prose) -> str:
        """Return some prose as plain text, its references as the titles they show."""
        return Prose(
            markdown.resolve_references(markdown.without_footnote_marks(prose).html, self.resolve)
        ).text

    def _place_title(self, ref: Ref) -> str:
        """Return what stands at an anchor, as the words of a link that has none of its own."""
        if ref.kind != "dimension" or not ref.anchor:
            return ""
        dimension = self.dimensions[ref.slug]
        places = {row.id: row.aspect for row in dimension.rows} | {
            sample.id: sample.title for sample in dimension.samples
        }
        places |= {heading.anchor: heading.text for heading in dimension.body.headings}
        return places.get(ref.anchor, "")

    @cached_property
    def citations(self) -> Mapping[str, tuple[tuple[ShownLine, CitedBy], ...]]:
        """Return the printed lines of each dimension that statements elsewhere quote.

        Each line comes with the statement that quotes it.
        """
        found: defaultdict[str, list[tuple[ShownLine, CitedBy]]] = defaultdict(list)

        def quote(
            shows: Iterable[Witness], basis: Basis, citation: CitedBy, home: str = ""
        ) -> None:
            for line in shown_lines(shows, basis.proofs, self.samples):
                if line.sample.dimension != home:
                    found[line.sample.dimension].append((line, citation))

        for dimension in self.site.dimensions:
            for row in dimension.rows if dimension.elsewhere else ():
                title, target = (
                    f"{dimension.title}: {row.aspect}",
                    urls.address(Ref("dimension", dimension.slug, row.id)),
                )
                quote(row.shows, row.basis, CitedBy("↗", title, target), dimension.slug)
        for myth in self.site.myths:
            quote(
                myth.shows,
                myth.basis,
                CitedBy("M", f"Myth: {myth.claim}", urls.address(Ref("myth", myth.slug))),
            )
        for error in self.site.errors:
            target = urls.address(Ref("error", error.slug))
            quote(error.shows, error.basis, CitedBy("E", f"Error: {error.message}", target))
        for question in self.site.questions:
            target = urls.address(Ref("question", question.slug))
            quote(
                question.shows,
                question.basis,
                CitedBy("Q", f"Question: {question.question}", target),
            )
        return {slug: tuple(listed) for slug, listed in found.items()}

    @cached_property
    def chapters(self) -> tuple[CategoryEntries, ...]:
        """Return the categories that have dimensions, with what belongs to each."""
        return tuple(chapter for chapter in self.every_chapter if chapter.dimensions)

    @cached_property
    def every_chapter(self) -> tuple[CategoryEntries, ...]:
        """Return the chapters, and last the one of entries that belong to no dimension."""
        dimensions, questions, myths = defaultdict(list), defaultdict(list), defaultdict(list)
        for dimension in self.site.dimensions:
            dimensions[dimension.category].append(dimension)
        for question in self.site.questions:
            questions[self.category_of(question.dimensions)].append(question)
        for myth in self.site.myths:
            myths[self.category_of(myth.dimensions)].append(myth)
        chapters = (
            CategoryEntries(
                category,
                tuple(dimensions[category.slug]),
                tuple(questions[category.slug]),
                tuple(myths[category.slug]),
            )
            for category in (*self.categories.values(), GENERAL_CATEGORY)
        )
        return tuple(
            chapter
            for chapter in chapters
            if chapter.dimensions or chapter.questions or chapter.myths
        )

    def category_of(self, slugs: tuple[str, ...]) -> str:
        """Return the category of an entry that belongs to dimensions: that of the first."""
        return self.dimensions[slugs[0]].category if slugs else GENERAL_CATEGORY.slug

    @cached_property
    def related(self) -> Mapping[str, tuple[Dimension, ...]]:
        """Return for each dimension those it names as related, and those that name it."""
        both: dict[str, dict[str, None]] = {
            slug: dict.fromkeys(d.see_also) for slug, d in self.dimensions.items()
        }
        for dimension in self.site.dimensions:
            for slug in dimension.see_also:
                both[slug][dimension.slug] = None
        return {
            slug: tuple(self.dimensions[name] for name in names if name != slug)
            for slug, names in both.items()
        }

    @cached_property
    def mentions(self) -> Mapping[Ref, tuple[PageLink, ...]]:
        """Return for each entry the pages whose prose refers to it."""
        found: dict[Ref, dict[Ref, None]] = defaultdict(dict)
        for ref, entry in self.site.by_ref():
            for target in (target for prose in entry.proses() for target in prose.refs):
                slug = self.aliases.get(Ref(target.kind, target.slug), target.slug)
                found[Ref(target.kind, slug)][ref] = None
        return {
            target: tuple(self.page_link(ref) for ref in refs if ref != target)
            for target, refs in found.items()
        }

    def page_link(self, ref: Ref) -> PageLink:
        """Return title and file of an entry that the site shows."""
        return PageLink(self.titles[ref], urls.address(ref), ref in self.drafts)

    def questions_of(self, slug: str) -> tuple[Question, ...]:
        """Return the questions that belong to a dimension."""
        return self._questions.get(slug, ())

    def myths_of(self, slug: str) -> tuple[Myth, ...]:
        """Return the myths that belong to a dimension."""
        return self._myths.get(slug, ())

    def measurements_of(self, slug: str) -> tuple[Measurement, ...]:
        """Return the measurements that belong to a dimension and that ran."""
        return tuple(m for m in self._measurements.get(slug, ()) if m.results)

    @cached_property
    def _measurements(self) -> Mapping[str, tuple[Measurement, ...]]:
        return _by_dimension(self.site.measurements)

    @cached_property
    def _questions(self) -> Mapping[str, tuple[Question, ...]]:
        return _by_dimension(self.site.questions)

    @cached_property
    def _myths(self) -> Mapping[str, tuple[Myth, ...]]:
        return _by_dimension(self.site.myths)

    @cached_property
    def nav(self) -> tuple[PageLink, ...]:
        """Return the main navigation: what this site has of it."""
        site = self.site
        entries = [
            ("Topics", "matrix.html", site.dimensions),
            ("Questions", "questions/index.html", site.questions),
            ("Myths", "myths/index.html", site.myths),
            ("Phrasebook", "terms.html", site.terms),
            ("Help me choose", "choose.html", site.choices),
            ("Cheat sheet", "cheatsheet.html", site.dimensions),
            ("Applications", "applications/index.html", site.applications),
            ("Measurements", "measurements.html", site.measurements),
            ("Evidence", "evidence.html", self.samples),
        ]
        return tuple(PageLink(title, path) for title, path, there in entries if there)

    @cached_property
    def footer(self) -> tuple[PageLink, ...]:
        """Return what every footer links to: reference pages, and pages about the site."""
        reference = [
            ("New by release", "releases.html", self.releases),
            ("Error messages", "errors.html", self.site.errors),
            ("Glossary", "glossary.html", self.site.definitions),
        ]
        pages = [self.page_link(Ref("page", page.slug)) for page in self.site.pages]
        return (*(PageLink(title, path) for title, path, there in reference if there), *pages)

    @cached_property
    def releases(self) -> tuple[Release, ...]:
        """Return the releases that rows name, by subject, each subject's newest first."""
        return collect_releases(self.site)

    @cached_property
    def unverified(self) -> frozenset[SampleRef]:
        """Return the samples that are not verified."""
        return footnotes.unverified(self.samples)

    @cached_property
    def standing(self) -> footnotes.EvidenceSummary:
        """Return what the whole site stands on."""
        return footnotes.site_evidence(self.site, self.samples)


def _by_dimension(entries: Iterable[Any]) -> dict[str, tuple[Any, ...]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for entry in entries:
        for slug in entry.dimensions:
            found[slug].append(entry)
    return {slug: tuple(listed) for slug, listed in found.items()}


def _titles(site: Site) -> dict[Ref, str]:
    names = {subject.key: subject.name for subject in site.config.subjects}
    return {
        ref: names[ref.slug] if ref.kind == "subject" else entry.title
        for ref, entry in site.by_ref()
    }
