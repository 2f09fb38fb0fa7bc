"""The benchmark's corpora.

Ours builds without a warning, and every peer's form holds the same words. Nothing is timed.
"""

import re
from html import escape
from pathlib import Path

import pytest
from markdown import markdown

from benchmarks import corpus, measure, run
from sidebyside import cli

SIZE = 12
PEERS = sorted(set(corpus.FORMS) - {"ours"})
ENTRIES = tuple(corpus.topics(SIZE))


def test_our_corpus_builds_and_its_pages_hold_every_topic(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus.write("ours", SIZE, tmp_path / "content")
    words = [
        "build",
        "--quiet",
        "--all-warnings",
        "--no-cache",
        "--jobs",
        "1",
        "--content",
        str(tmp_path / "content"),
    ]
    assert cli.main([*words, "--output", str(tmp_path / "output")]) == cli.DONE
    # Its programs print nothing, so no row can quote a line.
    assert set(re.findall(r"(?:warning|error)\[([a-z-]+)\]", capsys.readouterr().err)) <= {
        "no-witness"
    }
    for entry in ENTRIES:
        page = (tmp_path / f"output/dimensions/{entry.slug}.html").read_text(encoding="utf-8")
        assert corpus.faults(entry, page) == []


@pytest.mark.parametrize("tool", PEERS)
def test_a_peers_form_holds_the_words_of_every_topic(tool: str) -> None:
    files = dict(corpus.FORMS[tool](SIZE))
    for entry in ENTRIES:
        (text,) = (text for name, text in files.items() if name.endswith(f"{entry.slug}.md"))
        read = corpus.plain(text)
        for passage in (entry.title, entry.summary, *entry.paragraphs, *entry.programs):
            assert corpus.plain(passage) in read
        for row in entry.rows:
            assert all(corpus.plain(part) in read for part in (row.aspect, *row.cells))
        assert all(f"[{corpus.title(number)}](" in text for number in entry.related)


def test_a_topic_is_what_the_benchmark_says_it_is() -> None:
    assert len({entry.title for entry in ENTRIES}) == SIZE
    for entry in ENTRIES:
        assert [len(program.splitlines()) for program in entry.programs] == [15, 20]
        assert (len(entry.rows), len(entry.paragraphs)) == (8, 3)
        assert len({entry.number, *entry.related}) == 1 + corpus.RELATED
        for program in entry.programs:
            compile(program, entry.slug, "exec")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("<tr><td>", "<p>"), "has 0 rows"),
        (("span class", "b class"), "without colours"),
        (("topic-00001", "topic-00002"), "link to topic-00001"),
        (("rarely", "never"), "lacks the words"),
    ],
)
def test_a_page_that_lacks_something_is_told(change: tuple[str, str], fault: str) -> None:
    page = _page(ENTRIES[0])
    assert corpus.faults(ENTRIES[0], page) == []
    assert any(fault in line for line in corpus.faults(ENTRIES[0], page.replace(*change)))


def _page(entry: corpus.Topic) -> str:
    rows = "".join(
        f"<tr>{''.join(f'<td>{markdown(part)}</td>' for part in (row.aspect, *row.cells))}"
        for row in entry.rows
    )
    programs = "".join(
        f"<pre>{'<span class=k></span>' * 30}{escape(program)}</pre>" for program in entry.programs
    )
    links = "".join(
        f'<a href="{corpus.slug(number)}.html">{corpus.title(number)}</a>'
        for number in entry.related
    )
    prose = "".join(map(markdown, (entry.title, entry.summary, *entry.paragraphs)))
    return f"<body><table><tr></tr>{rows}</table>{programs}{prose}{links}"


def test_a_run_is_measured_with_its_children(tmp_path: Path) -> None:
    cost = measure.run(
        ["sh", "-c", "sh -c 'i=0; while [ $i -lt 30000 ]; do i=$((i+1)); done'"], tmp_path
    )
    assert cost.cpu > 0
    assert cost.wall > 0


def test_a_run_that_fails_says_what_it_said(tmp_path: Path) -> None:
    with pytest.raises(measure.FailedError, match=r"ended with 3: no such thing"):
        measure.run(["sh", "-c", "echo no such thing; exit 3"], tmp_path)


def test_results_take_the_place_of_older_ones() -> None:
    page = f"before\n{run.START}old\n{run.END}after\n"
    assert run.put(page, "new") == f"before\n{run.START}\nnew\n{run.END}after\n"


def test_the_locks_of_the_peers_name_no_host() -> None:
    folder = Path(run.__file__).parent
    texts = [(folder / name).read_text() for name in ("requirements.lock", "requirements.in")]
    assert not any("://" in text or "--index" in text for text in texts)
    assert '"resolved"' not in (folder / "package-lock.json").read_text()
