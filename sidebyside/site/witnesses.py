"""Find the printed lines that statements quote in the recorded outputs of cited programs.

Transcripts: the recorded outputs of one program, by environment
Shown: a quoted text, found: the sample, the environments, and the whole printed line
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from sidebyside.content.compiler import Claim
from sidebyside.content.source import Source
from sidebyside.diagnostics import Diagnostic
from sidebyside.evidence.ledger import output_paths
from sidebyside.model.entries import Program, Sample, SampleRef, Witness

# For each environment the output of a program there; under "" where all print the same.
Transcripts = Mapping[str, str]
Lookup = Callable[[SampleRef, str], Transcripts]

# A longer line is looked through for the quoted text, but not compared with it letter by letter.
LONGEST_HINT = 400
MOST_LINES = 2000


@dataclass(frozen=True, slots=True)
class Shown:
    """A quoted text where it was found: whole printed lines, by environment."""

    sample: SampleRef
    lines: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A quoted text that stands in several unlike lines of one output."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A printed line that shows a statement for one subject.

    What is quoted of it, the whole line, and where it stands.
    """

    subject: str
    text: str
    line: str
    sample: SampleRef
    environment: str = ""

    @property
    def anchor(self) -> str:
        """Return the id of the line on the page of its sample."""
        return line_anchor(self.sample.sample, self.subject, self.line)

    @property
    def target(self) -> str:
        """Return the line's file and anchor below the site's root."""
        return f"dimensions/{self.sample.dimension}.html#{self.anchor}"


def shown_lines(
    shows: Iterable[Witness], proofs: Iterable[SampleRef], samples: Mapping[SampleRef, Sample]
) -> tuple[ShownLine, ...]:
    """Return the printed lines that a statement quotes, of cited programs that are verified."""
    cited = tuple(proofs)

    def recorded(ref: SampleRef, subject: str) -> Transcripts:
        sample = samples.get(ref)
        programs = (
            [program for program in sample.programs if program.subject == subject] if sample else []
        )
        return {run.environment: run.output for program in programs for run in program.runs}

    lines = []
    for witness in shows:
        found = find_line(witness, cited, recorded)
        if isinstance(found, Shown):
            line = next(iter(found.lines.values())).strip()
            lines.append(
                ShownLine(witness.subject, witness.text, line, found.sample, witness.environment)
            )
    return tuple(lines)


def transcripts(
    program: Program,
    outputs: Mapping[str, Source],
    environments: Iterable[str],
    unread: Collection[str] = (),
) -> Transcripts:
    """Return what is recorded of a program, even if it has changed since.

    The result is empty if an output cannot be read.

    `outputs` are the recorded files by path below content/; `environments` those that the site has;
    `unread` are files that could not be read.
    """
    paths = output_paths(program.path, environments)
    if any(path in unread for path in paths.values()):
        return {}
    found = {name: outputs[path].text for name, path in paths.items() if path in outputs}
    own = {name: text for name, text in found.items() if name}
    return own or found


def find_line(
    witness: Witness, proofs: Iterable[SampleRef], recorded: Lookup
) -> Shown | Ambiguous | None:
    """Return where a quoted text stands.

    In one line of one cited sample, in every environment that it speaks of.
    """
    ambiguous: Ambiguous | None = None
    for proof in proofs:
        outputs = _spoken_of(witness, recorded(proof, witness.subject))
        lines: dict[str, str] = {}
        for environment, output in outputs.items():
            line = _line(witness.text, output)
            if isinstance(line, Ambiguous):
                ambiguous = ambiguous or line
            elif line is not None:
                lines[environment] = line
        if outputs and lines.keys() == outputs.keys():
            return Shown(proof, lines)
    return ambiguous


def _spoken_of(witness: Witness, outputs: Transcripts) -> Transcripts:
    if not witness.environment:
        return outputs
    output = outputs.get(witness.environment, outputs.get(""))
    return {} if output is None else {witness.environment: output}


def _line(text: str, output: str) -> str | Ambiguous | None:
    """Return the one line that holds a text: the line that is the text where there is one."""
    holding = dict.fromkeys(line for line in output.splitlines() if text in line)
    exact = [line for line in holding if line.strip() == text.strip()]
    lines = exact or list(holding)
    if len(lines) > 1:
        return Ambiguous(tuple(lines))
    return lines[0] if lines else None


def line_anchor(sample: str, subject: str, line: str) -> str:
    """Return the id of a printed line.

    It is made of what the line says, so edits elsewhere leave it alone.
    """
    digest = hashlib.sha256(line.strip().encode()).hexdigest()
    return f"{sample}.{subject}.{digest[:8]}"


def judge_claim(claim: Claim, recorded: Lookup, subjects: Iterable[str]) -> Diagnostic | None:
    """Say what is wrong with a quoted line, or nothing where that cannot be known.

    A cited program has no record.
    """
    witness = claim.witness
    outputs = {proof: recorded(proof, witness.subject) for proof in claim.proofs}
    known = {name for found in outputs.values() for name in found}
    found = find_line(witness, claim.proofs, recorded)
    if isinstance(found, Shown) or not outputs or not all(outputs.values()):
        return None
    if isinstance(found, Ambiguous):
        message = (
            f"this occurs in {len(found.lines)} different lines: quote more of the one you mean"
        )
        return Diagnostic(
            "not-shown", message, claim.place, f"the first is: {_cut(found.lines[0])}"
        )
    if witness.environment and known != {""} and witness.environment not in known:
        message = f"nothing is recorded for the environment '{witness.environment}'"
        return Diagnostic(
            "not-shown", message, claim.place, f"there are records of: {', '.join(sorted(known))}"
        )
    return Diagnostic(
        "not-shown",
        _reason(claim, outputs, recorded, subjects),
        claim.place,
        _nearest(witness.text, outputs),
    )


def _reason(
    claim: Claim,
    outputs: Mapping[SampleRef, Transcripts],
    recorded: Lookup,
    subjects: Iterable[str],
) -> str:
    witness = claim.witness
    for proof, by_environment in outputs.items():
        printing = [
            name
            for name, output in by_environment.items()
            if _line(witness.text, output) is not None
        ]
        if printing and not witness.environment:
            silent = ", ".join(sorted(set(by_environment) - set(printing)))
            return (
                f"'{proof}' prints this on {', '.join(printing)} and not on {silent}: name the "
                "environment"
            )
    for subject in subjects:
        others = (recorded(proof, subject) for proof in claim.proofs if subject != witness.subject)
        if any(
            _line(witness.text, output) is not None for found in others for output in found.values()
        ):
            return (
                f"this is printed by the program of '{subject}', not by that of '{witness.subject}'"
            )
    named = ", ".join(f"'{proof}'" for proof in claim.proofs)
    return f"no line that {named} printed for '{witness.subject}' contains this text"


def _nearest(text: str, outputs: Mapping[SampleRef, Transcripts]) -> str:
    printed = (
        line.strip()
        for found in outputs.values()
        for output in found.values()
        for line in output.splitlines()
    )
    lines = [line for line in dict.fromkeys(printed) if line and len(line) <= LONGEST_HINT][
        :MOST_LINES
    ]
    close = get_close_matches(text[:LONGEST_HINT], lines, 1, 0.3) or lines[:1]
    return f"the nearest line is: {_cut(close[0])}" if close else "the programs printed nothing"


def _cut(line: str, longest: int = 120) -> str:
    line = line.strip()
    return line if len(line) <= longest else line[: longest - 1] + "…"
