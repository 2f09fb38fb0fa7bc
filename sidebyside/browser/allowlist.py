"""Programs that print in the browser's runtime what is recorded: the reader of browser.json.

    read_allowlist(file) -> (Allowlist | None, problems)

A program is offered to readers only while the program, its recorded output, the runtime and every
package are the ones that were compared; `offer.py` holds the list against them.
"""

import json
import re
from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from sidebyside.content.compiler import SourceFile
from sidebyside.diagnostics import Diagnostic
from sidebyside.evidence.ledger import EnvironmentName, Hash, ProgramPath, Version

ALLOWLIST = "browser.json"
VERIFY_BROWSER = "run: python build.py verify --browser --update"
# Why a program cannot run there; what a reader is told in the place of a button.
Need = Literal["processes", "threads", "sockets", "packages", "time", "other"]
WheelName = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9_.]+-[a-z0-9.!+_]+(-[0-9][a-z0-9_]*)?-[a-z0-9_.]+-[a-z0-9_.]+-[a-z0-9_.]+\.whl$",
        max_length=200,
    ),
]


class WheelRecord(BaseModel):
    """A wheel that programs ran with: its SHA-256, and that of the zip which a site makes of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    sha256: Hash
    bundle: Hash


class BrowserRecord(BaseModel):
    """One program.

    Its SHA-256 and either the SHA-256 of the same output with the wheels it ran with, or what it
    needs.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    sha256: Hash
    output: Hash | None = None
    wheels: tuple[WheelName, ...] = Field(default=(), max_length=200)
    needs: Need | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.output is None) == (self.needs is None):
            raise ValueError("either output or needs")
        return self


class Allowlist(BaseModel):
    """browser.json: the runtime, the environment whose records were compared, and every program."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    version: Literal[1] = 1
    environment: EnvironmentName
    python: Version
    runtime: Hash
    wheels: dict[WheelName, WheelRecord] = Field(default={}, max_length=1000)
    programs: dict[ProgramPath, BrowserRecord] = {}

    @model_validator(mode="after")
    def _wheels_are_known(self) -> Self:
        named = {wheel for record in self.programs.values() for wheel in record.wheels}
        if named != self.wheels.keys():
            raise ValueError("the wheels of programs and the list of wheels differ")
        return self

    @property
    def same(self) -> Mapping[str, BrowserRecord]:
        """Return the programs that printed what is recorded."""
        return {path: record for path, record in self.programs.items() if record.output}

    def as_text(self) -> str:
        """Write the file.

        Sorted, one value a line, so that a change is readable in a pull request.
        """
        data = self.model_dump(exclude_none=True)
        data["programs"] = {
            path: {key: value for key, value in record.items() if value != ()}
            for path, record in data["programs"].items()
        }
        return json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    if len(found := dict(pairs)) != len(pairs):
        raise ValueError("a key comes twice")
    return found


def read_allowlist(file: SourceFile | None) -> tuple[Allowlist | None, tuple[Diagnostic, ...]]:
    """Read browser.json; a damaged one is a problem."""
    if file is None:
        return None, ()
    try:
        return Allowlist.model_validate_json(
            json.dumps(json.loads(file.source.text, object_pairs_hook=_unique))
        ), ()
    except json.JSONDecodeError as error:
        return None, (_damaged(file, error.msg, error.pos),)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False)[0]
        keys = [str(key) for key in fault["loc"] if key != "[key]"]
        at = [
            found.start()
            for key in keys
            if (found := re.search(re.escape(json.dumps(key)), file.source.text))
        ]
        what = (
            f"'{keys[-1]}' is not what verify writes"
            if keys
            else fault["msg"].removeprefix("Value error, ")
        )
        return None, (_damaged(file, what, at[-1] if at else 0),)
    except (ValueError, RecursionError) as error:
        what = str(error) if isinstance(error, ValueError) else "it is nested too deeply"
        return None, (_damaged(file, what, 0),)


def _damaged(file: SourceFile, what: str, at: int) -> Diagnostic:
    return file.source.problem("syntax", f"{ALLOWLIST} is damaged: {what}", at, help=VERIFY_BROWSER)
