# ruff: noqa: E501 - a table of mistakes is read line by line
"""Malformed and hostile content, kind by kind: each is told once, by code, path and line, and nothing is written.

The everyday mistakes are in test_messages.py; here are those of strangers and of broken tools.
"""

import json
import os
import resource
import socket
import subprocess
import sys
import time

import markupsafe
import pytest

from sidebyside.content import highlight
from tests.conftest import FILES, ROOT, Edit, Town
from tests.test_messages import INDEX, MISTAKES, REVIEWED, edit, link, put

# Root without the privilege to read what nobody may.
PLAIN_ROOT = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.getuid() == 0 else []
MYTH = "myths/ferries-sink.md"
GUIDE = "guides/tram-to-train.md"
NOW = "environments/now.yaml"
CLEAN = FILES[MYTH]


def prose(text: str) -> Edit:
    """Put a paragraph into the prose of the first dimension, at line 40."""
    return edit(INDEX, "## Why so fast", f"{text}\n\n## Why so fast")


def cell(text: str) -> Edit:
    """Write the cell in line 19 of the first dimension."""
    return edit(INDEX, "tram: Corners", f"tram: {text}")


def listening(town: Town) -> None:
    place = town.content / "terms.yaml"
    place.unlink()
    with socket.socket(socket.AF_UNIX) as made:
        made.bind("content/terms.yaml")


def device(town: Town) -> None:
    place = town.content / "terms.yaml"
    place.unlink()
    try:
        os.mknod(place, 0o20666, os.makedev(1, 5))
    except PermissionError:
        os.mkfifo(place)


def name_of_bytes(town: Town) -> None:
    place = os.fsencode(town.content / "myths") + b"/\xff.md"
    with open(place, "wb") as file:  # noqa: PTH123 - a name of bytes is no Path
        file.write(CLEAN.encode())


def links_to_links(town: Town) -> None:
    folder = town.content / "dimensions/speed/count.train"
    (town.content / "dimensions/speed/count.train.py").unlink()
    folder.mkdir()
    (folder / "main.py").write_text("print(1)\n")
    (folder / "a").symlink_to(folder)


def subject_called_slug(town: Town) -> None:
    for path, text in FILES.items():
        if path.endswith((".yaml", ".md")):
            town.put(path, text.replace("ferry", "slug"))
    (town.content / "dimensions/speed/count.ferry.py").rename(
        town.content / "dimensions/speed/count.slug.py"
    )


