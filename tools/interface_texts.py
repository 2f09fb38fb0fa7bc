"""Write sidebyside/content/catalogues/en.yaml: every text that templates ask for with t(...)."""

import json
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

from sidebyside.model.entries import LEVELS
from sidebyside.render.applications import SORTS

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "sidebyside" / "content" / "catalogues" / "en.yaml"
# Texts that templates get as values, and those of render/templating.py.
GIVEN = (
    *(*LEVELS, "true", "outdated", "misleading", "false"),
    *("Not verified:", "Measured:", "Proved by", "Not verified", "Measured"),
    *("not verified", "measured", "proved by", *SORTS),
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
    *("{day} {month} {year}", ", ", " and ", " or ", "Draft"),
)


def texts() -> dict[str, str]:
    """Return every text with its English for n = 1, which most have none of."""
    found = dict.fromkeys(GIVEN, "")
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for call in _calls(path):
            first = call.args[0]
            if isinstance(first, nodes.Const):
                one = next((arg.value for arg in call.kwargs if arg.key == "one"), None)
                single = one.value if isinstance(one, nodes.Const) else ""
                found[first.value] = single or found.get(first.value, "")
    return found


def _calls(path: Path) -> Iterator[nodes.Call]:
    tree = Environment(autoescape=True).parse(path.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "t":
            yield call


def catalogue() -> str:
    """Return the catalogue as YAML: quoted, in alphabetical order."""
    lines = ["# Written by tools/interface_texts.py: the texts of the interface.\n"]
    for text, one in sorted(texts().items()):
        quoted = json.dumps(text, ensure_ascii=False)
        form = f"{{one: {json.dumps(one, ensure_ascii=False)}, other: {quoted}}}" if one else quoted
        lines.append(f"{quoted}: {form}\n")
    return "".join(lines)


if __name__ == "__main__":
    CATALOGUE.write_text(catalogue(), encoding="utf-8")
