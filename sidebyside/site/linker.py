"""The whole site from its entries: what each says of others is held against what there is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from sidebyside.content import applications, entries, measurements, pictures, site_config
from sidebyside.content.batch import BatchCompiler
from sidebyside.content.compiler import CompiledEntry, CrossReference
from sidebyside.content.error_index import compile_errors
from sidebyside.content.glossary import compile_glossary
from sidebyside.content.interface import read_interface
from sidebyside.content.loader import Inputs, slug_of
from sidebyside.content.programs import DimensionFiles
from sidebyside.content.source import Source
from sidebyside.diagnostics import Diagnostic, Location, suggestion
from sidebyside.evidence.ledger import (
    EvidenceView,
    Ledger,
    attach_evidence,
    from_the_future,
    judge_programs,
    latest_day,
    read_ledger,
)
from sidebyside.model.entries import (
    LEVELS,
    Application,
    Basis,
    Config,
    Dimension,
    Frame,
    Measured,
    Myth,
    Picture,
    Program,
    Question,
    Ref,
    Sample,
    SampleRef,
    Site,
)
from sidebyside.model.kinds import KINDS, KindName, kind_of_path
from sidebyside.site import quotations, witnesses
from sidebyside.site.glossary import glossary_problems

MAX_BROKEN = 100


@dataclass(frozen=True)
class CompiledSite:
    """Every entry of a site, good or broken."""

    dimensions: list[CompiledEntry[Any]]
    questions: list[CompiledEntry[Any]]
    myths: list[CompiledEntry[Any]]
    guides: list[CompiledEntry[Any]]
    applications: list[CompiledEntry[Any]]
    profiles: list[CompiledEntry[Any]]
    terms: list[CompiledEntry[Any]]
    definitions: list[CompiledEntry[Any]]
    errors: list[CompiledEntry[Any]]
    choices: list[CompiledEntry[Any]]
    environments: list[CompiledEntry[Any]]
    measurements: list[CompiledEntry[Any]]
    pages: list[CompiledEntry[Any]]

    def all(self) -> Iterator[CompiledEntry[Any]]:
        """Yield every unit."""
        for group in vars(self).values():
            yield from group

    def of_kind(self, kind: KindName) -> list[CompiledEntry[Any]]:
        """Return the entries of a kind."""
        found: list[CompiledEntry[Any]] = getattr(self, KINDS[kind].collection)
        return found


def compile_content(inputs: Inputs, frame: Frame | None, batch: BatchCompiler) -> CompiledSite:
    """Make every entry of the files that were read."""
    return CompiledSite(
        dimensions=batch.make(entries.compile_dimension, inputs.dimensions, frame),
        questions=batch.make(entries.compile_question, inputs.questions, frame),
        myths=batch.make(entries.compile_myth, inputs.myths, frame),
        guides=[entries.compile_guide(file, frame) for file in inputs.guides],
        applications=batch.make(applications.compile_application, inputs.applications, frame),
        profiles=[entries.compile_profile(file, frame) for file in inputs.subjects],
        terms=entries.compile_terms(inputs.terms, frame) if inputs.terms else [],
        definitions=(compile_glossary(inputs.definitions, frame) if inputs.definitions else []),
        errors=compile_errors(inputs.errors, frame) if inputs.errors else [],
        choices=entries.compile_chooser(inputs.chooser, frame) if inputs.chooser else [],
        environments=[site_config.compile_environment(file) for file in inputs.environments],
        measurements=batch.make(measurements.compile_measurement, inputs.measurements, frame),
        pages=[entries.compile_page(file, frame) for file in inputs.pages],
    )


def link_site(
    inputs: Inputs,
    name: str,
    today: date,
    *,
    drafts: bool = False,
    batch: BatchCompiler | None = None,
) -> tuple[Site | None, list[Diagnostic]]:
    """Make a site of its files, and say everything that is wrong; no site where that is an error.

    `name` is the content folder's name in messages, `drafts` keeps entries that are not ready,
    `batch` compiles entries.
    """
    batch = batch or BatchCompiler()
    memory = batch.memory
    setup: CompiledEntry[Config] = CompiledEntry("", Location("site.yaml"))
    if inputs.site:
        setup = memory.made("site.yaml", site_config.compile_config, inputs.site)
    config = setup.entry
    if config:
        texts, faults = memory.made(
            "interface.yaml", read_interface, inputs.interface, config.language
        )
        config = replace(config, interface=texts)
        setup = replace(setup, entry=config, problems=(*setup.problems, *faults))
    units = compile_content(inputs, config.frame if config else None, batch)
    ledger, damage = memory.made("evidence.json", read_ledger, inputs.evidence)
    damage = (*damage, *from_the_future(inputs.evidence, ledger, today))
    found = [
        *inputs.problems,
        *setup.problems,
        *damage,
        *(p for unit in units.all() for p in unit.problems),
    ]
    found += _environments(units, inputs, config)
    found += pictures.check_pictures(config, inputs, name)
    shown = (picture for unit in units.all() for picture in unit.pictures)
    illustrations, faults = pictures.check_entry_pictures(shown, inputs, name)
    found += faults
    index = _Index(units, config, inputs.unread)
    found += _duplicates(units)
    for unit in (setup, *units.all()):
        found += _broken(unit, index)
    outputs = {files.index.slug: _outputs(files) for files in inputs.dimensions}
    found += _future_dates(units, today)
    programs = ProgramIndex(units)
    found += _not_shown(units, programs, inputs, config, ledger)
    found += _quotations(units, programs)
    found += _without_also(units)
    readable = (unit for kind in KINDS if kind != "definition" for unit in units.of_kind(kind))
    found += glossary_problems(units.definitions, units.terms, readable)
    if config is None or any(problem.is_error for problem in found):
        return None, sorted(found, key=lambda p: p.order)
    site = _site(config, units, drafts=drafts)
    judged = []
    for dimension in site.dimensions:
        records = {
            program.path: ledger.programs.get(program.path) for program in dimension.programs()
        }
        shelf = EvidenceView(records, outputs[dimension.slug], today, config.stale_after_days)
        judged.append(
            memory.made(("evidence", dimension.slug), attach_evidence, dimension, shelf, name)
        )
    found += [problem for _, attached in judged for problem in attached]
    accepted = [
        _accepted(application, files, ledger, today, config, name)
        for application in site.applications
        for files in inputs.applications
        if files.index.slug == application.slug
    ]
    found += [problem for _, attached in accepted for problem in attached]
    found += _old(site, name, today)
    found += _gaps([dimension for dimension, _ in judged], site, inputs, name)
    images = tuple(Picture(picture, inputs.pictures[picture]) for picture in config.pictures)
    linked = replace(
        site,
        dimensions=tuple(dimension for dimension, _ in judged),
        applications=tuple(application for application, _ in accepted),
        pictures=images,
        illustrations=illustrations,
    )
    return linked, sorted(found, key=lambda p: p.order)


def _gaps(
    dimensions: Iterable[Dimension], site: Site, inputs: Inputs, name: str
) -> Iterator[Diagnostic]:
    """Yield environments and versions that the evidence of verified programs lacks."""
    if not site.environments or not inputs.locks:
        return
    from sidebyside.evidence.gaps import (
        evidence_gaps,
        locked_environments,
    )  # here, because not every site has locks

    locked = locked_environments(site.environments, inputs.locks)
    for dimension in dimensions:
        yield from evidence_gaps(dimension, locked, site.config.first_packages, name)


def _broken(unit: CompiledEntry[Any], index: "_Index") -> Iterator[Diagnostic]:
    """Yield what is wrong with what an entry says of others.

    The nearest names of thousands would take minutes to find.
    """
    found = (problem for mention in unit.mentions if (problem := index.judge(mention)))
    yield from islice(found, MAX_BROKEN)
    if more := next(found, None):
        message = (
            f"there are more than {MAX_BROKEN} broken references in this entry; those after "
            "that are not listed"
        )
        yield replace(more, message=message, help="")


def _old(site: Site, name: str, today: date) -> Iterator[Diagnostic]:
    """Yield measurements that are too long ago, or of a day that has not come yet."""
    limit = site.config.stale_after_days
    for measurement in site.measurements:
        day = measurement.results.date if measurement.results else ""
        if day > latest_day(today).isoformat():
            path = measurement.path.removesuffix(".md") + ".json"
            place = Location(f"{name}/{path}" if name else path)
            yield Diagnostic("bad-value", f"'{day}' is in the future", place, "measure it again")
        if limit and day and (today - date.fromisoformat(day)).days > limit:
            place = Location(f"{name}/{measurement.path}" if name else measurement.path)
            message = f"last measured on {day}, more than {limit} days ago"
            yield Diagnostic("stale-evidence", message, place, "measure it again")


def _accepted(
    application: Application,
    files: DimensionFiles,
    ledger: Ledger,
    today: date,
    config: Config,
    name: str,
) -> tuple[Application, list[Diagnostic]]:
    """Return an application whose programs carry their runs, and warnings about the others."""
    records = {program.path: ledger.programs.get(program.path) for program in application.programs}
    view = EvidenceView(records, _outputs(files), today, config.stale_after_days)
    programs, problems = judge_programs(application.programs, view, name)
    return replace(application, programs=programs), problems


def _outputs(files: DimensionFiles) -> dict[str, Source]:
    """Return what the programs of an entry printed, by path below content/."""
    folder = files.index.path.removesuffix("/index.md").removesuffix(".md")
    return {
        f"{folder}/{name}": source for name, source in files.others.items() if name.endswith(".out")
    }


def _without_also(units: CompiledSite) -> Iterator[Diagnostic]:
    """Yield dimensions without `also`, unless no entry of the site has it.

    Content is not asked for what it does not use.
    """
    groups = units.dimensions, units.questions, units.myths, units.guides, units.terms
    made = [unit.entry for group in groups for unit in group if unit.entry]
    rows = (row for unit in units.dimensions if unit.entry for row in unit.entry.rows)
    if not any(entry.also for entry in (*made, *rows)):
        return
    for unit in units.dimensions:
        if unit.entry and not unit.entry.also:
            message = "the dimension has no `also`: search finds it by its own words alone"
            help = (
                "list what else people type: other names, abbreviations, error messages, settings"
            )
            yield Diagnostic("no-also", message, unit.place, help)


def _future_dates(units: CompiledSite, today: date) -> Iterator[Diagnostic]:
    """Yield dates of changes that have not come yet.

    The feed, the sitemap and flashcards would carry them.
    """
    latest = latest_day(today).isoformat()
    for unit in units.all():
        for day, place in unit.dates:
            if day > latest and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
                yield Diagnostic(
                    "bad-value", f"'{day}' is in the future", place, "write the day of the change"
                )


class ProgramIndex:
    """The programs of every sample, also under the old slugs of its dimension."""

    def __init__(self, units: CompiledSite) -> None:
        self._samples: dict[SampleRef, Sample] = {}
        self._slugs: dict[str, str] = {}
        for unit in units.dimensions:
            for slug in (unit.slug, *(alias for alias, _ in unit.aliases)):
                self._slugs[slug] = unit.slug
                self._samples |= {
                    SampleRef(slug, s.id): s for s in (unit.entry.samples if unit.entry else ())
                }

    def of(self, ref: SampleRef) -> tuple[Program, ...]:
        """Return the programs of a sample; none where it is not known."""
        sample = self._samples.get(ref)
        return sample.programs if sample else ()

    def find(self, ref: SampleRef, subject: str) -> Program | None:
        """Return the program of a sample for one subject."""
        return next((program for program in self.of(ref) if program.subject == subject), None)

    def canonical(self, ref: SampleRef) -> SampleRef:
        """Return a sample by the present slug of its dimension."""
        return SampleRef(self._slugs.get(ref.dimension, ref.dimension), ref.sample)


def _quotations(units: CompiledSite, programs: ProgramIndex) -> Iterator[Diagnostic]:
    """Yield what is wrong with fenced code, and samples that are not cited."""
    languages = quotations.languages_of_programs(units.dimensions)
    for unit in units.all():
        if unit.excerpts:
            yield from quotations.judge_excerpts(unit, programs.of, languages)
    yield from quotations.uncited_samples(units.dimensions, units.all(), programs.canonical)


def _not_shown(
    units: CompiledSite,
    programs: ProgramIndex,
    inputs: Inputs,
    config: Config | None,
    ledger: Ledger,
) -> Iterator[Diagnostic]:
    """Yield quoted lines that no recorded output of the cited programs has.

    Outputs that are missing or cannot be read are skipped.
    """
    recorded = recorded_outputs(units, programs, inputs, ledger)
    subjects = config.keys if config else ()
    for unit in units.all():
        for claim in unit.claims:
            if problem := witnesses.judge_claim(claim, recorded, subjects):
                yield problem


def recorded_outputs(
    units: CompiledSite, programs: ProgramIndex, inputs: Inputs, ledger: Ledger
) -> witnesses.Lookup:
    """Return what looks up the recorded outputs of a sample's program for one subject."""
    environments = [unit.slug for unit in units.environments]
    outputs = {files.index.slug: _outputs(files) for files in inputs.dimensions}
    unread = frozenset(inputs.unread)

    def recorded(ref: SampleRef, subject: str) -> witnesses.Transcripts:
        program = programs.find(ref, subject)
        if program is None:
            return {}
        record = ledger.programs.get(program.path)
        names = [*environments, *(record.runs if record else ())]
        return witnesses.transcripts(program, outputs[program.path.split("/")[1]], names, unread)

    return recorded


