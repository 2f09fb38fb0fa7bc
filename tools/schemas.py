"""Write the JSON Schemas that editors check and complete content with: `python -m tools.schemas`, or `make schemas`.

They are made of the models in `content/schema.py`, with what those models take besides: a cell as
plain text, one proof instead of a list. They say what the shape of one file can be; `build.py
check` says all the rest.
"""

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from sidebyside.content import schema

FOLDER = Path(__file__).resolve().parent.parent / "docs/schema"
KINDS: dict[str, type[BaseModel]] = {
    "site": schema.SiteEntry,
    "terms": schema.TermList,
    "glossary": schema.GlossaryList,
    "errors": schema.ErrorList,
    "chooser": schema.ChoiceList,
    "environment": schema.EnvironmentEntry,
    "dimension": schema.DimensionEntry,
    "question": schema.QuestionEntry,
    "myth": schema.MythEntry,
    "profile": schema.ProfileEntry,
    "guide": schema.GuideEntry,
    "application": schema.ApplicationEntry,
    "page": schema.PageEntry,
    "measurement": schema.MeasurementEntry,
}
Schema = dict[str, Any]

# What an editor shows beside a key; where two kinds use a key for different things, the kind stands
# before it.
ABOUT = {
    "also": "What else people type when they look for this; searched, never shown.",
    "aliases": "Old slugs; each becomes a page that leads here.",
    "answers": "Two or more answers.",
    "ask": "The question, as readers meet it.",
    "aspect": "What this line compares: a noun phrase that a reader would look for.",
    "because": "Why the answer leans; Markdown.",
    "categories": "The chapters; their order is the order of the site.",
    "category": "The slug of a category in site.yaml.",
    "choose": "For a subject: when this dimension speaks for it; Markdown.",
    "claim": "The claim as people say it.",
    "dimension": "The slug of the dimension that says more.",
    "dimensions": "Slugs of the dimensions that it belongs to.",
    "draft": "Keeps the entry, and links to it, out of everything but serve.",
    "changed": "A day, or a list of days, on which the entry changed so that readers should know.",
    "date": "The day, such as 2026-11-21.",
    "what": "What changed, for the feed.",
    "glance": "For each subject the cell of the matrix and the cheat sheet: inline Markdown, at most 120 characters.",
    "good_for": "What it suits; inline Markdown.",
    "hue": "Its colour, from 0 to 360; the styles keep the contrast right.",
    "id": "The permalink.",
    "judgement": "An opinion, shown as one.",
    "key": "Names files and columns; small letters, digits and hyphens.",
    "language": "A language tag, such as en or pt-BR.",
    "lean": "For a subject: how far the answer leans to it, from 0 to 9.",
    "house": "How long the parts of a dimension should be; check warns of what is shorter or longer.",
    "min": "The least.",
    "max": "The most.",
    "HouseEntry.rows": "Rows of a dimension.",
    "HouseEntry.samples": "Samples of a dimension.",
    "HouseEntry.sources": "Sources of a dimension.",
    "related": "Related dimensions, under see_also.",
    "body_words": "Words of the prose.",
    "cell_words": "Words of a cell; a piece of code is one.",
    "code_columns": "Columns of a program.",
    "region_columns": "Columns of the part of a program that readers see first.",
    "favicon": "The icon of browser tabs: an .svg or .png file beside site.yaml.",
    "logo": "Stands before the title at the head of every page: an .svg or .png file beside site.yaml.",
    "level": "How deep the question goes.",
    "limits": "What it lacks; inline Markdown.",
    "links": "Names and https addresses.",
    "lock": "A file beside this one: exact versions with hashes, as pip reads them.",
    "means": "What the word means; Markdown.",
    "name": "As readers see it.",
    "npm": "A package-lock.json beside this one, for programs that run on Node.",
    "needs": "For a subject the range of versions that the sample runs on, such as >=6.0; under tools commands.",
    "tools": "Commands of the system that the programs start, such as redis-server; where one is missing they are skipped.",
    "none": "What people do instead.",
    "not_for": "What it does not suit; inline Markdown.",
    "note": "Stands above the programs; Markdown.",
    "order": "The place among its neighbours; without it, by title.",
    "paths": "What kinds of readers should read, each in its order; shown on the first page.",
    "minutes": "How long it takes to read all of it.",
    "PathEntry.title": "Whom the path is for, such as: New to the web.",
    "PathEntry.links": 'In the order of reading; inline Markdown, such as "[[guide:start]]".',
    "packages": "Whose versions the evidence names; the first is the subject's own version.",
    "proof": "A sample of this dimension, dimension/sample or measurement:slug, or a list of them.",
    "python": "The Python of the environment, such as 3.13.",
    "question": "The question, as an interviewer asks it.",
    "repository": "The address of the source; gives every page an edit link.",
    "rows": "The side-by-side table.",
    "run": "How a sample is run; {file} stands for its name.",
    "version": "What prints the version of what runs the samples; by default the first word of `run` with --version.",
    "since": "For a subject the release that brought what its cell says, such as 6.0.",
    "same": "No difference here: Only differences hides it.",
    "samples": "Programs that show it, one for each subject.",
    "say": "The answer.",
    "see_also": "Slugs of related dimensions.",
    "slug": "The name in addresses and links.",
    "source": "For what no program can show: an address, or a list of them.",
    "sources": "Official pages.",
    "stale_after_days": "Evidence older than this is a warning.",
    "strengths": "What it is good at; inline Markdown.",
    "shows": "For each subject the printed line, or lines, that show the statement; or such lines by environment.",
    "subjects": "Keys of the subjects that it is about.",
    "SiteEntry.subjects": "Two or more; their order is the order of the columns.",
    "summary": "One sentence that says it.",
    "tagline": "Stands under the title on the first page.",
    "title": "As readers see it.",
    "url": "An absolute address.",
    "SiteEntry.url": "Where the site will be; --base-url overrides it.",
    "acceptance": "The file of the program that accepts every side, beside index.md.",
    "environment": "Environment variables of the servers and of the acceptance program.",
    "files": "For each subject the files that the step shows, in their order.",
    "path": "A file below the subject's folder, such as shop/models.py.",
    "region": "What stands between `# region NAME` and `# endregion`; without it the whole file.",
    "steps": "In the order of building; the prose of each stands below a heading that is its id.",
    "StepEntry.rows": "Rows that the step illustrates, such as routing#converters.",
    "message": "The message as a program printed it.",
    "cause": "Why it comes; inline Markdown.",
    "cure": "What helps; inline Markdown.",
    "subject": "The key of the subject that it comes from.",
    "others": "For other subjects what the same mistake looks like there.",
    "ErrorEntry.proof": "The sample whose program printed it: dimension/sample.",
    "prints": "A part of the printed line, where the message does not stand there whole.",
    "verdict": "Quote true and false, which would not be texts otherwise.",
}
_TEXT: Schema = {"type": "string", "minLength": 1}
_NONE: Schema = {
    "type": "object",
    "description": "What a subject does not have is said, never left blank.",
    "properties": {"none": {**_TEXT, "description": ABOUT["none"]}},
    "required": ["none"],
    "additionalProperties": False,
}
_DAY: Schema = {"type": "string", "format": "date"}
_SLUG: Schema = {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "maxLength": schema.LONGEST_SLUG}
_LINES: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "minItems": 1}]}
_SHOWS: Schema = {
    "additionalProperties": {
        "anyOf": [
            *_LINES["anyOf"],
            {"type": "object", "additionalProperties": _LINES, "minProperties": 1},
        ]
    }
}
_SHAPES: dict[str, Schema] = {
    "shows": _SHOWS,
    "id": _SLUG,
    "slug": _SLUG,
    "key": {
        "pattern": "^[a-z][a-z0-9-]*$",
        "maxLength": schema.LONGEST_SLUG,
        "not": {"enum": sorted(schema.RESERVED_KEYS)},
    },
    "url": {"format": "uri", "pattern": "^https?://"},
    "repository": {"format": "uri", "pattern": "^https://"},
}


