"""The schemas for editors: up to date, true of every good entry, and telling of mistakes."""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests import browser_site, conftest
from tests.conftest import ROOT
from tools import schemas

FOLDER = ROOT / "docs/schema"
CONTENTS = [ROOT / "content", *sorted(ROOT.glob("examples/*"))]
YAML_FILES = [path for content in CONTENTS for path in sorted(content.rglob("*.yaml"))]
KIND_OF = {
    "applications": "application",
    "measurements": "measurement",
    "dimensions": "dimension",
    "questions": "question",
    "myths": "myth",
    "subjects": "profile",
    "guides": "guide",
    "pages": "page",
}


def validator(kind: str) -> Draft202012Validator:
    made = json.loads((FOLDER / f"{kind}.json").read_text())
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


class Editor(yaml.SafeLoader):
    """Reads as editors do, by YAML 1.2.

    `no`, `yes` and days are texts, `true` and numbers are not.
    """


OLDER = ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:timestamp")
Editor.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if tag not in OLDER]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Editor.add_implicit_resolver(
    "tag:yaml.org,2002:bool", re.compile("true|True|TRUE|false|False|FALSE"), list("tTfF")
)


def faults(kind: str, text: str) -> list[str]:
    """Return what an editor would underline."""
    return [error.message for error in validator(kind).iter_errors(yaml.load(text, Loader=Editor))]


def kind_of(path: str) -> str:
    stem = Path(path).name.removesuffix(".yaml")
    return (
        "environment" if path.startswith("environments/") else KIND_OF.get(path.split("/")[0], stem)
    )


def front(text: str) -> str:
    return text.split("---\n")[1]


def test_they_are_those_that_the_models_make() -> None:
    """When this fails: make schemas."""
    assert {path.name: path.read_text() for path in FOLDER.iterdir()} == schemas.schemas()


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_names_its_schema_and_fits_it(path: Path) -> None:
    first, text = path.read_text().split("\n", 1)
    named = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert named
    target = Path(os.path.normpath(path.parent / named[1]))
    content = next(content for content in CONTENTS if path.is_relative_to(content))
    kind = kind_of(path.relative_to(content).as_posix())
    assert target == FOLDER / f"{kind}.json"
    assert faults(kind, text) == []


@pytest.mark.parametrize("content", CONTENTS, ids=lambda path: path.name)
def test_every_entry_fits_the_schema_of_its_kind(content: Path) -> None:
    found = {
        path.relative_to(content).as_posix(): faults(kind, front(path.read_text()))
        for folder, kind in KIND_OF.items()
        for path in content.glob(f"{folder}/**/*.md")
        if path.name != "README.md"
    }
    assert {path: said for path, said in found.items() if said} == {}
    assert len(found) >= len(list(content.glob("*/*/index.md"))) > 4


@pytest.mark.parametrize("files", [conftest.FILES, browser_site.FILES], ids=["town", "cups"])
def test_the_small_comparisons_fit_too(files: dict[str, str]) -> None:
    texts = {
        path: front(text) if path.endswith(".md") else text
        for path, text in files.items()
        if path.endswith((".md", ".yaml"))
    }
    assert {
        path: said for path, text in texts.items() if (said := faults(kind_of(path), text))
    } == {}


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("site", "tagline:", "tagnile:"),
        ("site", "title: Trains, trams and ferries\n", ""),
        ("site", "key: tram", "key: same"),
        ("site", "key: tram", "key: Tram"),
        ("site", "hue: 300", "hue: 400"),
        ("site", "https://town.example/ways/", "town.example"),
        ("terms", "slug: stop", "slug: A stop"),
        ("terms", "{none: It has a pier}", "{nothing: It has a pier}"),
        ("terms", "name: Stop,", ""),
        ("chooser", "train: 3", "train: 12"),
        ("chooser", '    - {say: "No", lean: {ferry: 2, tram: 1}}\n', ""),
        ("dimension", "judgement: true", "judgement: maybe"),
        ("dimension", "{none: It turns at the pier}", "{none: }"),
        ("dimension", "rows:", "lines:"),
        ("question", "level: core", "level: easy"),
        ("myth", 'verdict: "false"', "verdict: never"),
        ("profile", "limits:", "limit:"),
        ("guide", "order: 10", "order: first"),
    ],
)
def test_a_mistake_is_underlined(kind: str, old: str, new: str) -> None:
    good = {
        "site": conftest.SITE, "terms": conftest.TERMS, "chooser": conftest.CHOOSER, "dimension": front(conftest.SPEED),
        "question": front(conftest.QUESTION), "myth": front(conftest.MYTH), "profile": front(conftest.PROFILE),
        "guide": front(conftest.GUIDE),
    }[kind]  # fmt: skip
    assert old in good
    assert faults(kind, good) == []
    assert faults(kind, good.replace(old, new, 1)) != []


def test_every_key_says_what_it_is_for() -> None:
    silent: list[str] = []

    def walk(name: str, part: Any) -> None:
        if isinstance(part, dict):
            silent.extend(
                f"{name}: {key}"
                for key, value in part.get("properties", {}).items()
                if not value.get("description")
            )
            for value in part.values():
                walk(name, value)
        elif isinstance(part, list):
            for value in part:
                walk(name, value)

    for name, text in schemas.schemas().items():
        walk(name, json.loads(text))
    assert silent == []
