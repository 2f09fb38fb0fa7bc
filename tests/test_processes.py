"""Work on several processes.

The results come in their order, and nothing of it outlives the one that asked.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from sidebyside.cache import parallel
from tests.conftest import ROOT


@pytest.mark.parametrize("number", [0, 1, 2, 7, 64, 65, 1000])
@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_come_in_the_order_of_the_items(number: int, jobs: int) -> None:
    assert list(parallel.parallel_map(lambda item: item * 2, range(number), jobs)) == [
        item * 2 for item in range(number)
    ]


def alone(script: str) -> subprocess.CompletedProcess[str]:
    """Run a script in a process of its own.

    That of these tests may have threads, and then nothing here is forked.
    """
    head = "import os, signal\nfrom sidebyside.cache import parallel\n"
    return subprocess.run(
        [sys.executable, "-c", head + script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


COUNTED = """
counts, numbers = [], parallel._numbers
parallel._numbers = lambda count: counts.append(count) or numbers(count)
for number in (8_001, 17_999, 100_001):
    assert list(parallel.parallel_map(abs, range(number), 2)) == [*range(number)]
print(len(counts), max(counts) * parallel._DIGITS)
"""


def test_the_numbers_of_all_parcels_fit_into_the_smallest_pipe() -> None:
    runs, size = map(int, alone(COUNTED).stdout.split())
    assert runs == 3
    assert size <= 4096


def test_more_than_one_process_works() -> None:
    script = "import time\nprint(len(set(parallel.parallel_map(lambda _: (time.sleep(0.01), os.getpid()), range(100), 2))))"
    assert alone(script).stdout == "2\n"


def test_an_error_is_raised_where_the_results_are_asked_for() -> None:
    made = parallel.parallel_map(lambda item: 1 // (item - 500), range(1000), 2)
    with pytest.raises(ZeroDivisionError):
        list(made)


KILLED = """
import time
first = os.getpid()
def work(item):
    time.sleep(0.01)
    if os.getpid() != first:
        os.kill(os.getpid(), signal.SIGKILL)
    return item
list(parallel.parallel_map(work, range(200), 2))
"""


def test_a_process_that_is_killed_is_told_of() -> None:
    assert "ChildProcessError: a worker process was killed" in alone(KILLED).stderr


ENDLESS = """
import os, sys, time
from sidebyside.cache import parallel
def work(item):
    open(os.path.join(sys.argv[1], str(os.getpid())), "w").close()
    time.sleep(0.01)
    return "x" * 100_000
for _ in parallel.parallel_map(work, range(10_000), 2):
    time.sleep(0.01)
"""


def test_no_process_outlives_the_first_one_when_that_is_killed(tmp_path: Path) -> None:
    first = subprocess.Popen([sys.executable, "-c", ENDLESS, str(tmp_path)], cwd=ROOT)
    until(lambda: len(list(tmp_path.iterdir())) == 2)
    helpers = [int(path.name) for path in tmp_path.iterdir() if int(path.name) != first.pid]
    assert len(helpers) == 1
    first.kill()
    first.wait()
    until(lambda: not any(map(alive, helpers)))


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)
