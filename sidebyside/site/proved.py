"""Which statements a verification is about.

What each failed program proves, and which quoted lines are no longer printed.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sidebyside.content import site_config
from sidebyside.content.batch import BatchCompiler
from sidebyside.content.compiler import Claim
from sidebyside.content.loader import Inputs
from sidebyside.diagnostics import Location
from sidebyside.evidence.ledger import Ledger, read_ledger
from sidebyside.evidence.runner import DIFFERS, Result
from sidebyside.evidence.verify import VerifyResult
from sidebyside.model.entries import SampleRef
from sidebyside.site import witnesses
from sidebyside.site.linker import CompiledSite, ProgramIndex, compile_content, recorded_outputs
from sidebyside.site.witnesses import Transcripts


def name_statements(outcome: VerifyResult) -> VerifyResult:
    """Return a verification with the statements of programs that failed or were recorded anew."""
    inputs = outcome.inputs
    if not (outcome.failures or outcome.written) or inputs is None or inputs.site is None:
        return outcome
    config = site_config.compile_config(inputs.site).entry
    if config is None:
        return outcome
    units = compile_content(inputs, config.frame, BatchCompiler(os.cpu_count() or 1))
    programs = ProgramIndex(units)
    failed = {result.task.program.path for result in outcome.failures}
    return replace(
        outcome,
        proves=_proved(units, programs, failed),
        lost=tuple(_lost(units, programs, inputs, outcome.results)),
    )


def _proved(
    units: CompiledSite, programs: ProgramIndex, paths: Iterable[str]
) -> dict[str, tuple[str, ...]]:
    """Return for each of some programs the statements that cite it, with their places."""
    found: dict[str, dict[str, None]] = {path: {} for path in paths}
    for unit in units.all():
        for statement in unit.statements:
            for proof in statement.proofs:
                for program in programs.of(proof):
                    if program.path in found:
                        found[program.path][_named(statement.place, statement.name)] = None
    return {path: tuple(statements) for path, statements in found.items()}


def _named(place: Location, said: str) -> str:
    return f"{place.path}:{place.line}: {said}"


def _lost(
    units: CompiledSite, programs: ProgramIndex, inputs: Inputs, results: Iterable[Result]
) -> Iterable[str]:
    """Yield quoted lines that the programs no longer print."""
    ledger, _ = read_ledger(inputs.evidence)
    printed = _printed(results)
    outputs = recorded_outputs(units, programs, inputs, ledger)

    def anew(ref: SampleRef, subject: str) -> Transcripts:
        program = programs.find(ref, subject)
        before = outputs(ref, subject)
        fresh = printed.get(program.path) if program else None
        return _renewed(before, fresh, ledger, program.path) if program and fresh else before

    for unit in units.all():
        for claim in unit.claims:
            own = (programs.find(proof, claim.witness.subject) for proof in claim.proofs)
            if not any(program and program.path in printed for program in own):
                continue
            if witnesses.judge_claim(claim, outputs, ()) is None and witnesses.judge_claim(
                claim, anew, ()
            ):
                where = _silent(claim, anew)
                yield _named(
                    claim.place, f"{claim.statement} no longer shows '{claim.witness.text}'{where}"
                )


def _printed(results: Iterable[Result]) -> dict[str, dict[str, str]]:
    """Return what programs that ended well printed, by path and environment."""
    found: dict[str, dict[str, str]] = {}
    for result in results:
        if result.fault in {"", DIFFERS}:
            text = result.output.decode("utf-8", "replace").replace("\r\n", "\n")
            found.setdefault(result.task.program.path, {})[result.task.place.name] = text
    return found


def _renewed(
    before: Transcripts, fresh: Mapping[str, str], ledger: Ledger, path: str
) -> Transcripts:
    """Return the outputs of a program by environment.

    Those that it just printed, and the others as they are recorded.
    """
    record = ledger.programs.get(path)
    names = record.runs if record else ()
    kept = {name: before.get(name, before.get("")) for name in names}
    return {**{name: text for name, text in kept.items() if text is not None}, **fresh}


def _silent(claim: Claim, printed: witnesses.Lookup) -> str:
    """Name the environments that no longer print a text, where others do."""
    found = [printed(proof, claim.witness.subject) for proof in claim.proofs]
    names = {name for outputs in found for name in outputs}
    silent = {
        name
        for name in names
        if not any(claim.witness.text in outputs.get(name, "") for outputs in found)
    }
    return f" in {' and '.join(sorted(silent))}" if silent and silent != names else ""