def _environments(
    units: CompiledSite, inputs: Inputs, config: Config | None
) -> Iterator[Diagnostic]:
    subjects = config.subjects if config else ()
    on_python = next((subject for subject in subjects if subject.runs_on_python), None)
    for unit in units.environments:
        environment = unit.entry
        if environment is None:
            continue
        locks = (
            (environment.lock, "uv pip compile --generate-hashes"),
            (environment.npm, "npm install --package-lock-only"),
        )
        for name, command in locks:
            if name and f"environments/{name}" not in inputs.names:
                message = f"there is no lock file '{name}' beside the environment"
                yield Diagnostic("unreadable", message, unit.place, f"create it with: {command}")
        if on_python and not environment.python:
            message = f"an environment needs the key 'python': {on_python.name} runs on it"
            yield Diagnostic("missing-key", message, unit.place, 'write python: "3.13"')


def _duplicates(units: CompiledSite) -> Iterator[Diagnostic]:
    """Yield names that two entries of a kind share, aliases included, ignoring case."""
    # Terms lie in one list, where the second of a name is found when the list is read; a profile is
    # named by its subject.
    for kind in KINDS.values():
        if not kind.folder or kind.name == "subject":
            continue
        group = units.of_kind(kind.name)
        seen: dict[str, Location] = {}
        names = [(unit.slug, unit.place) for unit in group] + [
            alias for unit in group for alias in unit.aliases
        ]
        for slug, place in names:
            first = seen.setdefault(slug.casefold(), place)
            if first is not place:
                message = f"'{slug}' is already the name of another entry: {first.path}"
                yield Diagnostic("duplicate-slug", message, place, "rename one of them")


