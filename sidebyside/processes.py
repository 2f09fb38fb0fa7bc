"""The same work on several processes, with the results in their order.

Each process is forked with all it needs in its memory and is dealt its share beforehand, so nothing is sent to it; what it
makes comes back through a pipe. The first process does a share of its own. When it is killed, the others' next result finds no
reader, and they end.
"""

import multiprocessing
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import TypeVar

if sys.platform == "linux":
    import fcntl

Item = TypeVar("Item")
Result = TypeVar("Result")

# How many results travel together, at most.
PARCEL = 32
# In bytes, as much as Linux gives to anybody.
WIDTH = 1 << 20
_Answer = tuple[list[Result], BaseException | None]


def can_fork() -> bool:
    """Tell whether this process can be forked: not on Windows, and not while it has threads, whose locks would stay shut."""
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def spread(work: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[Result]:
    """Yield `work(item)` for each item in their order, made on as many processes as there are jobs; here, where it cannot fork.

    An error that `work` raises is raised here. Results have to be picklable; items need not be.
    """
    if min(jobs, len(items)) < 2 or not can_fork():
        yield from map(work, items)
        return
    size = max(1, min(PARCEL, len(items) // (jobs * 4)))
    parcels = [items[at : at + size] for at in range(0, len(items), size)]
    with _helpers(work, parcels, jobs) as readers:
        for number, parcel in enumerate(parcels):
            # This process does its own share while the others do theirs; what they sent meanwhile waits in their pipes.
            answer = _receive(readers[number % jobs]) if number % jobs else _answer(work, parcel)
            yield from answer[0]
            if answer[1] is not None:
                raise answer[1]


@contextmanager
def _helpers(work: Callable[[Item], Result], parcels: Sequence[Sequence[Item]], jobs: int) -> Iterator[dict[int, Connection]]:
    """Start all processes but this one, and end them in any case; the pipes that they send to are numbered from 1."""
    context = multiprocessing.get_context("fork")
    readers: dict[int, Connection] = {}
    helpers = []
    try:
        for number in range(1, jobs):
            readers[number], writer = context.Pipe(duplex=False)
            _widen(writer)
            share = parcels[number::jobs]
            helper = context.Process(target=_help, args=(work, share, writer, tuple(readers.values())), daemon=True)
            helper.start()
            helpers.append(helper)
            writer.close()
        yield readers
    finally:
        for reader in readers.values():
            reader.close()
        for helper in helpers:
            helper.terminate()
            helper.join()


def _widen(writer: Connection) -> None:
    """Let a pipe hold some parcels, so that a process need not wait until what it sent is taken out."""
    if sys.platform == "linux":
        with suppress(OSError):  # a user may have used up what all pipes may hold
            fcntl.fcntl(writer.fileno(), fcntl.F_SETPIPE_SZ, WIDTH)


def _receive(reader: Connection) -> "_Answer[Result]":
    try:
        answer: _Answer[Result] = reader.recv()
    except EOFError:
        raise ChildProcessError("a process that helped was killed; there may be too little memory") from None
    return answer


def _help(
    work: Callable[[Item], Result], parcels: Sequence[Sequence[Item]], writer: Connection, foreign: tuple[Connection, ...]
) -> None:
    """Do one process's share; readers that were inherited are closed, so that the last one to close ends the pipe."""
    for reader in foreign:
        reader.close()
    with suppress(BrokenPipeError, KeyboardInterrupt):
        for parcel in parcels:
            answer = _answer(work, parcel)
            writer.send(answer)
            if answer[1] is not None:
                return


def _answer(work: Callable[[Item], Result], parcel: Sequence[Item]) -> "_Answer[Result]":
    """Return what is made of a parcel, up to the first error."""
    results: list[Result] = []
    try:
        for item in parcel:
            results.append(work(item))
    except Exception as error:  # noqa: BLE001 - raised again where the results are asked for
        return results, error
    return results, None
