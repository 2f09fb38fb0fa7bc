"""A small comparison of two subjects with everything that a page can hold, for the tests in a real browser."""

import hashlib
import json
from pathlib import Path

from sidebyside.content.programs import program_sha256
from sidebyside.evidence.ledger import Ledger, ProgramRecord, RunRecord

SITE = """\
title: Tea vs Coffee
tagline: Every difference, brewed side by side.
url: https://cups.example/sub/path/
repository: https://code.example/cups
subjects:
  - {key: tea, name: Tea, summary: Leaves in water., hue: 140, packages: [Kettle]}
  - {key: coffee, name: Coffee, summary: Beans in water., hue: 30, packages: [Mill]}
categories:
  - {slug: brewing, title: Brewing, summary: From water to cup.}
  - {slug: serving, title: Serving}
"""

BREWING = """\
---
title: Brewing time
category: brewing
summary: Tea draws for minutes; coffee is pressed in seconds, and a long sentence with `a_long_name_of_a_function()` follows.
aliases: [drawing]
glance:
  tea: "`draw(minutes=3)` in a pot"
  coffee: "`press(seconds=25)` through a sieve"
rows:
  - id: water
    aspect: "Heat of the `water`"
    tea: "`temperature=96`"
    coffee: "`temperature=93`"
    proof: two-cups
    shows: {tea: tea 3 minutes, coffee: {new: coffee 3 min, old: coffee 3}}
  - {id: cup, aspect: The cup, tea: With a handle, coffee: With a handle, same: true, proof: two-cups}
  - id: vessel
    aspect: The vessel
    tea: A pot called `configuration_of_the_teapot.default_settings["temperature"]` in full
    coffee: {none: "The machine is vessel enough"}
    source: [https://cups.example/pots#handle, https://cups.example/machines]
  - {id: taste, aspect: Taste, tea: Mild, coffee: Strong, judgement: true}
  - {id: sieve, aspect: Where the sieve sits, tea: In the spout, coffee: In the handle, proof: [in-parts, two-cups]}
@MANY@
samples:
  - {id: two-cups, title: Two cups after another, note: The same *water* for both.}
  - {id: in-parts, title: A program in parts, needs: {coffee: ">=2.0"}}
choose:
  tea: You have ten minutes.
  coffee: You have one minute.
see_also: [cups]
sources:
  - {title: "Pots: the handle", url: "https://cups.example/pots#handle"}
---
The first paragraph names [[cups]] and [[question:which-first]].

## How long it takes

A text with a table.

| a | b |
|---|---|
| 1 | 2 |

## Why it takes so long

```python
def wait(minutes: int) -> None:
    return None
```
"""

MANY = "".join(
    f"  - {{id: row-{n}, aspect: Aspect number {n}, tea: Leaf {n}, coffee: Bean {n}, proof: two-cups}}\n"
    for n in range(30)
)

CUPS = """\
---
title: Cups
category: serving
summary: Both are served in cups.
glance: {tea: Porcelain, coffee: {none: "Any vessel does"}}
rows:
  - {id: size, aspect: Size, tea: Large, coffee: Small, proof: brewing/two-cups}
---
"""

QUESTIONS = {
    "which-first": ("Which of the two came first?", "core", "[tea, coffee]", "brewing"),
    "why-milk": ("Why is milk put into `tea`?", "advanced", "[tea]", "cups"),
    "why-foam": ("What makes the foam?", "core", "[coffee]", "brewing"),
}

CHOOSER = """\
- id: time
  ask: How much time is there?
  dimension: brewing
  answers:
    - {say: Much, lean: {tea: 3}, because: It draws.}
    - {say: Little, lean: {coffee: 2}, because: It is pressed.}
- id: guests
  ask: Who comes?
  answers:
    - {say: Aunts, lean: {tea: 2, coffee: 1}}
    - {say: Nobody, lean: {}}
"""

