"""Firefox and WebKit behind one small interface, spoken to by WebDriver: no driver package, no download.

Firefox listens for WebDriver BiDi itself; WebKit's MiniBrowser is started by WebKitWebDriver and
wants a display: Xvfb.
"""

import asyncio
import json
import os
import re
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Protocol

from tornado.websocket import WebSocketClientConnection, websocket_connect

STARTS_WITHIN = 30.0
KEYS = {
    "Escape": "\ue00c",
    "Enter": "\ue007",
    "Tab": "\ue004",
    "Space": " ",
    "Control": "\ue009",
    "Shift": "\ue008",
}
FIREFOX_PREFERENCES = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.disable_open_during_load": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.active-protocols": 1,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


class Engine(Protocol):
    """A browser with one window."""

    name: str

    def resize(self, width: int, height: int) -> None: ...
    def open(self, url: str) -> None: ...
    def run(self, script: str) -> Any: ...
    def press(self, *keys: str) -> None: ...


@contextmanager
def firefox(binary: str, folder: Path) -> Iterator[Engine]:
    """Start Firefox with an empty profile and speak BiDi with it."""
    lines = [
        f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
        for name, value in FIREFOX_PREFERENCES.items()
    ]
    (folder / "user.js").write_text("".join(lines), encoding="utf-8")
    command = [
        binary,
        "--headless",
        "--no-remote",
        "--profile",
        str(folder),
        "--remote-debugging-port",
        "0",
        "about:blank",
    ]
    environment = os.environ | {"HOME": str(folder), "MOZ_DISABLE_AUTO_SAFE_MODE": "1"}
    with ExitStack() as stack:
        process = subprocess.Popen(
            command,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        said = process.stderr
        assert said is not None
        found = next(
            (match for line in said if (match := re.search(r"BiDi listening on (ws://\S+)", line))),
            None,
        )
        if found is None:
            _stop(process)
            raise AssertionError("Firefox ended before it listened")
        reader = threading.Thread(target=said.read, daemon=True)
        reader.start()
        stack.callback(said.close)
        stack.callback(reader.join, STARTS_WITHIN)
        stack.callback(_stop, process)
        bidi = _BiDi(f"{found[1]}/session")
        stack.callback(bidi.close)
        bidi.send("session.new", {"capabilities": {}})
        yield _Firefox(bidi)


class _Firefox:
    name = "firefox"

    def __init__(self, bidi: "_BiDi") -> None:
        self._bidi = bidi
        self._context = bidi.send("browsingContext.getTree", {})["contexts"][0]["context"]

    def resize(self, width: int, height: int) -> None:
        viewport = {"width": width, "height": height}
        self._bidi.send(
            "browsingContext.setViewport", {"context": self._context, "viewport": viewport}
        )

    def open(self, url: str) -> None:
        self._bidi.send(
            "browsingContext.navigate", {"context": self._context, "url": url, "wait": "complete"}
        )

    def run(self, script: str) -> Any:
        call = {
            "expression": f"JSON.stringify((() => {{ {script} }})() ?? null)",
            "awaitPromise": False,
        }
        answer = self._bidi.send("script.evaluate", call | {"target": {"context": self._context}})
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def press(self, *keys: str) -> None:
        actions = [{"type": "key", "id": "keys", "actions": _strokes(keys)}]
        self._bidi.send("input.performActions", {"context": self._context, "actions": actions})


class _BiDi:
    """A connection whose loop has a thread of its own, so that it can be used beside any other."""

    def __init__(self, url: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._number = 0
        self._socket: WebSocketClientConnection = self._wait(_connected(url))

    def _wait(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(STARTS_WITHIN)

    def send(self, method: str, parameters: dict[str, Any]) -> dict[str, Any]:
        self._number += 1
        answer: dict[str, Any] = self._wait(
            self._exchange({"id": self._number, "method": method, "params": parameters})
        )
        assert answer["type"] == "success", answer
        result: dict[str, Any] = answer["result"]
        return result

    async def _exchange(self, message: dict[str, Any]) -> dict[str, Any]:
        await self._socket.write_message(json.dumps(message))
        while True:
            text = await self._socket.read_message()
            assert text is not None, "the browser closed the connection"
            answer: dict[str, Any] = json.loads(text)
            if answer.get("id") == message["id"]:
                return answer

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._socket.close)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(STARTS_WITHIN)
        self._loop.close()


async def _connected(url: str) -> WebSocketClientConnection:
    return await websocket_connect(url, max_message_size=64 * 1024 * 1024)


@contextmanager
def webkit(driver: str, folder: Path) -> Iterator[Engine]:
    """Start a display, WebKit's driver on it, and a browser by it."""
    with ExitStack() as stack:
        display = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, encoding="ascii",
        )  # fmt: skip
        assert display.stdout is not None
        stack.callback(display.stdout.close)
        stack.callback(_stop, display)
        number = display.stdout.readline().strip()
        environment = os.environ | {
            "DISPLAY": f":{number}",
            "HOME": str(folder),
            "GDK_BACKEND": "x11",
            "NO_AT_BRIDGE": "1",
        }
        port = _free_port()
        process = subprocess.Popen(
            [driver, f"--port={port}"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        stack.callback(_stop, process)
        base = f"http://127.0.0.1:{port}"
        _until_it_answers(f"{base}/status")
        options = {"binary": _mini_browser(), "args": ["--automation"]}
        capabilities = {
            "alwaysMatch": {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}
        }
        session = _call("POST", f"{base}/session", {"capabilities": capabilities})["sessionId"]
        stack.callback(_call, "DELETE", f"{base}/session/{session}", None)
        yield _WebKit(f"{base}/session/{session}")


class _WebKit:
    name = "webkit"

    def __init__(self, session: str) -> None:
        self._session = session

    def resize(self, width: int, height: int) -> None:
        _call(
            "POST",
            f"{self._session}/window/rect",
            {"x": 0, "y": 0, "width": width, "height": height},
        )

    def open(self, url: str) -> None:
        _call("POST", f"{self._session}/url", {"url": url})

    def run(self, script: str) -> Any:
        return _call("POST", f"{self._session}/execute/sync", {"script": script, "args": []})

    def press(self, *keys: str) -> None:
        _call(
            "POST",
            f"{self._session}/actions",
            {"actions": [{"type": "key", "id": "keys", "actions": _strokes(keys)}]},
        )


def _strokes(keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Return what presses keys one after another; `Control+k` holds the first."""
    strokes = []
    for key in keys:
        held = [KEYS.get(part, part) for part in (key.split("+") if len(key) > 1 else [key])]
        strokes += [{"type": "keyDown", "value": part} for part in held]
        strokes += [{"type": "keyUp", "value": part} for part in reversed(held)]
    return strokes


def _call(method: str, url: str, body: dict[str, Any] | None) -> Any:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    with urllib.request.urlopen(request, timeout=STARTS_WITHIN) as answer:
        return json.loads(answer.read())["value"]


def _until_it_answers(url: str) -> None:
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            _call("GET", url, None)
        except OSError:
            assert time.monotonic() < deadline, f"{url} does not answer"
            time.sleep(0.05)
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _mini_browser() -> str:
    """Debian keeps the browser for tests beside WebKit's libraries, not among the commands."""
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    return str(found[-1]) if found else shutil.which("MiniBrowser") or "MiniBrowser"


def _stop(process: subprocess.Popen[str] | subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
