"""A whole comparison to begin with: two made-up subjects, small enough to be replaced line by line.

It passes `check`, its programs need nothing but Python, and what is built of it can be published as
it stands.
"""

import os
import sys
from pathlib import Path

from sidebyside.diagnostics import CommandError

_SITE = """\
title: Kettle and pan
tagline: Two ways to boil water, side by side.
url: https://example.org/kettle-and-pan/  # where it will be published; --base-url overrides it
subjects:  # two or more; their order is the order of the columns
  - key: kettle  # names files and columns
    name: Kettle  # what readers see
    summary: Boils water and stops by itself.
  - key: pan
    name: Pan
    summary: Boils anything, as long as somebody watches it.
categories:
  - slug: boiling
    title: Boiling
    summary: From cold water to hot water.
"""

_DIMENSION = """\
---
title: When the water boils
category: boiling
summary: The kettle stops by itself; the pan boils on until somebody takes it off.
glance:
  kettle: Stops at 100 °C
  pan: {none: Somebody has to watch it}
rows:
  - id: at-the-boil
    aspect: What happens at 100 °C
    kettle: It stops
    pan: It boils on
    proof: two-litres
    shows: {kettle: "100 °C: stopped", pan: "100 °C: boiling"}
  - id: other-things
    aspect: What else it boils
    kettle: {none: Water alone}
    pan: Soup, eggs and milk
    judgement: true
samples:
  - id: two-litres
    title: Two litres of water
choose:
  kettle: You boil water and nothing else.
  pan: You have room for one thing in the kitchen.
---
Everything on this page is made up. Replace it with what you compare: the programs first, then the table that says what they
print.
"""

_PROGRAM = """\
# region show
def heat(degrees: int) -> str:
    return "{at_boil}" if degrees >= 100 else "heating"


for degrees in (20, 60, 100):
    print(f"{{degrees}} °C: {{heat(degrees)}}")
# endregion
"""

_QUESTION = """\
---
question: Which of the two can be left alone?
level: core
subjects: [kettle, pan]
dimensions: [at-the-boil]
---
The kettle.

It stops by itself at 100 °C; [[at-the-boil|the pan boils on]].
"""

_README = """\
# A comparison

    {program} verify --content content --update
    {program} build --content content --output output --strict
    {program} serve --content content --output output

The first line runs the sample programs and records what they print. The second makes `output/`: plain files that any host can
publish as they are, under any path. The third shows every save in the browser. Write in `content/`.
"""


def create_site(folder: Path, program: str) -> list[str]:
    """Write a comparison into a new or empty folder, and return what was written."""
    if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
        raise CommandError(f"{folder} is there already, and a new site wants a new or empty folder")
    files = {
        "README.md": _README.format(program=program),
        ".gitignore": "/output/\n/.cache/\n",
        "content/site.yaml": _SITE,
        "content/dimensions/at-the-boil/index.md": _DIMENSION,
        "content/dimensions/at-the-boil/two-litres.kettle.py": _PROGRAM.format(at_boil="stopped"),
        "content/dimensions/at-the-boil/two-litres.pan.py": _PROGRAM.format(at_boil="boiling"),
        "content/questions/which-can-be-left-alone.md": _QUESTION,
        "content/environments/plain.yaml": (
            "title: Python alone\n"
            f'python: "{sys.version_info.major}.{sys.version_info.minor}"\n'
            "lock: plain.lock.txt\n"
        ),
        "content/environments/plain.lock.txt": "",
    }
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return [*files]