class _Index:
    """The entries by kind and slug, with the anchors of their pages as far as these are known."""

    def __init__(self, units: CompiledSite, config: Config | None, unread: Iterable[str]) -> None:
        self.units: dict[KindName, dict[str, CompiledEntry[Any]]] = {}
        for name in KINDS:
            group = units.of_kind(name)
            self.units[name] = {alias: unit for unit in group for alias, _ in unit.aliases}
            self.units[name] |= {unit.slug: unit for unit in group}
        for path in unread:
            # What could not be read is there all the same: one broken file is one problem.
            kind = kind_of_path(path)
            if kind and kind.folder:
                self.units[kind.name].setdefault(
                    slug_of(path), CompiledEntry(slug_of(path), Location(path))
                )
        self.subjects = config.keys if config else None
        # A list that could not be read may hold any entry.
        self.unknown_lists = {
            kind.name
            for kind in KINDS.values()
            if kind.source.endswith(".yaml")
            and (kind.source in unread or not all(unit.slug for unit in units.of_kind(kind.name)))
        }

    def judge(self, mention: CrossReference) -> Diagnostic | None:
        """Say what is wrong with a mention, or nothing."""
        return (
            self._sample(mention, mention.ref)
            if isinstance(mention.ref, SampleRef)
            else self._entry(mention, mention.ref)
        )

    def _sample(self, mention: CrossReference, ref: SampleRef) -> Diagnostic | None:
        unit = self.units["dimension"].get(ref.dimension)
        if unit is None:
            hint = suggestion(ref.dimension, self.units["dimension"])
            return Diagnostic(
                "unknown-dimension", f"there is no dimension '{ref.dimension}'", mention.place, hint
            )
        samples = [sample.id for sample in unit.entry.samples] if unit.entry else None
        if samples is None or ref.sample in samples:
            return None
        hint = suggestion(ref.sample, samples) or (
            f"the samples are: {', '.join(samples)}" if samples else ""
        )
        return Diagnostic(
            mention.code,
            f"the dimension '{ref.dimension}' has no sample '{ref.sample}'",
            mention.place,
            hint,
        )

    def _entry(self, mention: CrossReference, ref: Ref) -> Diagnostic | None:
        if (ref.kind == "subject" and (self.subjects is None or ref.slug in self.subjects)) or (
            ref.kind in self.unknown_lists
        ):
            return None
        known = self.units[ref.kind]
        unit = known.get(ref.slug)
        if unit is None:
            hint = suggestion(ref.slug, known)
            return Diagnostic(
                mention.code, f"there is no {ref.kind} '{ref.slug}'", mention.place, hint
            )
        if ref.anchor and unit.anchors is not None and ref.anchor not in unit.anchors:
            hint = suggestion(ref.anchor, unit.anchors)
            message = f"the {ref.kind} '{ref.slug}' has no anchor '#{ref.anchor}'"
            return Diagnostic("broken-anchor", message, mention.place, hint)
        return None


