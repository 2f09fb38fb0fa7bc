"""What entries quote of programs.

Fenced code that is an excerpt of one, code that is not, samples that no entry cites.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import islice

from sidebyside.content.compiler import CompiledEntry, Excerpt
from sidebyside.content.excerpts import first_deviation
from sidebyside.content.highlight import languages_of
from sidebyside.diagnostics import Diagnostic
from sidebyside.model.entries import Dimension, Program, SampleRef

# The programs of a sample; none where the sample does not exist or could not be read.
ProgramsOf = Callable[[SampleRef], Collection[Program]]
MAX_UNVERIFIED = 100


def languages_of_programs(dimensions: Iterable[CompiledEntry[Dimension]]) -> frozenset[str]:
    """Return the names of the languages that the programs of a site are written in."""
    programs = (program for unit in dimensions if unit.entry for program in unit.entry.programs())
    endings = {
        program.files[0].name.rpartition(".")[2].lower() for program in programs if program.files
    }
    return frozenset(name for ending in endings for name in languages_of(ending))


def judge_excerpts(
    unit: CompiledEntry[object], programs_of: ProgramsOf, languages: frozenset[str]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the fenced code of an entry."""
    unverified = (excerpt for excerpt in unit.excerpts if _is_unverified(excerpt, languages))
    for excerpt in islice(unverified, MAX_UNVERIFIED):
        help_text = (
            "quote a sample with from=dimension/sample, or write `fragment` after the language"
        )
        message = f"this code in {excerpt.fence.language} is not part of a program that ran"
        yield Diagnostic("unverified-code", message, excerpt.place, help_text)
    for excerpt in unit.excerpts:
        programs = programs_of(excerpt.sample) if excerpt.sample else ()
        if (
            excerpt.sample
            and programs
            and (problem := _misquoted(excerpt, excerpt.sample, programs))
        ):
            yield problem


def _is_unverified(excerpt: Excerpt, languages: frozenset[str]) -> bool:
    fence = excerpt.fence
    return not (fence.sample or fence.fragment) and fence.language in languages


def _misquoted(
    excerpt: Excerpt, sample: SampleRef, programs: Iterable[Program]
) -> Diagnostic | None:
    found = first_deviation(
        excerpt.fence.code, [file.text for program in programs for file in program.files]
    )
    if found is None:
        return None
    message = f"this is no excerpt of a program of '{sample}'"
    if not found.line:
        return Diagnostic("not-an-excerpt", message, excerpt.place, "it quotes no line")
    help_text = (
        f"the first line that differs is line {found.number} of the block: {found.line[:100]}"
    )
    if found.expected:
        help_text += f" (the program goes on with: {found.expected[:100]})"
    return Diagnostic("not-an-excerpt", message, excerpt.place, help_text)


def uncited_samples(
    dimensions: Iterable[CompiledEntry[Dimension]],
    entries: Iterable[CompiledEntry[object]],
    canonical: Callable[[SampleRef], SampleRef],
) -> Iterator[Diagnostic]:
    """Yield samples that no row, myth or question cites and that no prose quotes."""
    cited = set()
    for unit in entries:
        proofs = (proof for statement in unit.statements for proof in statement.proofs)
        quoted = (excerpt.sample for excerpt in unit.excerpts if excerpt.sample)
        cited |= {canonical(ref) for ref in (*proofs, *quoted)}
    for dimension in dimensions:
        for name, place in dimension.samples if dimension.entry else ():
            if SampleRef(dimension.slug, name) not in cited:
                message = f"no row, myth or question cites the sample '{name}'"
                yield Diagnostic(
                    "uncited-sample", message, place, f"add proof: {name} to a row that it shows"
                )
