"""The same work on several processes, with the results in their order.

Each process is forked with all it needs in its memory, so nothing is sent to it. Whoever is free
takes the next parcel, by its number from one pipe; what it makes comes back through a pipe of its
own. The first process works like the others. When it is killed, the others' next result finds no
reader, and they end.
"""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait
from typing import Generic, NamedTuple, TypeVar

if sys.platform == "linux":
    import fcntl

Item = TypeVar("Item")
Output = TypeVar("Output")

# How many results travel together, and how many parcels there are, at most: the numbers of all have
# to fit into the smallest pipe there is, which is one page of memory.
BATCH_SIZE, MAX_BATCHES = 8, 1000
_DIGITS = 4
# In bytes, as much as Linux gives to anybody.
PIPE_BYTES = 1 << 20


class _Answer(NamedTuple, Generic[Output]):
    """What came of a parcel: its results, and the error that ended them."""

    number: int
    results: list[Output]
    error: BaseException | None = None


def can_fork() -> bool:
    """Tell whether this process can be forked.

    Not on Windows, and not while it has threads, whose locks would stay shut.
    """
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def parallel_map(
    work: Callable[[Item], Output], items: Sequence[Item], jobs: int
) -> Iterator[Output]:
    """Yield `work(item)` for each item in order, computed by `jobs` processes where `fork` exists.

    An error that `work` raises is raised here. Results have to be picklable; items need not be.
    """
    if min(jobs, len(items)) < 2 or not can_fork():
        yield from map(work, items)
        return
    size = max(1, min(BATCH_SIZE, len(items) // (jobs * 4)), -(-len(items) // MAX_BATCHES))
    parcels = [items[at : at + size] for at in range(0, len(items), size)]
    numbers = _numbers(len(parcels))
    try:
        with _helpers(work, parcels, numbers, jobs - 1) as readers:
            yield from _in_order(_answers(work, parcels, numbers, readers), len(parcels))
    finally:
        os.close(numbers)


def _numbers(count: int) -> int:
    """Return a pipe that holds the numbers of all parcels, and then ends."""
    numbers, feed = os.pipe()
    os.write(feed, b"".join(number.to_bytes(_DIGITS, "big") for number in range(count)))
    os.close(feed)
    return numbers


def _taken(numbers: int) -> Iterator[int]:
    """Yield the numbers of the parcels that nobody else took."""
    while number := os.read(numbers, _DIGITS):
        yield int.from_bytes(number, "big")


def _in_order(answers: "Iterator[_Answer[Output]]", count: int) -> Iterator[Output]:
    """Yield the results of all chunks in order; the first error is raised."""
    ready: dict[int, _Answer[Output]] = {}
    for number in range(count):
        while number not in ready:
            answer = next(answers)
            ready[answer.number] = answer
        answer = ready.pop(number)
        yield from answer.results
        if answer.error is not None:
            raise answer.error


def _answers(
    work: Callable[[Item], Output],
    parcels: Sequence[Sequence[Item]],
    numbers: int,
    readers: list[Connection],
) -> "Iterator[_Answer[Output]]":
    """Yield what this process and the others make of all parcels, as it comes."""
    for number in _taken(numbers):
        yield _answer(work, number, parcels[number])
        yield from _received(readers, 0)
    while readers:
        yield from _received(readers)


@contextmanager
def _helpers(
    work: Callable[[Item], Output], parcels: Sequence[Sequence[Item]], numbers: int, count: int
) -> Iterator[list[Connection]]:
    """Start all processes but this one, and end them in any case.

    Yield the pipes that they send to.
    """
    context = multiprocessing.get_context("fork")
    readers: list[Connection] = []
    helpers = []
    try:
        for _ in range(count):
            reader, writer = context.Pipe(duplex=False)
            readers.append(reader)
            _widen(writer)
            helper = context.Process(
                target=_help, args=(work, parcels, numbers, writer, tuple(readers)), daemon=True
            )
            helper.start()
            helpers.append(helper)
            writer.close()
        yield [*readers]
    finally:
        for reader in readers:
            reader.close()
        for helper in helpers:
            helper.terminate()
            helper.join()


def _widen(writer: Connection) -> None:
    """Enlarge a pipe's buffer, so that a worker need not wait until its result is read."""
    if sys.platform == "linux":
        with suppress(OSError):  # a user may have used up what all pipes may hold
            fcntl.fcntl(writer.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)


def _received(
    readers: list[Connection], timeout: float | None = None
) -> "Iterator[_Answer[Output]]":
    """Yield what other processes sent, and strike off those that have done their work."""
    ready = wait(readers, timeout)
    for reader in [reader for reader in readers if reader in ready]:
        try:
            answer: _Answer[Output] | None = reader.recv()
        except EOFError:
            raise ChildProcessError(
                "a worker process was killed; the machine may be out of memory"
            ) from None
        if answer is None:
            readers.remove(reader)
        else:
            yield answer


def _help(
    work: Callable[[Item], Output],
    parcels: Sequence[Sequence[Item]],
    numbers: int,
    writer: Connection,
    foreign: tuple[Connection, ...],
) -> None:
    """Work on parcels while there are any.

    Readers that were inherited are closed: the last one to close ends the pipe.
    """
    for reader in foreign:
        reader.close()
    with suppress(BrokenPipeError, KeyboardInterrupt):
        for number in _taken(numbers):
            writer.send(_answer(work, number, parcels[number]))
        writer.send(None)


def _answer(
    work: Callable[[Item], Output], number: int, parcel: Sequence[Item]
) -> "_Answer[Output]":
    """Return what is made of a parcel, up to the first error."""
    results: list[Output] = []
    try:
        for item in parcel:
            results.append(work(item))
    except Exception as error:  # noqa: BLE001 - raised again where the results are asked for
        return _Answer(number, results, error)
    return _Answer(number, results)
