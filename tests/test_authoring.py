"""What authors read and fill in.

Every key where its kind is described, and forms that GitHub takes.
"""

import argparse
import re
from pathlib import Path

import pytest
import yaml
from pydantic import BaseModel

from sidebyside import options as command_line
from sidebyside.content import schema
from sidebyside.diagnostics import CODES
from tests.conftest import ROOT

AUTHORING = (ROOT / "docs/authoring.md").read_text()
FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("[!c]*.yml"))
PLACES: list[tuple[str, str, list[type[BaseModel]]]] = [
    (
        "## site.yaml",
        "## Dimensions",
        [
            schema.SiteEntry,
            schema.SubjectEntry,
            schema.CategoryEntry,
            schema.HouseEntry,
            schema.LimitsEntry,
            schema.PathEntry,
        ],
    ),
    ("## Dimensions", "A **row**", [schema.DimensionEntry, schema.SourceEntry]),
    ("A **row**", "A **sample**", [schema.RowEntry]),
    ("A **sample**", "## The other kinds", [schema.SampleEntry, schema.NeedsEntry]),
    ("- **Question**", "- **Myth**", [schema.QuestionEntry]),
    ("- **Myth**", "- **Profile**", [schema.MythEntry]),
    ("- **Profile**", "- **Guide**", [schema.ProfileEntry]),
    ("- **Guide**", "- **Page**", [schema.GuideEntry]),
    ("- **Page**", "- **terms.yaml**", [schema.PageEntry]),
    ("- **terms.yaml**", "- **glossary.yaml**", [schema.TermEntry, schema.WordEntry]),
    ("- **glossary.yaml**", "- **errors.yaml**", [schema.DefinitionEntry]),
    ("- **errors.yaml**", "- **chooser.yaml**", [schema.ErrorEntry]),
    ("- **chooser.yaml**", "- **Measurement**", [schema.ChoiceEntry, schema.AnswerEntry]),
    ("- **Measurement**", "- **environments/", [schema.MeasurementEntry]),
    ("- **environments/", "## Measurements", [schema.EnvironmentEntry]),
    (
        "## Measurements",
        "## Applications",
        [schema.ResultsEntry, schema.FigureEntry, schema.BenchEntry],
    ),
    (
        "## Applications",
        "## Markdown",
        [schema.ApplicationEntry, schema.StepEntry, schema.ShownFileEntry],
    ),
]


CODE = re.compile(r"`[^`\n]*`")


@pytest.mark.parametrize(
    ("start", "end", "models"), PLACES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_every_key_stands_where_its_kind_is_described(
    start: str, end: str, models: list[type[BaseModel]]
) -> None:
    text = AUTHORING.split(start, 1)[1].split(end, 1)[0]
    keys = {key for model in models for key in model.model_fields} - {
        "draft",
        "changed",
    }  # said once, for all kinds
    assert [key for key in sorted(keys) if not re.search(rf"[`{{ ]{key}[`:,}}]", text)] == []


def test_every_model_has_a_place() -> None:
    models = {
        model
        for model in vars(schema).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
    }
    elsewhere = {
        BaseModel,
        schema.Strict,
        schema.CellText,
        schema.TermList,
        schema.GlossaryList,
        schema.ErrorList,
        schema.ChoiceList,
        schema.ChangeEntry,
    }
    assert {model for _, _, placed in PLACES for model in placed} == models - elsewhere


def test_no_code_is_documented_that_does_not_exist() -> None:
    tables = AUTHORING.split("### Errors")[1]
    assert re.findall(r"^\| `([a-z0-9-]+)` \|", tables, re.MULTILINE) == list(CODES)


def test_every_option_is_documented_and_no_other() -> None:
    text = (ROOT / "docs/commands.md").read_text()
    parser = command_line._parser()
    verbs = next(
        action for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    )
    assert {f"python build.py {verb}" for verb in verbs.choices} == set(
        re.findall(r"^\| `(python build\.py [\w-]+)", text, re.MULTILINE)
    )
    parsers = [parser, *verbs.choices.values()]
    options = {
        option for one in parsers for action in one._actions for option in action.option_strings
    }
    assert options == set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))


@pytest.mark.parametrize("form", FORMS, ids=lambda path: path.name)
def test_a_form_is_one_that_github_takes(form: Path) -> None:
    """Its rules: name, description and body.

    A label for each field, and ids that are unlike each other.
    """
    read = yaml.safe_load(form.read_text())
    assert set(read) <= {"name", "description", "title", "labels", "body"}
    assert {"name", "description", "body"} <= set(read)
    assert {field["type"] for field in read["body"]} <= {"input", "textarea"}
    assert all(field["attributes"]["label"] for field in read["body"])
    assert len({field["id"] for field in read["body"]}) == len(read["body"])
    assert any(field.get("validations", {}).get("required") for field in read["body"])


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]), ids=lambda path: path.name
)
def test_links_between_the_pages_of_the_documentation_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)", CODE.sub("", page.read_text()))
    assert [link for link in links if not (page.parent / link).exists()] == []