MALFORMED = {
    # encodings
    "utf-16": (put(MYTH, CLEAN.encode("utf-16")), "not-utf8", MYTH, 1),
    "utf-32 configuration": (put("site.yaml", FILES["site.yaml"].encode("utf-32")), "not-utf8", "site.yaml", 1),
    "overlong slash": (put("terms.yaml", b"- slug: a\n  x: \xc0\xaf\n"), "not-utf8", "terms.yaml", 2),
    "half of a surrogate pair": (put("terms.yaml", b"- slug: \xed\xa0\x80\n"), "not-utf8", "terms.yaml", 1),
    "cut in the middle of a letter": (put(MYTH, CLEAN.encode() + b"caf\xc3"), "not-utf8", MYTH, 9),
    "program in latin-1": (put("dimensions/speed/count.tram.py", b"# a\n# \xe9\n"), "not-utf8", "dimensions/speed/count.tram.py", 2),
    "output of bytes": (put("dimensions/speed/count.tram.out", b"1\n\xff"), "not-utf8", "dimensions/speed/count.tram.out", 2),
    "program with a zero byte": (put("dimensions/speed/count.tram.py", b"a = 1\nb\0 = 2\n"), "bad-value", "dimensions/speed/count.tram.py", 2),
    "program that is read backwards": (put("dimensions/speed/count.tram.py", "a = 1\n# \u202e evil\n"), "bad-value", "dimensions/speed/count.tram.py", 2),
    "prose with a zero byte": (put(MYTH, CLEAN + "a\0b\n"), "bad-value", MYTH, 9),
    "prose with an escape": (put(MYTH, CLEAN + "\x1b[2J\n"), "bad-value", MYTH, 9),
    "cell that is read backwards": (cell("a \u202e b"), "bad-value", INDEX, 19),
    "cell with an isolate": (cell('"a \\u2066 b"'), "bad-value", INDEX, 19),
    "cell with a line end of C1": (cell('"a\\x85b"'), "bad-value", INDEX, 19),
    "cell with half a surrogate": (cell('"\\ud800"'), "syntax", INDEX, 19),
    "nothing but a mark": (put(MYTH, b"\xef\xbb\xbf"), "syntax", MYTH, 1),
    "an empty file": (put(MYTH, ""), "syntax", MYTH, 1),
    # front matter
    "four dashes": (edit(INDEX, "---\ntitle", "----\ntitle"), "syntax", INDEX, 1),
    "a line before": (edit(INDEX, "---\ntitle", "\n---\ntitle"), "syntax", INDEX, 1),
    "closed by dots": (edit(MYTH, "---\nThey", "...\nThey"), "syntax", MYTH, 1),
    "closing indented": (edit(MYTH, "---\nThey", " ---\nThey"), "syntax", MYTH, 1),
    "front matter in plus signs": (put(MYTH, CLEAN.replace("---", "+++")), "syntax", MYTH, 1),
    "empty front matter": (put(MYTH, "---\n---\nText.\n"), "missing-key", MYTH, 1),
    "a comment alone": (put(MYTH, "---\n# claim\n---\nText.\n"), "missing-key", MYTH, 1),
    "a scalar": (put(MYTH, "---\nclaim\n---\nText.\n"), "wrong-type", MYTH, 2),
    # YAML
    "directive": (edit(INDEX, "---\ntitle", "---\n%YAML 1.1\ntitle"), "syntax", INDEX, 3),
    "merge key": (edit(INDEX, "title: Speed", "title: Speed\n<<: {a: b}"), "unknown-key", INDEX, 3),
    "explicit key": (edit(INDEX, "title: Speed", "title: Speed\n? a\n: b"), "unknown-key", INDEX, 3),
    "key without a name": (edit(INDEX, "title: Speed", "title: Speed\n: b"), "syntax", INDEX, 3),
    "key twice in a cell": (cell("{none: a, none: b}"), "duplicate-key", INDEX, 19),
    "key twice in braces": (edit("chooser.yaml", "lean: {train: 3}", "lean: {train: 3, train: 4}"), "duplicate-key", "chooser.yaml", 5),
    "key twice, once in quotes": (edit(INDEX, "title: Speed", 'title: Speed\n"title": Again'), "duplicate-key", INDEX, 3),
    "anchor of a mapping": (edit("terms.yaml", "train: {name", "train: &a {name"), "alias", "terms.yaml", 2),
    "a thousand laughs": (put("terms.yaml", "- [*a]\n"), "alias", "terms.yaml", 1),
    "tag of Python": (edit(INDEX, "title: Speed", "title: !!python/object/apply:os.system [id]"), "syntax", INDEX, 2),
    "nest in braces": (put("chooser.yaml", "{a: " * 100), "too-large", "chooser.yaml", 1),
    "null for a title": (edit(INDEX, "title: Speed", "title:"), "bad-value", INDEX, 2),
    "integer of 5,000 digits": (edit(GUIDE, "order: 10", "order: " + "9" * 5000), "bad-value", GUIDE, 4),
    "integer with a point": (edit(GUIDE, "order: 10", "order: 1.5"), "wrong-type", GUIDE, 4),
    "integer in base 16": (edit(GUIDE, "order: 10", "order: 0x10"), "wrong-type", GUIDE, 4),
    "no number": (edit("site.yaml", "hue: 300", "hue: nan"), "bad-value", "site.yaml", 13),
    "number without end": (edit("site.yaml", "hue: 300", "hue: 1e999"), "bad-value", "site.yaml", 13),
    "no days": (edit("site.yaml", "tagline:", "stale_after_days: 0\ntagline:"), "bad-value", "site.yaml", 2),
    "cell with more than none": (cell("{none: a, text: b}"), "wrong-type", INDEX, 19),
    "cell in a cell": (cell("{none: {none: a}}"), "wrong-type", INDEX, 19),
    "cell of nothing": (cell("{none: ' '}"), "missing-cell", INDEX, 19),
    "rows as a mapping": (edit("dimensions/price.md", "  - id: ticket", "    id: ticket"), "wrong-type", "dimensions/price.md", 8),
    "term without a name": (edit("terms.yaml", "{none: It has a pier}", "{none: [a]}"), "wrong-type", "terms.yaml", 4),
    "list of nothing": (edit(INDEX, "see_also: [price]", "see_also:\n  -"), "unknown-dimension", INDEX, 32),
    "evidence a mile deep": (put("evidence.json", "[" * 200_000), "syntax", "evidence.json", 1),
    "evidence beyond numbers": (put("evidence.json", '{"version": 1e999}'), "syntax", "evidence.json", 1),
    # Markdown
    "footnote of nothing": (prose("a[^nope]"), "broken-link", INDEX, 40),
    "footnote in a cell": (cell("'a [^1]'"), "broken-link", INDEX, 19),
    "definition that is not there": (prose("[a][nope]"), "broken-link", INDEX, 40),
    "definition of its own name": (prose("[nope][]"), "broken-link", INDEX, 40),
    "definition in a cell": (cell("'[a][b]'"), "broken-link", INDEX, 19),
    "html in a heading": (prose("## <b>x</b>"), "raw-html", INDEX, 40),
    "html in a table": (prose("| a |\n|---|\n| <b>x</b> |"), "raw-html", INDEX, 42),
    "html in a footnote": (prose("x[^1]\n\n[^1]: <b>x</b>"), "raw-html", INDEX, 42),
    "html in a definition": (prose("a\n: <i>b</i>"), "raw-html", INDEX, 41),
    "html in a label": (prose("[<i>b</i>](https://a.example)"), "raw-html", INDEX, 40),
    "html in an answer": (edit("chooser.yaml", "because: It is", "because: <b>It</b> is"), "raw-html", "chooser.yaml", 5),
    "html in a term": (edit("terms.yaml", "means: A sign", "means: <b>A</b> sign"), "raw-html", "terms.yaml", 3),
    "html in a profile": (edit("subjects/train.md", "limits: [Few", "limits: [<b>Few</b>"), "raw-html", "subjects/train.md", 3),
    "html in a note": (edit(INDEX, "title: Counting to three", "title: Counting\n    note: a <hr> b"), "raw-html", INDEX, 31),
    "processing instruction": (prose("a <?php x ?>"), "raw-html", INDEX, 40),
    "marked section": (prose("a <![CDATA[x]]>"), "raw-html", INDEX, 40),
    "fence of tildes left open": (prose("~~~\nx"), "bad-value", INDEX, 40),
    # links
    "file above": (prose("[x](../../etc/passwd)"), "broken-link", INDEX, 40),
    "absolute file": (prose("[x](/etc/passwd)"), "broken-link", INDEX, 40),
    "drive of Windows": (prose("[x](C:/x)"), "unsafe-link", INDEX, 40),
    "blob": (prose("[x](blob:https://a.example/1)"), "unsafe-link", INDEX, 40),
    "telephone": (prose("[x](tel:1)"), "unsafe-link", INDEX, 40),
    "link of nothing": (prose("[x]()"), "broken-link", INDEX, 40),
    "link to nobody": (prose("[x](https://)"), "broken-link", INDEX, 40),
    "link with a space": (prose("[x](<https://a.example/b c>)"), "broken-link", INDEX, 40),
    "script in a definition": (prose("[x][y]\n\n[y]: javascript:alert(1)"), "unsafe-link", INDEX, 42),
    "script in angle brackets": (prose("<javascript:alert(1)>"), "raw-html", INDEX, 40),
    "picture by definition": (prose("![x][y]\n\n[y]: https://a.example/x.png"), "unsafe-link", INDEX, 42),
    "footnote by hand": (prose("[x](#fn:1)"), "broken-anchor", INDEX, 40),
    "place of a myth": (edit(MYTH, "They float.", "They [float](#nope)."), "broken-anchor", MYTH, 8),
    "place of a term": (edit("terms.yaml", "means: A sign", "means: '[A](#nope)'"), "broken-anchor", "terms.yaml", 3),
    "place of an answer": (edit("chooser.yaml", "because: It is fast.", "because: '[x](#hurry)'"), "broken-anchor", "chooser.yaml", 5),
    "source by ftp": (edit(INDEX, "source: https:", "source: ftp:"), "unsafe-link", INDEX, 21),
    "source with a space": (edit(INDEX, "example/stops\n  - aspect", "example/a b\n  - aspect"), "bad-value", INDEX, 21),
    "no source in the list": (edit(INDEX, "source: https://town.example/stops", "source: []"), "bad-value", INDEX, 21),
    "proof of nothing at all": (edit(INDEX, "proof: count", "proof: ''"), "bad-value", INDEX, 15),
    "proof in three parts": (edit(INDEX, "proof: count", "proof: speed/count/x"), "missing-sample", INDEX, 15),
    "address with half a host": (edit("site.yaml", "https://town.example", "https://[::1"), "bad-value", "site.yaml", 3),
    "address with no such port": (edit("site.yaml", "town.example/", "town.example:99999/"), "bad-value", "site.yaml", 3),
    "repository without https": (edit("site.yaml", "tagline:", "repository: http://a.example\ntagline:"), "unsafe-link", "site.yaml", 2),
    "link of a subject": (edit("site.yaml", "key: tram\n", "key: tram\n    links: {docs: javascript://a.example}\n"), "unsafe-link", "site.yaml", 10),
    # slugs
    "hyphen first": (put("myths/-a.md", CLEAN), "bad-slug", "myths/-a.md", 1),
    "two hyphens": (put("myths/a--b.md", CLEAN), "bad-slug", "myths/a--b.md", 1),
    "point in a slug": (put("myths/a.b.md", CLEAN), "bad-slug", "myths/a.b.md", 1),
    "space in a slug": (put("myths/a b.md", CLEAN), "bad-slug", "myths/a b.md", 1),
    "umlaut in a slug": (put("myths/\u00e4.md", CLEAN), "bad-slug", "myths/\u00e4.md", 1),
    "letter that folds to s": (put("myths/\u017fo.md", CLEAN), "bad-slug", "myths/\u017fo.md", 1),
    "underscore in a slug": (put("questions/a_b.md", FILES["questions/which-first.md"]), "bad-slug", "questions/a_b.md", 1),
    "port of Windows": (put("guides/com1.md", FILES[GUIDE]), "bad-slug", "guides/com1.md", 1),
    "dimension of no name": (put("dimensions/index.md", FILES["dimensions/price.md"]), "bad-slug", "dimensions/index.md", 1),
    "folder with capitals": (put("dimensions/Fare/index.md", FILES["dimensions/price.md"].replace("[cost]", "[]")), "bad-slug", "dimensions/Fare/index.md", 1),
    "environment with a space": (lambda town: (town.put("environments/E x.yaml", "python: '3.11'\nlock: x.txt\n"), town.put("environments/x.txt", "")), "bad-slug", "environments/E x.yaml", 1),
    "alias with capitals": (edit("dimensions/price.md", "[cost]", "[Cost]"), "bad-slug", "dimensions/price.md", 5),
    "alias above": (edit("dimensions/price.md", "[cost]", "[../cost]"), "bad-slug", "dimensions/price.md", 5),
    "alias of itself": (edit("dimensions/price.md", "[cost]", "[price]"), "duplicate-slug", "dimensions/price.md", 5),
    "alias twice": (edit("dimensions/price.md", "[cost]", "[cost, cost]"), "duplicate-slug", "dimensions/price.md", 5),
    "category with capitals": (edit("site.yaml", "slug: money", "slug: Money"), "bad-slug", "site.yaml", 18),
    "categories alike": (edit("site.yaml", "slug: money", "slug: empty"), "duplicate-slug", "site.yaml", 20),
    "key with capitals": (edit("site.yaml", "key: tram", "key: Tram"), "bad-slug", "site.yaml", 9),
    "key of a device": (edit("site.yaml", "key: tram", "key: nul"), "bad-slug", "site.yaml", 9),
    "same key as a field of every term": (subject_called_slug, "bad-slug", "terms.yaml", 1),
    "term with a slash": (edit("terms.yaml", "slug: stop", "slug: a/b"), "bad-slug", "terms.yaml", 1),
    "question of the chooser": (edit("chooser.yaml", "id: hurry", "id: ../x"), "bad-slug", "chooser.yaml", 1),
    "sample above": (edit(INDEX, "- id: count", "- id: ../count"), "bad-slug", INDEX, 29),
    "row of two points": (edit(INDEX, "id: top", "id: .."), "bad-slug", INDEX, 10),
    # sizes
    "title of 201": (edit(INDEX, "title: Speed", "title: " + "S" * 201), "too-long", INDEX, 2),
    "claim of 401": (edit(MYTH, "Ferries sink.", "F" * 401), "too-long", MYTH, 2),
    "program over a mebibyte": (put("dimensions/speed/count.tram.py", "#" * ((1 << 20) + 1)), "too-large", "dimensions/speed/count.tram.py", 1),
    "one answer": (edit("chooser.yaml", '    - {say: "No", lean: {ferry: 2, tram: 1}}\n', ""), "bad-value", "chooser.yaml", 5),
    "lean of ten": (edit("chooser.yaml", "ferry: 2", "ferry: 10"), "bad-value", "chooser.yaml", 6),
    "lean in words": (edit("chooser.yaml", "ferry: 2", "ferry: two"), "wrong-type", "chooser.yaml", 6),
    "20,000 headings": (prose("# a\n" * 20_000), "too-large", INDEX, 37),
    "a table that pads itself": (prose("|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + "|x|\n" * 2000), "too-large", INDEX, 37),
    "a definition that multiplies": (prose("[a]: https://a.example/" + "x" * 60_000 + "\n\n" + ("[a] " * 200 + "\n\n") * 10), "too-large", INDEX, 40),
    "runs of backticks": (prose(" ".join("`" * n for n in range(1, 300))), "too-large", INDEX, 37),
    # files
    "lock from the root": (put(NOW, "python: '3.11'\nlock: /etc/passwd\n"), "outside", NOW, 2),
    "hidden lock": (put(NOW, "python: '3.11'\nlock: .x\n"), "outside", NOW, 2),
    "lock of Windows": (put(NOW, "python: '3.11'\nlock: ..\\x\n"), "outside", NOW, 2),
    "Python 2": (put(NOW, "python: '2.7'\nlock: x\n"), "bad-value", NOW, 1),
    "environment as a list": (put(NOW, "- a\n"), "wrong-type", NOW, 1),
    "a socket": (listening, "unreadable", "terms.yaml", 1),
    "a device": (device, "unreadable", "terms.yaml", 1),
    "link to a secret": (link("terms.yaml", "/proc/self/environ"), "outside", "terms.yaml", 1),
    "program elsewhere": (link("dimensions/speed/count.tram.py", "/etc/passwd"), "outside", "dimensions/speed/count.tram.py", 1),
    "configuration elsewhere": (link("site.yaml", "/etc/hostname"), "outside", "site.yaml", 1),
    "folder above": (link("dimensions/up", "../.."), "outside", "dimensions/up", 1),
    "link to a link": (links_to_links, "unreadable", "dimensions/speed/count.train/a/a", 1),
    "folders without end": (put("dimensions/speed/" + "a/" * 12 + "x.py", "1"), "unreadable", "dimensions/speed/a/a/a/a/a/a/a", 1),
    "name of bytes": (name_of_bytes, "not-utf8", "myths/\\xff.md", 1),
    "name over two lines": (put("myths/a\nb.md", CLEAN), "not-utf8", "myths/a\nb.md", 1),
    "name that is read backwards": (put("myths/\u202ea.md", CLEAN), "not-utf8", "myths/\u202ea.md", 1),
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_content_is_told_once_with_its_place(
    town: Town, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    change, code, path, line = MALFORMED[name]
    change(town)
    assert town.run("build", "--format", "json", "--debug") == 1
    told = [json.loads(text) for text in capfd.readouterr().err.splitlines()]
    assert [(p["code"], p["path"], p["line"]) for p in told if p["severity"] == "error"] == [
        (code, f"content/{path}", line)
    ]
    assert not town.output.exists()


def test_the_tables_hold_what_was_promised() -> None:
    assert len(MISTAKES) + len(REVIEWED) + len(MALFORMED) >= 150
    assert len(MALFORMED) >= 50


def test_what_may_not_be_read_is_told(town: Town) -> None:
    """Root may read everything, so the command runs without root's privileges."""
    (town.content / "terms.yaml").chmod(0)
    (town.content / "myths").chmod(0)
    command = [
        sys.executable,
        str(ROOT / "build.py"),
        "check",
        "--content",
        "content",
        "--format",
        "json",
    ]
    done = subprocess.run(
        [*PLAIN_ROOT, *command], cwd=town.folder, capture_output=True, text=True, check=False
    )
    (town.content / "myths").chmod(0o755)
    told = [json.loads(text) for text in done.stderr.splitlines()]
    assert done.returncode == 1
    assert [(p["code"], p["path"], p["line"]) for p in told if p["severity"] == "error"] == [
        ("broken-link", "content/dimensions/speed/index.md", 37),
        ("unreadable", "content/myths", 1),
        ("unreadable", "content/terms.yaml", 1),
    ]


def test_links_that_lead_to_each_other_end(town: Town) -> None:
    """Twelve links in a folder to that folder would be 430 million files within eight levels."""
    for number in range(12):
        (town.content / f"dimensions/speed/l{number}").symlink_to(town.content / "dimensions/speed")
    began = time.process_time()
    assert town.run("check", "-q") == 1
    assert time.process_time() - began < 10


# Each of these once took minutes or gigabytes, or is of the kind that does.
BOMBS = {
    "headings": "a\n=\n" * 20_000,
    "marks of one note": ("[^1] " * 150 + "\n\n") * 19 + "\n[^1]: a",
    "strong": "**a *b " * 5000,
    "escapes": "\\*" * 20_000,
    "pipes": "|" * 50_000,
    "quotes": "> " * 900 + "a",
    "list": "".join("    " * n + "- a\n" for n in range(200)),
    "half a link": ("[a](<b" * 250 + "\n\n") * 20,
    "half a tag": "<a " * 15_000,
    "definitions": "a\n: b\n\n" * 5000,
    "entities": "&#" * 30_000,
    "references": "".join(f"[[a{n}]] \n\n" for n in range(1500)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_is_costly_to_render_ends_soon_and_small(town: Town, name: str) -> None:
    town.put("myths/bomb.md", CLEAN + "\n" + BOMBS[name])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    assert town.run("check", "-q") in {0, 1}
    assert time.process_time() - began < 12
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600_000


@pytest.mark.parametrize("sign", ["\n", "(", "<", "{", "a ", '"\\', "  \n", "`", "$("])
@pytest.mark.parametrize(
    "language",
    ["c", "java", "javascript", "jsx", "apacheconf", "groovy", "handlebars", "console", "csharp"],
)
def test_code_of_one_sign_is_coloured_soon(language: str, sign: str) -> None:
    began = time.process_time()
    for text in (sign * 8000, "x = 1;\n" * 100 + sign * 190):
        assert markupsafe.Markup(highlight.highlight_fence(text, language)).striptags() is not None
    assert time.process_time() - began < 5


def test_a_program_of_one_sign_is_coloured_soon() -> None:
    for sign in ("(", "[", "f'{", "if x:\n ", "a = ", "lambda: "):
        began = time.process_time()
        highlight.code_file("a.py", sign * (200_000 // len(sign)))
        assert time.process_time() - began < 8, sign


def ids(page: str) -> list[str]:
    return [part.partition('"')[0] for part in page.split(' id="')[1:]]


def test_texts_that_share_a_page_share_no_id(town: Town) -> None:
    """Two myths, notes and choices with the same heading and footnote, and a heading that is called like a row."""
    text = "## Why\n\nBecause[^1], and again[^1].\n\n[^1]: So.\n"
    block = text.replace("\n", "\n      ")
    town.put(MYTH, CLEAN + "\n" + text)
    town.put("myths/trains-fly.md", CLEAN.replace("Ferries sink", "Trains fly") + "\n" + text)
    town.edit(INDEX, "title: Counting to three", f"title: Counting\n    note: |\n      {block}")
    town.edit(
        INDEX,
        "choose:\n  train: You are in a *hurry*.",
        f"choose:\n  train: |\n      {block}\n  tram: |\n      {block}",
    )
    town.edit(INDEX, "## Why so fast", f"{text}\n## Top\n\n## Count\n\n## Why so fast")
    assert town.run("build", "-q") == 0
    for path in ("myths/index.html", "dimensions/speed.html"):
        page = town.page(path)
        found = ids(page)
        assert sorted(set(found)) == sorted(found), path
        links = {part.partition('"')[0] for part in page.split(' href="#')[1:]}
        assert links <= set(found), path
        assert sum(name.startswith("fnref") for name in found) >= 4


def test_a_footnote_of_a_short_answer_is_on_its_own_page_alone(town: Town) -> None:
    town.edit("questions/which-first.md", "The train.", "The train[^1].")
    town.put(
        "questions/which-first.md",
        (town.content / "questions/which-first.md").read_text() + "\n[^1]: Or so.\n",
    )
    assert town.run("build", "-q") == 0
    assert "fnref:" in town.page("questions/which-first.html")
    assert "fnref:" not in town.page("questions/index.html")
    assert "The train." in town.page("questions/index.html")


def test_a_place_of_the_common_page_can_be_linked_to(town: Town) -> None:
    town.edit(MYTH, "They float.", "[They](#ferries-sink) float.")
    town.edit("terms.yaml", "means: A sign", "means: '[A sign](#stop)'")
    assert town.run("build", "-q") == 0
    assert '<a href="#ferries-sink">They</a>' in town.page("myths/index.html")
    assert '<a href="#stop">A sign</a>' in town.page("terms.html")


def test_the_names_of_hostile_files_cannot_forge_annotations(
    town: Town, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    town.put("myths/a\n::add-mask::x.md", CLEAN)
    name_of_bytes(town)
    assert town.run("check") == 1
    out = capfd.readouterr().out
    assert not any(line.startswith("::add-mask") for line in out.splitlines())
    assert sum(line.startswith("::error") for line in out.splitlines()) == 2


def test_brackets_that_are_text_stay_text(town: Town) -> None:
    town.edit(INDEX, "## Why so fast", "A [sic] and `a[0][1]` and \\[a][b].\n\n## Why so fast")
    assert town.run("build", "-q") == 0
    assert "[sic] and <code>a[0][1]</code> and [a][b]." in town.page("dimensions/speed.html")
