"""Made-up comparisons of any number of subjects, with cells as long as people write them."""

from pathlib import Path

NAMES = (
    "Ash",
    "Birch and company",
    "C++",
    "Dogwood.js",
    "Elderberry",
    "Fir",
    "Ginkgo biloba",
    "Hazel",
    "Ivy",
    "Juniper",
)
CELLS = (
    "`configure(default_settings={{}}).subject_{n}` and a few words",
    "A sentence of some words that says what subject {n} does, where it does it and why",
    "`s{n}.run()`",
    "Unsurprisingly-long-compound-word-{n}",
)


def subject_keys(number: int) -> list[str]:
    """Return the keys of so many subjects."""
    return [f"s{n}" for n in range(number)]


def write_comparison(content: Path, number: int, dimensions: int = 4) -> None:
    """Write a comparison of so many subjects."""
    keys = subject_keys(number)
    subjects = "".join(
        f'  - {{key: {key}, name: "{NAMES[n % len(NAMES)]}{f" {n}" if n >= len(NAMES) else ""}", hue: {n * 37 % 360}}}\n'
        for n, key in enumerate(keys)
    )
    leans = ", ".join(f"{key}: {n % 4 + 1}" for n, key in enumerate(keys))
    files = {
        "site.yaml": f"title: Any of {number}\ntagline: Side by side.\nurl: https://many.example/trees/\nsubjects:\n{subjects}"
        "categories:\n  - {slug: leaves, title: Leaves and what grows on them}\n  - {slug: roots, title: Roots}\n",
        "chooser.yaml": "".join(
            f"- id: ask-{n}\n  ask: Which of all these do you need for number {n}?\n  answers:\n"
            f"    - {{say: All of them and a few words more, lean: {{{leans}}}}}\n"
            f"    - {{say: The first, lean: {{{keys[0]}: 3}}}}\n"
            for n in range(2)
        ),
        "terms.yaml": "- slug: leaf\n"
        + "".join(f"  {key}: {{name: leaf_of_{key}, means: It is green}}\n" for key in keys),
    }
    for d in range(dimensions):
        cells = [f'"{CELLS[(n + d) % len(CELLS)].format(n=n)}"' for n in range(number)]
        pairs = "".join(f"  {key}: {cell}\n" for key, cell in zip(keys, cells, strict=True))
        rows = "".join(
            f"  - id: row-{r}\n    aspect: Aspect number {r} of it\n"
            + "".join(f"    {key}: {cell}\n" for key, cell in zip(keys, cells, strict=True))
            + "    judgement: true\n"
            for r in range(3)
        )
        category = ("leaves", "roots")[d % 2]
        sample = "samples:\n  - {id: shown, title: It prints its name}\n" if d == 0 else ""
        files[f"dimensions/part-{d}/index.md"] = (
            f"---\ntitle: Part {d} of a tree\ncategory: {category}\nsummary: They differ.\n"
            f"glance:\n{pairs}rows:\n{rows}{sample}---\n"
        )
    for key in keys:
        files[f"dimensions/part-0/shown.{key}.py"] = f'print("{key}")\n'
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
