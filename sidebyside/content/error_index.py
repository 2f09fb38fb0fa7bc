"""errors.yaml: messages that people paste into a search, each with its cause and its cure."""

from typing import Any

from sidebyside.content import schema, validation
from sidebyside.content.compiler import (
    CompiledEntry,
    EntryCompiler,
    SourceFile,
    check_remaining_texts,
    open_list,
    placed,
)
from sidebyside.model.entries import Basis, ErrorMessage, Frame, Ref, SampleRef, Witness


def compile_errors(file: SourceFile, frame: Frame | None) -> list[CompiledEntry[Any]]:
    """Make the error messages; each is a unit of its own."""
    opened = open_list(file, schema.ErrorList, "an error message", frame, Ref("error", ""))
    if isinstance(opened, CompiledEntry):
        return [opened]
    compiler, entry = opened
    if entry is None:
        check_remaining_texts(
            compiler, validation.salvage(schema.ErrorList, compiler.tree), _every_message
        )
    seen: set[str] = set()
    units: list[CompiledEntry[Any]] = []
    for index, item in enumerate(entry.items if entry else ()):
        own = compiler.like(Ref("error", item.slug))
        units.append(_message(own, index, item, seen))
    return [*units, compiler.unit("", None)] if compiler.problems else units


def _every_message(compiler: EntryCompiler, entry: schema.ErrorList) -> None:
    for index, item in enumerate(entry.items):
        _message(compiler, index, item, set())


def _message(
    compiler: EntryCompiler, index: int, entry: schema.ErrorEntry, seen: set[str]
) -> CompiledEntry[ErrorMessage]:
    compiler.once(entry.slug, seen, [index, "slug"], "error messages")
    if compiler.subjects and entry.subject not in compiler.subjects:
        help = f"the subjects are: {', '.join(compiler.subjects)}"
        message = f"there is no subject '{entry.subject}'"
        compiler.report("unknown-subject", message, [index, "subject"], help=help)
    compiler.only_subjects(entry.others, [index, "others"])
    proof = SampleRef.parse(entry.proof, "")
    proofs = (proof,) if proof else ()
    if proof is None:
        message = f"the sample '{entry.proof}' does not name its dimension"
        compiler.report("missing-sample", message, [index, "proof"], help="write dimension/sample")
    else:
        compiler.mention(proof, "missing-sample", [index, "proof"])
        name = f"error:{entry.slug}"
        compiler.state(name, proofs, [index, "message"])
        witness = Witness(entry.subject, entry.prints or entry.message)
        place = [index, "prints" if entry.prints else "message"]
        compiler.claim(witness, proofs, place, name)
    others = tuple(
        (key, compiler.inline(entry.others[key], [index, "others", key]))
        for key in compiler.subjects
        if key in entry.others
    )
    made = ErrorMessage(
        slug=entry.slug,
        message=entry.message,
        subject=entry.subject,
        basis=Basis(proofs),
        shows=(Witness(entry.subject, entry.prints or entry.message),),
        cause=compiler.inline(entry.cause, [index, "cause"]),
        cure=compiler.inline(entry.cure, [index, "cure"]),
        others=others,
        also=compiler.also(entry.also, [index]),
    )
    return placed(compiler, compiler.unit(entry.slug, made, frozenset()), [index, "message"])
