"""The benchmark's corpus: the same topics, written as the documentation of each tool suggests.

    python benchmarks/corpus.py ours 1000 FOLDER      (or eleventy, hugo, pelican, mkdocs; 12 topics
    or more)

Each topic has a title, a summary, a table of eight rows with two cells, two Python programs of 15
and 20 lines, three paragraphs and four links to other topics. Nothing is random: topic 17 reads the
same in every corpus that holds it.
"""

import hashlib
import html
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Files = Iterator[tuple[str, str]]

CATEGORIES = 10
SUBJECTS = ("Lathe", "Mill")
ROWS = 8
RELATED = 4
WORDS = """
    bearing bracket carriage chuck clamp coolant cutter drawing drill edge face feed fixture flange gear gauge
    groove handle indicator jaw key ledger machine margin measure motor notch oil pitch plate pulley quill rail
    ratio screw shaft shoulder slide speed spindle stock stop surface table taper thread tolerance tool travel
    turret vice wedge wheel
"""
VERBS = """
    carries checks closes drives fits guides holds limits marks moves opens reaches sets takes turns wears
"""
_WORDS, _VERBS = WORDS.split(), VERBS.split()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its head and two cells of inline Markdown."""

    aspect: str
    cells: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Topic:
    """One page of the corpus.

    Texts are Markdown, programs are whole, related names other topics by number.
    """

    number: int
    title: str
    summary: str
    rows: tuple[Row, ...]
    programs: tuple[str, str]
    paragraphs: tuple[str, ...]
    related: tuple[int, ...]

    @property
    def slug(self) -> str:
        """The topic's name in addresses and on disk."""
        return slug(self.number)

    @property
    def category(self) -> int:
        """The number of its category, from 0."""
        return self.number % CATEGORIES


def slug(number: int) -> str:
    """Return the name of a topic in addresses and on disk."""
    return f"topic-{number:05d}"


def title(number: int) -> str:
    """Return a topic's title; no two are alike."""
    return f"{_word(number).capitalize()} and {_word(number * 7 + 3)} {number}"


