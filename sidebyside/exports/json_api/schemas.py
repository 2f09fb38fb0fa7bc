"""JSON Schemas of api/v1/: `make schemas` writes them from the model, a build copies them.

To write them takes longer than to write the files of a hundred entries. A test holds them against
the model.
"""

import json
from pathlib import Path
from typing import Any

from sidebyside.exports.json_api import types

SCHEMA_FOLDER = Path(__file__).parent / "schema"


def schema_path(kind: str) -> str:
    """Return the file of a schema below the site's root."""
    return f"{types.API_FOLDER}schema/{kind}.json"


def published_schema(kind: str, root: str) -> bytes:
    """Return the schema of a kind of file, for a site whose address is `root`."""
    text = (SCHEMA_FOLDER / f"{kind}.json").read_text(encoding="utf-8")
    return text.replace("{", f'{{\n  "$id": {json.dumps(root + schema_path(kind))},', 1).encode()


def generate_schema(kind: str) -> str:
    """Write the schema of a kind of file from the model."""
    from pydantic import TypeAdapter

    made = TypeAdapter(types.SCHEMA_ROOTS[kind]).json_schema(mode="serialization")
    named = {"$schema": "https://json-schema.org/draft/2020-12/schema", **_without_titles(made)}
    return json.dumps(named, indent=2, ensure_ascii=False) + "\n"


def write_schemas() -> None:
    """Write every schema into its place."""
    SCHEMA_FOLDER.mkdir(exist_ok=True)
    for kind in types.SCHEMA_ROOTS:
        (SCHEMA_FOLDER / f"{kind}.json").write_text(generate_schema(kind), encoding="utf-8")


def _without_titles(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Leave out the titles that pydantic makes of names; a property may be called so."""
    if isinstance(value, list):
        return [_without_titles(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _without_titles(item)
        for key, item in value.items()
        if key != "title" or not isinstance(item, str)
    }