def _site(config: Config, units: CompiledSite, *, drafts: bool) -> Site:
    """Put the entries in the order of the site, without drafts and without links to them."""

    def kept(group: list[CompiledEntry[Any]]) -> list[Any]:
        return [
            unit.entry
            for unit in group
            if unit.entry and (drafts or not getattr(unit.entry, "draft", False))
        ]

    rank = {category.slug: place for place, category in enumerate(config.categories)}
    dimensions: list[Dimension] = sorted(
        kept(units.dimensions), key=lambda d: (rank[d.category], d.order, d.title, d.slug)
    )
    place = {dimension.slug: number for number, dimension in enumerate(dimensions)}
    known = {alias: d.slug for d in dimensions for alias in d.aliases} | {
        slug: slug for slug in place
    }

    def where(entry: Question | Myth) -> int:
        return min((place[slug] for slug in _known(entry.dimensions, known)), default=len(place))

    questions: list[Question] = sorted(
        kept(units.questions), key=lambda q: (where(q), q.order, LEVELS.index(q.level), q.question)
    )
    myths: list[Myth] = sorted(kept(units.myths), key=lambda m: (where(m), m.order, m.claim))
    samples = {SampleRef(d.slug, sample.id) for d in dimensions for sample in d.samples}
    measured = sorted(kept(units.measurements), key=lambda m: (m.order, m.title, m.slug))
    standing = _Standing(
        known, samples, {m.slug: Measured(m.slug, m.title, m.state) for m in measured}
    )
    return Site(
        config=config,
        dimensions=tuple(_without_drafts(dimension, standing) for dimension in dimensions),
        questions=tuple(replace(q, dimensions=_known(q.dimensions, known)) for q in questions),
        myths=tuple(
            replace(m, dimensions=_known(m.dimensions, known), basis=_held(m.basis, standing))
            for m in myths
        ),
        terms=tuple(replace(t, dimensions=_known(t.dimensions, known)) for t in kept(units.terms)),
        definitions=tuple(sorted(kept(units.definitions), key=lambda d: d.name.casefold())),
        errors=tuple(
            replace(e, basis=_held(e.basis, standing))
            for e in sorted(
                kept(units.errors), key=lambda e: (config.keys.index(e.subject), e.message)
            )
            if e.proof in samples
        ),
        choices=tuple(
            replace(c, dimension=known.get(c.dimension, "")) for c in kept(units.choices)
        ),
        profiles=tuple(sorted(kept(units.profiles), key=lambda p: config.keys.index(p.key))),
        guides=tuple(sorted(kept(units.guides), key=lambda g: (g.order, g.title))),
        applications=tuple(sorted(kept(units.applications), key=lambda a: (a.order, a.title))),
        environments=tuple(sorted(kept(units.environments), key=lambda e: e.name)),
        measurements=tuple(replace(m, dimensions=_known(m.dimensions, known)) for m in measured),
        pages=tuple(sorted(kept(units.pages), key=lambda page: (page.order, page.title))),
    )