def topic(number: int, size: int) -> Topic:
    """Return a topic of a corpus of that size, 12 or more; only the links depend on the size."""
    related = tuple((number + step) % size for step in (1, 2, size // 3 + 3, size // 2 + 5))
    first, second = SUBJECTS[0].lower(), SUBJECTS[1].lower()
    summary = f"The {first} {_verb(number)} the {_word(number + 5)}, the {second} its {_word(number + 9)}."
    rows = tuple(_row(number, at) for at in range(ROWS))
    paragraphs = tuple(_paragraph(number, at) for at in range(3))
    return Topic(
        number, title(number), summary, rows, (_short(number), _long(number)), paragraphs, related
    )


def topics(size: int) -> Iterator[Topic]:
    """Return every topic of a corpus."""
    return (topic(number, size) for number in range(size))


def _word(seed: int) -> str:
    return _WORDS[(seed * 31 + seed // 53) % len(_WORDS)]


def _verb(seed: int) -> str:
    return _VERBS[(seed * 5 + seed // 17) % len(_VERBS)]


def _row(number: int, at: int) -> Row:
    seed = number * 19 + at * 3
    return Row(
        f"Its {_word(seed)} and the {_word(seed + 8)}",
        (_cell(seed + 1, at), _cell(seed + 2, at + 3)),
    )


def _cell(seed: int, kind: int) -> str:
    """Return a cell as tables of references have them.

    Most are words and code, some are emphasised, one in eight links.
    """
    words = f"the {_word(seed)} {_verb(seed)} {_word(seed + 4)} and {_word(seed + 6)}"
    match kind % 8:
        case 0:
            return f"See [the {_word(seed)} tables](https://example.org/{_word(seed)}) for {_word(seed + 2)}"
        case 1 | 2:
            return f"**Always** {words}, _not_ the {_word(seed + 11)}"
        case 3:
            return f"Here {words}, once for each {_word(seed + 12)}"
        case _:
            return f"`{_word(seed)}({_word(seed + 1)}={seed % 90})`: {words}"


def _paragraph(number: int, at: int) -> str:
    seed = number * 13 + at * 7
    return (
        f"A {_word(seed)} that {_verb(seed)} the {_word(seed + 1)} is **rarely** "
        f"the one that {_verb(seed + 2)} the {_word(seed + 3)}. "
        f"With `{_word(seed + 4)}_{_word(seed + 5)}({at})` the {_word(seed + 6)} {_verb(seed + 7)} every {_word(seed + 8)}, "
        f"and _only_ then the {_word(seed + 9)} {_verb(seed + 10)} what is left of the {_word(seed + 11)}. "
        f"The [{_word(seed + 12)} handbook](https://example.org/{_word(seed + 12)}) "
        f"says which {_word(seed + 13)} it {_verb(seed + 14)}, "
        f"and why a second {_word(seed + 15)} after `{number}` turns of the {_word(seed + 16)} changes nothing about it."
    )


def _short(number: int) -> str:
    """Return a program of 15 lines."""
    a, b, c = (_word(number * 11 + step) for step in (0, 5, 9))
    return f'''\
"""Count every {a} of a {b}."""

from dataclasses import dataclass


@dataclass(frozen=True)
class {a.capitalize()}:
    """One {a}, as it lies there."""
    name: str = "{b}"
    size: int = {number % 97}


def total_{c}(found: list[{a.capitalize()}]) -> int:
    # A {c} without a size counts once.
    return sum(one.size or 1 for one in found)
'''


def _long(number: int) -> str:
    """Return a program of 20 lines."""
    a, b, c = (_word(number * 17 + step) for step in (2, 6, 12))
    return f'''\
"""Turn a {a} into a {b}, unless the {c} is worn."""

import re
from functools import lru_cache

PATTERN = re.compile(r"^(?P<{a}>[a-z]+)-(\\d{{1,{number % 8 + 1}}})$")


@lru_cache(maxsize={number % 500 + 12})
def {b}_of(text: str, *, worn: bool = False) -> str | None:
    match = PATTERN.match(text)
    if match is None or worn:
        return None
    parts = [part.strip() for part in text.split("-") if part]
    return f"{{match['{a}']}}/{{len(parts):>3}}"


class {c.capitalize()}Error(ValueError):
    """What is raised where a {c} was expected."""
    limit = {number % 1000 / 8}
'''


# What an author of each tool writes.
# ------------------------------------------------------------------------------------------


def ours(size: int) -> Files:
    """Return a content folder for this project's generator, with evidence for its programs."""
    yield "site.yaml", _our_site()
    records: dict[str, object] = {}
    for entry in topics(size):
        folder = f"dimensions/{entry.slug}"
        yield f"{folder}/index.md", _our_entry(entry)
        for subject, program in zip(SUBJECTS, entry.programs, strict=True):
            path = f"{folder}/program.{subject.lower()}.py"
            yield path, program
            yield path.removesuffix("py") + "out", ""
            records[path] = {"sha256": _sha256(program), "runs": {"bench": _run(subject)}}
    yield (
        "evidence.json",
        json.dumps({"version": 1, "programs": records}, indent=2, sort_keys=True) + "\n",
    )


def _our_site() -> str:
    subjects = "".join(
        f"  - {{key: {name.lower()}, name: {name}, packages: [{name}]}}\n" for name in SUBJECTS
    )
    categories = "".join(
        f"  - {{slug: shelf-{at}, title: Shelf {at}}}\n" for at in range(CATEGORIES)
    )
    return f"title: Lathe and mill\nurl: https://example.org/bench/\nsubjects:\n{subjects}categories:\n{categories}"


def _our_entry(entry: Topic) -> str:
    keys = [name.lower() for name in SUBJECTS]
    glance = "".join(f"  {key}: The {_word(entry.number + at)}\n" for at, key in enumerate(keys))
    rows = "".join(
        f"  - aspect: {row.aspect}\n"
        + "".join(
            f"    {key}: {_quoted(cell)}\n" for key, cell in zip(keys, row.cells, strict=True)
        )
        + "    proof: program\n"
        for row in entry.rows
    )
    return (
        f"---\ntitle: {entry.title}\ncategory: shelf-{entry.category}\nsummary: {_quoted(entry.summary)}\n"
        f"glance:\n{glance}rows:\n{rows}samples:\n  - id: program\n    title: Programs\n"
        f"see_also: [{', '.join(map(slug, entry.related))}]\n---\n"
        + "\n\n".join(entry.paragraphs)
        + "\n"
    )


def _run(subject: str) -> dict[str, object]:
    return {
        "date": "2026-01-01",
        "output": _sha256(""),
        "packages": {subject: "1.0"},
        "python": "3.13.0",
    }


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


_HEAD = '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{0}</title></head>\n<body>\n<main>\n'
_FOOT = "</main>\n</body></html>\n"


def _front(entry: Topic, data: bool) -> str:
    """Return YAML front matter, with the table in it where `data` says so."""
    keys = [name.lower() for name in SUBJECTS]
    rows = "".join(
        f"  - aspect: {row.aspect}\n"
        + "".join(
            f"    {key}: {_quoted(cell)}\n" for key, cell in zip(keys, row.cells, strict=True)
        )
        for row in entry.rows
    )
    return (
        f"---\ntitle: {entry.title}\nsummary: {_quoted(entry.summary)}\n"
        + (f"rows:\n{rows}" if data else "")
        + "---\n"
    )


def _body(entry: Topic, address: str, fence: str = "```python") -> str:
    """Return what follows the table: programs, paragraphs, links.

    `address` holds the slug of a link's target.
    """
    programs = "\n".join(f"{fence}\n{program}```\n" for program in entry.programs)
    links = "".join(
        f"- [{title(number)}]({address.format(slug(number))})\n" for number in entry.related
    )
    return f"{programs}\n" + "\n\n".join(entry.paragraphs) + f"\n\n## Related\n\n{links}"


def _table(entry: Topic) -> str:
    """Return the table in Markdown."""
    rows = "".join(f"| {row.aspect} | {' | '.join(row.cells)} |\n" for row in entry.rows)
    return f"| Aspect | {' | '.join(SUBJECTS)} |\n|---|---|---|\n{rows}\n"


def eleventy(size: int) -> Files:
    """Return a folder for Eleventy.

    Markdown, tables as data, a Nunjucks layout, the project's own highlighting plugin.
    """
    yield (
        "eleventy.config.mjs",
        'import highlight from "@11ty/eleventy-plugin-syntaxhighlight";\n'
        'import markdownIt from "markdown-it";\n\n'
        "const markdown = markdownIt();\n\n"
        "export default function (config) {\n"
        "  config.addPlugin(highlight);\n"
        '  config.addFilter("inline", (text) => markdown.renderInline(text));\n'
        '  const dir = { input: "content", output: "output" };\n'
        '  return { dir, templateFormats: ["md", "njk"], markdownTemplateEngine: false };\n'
        "}\n",
    )
    keys = [name.lower() for name in SUBJECTS]
    cells = "".join(f"<td>{{{{ row.{key} | inline | safe }}}}</td>" for key in keys)
    yield (
        "content/_includes/topic.njk",
        _HEAD.format("{{ title }}")
        + "<h1>{{ title }}</h1>\n<p>{{ summary }}</p>\n"
        + _table_html(
            f'{{% for row in rows %}}<tr><th scope="row">{{{{ row.aspect }}}}</th>{cells}</tr>\n{{% endfor %}}'
        )
        + "{{ content | safe }}"
        + _FOOT,
    )
    yield "content/topics/topics.json", '{"layout": "topic.njk", "tags": "topics"}\n'
    one = '{% for topic in collections.topics %}<li><a href="{{ topic.url }}">{{ topic.data.title }}</a></li>\n{% endfor %}'
    yield "content/index.njk", _HEAD.format("Topics") + f"<ul>{one}</ul>\n" + _FOOT
    for entry in topics(size):
        yield f"content/topics/{entry.slug}.md", _front(entry, True) + _body(entry, "../{}/")


def hugo(size: int) -> Files:
    """Return a folder for Hugo.

    Goldmark, tables as data, its highlighter with classes, only pages that are wanted.
    """
    yield (
        "hugo.yaml",
        "baseURL: https://example.org/bench/\ntitle: Topics\n"
        'disableKinds: [taxonomy, term, section, rss, sitemap, robotstxt, "404"]\n'
        "markup: {highlight: {noClasses: false}}\n",
    )
    keys = [name.lower() for name in SUBJECTS]
    cells = "".join(f"<td>{{{{ .{key} | markdownify }}}}</td>" for key in keys)
    yield (
        "layouts/page.html",
        _HEAD.format("{{ .Title }}")
        + "<h1>{{ .Title }}</h1>\n<p>{{ .Params.summary }}</p>\n"
        + _table_html(
            f'{{{{ range .Params.rows }}}}<tr><th scope="row">{{{{ .aspect }}}}</th>{cells}</tr>\n{{{{ end }}}}'
        )
        + "{{ .Content }}"
        + _FOOT,
    )
    one = '{{ range .Site.RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>\n{{ end }}'
    yield "layouts/home.html", _HEAD.format("Topics") + f"<ul>{one}</ul>\n" + _FOOT
    for entry in topics(size):
        yield f"content/topics/{entry.slug}.md", _front(entry, True) + _body(entry, "../{}/")


def _table_html(rows: str) -> str:
    """Return a table whose rows a template fills in."""
    heads = "".join(f'<th scope="col">{name}</th>' for name in SUBJECTS)
    return f'<table>\n<thead><tr><th scope="col">Aspect</th>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n'


def pelican(size: int) -> Files:
    """Return a folder for Pelican.

    Articles and one list of them, no feeds, no pages by author or tag; tables in Markdown.
    """
    wanted = [f'"markdown.extensions.{name}": {{}}' for name in ("meta", "tables", "fenced_code")]
    yield (
        "pelicanconf.py",
        'SITENAME = "Topics"\nSITEURL = ""\nPATH = "content"\nOUTPUT_PATH = "output"\nTIMEZONE = "UTC"\nDEFAULT_LANG = "en"\n'
        'THEME = "theme"\nTHEME_STATIC_PATHS = []\nSTATIC_PATHS = []\nPAGE_PATHS = []\n'
        "PLUGINS = []\nDEFAULT_PAGINATION = False\n"
        'DIRECT_TEMPLATES = ["index"]\nARTICLE_SAVE_AS = ARTICLE_URL = "topics/{slug}.html"\n'
        'AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""\n'
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None\n"
        f'MARKDOWN = {{"extension_configs": {{{", ".join(wanted)}, '
        '"markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False}}, "output_format": "html5"}\n',
    )
    yield (
        "theme/templates/article.html",
        _HEAD.format("{{ article.title }}")
        + "<h1>{{ article.title }}</h1>\n{{ article.summary }}\n{{ article.content }}\n"
        + _FOOT,
    )
    one = '{% for article in articles %}<li><a href="{{ article.url }}">{{ article.title }}</a></li>\n{% endfor %}'
    yield "theme/templates/index.html", _HEAD.format("Topics") + f"<ul>{one}</ul>\n" + _FOOT
    for entry in topics(size):
        front = f"Title: {entry.title}\nDate: 2026-01-01\nSlug: {entry.slug}\nSummary: {entry.summary}\n\n"
        yield f"content/{entry.slug}.md", front + _table(entry) + _body(entry, "{{filename}}{}.md")


def mkdocs(size: int) -> Files:
    """Return a folder for MkDocs: no search and no other plugin, a theme without the site's tree.

    Tables in Markdown.
    """
    yield (
        "mkdocs.yml",
        "site_name: Topics\nsite_url: https://example.org/bench/\nsite_dir: output\nuse_directory_urls: false\nplugins: []\n"
        "theme: {name: null, custom_dir: theme}\nmarkdown_extensions:\n  - codehilite: {guess_lang: false}\n",
    )
    one = '{% for one in nav.pages %}<li><a href="{{ one.url | url }}">{{ one.title }}</a></li>\n{% endfor %}'
    yield (
        "theme/main.html",
        _HEAD.format("{{ page.title }}")
        + "<h1>{{ page.title }}</h1>\n{% if page.is_homepage %}"
        + f"<ul>{one}</ul>{{% else %}}<p>{{{{ page.meta.summary }}}}</p>{{% endif %}}\n{{{{ page.content }}}}\n"
        + _FOOT,
    )
    yield "docs/index.md", "---\ntitle: Topics\n---\n"
    for entry in topics(size):
        yield (
            f"docs/topics/{entry.slug}.md",
            _front(entry, False) + _table(entry) + _body(entry, "{}.md"),
        )


FORMS: dict[str, Callable[[int], Files]] = {
    "ours": ours,
    "eleventy": eleventy,
    "hugo": hugo,
    "pelican": pelican,
    "mkdocs": mkdocs,
}


def write(tool: str, size: int, folder: Path) -> None:
    """Write a tool's corpus into a folder, which is made where it is missing.

    Files that are there already are replaced.
    """
    for name, text in FORMS[tool](size):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


# What the finished pages are held against.
# ----------------------------------------------------------------------------------


def faults(entry: Topic, page: str) -> list[str]:
    """Return what a finished page lacks of a topic.

    Words in their order, eight rows, coloured programs, four links.
    """
    read = words(page)
    passages = [
        entry.title,
        entry.summary,
        *(p for row in entry.rows for p in (row.aspect, *row.cells)),
    ]
    passages += [*entry.paragraphs, *(title(number) for number in entry.related)]
    wanted = [plain(text) for text in passages] + [_tokens(program) for program in entry.programs]
    found = [f"lacks the words: {text}" for text in wanted if f" {text} " not in f" {read} "]
    if (rows := page.count("<tr") - 1) != ROWS:
        found.append(f"has {rows} rows")
    panels = re.findall(r"<pre.*?</pre>", page, re.DOTALL)
    if sum(
        panel.count("<span class=") + panel.count("<span class ") > COLOURED for panel in panels
    ) < len(entry.programs):
        found.append("has a program without colours")
    found += [
        f"lacks a link to {slug(number)}"
        for number in entry.related
        if not re.search(rf'href="?[^" >]*{slug(number)}', page)
    ]
    return found


COLOURED = 20


def words(page: str) -> str:
    """Return the words of a page's body in their order, with one space between."""
    body = page[page.find("<body") :]
    inline = re.sub(
        r"</?(span|code|em|strong)\b[^>]*>",
        "",
        re.sub(r"<(script|style)\b.*?</\1>", "", body, flags=re.DOTALL),
    )
    return _tokens(html.unescape(re.sub(r"<[^>]*>", " ", inline)))


def plain(markdown: str) -> str:
    """Return the words of inline Markdown in their order, with one space between."""
    return _tokens(re.sub(r"\]\([^)]*\)", "]", markdown))


def _tokens(text: str) -> str:
    return " ".join(re.findall(r"[A-Za-z0-9]+", text))


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