def schemas() -> dict[str, str]:
    """Return the text of each schema by the name of its file."""
    return {
        f"{kind}.json": json.dumps(_schema(kind, model), indent=1, ensure_ascii=False) + "\n"
        for kind, model in KINDS.items()
    }


def _schema(kind: str, model: type[BaseModel]) -> Schema:
    made = model.model_json_schema()
    parts: dict[str, Schema] = made.pop("$defs", {})
    shapes = {name: _object(name, part) for name, part in sorted(parts.items())}
    if "CellText" in shapes:
        shapes["CellText"] = {"description": "Inline Markdown, or none.", "anyOf": [_TEXT, _NONE]}
    if "WordEntry" in shapes:
        shapes["WordEntry"]["properties"].pop("none")
        shapes["WordEntry"] = {"anyOf": [shapes["WordEntry"], _NONE]}
    whole = (
        made["properties"]["items"]
        if "items" in model.model_fields
        else _object(model.__name__, made)
    )
    for name in ("title", "description"):
        whole.pop(name, None)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": kind}
    return {**head, **whole, **({"$defs": shapes} if shapes else {})}


def _object(name: str, part: Schema) -> Schema:
    """Return one mapping as an author may write it."""
    made = {key: value for key, value in part.items() if key != "title"}
    made["properties"] = {
        key: {"description": ABOUT.get(f"{name}.{key}") or ABOUT[key], **_value(key, value)}
        for key, value in part["properties"].items()
        if name != "CellText"
    }
    return made


def _value(key: str, value: Schema) -> Schema:
    """Return the shape of a key's value.

    Without null, which nobody writes, and with one where a list may be one.
    """
    plain = {
        name: part for name, part in value.items() if name not in {"title", "default", "anyOf"}
    }
    for choice in value.get("anyOf", ()):
        plain |= choice if choice != {"type": "null"} else {}
    plain |= _SHAPES.get(key, {})
    if key == "aliases":
        plain["items"] = {"type": "string", **_SLUG}
    if key == "changed":
        plain["items"] = {"anyOf": [_DAY, plain["items"]]}
        return {"anyOf": [_DAY, plain]}
    return {"anyOf": [_TEXT, plain]} if key in {"proof", "source"} else plain


def main() -> int:
    """Write the schemas, and take away what is none any more."""
    made = schemas()
    FOLDER.mkdir(exist_ok=True)
    for path in set(FOLDER.glob("*.json")) - {FOLDER / name for name in made}:
        path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(made)} schemas written to {FOLDER.relative_to(FOLDER.parent.parent)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