TERMS = """\
- slug: leaf
  tea: {name: leaf, means: What is drawn}
  coffee: {name: bean, means: What is ground}
  dimensions: [brewing]
- slug: pot
  tea: {name: pot, means: It holds a litre}
  coffee: {none: The machine}
"""

MYTH = "---\nclaim: {}\nverdict: {}\ndimensions: [{}]\n{}\n---\nIt is otherwise.\n"
GUIDE = "---\ntitle: {}\nsummary: How to begin.\n---\n## Fill it\n\nText.\n\n## Empty it\n\nText.\n"
PROFILE = "---\nstrengths: [Mild]\nlimits: [Slow]\ngood_for: [Afternoons]\nnot_for: [Mornings]\n---\nOf [[brewing]].\n"
QUESTION = "---\nquestion: {}\nlevel: {}\nsubjects: {}\ndimensions: [{}]\n---\nThe short answer of {}.\n\nThe long one.\n"

PROGRAM = """\
import sys

# region show
def brew(minutes: int) -> str:
    return f"{minutes} minutes"
# endregion


print("@KEY@", brew(3))
"""

STEEPING = """\
---
title: Time until the cup is full
summary: From cold water to a full cup, and what a `kettle_with_a_long_name()` holds.
dimensions: [brewing, cups]
samples:
  - {id: measured-cup, title: What was measured}
---
The time is that of one kettle. It says nothing about the taste: see [[brewing]].
"""

RESULTS = {
    "date": "2026-01-02",
    "rounds": 5,
    "machine": {"cores": "2", "processor": "A stove of iron", "system": "Linux 6.1"},
    "busy": ["the load was 3.2 on 2 cores at the start"],
    "left_out": ["samovars: none on this machine"],
    "environments": {
        "old": {"python": "3.11.7", "packages": {"Kettle": "1.9", "Mill": "1.9"}},
        "new": {"python": "3.13.0", "packages": {"Kettle": "2.0", "Mill": "2.0"}},
    },
    "programs": {
        f"measured-cup.{key}": program_sha256([("", f"print('{key}')\n")])
        for key in ("tea", "coffee")
    },
    "figures": [
        {
            "id": name,
            "title": title,
            "unit": "ms",
            "better": "less",
            "runs": {
                environment: {
                    "tea": [10.0, 10.2, 9.9, None, 10.1],
                    "coffee": [10 * factor, 11 * factor, 9 * factor, 1, 10 * factor],
                }
                for environment in ("old", "new")
            },
        }
        for name, title, factor in (
            ("full", "A full cup, with the water from the tap and a clean pot", 2.5),
            ("half", "Half a cup", 1.0),
            ("drop", "A drop", 0.03),
        )
    ],
}

CAFE = """\
---
title: A café
summary: The same café, once with leaves and once with beans.
acceptance: acceptance.py
environment: {TABLES: "4"}
steps:
  - id: pouring
    title: Pouring
    files:
      tea: [{path: main.py, region: pour}, {path: pots/green.py}]
      coffee: [{path: main.py, region: pour}]
    rows: [brewing#water]
  - id: closing
    title: Closing
    files: {tea: [{path: main.py}]}
---
Two cafés with one menu.

## pouring

Leaves need a pot, see [[cups]].

## closing

Nothing is left to do for coffee.
"""

