# ruff: noqa: E501 - a table of programs
"""Programs that mean harm.

Whatever a sample does, no process of it stays and nothing outside of its folder changes.
"""

import os
import re
import threading
import uuid
from pathlib import Path

import pytest

from sidebyside.evidence import sandbox
from sidebyside.evidence.sandbox import Limits
from tests import redteam
from tests.conftest import ROOT
from tests.test_verify import Content, running

BEST = sandbox.find_isolation()
pytestmark = pytest.mark.skipif(
    not BEST.tools, reason="this machine has no bubblewrap, or no namespaces"
)


@pytest.mark.parametrize("name", redteam.ATTEMPTS)
def test_an_attempt_gets_nothing(name: str) -> None:
    redteam.session_key()
    assert redteam.wrong(redteam.ATTEMPTS[name], BEST) == []


# One of them waits for a minute where nothing ends it.
CONTROLS = [
    name
    for name, attempt in redteam.ATTEMPTS.items()
    if attempt.control and attempt.promise != "left"
]


@pytest.mark.parametrize("name", CONTROLS)
def test_an_attempt_succeeds_where_nothing_holds_it(name: str) -> None:
    """An attempt that fails by itself would show nothing."""
    assert redteam.wrong(redteam.ATTEMPTS[name], sandbox.Isolation()) != []


def test_a_machine_that_refuses_namespaces_is_seen_to_have_no_sandbox() -> None:
    """A sandbox itself refuses them, as some systems do to everybody."""
    python, readable = redteam.own_python()
    program = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom sidebyside.evidence import bubblewrap\nprint(bubblewrap.find())"
    run = sandbox.Invocation(
        (str(python), "a.py"), {"a.py": program}, python.parent, (*readable, ROOT / "sidebyside")
    )
    result = sandbox.execute(run, BEST, Limits(), threading.Event())
    assert result.stdout == b"None\n", result.stderr


@pytest.mark.skipif(
    os.name != "posix" or os.getuid() != 0, reason="only root can become somebody else"
)
def test_root_and_an_ordinary_user_are_held_alike() -> None:
    """What root's runs rely on is not what a user's do.

    One has a user id that nobody has, the other a user namespace.
    """
    said = redteam.as_somebody(
        "user = find_isolation().tools; print(bool(user), user and user.by_root)"
    )
    if said is None:
        pytest.skip("this machine has no Python that everybody may run")
    assert said in {"True False", "False None"}
    assert BEST.tools
    assert BEST.tools.by_root


def test_security_md_promises_what_is_tried_and_tries_what_it_promises() -> None:
    text = (ROOT / "SECURITY.md").read_text()
    promised = set(re.findall(r"^\| `([a-z]+)` \|", text, re.MULTILINE))
    assert promised == {attempt.promise for attempt in redteam.ATTEMPTS.values()}


# Each is given a word to be known by and a folder that is not its own.
HARM = {
    "a hundred children": "import subprocess, sys\nfor _ in range(100):\n subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)', '{word}'])",
    "a child that hides": "import os, sys\nif os.fork() == 0:\n os.setsid()\n if os.fork() == 0:\n  os.execve(sys.executable, [sys.executable, '-c', 'import time; time.sleep(60)', '{word}'], {{}})\n os._exit(0)",
    "one that ignores signals": "import signal, time\nfor n in set(signal.Signals) - {{signal.SIGKILL, signal.SIGSTOP}}:\n signal.signal(n, signal.SIG_IGN)\n'{word}'\ntime.sleep(60)",
    "one that kills all others": "import os, signal\nfor n in (signal.SIGTERM, signal.SIGKILL):\n os.kill(-1, n)",
    "one that kills its parents": "import os, signal\nfor n in range(1, 400):\n try:\n  os.kill(n, signal.SIGKILL)\n except OSError:\n  pass",
    "writing to the content": "import pathlib\npathlib.Path('{folder}/content/site.yaml').write_text('gone')",
    "writing beside the content": "import pathlib\npathlib.Path('{folder}/new').write_text('x')",
    "removing the content": "import shutil\nshutil.rmtree('{folder}')",
    "writing to the repository": "import pathlib\npathlib.Path('{root}/harm.txt').write_text('x')",
    "writing to the home": "import os, pathlib, pwd\npathlib.Path(pwd.getpwuid(os.getuid()).pw_dir, 'harm-{word}').write_text('x')",
    "writing to the interpreter": "import pathlib, sys\npathlib.Path(sys.base_prefix, 'harm-{word}').write_text('x')",
    "through a link": "import os, pathlib\nos.symlink('{folder}', 'l')\npathlib.Path('l/new').write_text('x')",
    "through a mount": "import subprocess\nsubprocess.run(['mount', '-o', 'remount,rw', '/'], check=True)",
    "through another root": "import os\nos.chroot('/tmp')",
    "in shared memory": "import pathlib\npathlib.Path('/dev/shm/harm-{word}').write_text('x')\nraise SystemExit(1)",
    "by the network": "import socket\nsocket.create_connection(('192.0.2.1', 80), 2)",
    "a file of a gigabyte": "with open('big', 'wb') as file:\n for _ in range(1100):\n  file.write(bytes(1 << 20))",
    "all of the memory": "x = []\nwhile True:\n x.append(bytearray(1 << 26))",
    "output without end": "while True:\n print('x' * 100000)",
}  # fmt: skip


def tree(*folders: Path) -> dict[str, tuple[int, int]]:
    """Files by path, with when they changed and how long they are.

    A folder's time is not its own: bytecode is written into it.
    """
    found = (
        path
        for folder in folders
        for path in folder.rglob("*")
        if "__pycache__" not in path.parts and not path.is_dir()
    )
    return {str(path): (path.lstat().st_mtime_ns, path.lstat().st_size) for path in found}


@pytest.mark.parametrize("name", HARM)
def test_a_hostile_program_leaves_no_process_and_changes_nothing(tmp_path: Path, name: str) -> None:
    word = uuid.uuid4().hex
    content = Content(tmp_path)
    content.sample("d/s", HARM[name].format(word=word, folder=tmp_path, root=ROOT))
    ours = (content.root / "dimensions", ROOT / "sidebyside", ROOT / "templates", ROOT / "content")
    (tmp_path / "bin" / "new").mkdir(parents=True)
    before = tree(*ours)
    site = content.text("site.yaml")
    outcome = content.verify(update=False, limits=Limits(seconds=6))
    assert not running(word)
    assert tree(*ours) == before
    assert content.text("site.yaml") == site
    assert not (ROOT / "harm.txt").exists()
    assert not any(
        (folder / f"harm-{word}").exists()
        for folder in (Path.home(), Path("/dev/shm"), Path("/tmp"))
    )
    assert not (tmp_path / "new").exists()
    assert {result.task.subject.key for result in outcome.failures} >= {"a"}
    assert all(
        result.task.subject.key == "a" or "record" in result.detail + result.fault
        for result in outcome.failures
    )
