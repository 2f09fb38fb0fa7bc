"""The packages as docs/architecture.md draws them.

Who may import whom, who alone knows what, and no name twice.
"""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "sidebyside"
# From the top; a module imports from its own package and from those further down.
LAYERS = (
    {"__main__", "cli", "options"},
    {"serve"},
    {"build"},
    {"exports"},
    {"render"},
    {"site"},
    {"browser"},
    {"evidence"},
    {"content"},
    {"model", "cache"},
    {"diagnostics"},
    {"terminal"},
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
# What only some modules may import, by its first name.
ONLY = {
    "markdown": {"content.markdown", "content.github"},
    "tree_sitter": {"content.treesitter"},
    "tree_sitter_python": {"content.treesitter"},
    "yaml": {"content.yaml_tree"},
    "tornado": {"serve.server", "serve.rebuild"},
    "livereload": {"serve.server"},
    "watchfiles": {"serve.watcher"},
    "weasyprint": {"exports.cheatsheet_pdf"},
    "genanki": {"exports.anki"},
    "PIL": {"content.pictures", "exports.social_images"},
}
# What every export may use; the rest of the package are exports, which know nothing of each other.
SHARED_BY_EXPORTS = {"exports.base", "exports.csv_cells", "exports.xml", "exports.zips"}
# What writes files at all: the output, records, environments and boxes of programs, what is
# remembered, skeletons, and the documents and schemas that belong to this repository.
WRITERS = {
    "browser.runtime",
    "browser.wheels",
    "build.writer",
    "cache.disk",
    "content.measurements",
    "content.new_site",
    "content.scaffold",
    "evidence.acceptance_driver",
    "evidence.environments",
    "evidence.recorder",
    "evidence.sandbox",
    "exports.json_api.schemas",
}
# The parts of one export.
ONE_EXPORT = ({"exports.markdown_pages", "exports.gfm", "exports.llms_txt"},)


def name_of(path: Path) -> str:
    name = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    return name.removesuffix(".__init__")


PATHS = [path for path in sorted(PACKAGE.rglob("*.py")) if path != PACKAGE / "__init__.py"]
MODULES = {name_of(path): ast.parse(path.read_text()) for path in PATHS}


def imports(module: str) -> Iterator[str]:
    """Yield the full names of what a module imports, wherever in it."""
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                yield full if full.removeprefix("sidebyside.") in MODULES else node.module


def inner(module: str) -> set[str]:
    return {
        name.removeprefix("sidebyside.")
        for name in imports(module)
        if name.startswith("sidebyside.")
    }


@pytest.mark.parametrize("module", MODULES)
def test_imports_only_go_down(module: str) -> None:
    package = module.partition(".")[0]
    for name in inner(module):
        other = name.partition(".")[0]
        assert other == package or LEVEL[other] > LEVEL[package] or {other, package} <= LAYERS[0], (
            f"{module} imports {name}"
        )


@pytest.mark.parametrize("library", ONLY)
def test_a_library_is_known_in_one_place(library: str) -> None:
    found = {
        module
        for module in MODULES
        if any(name.partition(".")[0] == library for name in imports(module))
    }
    assert found <= ONLY[library]


def export_of(module: str) -> object:
    parts = next((parts for parts in ONE_EXPORT if module in parts), None)
    return parts or ".".join(module.split(".")[:2])


@pytest.mark.parametrize("module", [module for module in MODULES if module.startswith("exports.")])
def test_no_export_imports_another(module: str) -> None:
    others = {name for name in inner(module) if name.startswith("exports.")} - SHARED_BY_EXPORTS
    assert {name for name in others if export_of(name) != export_of(module)} == set()


def test_only_some_modules_write_files_and_one_of_them_into_the_output() -> None:
    found = set()
    for module, tree in MODULES.items():
        called = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        if called & {
            "write_bytes",
            "write_text",
            "replace_file",
            "unlink",
            "rmtree",
            "mkdir",
            "makedirs",
        }:
            found.add(module)
    assert found == WRITERS
    # Of these only the writer is given the output folder.
    assert {module for module in MODULES if "build.writer" in inner(module)} <= {
        "build.pipeline",
        "build.explain",
        "cli",
        "serve.server",
    }


def test_no_public_name_is_defined_in_two_modules() -> None:
    found: dict[str, list[str]] = defaultdict(list)
    for module, tree in MODULES.items():
        for node in tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                found[node.name].append(module)
            elif isinstance(node, ast.Assign):
                names = [
                    name
                    for target in node.targets
                    for name in ast.walk(target)
                    if isinstance(name, ast.Name)
                ]
                for name in names:
                    found[name.id].append(module)
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                found[node.target.id].append(module)
    assert {
        name: modules
        for name, modules in found.items()
        if len(modules) > 1 and not name.startswith("_")
    } == {}


def test_the_map_draws_the_packages_in_their_order() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    drawing = re.search(r"<!-- packages -->\n+```\n(.*?)```\n+<!-- /packages -->", text, re.DOTALL)
    assert drawing
    drawn = [line.split() for line in drawing[1].splitlines() if line and not line.startswith(" ")]
    order = [
        {word.rstrip("/,").removesuffix(".py") for word in words[: words.index("--")]}
        for words in drawn
    ]
    assert order == [*LAYERS]
