"""docs/your-own.md, done word for word in a copy of the tree."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sidebyside.evidence import environments
from tests.conftest import ROOT, without

pytestmark = pytest.mark.skipif(os.name != "posix", reason="the commands of the page are for POSIX")
PAGE = (ROOT / "docs/your-own.md").read_text()
STEPS = re.findall(
    r"(?:^`(my-comparison/\S+)`:\n\n)?^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what a clone has, without what is made."""
    copy = tmp_path_factory.mktemp("own") / "clone"
    left = shutil.ignore_patterns(
        ".git", ".venv", ".cache", "output", "node_modules", ".*_cache", "__pycache__"
    )
    shutil.copytree(ROOT, copy, ignore=left)
    return copy


def done(tree: Path) -> Iterator[str]:
    """Do every step in its order; yield what the commands print."""
    for path, kind, text in STEPS:
        if kind == "sh":
            yield from (_run(tree, line) for line in text.splitlines())
        else:
            place = tree / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8")


def _run(tree: Path, command: str) -> str:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**without("GITHUB_ACTIONS", "VIRTUAL_ENV"), "PATH": path}
    ran = subprocess.run(
        command, shell=True, cwd=tree, env=env, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{command}\n{ran.stdout}{ran.stderr}"
    return ran.stdout


def test_every_step_of_the_page_can_be_done_as_it_stands(tree: Path) -> None:
    if environments.find_interpreter("3.11") is None:
        pytest.skip("this machine has no Python 3.11")
    assert len(STEPS) == 9
    assert all(path for path, kind, _ in STEPS if kind != "sh")
    said = "".join(done(tree))
    assert "2 runs of 2 programs in 1 environment: all good" in said
    assert "0 errors and 0 warnings" in said
    assert (
        tree / "content/dimensions/one-item/changed.list.out"
    ).read_text() == "after: ['sofa', 'rug']\n"
    page = (tree / "output/dimensions/one-item.html").read_text()
    assert "Changing one item" in page
    assert "does not support item assignment" in page
    assert (tree / "output/questions/when-a-tuple.html").is_file()
