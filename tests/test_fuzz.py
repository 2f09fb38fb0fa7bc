# ruff: noqa: E501 - hostile pages are a table
"""From bytes to pages, whatever the bytes: no traceback, no hang, no gigabyte, no script."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidebyside.content import markdown
from sidebyside.model.entries import Ref
from tests import harm
from tests.conftest import ROOT, Town
from tests.soak.fuzz import TOKENS

TEXT = st.lists(st.one_of(st.sampled_from(TOKENS), st.text(max_size=12)), max_size=14).map("".join)
FIELDS = (
    "TITLE",
    "SUMMARY",
    "GLANCE",
    "ASPECT",
    "CELL",
    "NONE",
    "SAMPLE",
    "NOTE",
    "CHOOSE",
    "LINK",
    "BODY",
)
ENTRY = """---
title: TITLE
category: riding
summary: SUMMARY
glance: {train: GLANCE, tram: b, ferry: c}
rows:
  - {aspect: ASPECT, train: CELL, tram: {none: NONE}, ferry: c, judgement: true}
samples: [{id: count, title: SAMPLE, note: NOTE}]
choose: {train: CHOOSE}
sources: [{title: LINK, url: "https://a.example"}]
---
BODY
"""
few = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.mark.parametrize("seed", [1])
def test_damaged_content_does_no_harm(seed: int, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.soak.fuzz", "--inputs", "120", "--seed", str(seed)]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={"TMPDIR": str(tmp_path)},
        timeout=400,
    )
    assert done.returncode == 0, done.stdout + done.stderr[-2000:]
    figures = json.loads(done.stdout.splitlines()[-1])
    assert figures["faults"] == 0
    assert figures["inputs"] == 120
    assert figures["built"] > 20
    assert figures["refused"] > 10
    assert figures["megabytes"] < 1000


@given(st.dictionaries(st.sampled_from(FIELDS), TEXT, min_size=1))
@few
def test_any_text_in_any_field_is_told_or_shown(town: Town, given: dict[str, str]) -> None:
    entry = ENTRY
    for name in FIELDS:
        text = given.get(name, "a")
        entry = entry.replace(
            name, text if name == "BODY" else json.dumps(text, ensure_ascii=False)
        )
    (town.content / "dimensions/speed/index.md").write_bytes(entry.encode("utf-8", "surrogatepass"))
    for path in ("dimensions/price.md", "myths/ferries-sink.md"):
        (town.content / path).unlink(missing_ok=True)
    for path in (
        "questions/which-first.md",
        "terms.yaml",
        "guides/tram-to-train.md",
        "chooser.yaml",
    ):
        (town.content / path).unlink(missing_ok=True)
    status = town.run("build", "-q", "--debug")
    assert status in {0, 1}
    if status == 0:
        assert list(harm.of_page(town.page("dimensions/speed.html"))) == []
        assert list(harm.of_file(town.output / "search-index.js")) == []


@given(
    st.sampled_from(
        ["site.yaml", "terms.yaml", "chooser.yaml", "evidence.json", "myths/ferries-sink.md"]
    ),
    st.binary(max_size=300),
)
@few
def test_any_bytes_in_any_file_are_told_or_built(town: Town, path: str, data: bytes) -> None:
    town.put(path, data)
    assert town.run("check", "-q", "--debug") in {0, 1}


@given(TEXT)
@settings(max_examples=300, deadline=None)
def test_any_markdown_makes_harmless_html(text: str) -> None:
    for rendered in (
        markdown.render_inline(text, Ref("dimension", "speed")),
        markdown.render_block(text, Ref("myth", "m"), frozenset(), "m_"),
    ):
        if not rendered.faults:
            html = markdown.resolve_references(rendered.prose.html, lambda _: ("x.html", "<b>"))
            assert list(harm.of_page(f"<!doctype html><title>t</title>{html}")) == []


HARMFUL = [
    "<script>x</script>", "<script src='https://evil.example/x.js'></script>", "<p onclick=x>", "<a href=javascript:x>", "<a href='jav&#9;ascript:x'>",
    "<iframe>", "<img src=//evil.example>", "<p style='x'>", "<base href=x>", "<svg onload=x>", "<meta http-equiv=refresh content='0;url=javascript:x'>",
    "<form action='data:x'>", "<object data='data:x'>", "<style>p{}</style>",
]  # fmt: skip


@pytest.mark.parametrize("html", HARMFUL)
def test_harm_is_seen(html: str) -> None:
    assert list(harm.of_page(f"<!doctype html><title>t</title><p>{html}"))
