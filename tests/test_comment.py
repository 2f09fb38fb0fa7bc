"""A report that a stranger's pull request wrote, as a comment: text, and nothing that acts."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tools import comment
from tools.comment import CUT, HEAD, MAX_COMMENT, SPACE

GOOD = "## What changes for readers\n\n1 row changed.\n\n| | before | now |\n|---|---|---|\n"
HOSTILE = {
    "a mention": ("@everyone", f"@{SPACE}everyone"),
    "a mention in code": ("`@team`", f"`@{SPACE}team`"),
    "a comment of HTML": ("<!-- x -->", f"<{SPACE}!-- x -->"),
    "a tag": ("<img src=x>", f"<{SPACE}img src=x>"),
    "the end of a tag": ("</details>", f"<{SPACE}/details>"),
    "a picture": ("![x](y)", f"!{SPACE}[x]{SPACE}(y)"),
    "a link": ("[Merge](x)", f"[Merge]{SPACE}(x)"),
    "a link by name": ("[Merge][x]", f"[Merge]{SPACE}[x]"),
    "a bare address": ("see https://evil.example/", f"see https:{SPACE}//evil.example/"),
    "another issue": ("Fixes #12", f"Fixes #{SPACE}12"),
    "a terminal's command": ("a\x1b[31mb\x07", "a [31mb"),
    "turned text": ("a\u202eb", "a b"),
}


def test_a_report_is_posted_as_it_is() -> None:
    assert comment.comment(GOOD.encode()) == f"{HEAD}\n\n{GOOD}"


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_it_acts(name: str) -> None:
    written, shown = HOSTILE[name]
    assert comment.comment(written.encode()) == f"{HEAD}\n\n{shown}\n"


def test_a_long_one_is_cut_at_a_whole_part() -> None:
    text = comment.comment(b"One part.\n\n" * MAX_COMMENT)
    assert len(text) < MAX_COMMENT + 500
    assert text.endswith(f"One part.\n\n{CUT}\n")


def test_one_long_line_is_left_out() -> None:
    assert comment.comment(b"@" * 10 * MAX_COMMENT).endswith(f"{CUT}\n")


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert comment.comment(b"a\xff") == f"{HEAD}\n\na\ufffd\n"


def run(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tools.comment", str(path)]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=60
    )


def test_a_file_is_read_and_a_link_is_not(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text(GOOD)
    assert run(tmp_path / "report.md").stdout == f"{HEAD}\n\n{GOOD}"
    (tmp_path / "link.md").symlink_to(tmp_path / "report.md")
    for name in ("link.md", "missing.md"):
        done = run(tmp_path / name)
        assert (done.returncode, done.stdout) == (1, "")
        assert "there is no report" in done.stderr
