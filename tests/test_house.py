"""House rules.

What site.yaml wants of a dimension's parts is warned of with its place, and with nothing wanted
nothing is.
"""

import pytest

from sidebyside.content.house import word_count
from sidebyside.model.entries import CountLimits, Prose
from tests.conftest import Town

INDEX = "content/dimensions/speed/index.md"


def house(town: Town, rules: str) -> None:
    town.edit("site.yaml", "tagline:", f"house: {rules}\ntagline:")


RULES = {
    "rows": (
        "{rows: {min: 6, max: 14}}",
        f"{INDEX}:9:1: warning[house-rule]: 3 rows; this site wants 6 to 14",
    ),
    "samples": (
        "{samples: {min: 2}}",
        f"{INDEX}:28:1: warning[house-rule]: 1 sample; this site wants at least 2",
    ),
    "related": (
        "{related: {min: 2}}",
        f"{INDEX}:31:1: warning[house-rule]: 1 related dimension; this site wants at least 2",
    ),
    "sources": (
        "{sources: {max: 0}}",
        f"{INDEX}:34:1: warning[house-rule]: 1 source; this site wants at most 0",
    ),
    "a part that is missing": (
        "{sources: {min: 1}}",
        "content/dimensions/price.md:2:1: warning[house-rule]: 0 sources; this site wants at least 1",
    ),
    "prose": (
        "{body_words: {min: 150}}",
        f"{INDEX}:37:1: warning[house-rule]: 20 words in the prose; this site wants at least 150",
    ),
    "cells": (
        "{cell_words: {max: 4}}",
        f"{INDEX}:20:12: warning[house-rule]: 5 words in a cell; this site wants at most 4",
    ),
    "code": (
        "{code_columns: {max: 20}}",
        "speed/count.train.py:4:21: warning[house-rule]: 23 columns in a program; this site wants at most 20",
    ),
    "the region": (
        "{code_columns: {max: 79}, region_columns: {max: 22}}",
        "count.train.py:4:23: warning[house-rule]: 23 columns in the part that is shown first; this site wants at most 22",
    ),
}


@pytest.mark.parametrize("name", RULES)
def test_what_breaks_a_rule_is_warned_of_with_its_place(
    town: Town, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    rules, said = RULES[name]
    house(town, rules)
    assert town.run("check") == 0
    assert said in capfd.readouterr().err
    assert town.run("check", "--strict") == 1


def test_a_site_without_rules_has_no_warnings_of_them(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    assert town.run("check") == 0
    assert "house-rule" not in capfd.readouterr().err


def test_a_draft_is_not_held_against_the_rules(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    house(town, "{rows: {min: 2}}")
    town.edit("dimensions/price.md", "category: money", "category: money\ndraft: true")
    town.run("check")
    assert "house-rule" not in capfd.readouterr().err


WRONG = {
    "a number": ("{rows: 6}", "content/site.yaml:2:15: error[wrong-type]"),
    "a word": ("{rows: {min: six}}", "content/site.yaml:2:21: error[wrong-type]"),
    "less than nothing": ("{rows: {min: -1}}", "content/site.yaml:2:21: error[bad-value]"),
    "no such rule": ("{row: {min: 6}}", "content/site.yaml:2:9: error[unknown-key]"),
    "turned round": (
        "{rows: {min: 9, max: 6}}",
        "error[bad-value]: the least, 9, is more than the most, 6",
    ),
    "a list": ("[rows]", "content/site.yaml:2:8: error[wrong-type]"),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_rule_of_the_wrong_type_has_its_place(
    town: Town, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    rules, said = WRONG[name]
    house(town, rules)
    assert town.run("check") == 1
    told = capfd.readouterr().err
    assert said in told
    assert told.count("error[") == 1


def test_limits_are_said_as_people_say_them() -> None:
    said = [
        str(CountLimits(1, 2)),
        str(CountLimits(3, 3)),
        str(CountLimits(None, 4)),
        str(CountLimits(5)),
    ]
    assert said == ["1 to 2", "3", "at most 4", "at least 5"]
    assert 5 in CountLimits(5)
    assert 4 not in CountLimits(5)


def test_a_piece_of_code_is_one_word() -> None:
    assert word_count(Prose("<p>Call <code>a b c</code> at once.</p><pre>x y\nz</pre>")) == 5
