"""What a program is given in the WebAssembly runtime that CPython has elsewhere; runs there and nowhere else.

    prepare(bundles)     once, before the program: packages are unpacked from zips, and gaps of the runtime are filled
    run(folder, main)    the program, as `python main.py` in that folder; returns its exit status

Threads and processes are not imitated: a program that wants them fails, and is not offered.
"""

import asyncio
import asyncio.base_events
import asyncio.events
import asyncio.runners
import atexit
import contextvars
import hashlib
import importlib
import os
import platform
import sys
import time
import traceback
import zipfile
from collections.abc import Callable
from types import CodeType
from typing import Any


_PACKAGES = "/usr/lib/python3/site-packages"


def version() -> str:
    """Return the version of this Python."""
    return platform.python_version()


def prepare(bundles: str) -> None:
    """Unpack packages where programs find them, and fill the gaps that programs meet."""
    for name in sorted(os.listdir(bundles)):  # noqa: PTH208 - this runs at each start
        with zipfile.ZipFile(os.path.join(bundles, name)) as archive:  # noqa: PTH118
            archive.extractall(_PACKAGES)
        os.remove(os.path.join(bundles, name))  # noqa: PTH107, PTH118
    sys.path.append(_PACKAGES)
    sys.prefix = sys.base_prefix = sys.exec_prefix = "/usr"
    sys.dont_write_bytecode = True
    _fill_hashlib()
    asyncio.run = asyncio.runners.run
    asyncio.events._set_running_loop(None)
    asyncio.events._set_event_loop_policy(_Policy())  # type: ignore[attr-defined]


def run(folder: str, main: str) -> int:
    """Run a program as `python main.py` in a folder does; return its exit status."""
    os.chdir(folder)
    sys.argv[:] = [main]
    sys.path.insert(0, folder)
    importlib.invalidate_caches()
    path = os.path.join(folder, main)  # noqa: PTH118 - this runs at each start
    module = sys.modules["__main__"]
    module.__dict__.update(__file__=path, __cached__=None, __spec__=None, __builtins__=__builtins__)
    asyncio.events._set_running_loop(None)
    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123
            code: CodeType = compile(file.read(), path, "exec")
        exec(code, module.__dict__)  # noqa: S102 - what this is for
        status = 0
    except SystemExit as ending:
        status = _status(ending.code)
    except BaseException as error:  # noqa: BLE001 - whatever ends a program is shown as Python shows it
        trace = error.__traceback__.tb_next if error.__traceback__ else None
        traceback.print_exception(type(error), error, trace)
        status = 1
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return status


def _status(code: object) -> int:
    if code is None or isinstance(code, int):
        return int(code or 0) & 0xFF
    print(code, file=sys.stderr)
    return 1


def _fill_hashlib() -> None:
    """Give hashlib what it takes from OpenSSL elsewhere."""
    import _key_derivation  # type: ignore[import-not-found]

    def pbkdf2_hmac(hash_name: str, password: bytes, salt: bytes, iterations: int, dklen: int | None = None) -> bytes:
        size = hashlib.new(hash_name).digest_size if dklen is None else dklen
        made = _key_derivation.pbkdf2(hash_name.lower(), _js(password), _js(salt), iterations, size)
        return bytes(made.to_py())

    def scrypt(password: bytes, *, salt: bytes, n: int, r: int, p: int, maxmem: int = 0, dklen: int = 64) -> bytes:
        limit = max(maxmem, 128 * r * (n + p) + 1024, 1 << 25)
        return bytes(_key_derivation.scrypt(_js(password), _js(salt), n, r, p, dklen, limit).to_py())

    for function in (pbkdf2_hmac, scrypt):
        if not hasattr(hashlib, function.__name__):
            setattr(hashlib, function.__name__, function)


def _js(data: bytes) -> Any:  # noqa: ANN401 - an array of JavaScript
    from pyodide.ffi import to_js  # type: ignore[import-not-found]

    return to_js(bytes(data))


class _Clock:
    """Stands where a loop has its selector: there is nothing to select from, so it sleeps."""

    def select(self, timeout: float | None) -> list[Any]:
        """Sleep until the next thing is due."""
        if timeout is None:
            raise RuntimeError("the event loop waits for something that cannot happen here: there are no threads or sockets")
        if timeout > 0:
            time.sleep(timeout)
        return []


class _Loop(asyncio.base_events.BaseEventLoop):
    """An event loop that runs to its end without the browser's; what is given to a thread runs at once."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _Clock()

    def _process_events(self, event_list: list[Any]) -> None:
        pass

    def _write_to_self(self) -> None:
        pass

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> "asyncio.Future[Any]":  # type: ignore[override]  # noqa: ANN401, ARG002
        """Call the function now, outside of any running loop, as a thread would."""
        future = self.create_future()
        asyncio.events._set_running_loop(None)
        try:
            future.set_result(contextvars.Context().run(func, *args))
        except (SystemExit, KeyboardInterrupt):
            raise
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever awaits
            future.set_exception(error)
        finally:
            asyncio.events._set_running_loop(self)
        return future


class _Policy(asyncio.events._AbstractEventLoopPolicy):  # type: ignore[name-defined, misc]
    """Gives out loops of that kind."""

    def __init__(self) -> None:
        self._loop: _Loop | None = None

    def get_event_loop(self) -> _Loop:
        if self._loop is None:
            raise RuntimeError("There is no current event loop in thread 'MainThread'.")
        return self._loop

    def set_event_loop(self, loop: _Loop | None) -> None:
        self._loop = loop

    def new_event_loop(self) -> _Loop:
        return _Loop()
