"""Code in prose: an excerpt of a program that ran, or said not to have run."""

import pytest

from sidebyside.content.excerpts import Deviation, first_deviation
from sidebyside.content.highlight import languages_of
from tests.conftest import QUESTION, Town

PROGRAM = """\
import shop

# region show
def make():
    if shop.open:
        print("one")

        print("two")
    return None
# endregion

make()
"""

EXCERPTS = {
    "whole": PROGRAM,
    "part": 'def make():\n    if shop.open:\n        print("one")\n',
    "dedented": 'if shop.open:\n    print("one")\n    print("two")\n',
    "indented": "        def make():\n            if shop.open:\n",
    "left out": "import shop\n...\ndef make():\n    ...\n    return None\n",
    "left out at both ends": "...\nreturn None\n...\n",
    "over a marker": "import shop\ndef make():\n",
    "over the end of a region": "    return None\n\nmake()\n",
    "tabs": 'if shop.open:\n\tprint("one")\n',
}
OTHERS = {
    "a changed word": (
        "def make():\n    if shop.shut:\n",
        Deviation(2, "if shop.shut:", "if shop.open:"),
    ),
    "a line left out": (
        'def make():\n    print("one")\n',
        Deviation(2, 'print("one")', "if shop.open:"),
    ),
    "a part of a line": ("def make(\n", Deviation(1, "def make(")),
    "another order": ("make()\n...\nimport shop\n", Deviation(3, "import shop")),
    "another indentation": (
        '    if shop.open:\n        print("one")\n    print("two")\n',
        Deviation(3, 'print("two")', 'print("two")'),
    ),
    "nothing": ("\n", Deviation(1, "")),
    "nothing but what is left out": ("...\n", Deviation(1, "...")),
    "a line past the end": ("make()\nmake()\n", Deviation(2, "make()")),
}


@pytest.mark.parametrize("name", EXCERPTS)
def test_an_excerpt_has_whole_lines_in_their_order(name: str) -> None:
    assert first_deviation(EXCERPTS[name], ["x = 1\n", PROGRAM]) is None


@pytest.mark.parametrize("name", OTHERS)
def test_the_first_line_that_differs_is_found(name: str) -> None:
    code, deviation = OTHERS[name]
    assert first_deviation(code, [PROGRAM]) == deviation


def test_the_program_that_agrees_longest_is_compared() -> None:
    found = first_deviation("import shop\nimport bakery\n", ["x = 1\n", PROGRAM, ""])
    assert found == Deviation(2, "import bakery", "def make():")


def test_a_long_block_of_one_line_is_judged_soon() -> None:
    program = "a = 1\n" * 20_000
    assert first_deviation("a = 1\n" * 15_000 + "b = 1\n", [program]) == Deviation(
        15_001, "b = 1", "a = 1"
    )


@pytest.mark.parametrize(
    ("ending", "name"), [("py", "python"), ("js", "javascript"), ("rb", "ruby"), ("zz", "zz")]
)
def test_a_language_is_known_by_the_ending_of_its_files(ending: str, name: str) -> None:
    assert name in languages_of(ending)
    assert "text" not in languages_of(ending)


PAGE = """\

```python from=speed/count
for number in range(3):
    print(number, "train")
```

- In a list:

  ```python fragment
  ride(tram)
  ```

```shell
ride --tram
```
"""


def test_a_page_says_where_code_is_from_or_that_it_did_not_run(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.put("questions/which-first.md", QUESTION + PAGE)
    assert town.run("build", "--book") == 0
    assert "code" not in capsys.readouterr().err.replace("error-code", "")
    page = town.page("questions/which-first.html")
    assert (
        '<figcaption>from <a href="../dimensions/speed.html#count">Counting to three</a></figcaption>'
        in page
    )
    assert page.count("<figcaption>not run</figcaption>") == 1
    assert page.count('<span class="k">for') == 1
    assert page.count("<figcaption>") == 2
    twin = town.page("questions/which-first.md")
    assert "```python\nfor number in range(3):" in twin
    assert "from [Counting to three](../dimensions/speed.md#count)" in twin
    assert 'from <a href="#dimension_speed__count">Counting to three</a>' in town.page("all.html")
    assert "\nfrom Counting to three\n" in town.page("questions.csv")


def test_code_in_yaml_is_judged_at_its_place(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    index = "dimensions/speed/index.md"
    note = "title: Counting to three\n    note: |\n      Look:\n\n      ```python from=count\n      ride()\n      ```\n"
    town.edit(index, "title: Counting to three\n", note)
    assert town.run("check", "-q") == 1
    told = capsys.readouterr().err
    assert (
        f"content/{index}:34:7: error[not-an-excerpt]: this is no excerpt of a program of 'speed/count'"
        in told
    )
    assert "the first line that differs is line 1 of the block: ride()" in told


def test_an_old_slug_of_a_dimension_still_leads_to_its_program(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.edit(
        "dimensions/speed/index.md", "see_also: [price]", "aliases: [velocity]\nsee_also: [price]"
    )
    town.put(
        "guides/first.md",
        "---\ntitle: First\n---\n\n```python from=velocity/count\nprint(1)\n```\n",
    )
    assert town.run("check", "-q") == 1
    assert "error[not-an-excerpt]" in capsys.readouterr().err


def test_a_question_has_no_samples_of_its_own(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.put("guides/first.md", "---\ntitle: First\n---\n\n```python from=count\nprint(1)\n```\n")
    assert town.run("check", "-q") == 1
    assert (
        "guides/first.md:5:1: error[missing-sample]: the sample 'count' is of no dimension"
        in capsys.readouterr().err
    )


def test_a_site_without_programs_may_show_any_code(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.put("guides/first.md", "---\ntitle: First\n---\n\n```ruby\nputs 1\n```\n")
    assert town.run("check", "-q") == 0
    assert "unverified-code" not in capsys.readouterr().err