def _known(slugs: tuple[str, ...], known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the slugs that the site shows, an alias as the slug it stands for."""
    return tuple(dict.fromkeys(known[slug] for slug in slugs if slug in known))


@dataclass(frozen=True)
class _Standing:
    """What statements of the site can stand on.

    Dimensions by slug and alias, samples, measurements.
    """

    known: Mapping[str, str]
    samples: set[SampleRef]
    measured: Mapping[str, Measured]


def _held(basis: Basis, standing: _Standing, home: str = "") -> Basis:
    """Return what a statement stands on of what the site shows.

    The samples of its own dimension, `home`, are there.
    """
    if not basis.measurements and all(
        proof.dimension == home or proof in standing.samples for proof in basis.proofs
    ):
        return basis
    proofs = [
        SampleRef(standing.known.get(proof.dimension, ""), proof.sample) for proof in basis.proofs
    ]
    measured = tuple(
        standing.measured[m.slug] for m in basis.measurements if m.slug in standing.measured
    )
    return replace(
        basis,
        proofs=tuple(proof for proof in proofs if proof in standing.samples),
        measurements=measured,
    )


def _without_drafts(dimension: Dimension, standing: _Standing) -> Dimension:
    see_also = _known(dimension.see_also, standing.known)
    measured = any(row.basis.measurements for row in dimension.rows)
    if see_also == dimension.see_also and not measured and dimension.elsewhere <= standing.samples:
        return dimension
    rows = tuple(
        replace(row, basis=_held(row.basis, standing, dimension.slug)) for row in dimension.rows
    )
    return replace(dimension, see_also=see_also, rows=rows)