FILES = {
    "site.yaml": SITE,
    "dimensions/brewing/index.md": BREWING.replace("@MANY@\n", MANY),
    "dimensions/brewing/two-cups.tea.py": PROGRAM.replace("@KEY@", "tea"),
    "dimensions/brewing/two-cups.coffee.py": PROGRAM.replace("@KEY@", "coffee"),
    "dimensions/brewing/in-parts.tea/main.py": "import leaves\n\nprint(leaves.COUNT)\n",
    "dimensions/brewing/in-parts.tea/leaves.py": "COUNT = 12\n",
    "dimensions/brewing/in-parts.coffee.py": "print('never verified')\n",
    "dimensions/cups.md": CUPS,
    "myths/tea-has-no-caffeine.md": MYTH.format(
        "Tea has no caffeine.", "'false'", "brewing", "proof: brewing/two-cups"
    ),
    "myths/beans-are-beans.md": MYTH.format(
        "Coffee beans are beans.", "misleading", "cups", "source: https://cups.example/b"
    ),
    "terms.yaml": TERMS,
    "errors.yaml": (
        "- {slug: three-minutes, message: tea 3 minutes, subject: tea, proof: brewing/two-cups,"
        " cause: The pot is *full*., cure: Wait., others: {coffee: It is pressed.}}\n"
    ),
    "glossary.yaml": "- {slug: caffeine, name: caffeine, means: What keeps people awake.}\n",
    "chooser.yaml": CHOOSER,
    "pages/imprint.md": "---\ntitle: Imprint\n---\nThe tea house, 1 Harbour Street. See [[cups]].\n",
    "applications/cafe/index.md": CAFE,
    "applications/cafe/acceptance.py": "print('ok    a cup is served')\n",
    "applications/cafe/tea/main.py": "# region pour\nprint('pour')\n# endregion\n",
    "applications/cafe/tea/pots/green.py": "LEAVES = 3\n",
    "applications/cafe/coffee/main.py": "# region pour\nprint('press')\n# endregion\n",
    "guides/first-pot.md": GUIDE.format("The first pot"),
    "guides/second-pot.md": GUIDE.format("The second pot"),
    "subjects/tea.md": PROFILE,
    "measurements/steeping.md": STEEPING,
    "measurements/steeping.json": json.dumps(RESULTS),
    "measurements/measured-cup.tea.py": "print('tea')\n",
    "measurements/measured-cup.coffee.py": "print('coffee')\n",
    "environments/new.yaml": "title: The newest\npython: '3.13'\nlock: new.lock.txt\n",
    "environments/new.lock.txt": "kettle==2.0\n",
} | {
    f"questions/{slug}.md": QUESTION.format(ask, level, about, of, slug)
    for slug, (ask, level, about, of) in QUESTIONS.items()
}


def write(content: Path) -> None:
    """Write the content folder, with evidence as verify would have recorded it."""
    for path, text in FILES.items():
        place = content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    tea, coffee = "dimensions/brewing/two-cups.tea.py", "dimensions/brewing/two-cups.coffee.py"
    parts = [
        (name, FILES[f"dimensions/brewing/in-parts.tea/{name}"])
        for name in ("main.py", "leaves.py")
    ]
    programs = {
        tea: _record(
            content,
            tea,
            [("two-cups.tea.py", FILES[tea])],
            {"new": "tea 3 minutes\n", "old": "tea 3 minutes\n"},
        ),
        coffee: _record(
            content,
            coffee,
            [("two-cups.coffee.py", FILES[coffee])],
            {"new": "coffee 3 min\n", "old": "coffee 3\n"},
        ),
        "dimensions/brewing/in-parts.tea": _record(
            content, "dimensions/brewing/in-parts.tea", parts, {"new": "12\n"}
        ),
    }
    (content / "evidence.json").write_text(Ledger(programs=programs).as_text(), encoding="utf-8")


def _record(
    content: Path, path: str, files: list[tuple[str, str]], printed: dict[str, str]
) -> ProgramRecord:
    runs = {}
    stem = path.removesuffix(".py")
    common = len(set(printed.values())) == 1
    for name, text in printed.items():
        (content / (f"{stem}.out" if common else f"{stem}.{name}.out")).write_text(
            text, encoding="utf-8"
        )
        version = {"new": "2.0", "old": "1.9"}[name]
        package = "Kettle" if ".tea" in path else "Mill"
        digest = hashlib.sha256(text.encode()).hexdigest()
        python = {"new": "3.13.0", "old": "3.11.7"}[name]
        runs[name] = RunRecord(
            date="2026-01-02", output=digest, packages={package: version}, python=python
        )
    return ProgramRecord(sha256=program_sha256(files), runs=runs)
