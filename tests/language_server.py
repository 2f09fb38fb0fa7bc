"""A client of the YAML language server that editors use: diagnostics and completions of one text.

The server comes from npm, by a lock with integrity hashes and without scripts of packages, and is
kept in `.cache/` for as long as the lock stays the same.
"""

import json
import queue
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from tests.conftest import ROOT

PACKAGES = ROOT / "tests/editor"
INSTALLED = ROOT / ".cache/editor"
TIMEOUT = 60.0
Message = dict[str, Any]


def install() -> Path:
    """Return the program of the server; raises OSError or CalledProcessError where it cannot be had."""
    program = INSTALLED / "node_modules/yaml-language-server/bin/yaml-language-server"
    stamp = INSTALLED / "ready.json"
    lock = PACKAGES / "package-lock.json"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes() and program.is_file():
        return program
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        raise FileNotFoundError("node and npm are needed")
    INSTALLED.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(PACKAGES / name, INSTALLED / name)
    command = [npm, "ci", "--ignore-scripts", "--silent", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=INSTALLED, check=True, capture_output=True, timeout=300)
    shutil.copyfile(lock, stamp)
    return program


class Editor:
    """What an editor does with the server: opens a text, reads what is underlined, completes."""

    def __init__(self, writer: IO[bytes], reader: IO[bytes]) -> None:
        self._writer = writer
        self._messages: queue.Queue[Message] = queue.Queue()
        self._requests = 0
        self._documents = 0
        threading.Thread(target=self._listen, args=(reader,), daemon=True).start()
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": {}})
        self._send({"method": "initialized", "params": {}})
        # The server asks for no catalogue of other people's schemas.
        yaml = {"validate": True, "completion": True, "schemaStore": {"enable": False}}
        self._send(
            {"method": "workspace/didChangeConfiguration", "params": {"settings": {"yaml": yaml}}}
        )

    def underlined(self, text: str) -> list[tuple[int, str]]:
        """Return what the server reports of a text: lines from 1, and messages."""
        address = self._open(text)
        while True:
            message = self._messages.get(timeout=TIMEOUT)
            params = message.get("params", {})
            named = message.get("method") == "textDocument/publishDiagnostics"
            if named and params["uri"] == address:
                found = params["diagnostics"]
                return [(one["range"]["start"]["line"] + 1, one["message"]) for one in found]

    def completed(self, text: str, line: int, column: int) -> set[str]:
        """Return what the server offers at a place of a text, line and column from 1."""
        position = {"line": line - 1, "character": column - 1}
        document = {"uri": self._open(text)}
        found = self._ask(
            "textDocument/completion", {"textDocument": document, "position": position}
        )
        return {item["label"] for item in found["items"]}

    def _open(self, text: str) -> str:
        self._documents += 1
        address = (ROOT / f"content/entry-{self._documents}.yaml").as_uri()
        document = {"uri": address, "languageId": "yaml", "version": 1, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        return address

    def _ask(self, method: str, params: Message) -> Any:
        self._requests += 1
        self._send({"id": self._requests, "method": method, "params": params})
        while True:
            message = self._messages.get(timeout=TIMEOUT)
            if message.get("id") == self._requests and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._writer.flush()

    def _listen(self, reader: IO[bytes]) -> None:
        """Put each message into the queue; answer the server's own questions with nothing."""
        while line := reader.readline():
            name, _, value = line.decode().partition(":")
            if name.lower() != "content-length":
                continue
            while reader.readline().strip():
                pass
            message: Message = json.loads(reader.read(int(value)))
            if "id" in message and "method" in message:
                self._send({"id": message["id"], "result": None})
            else:
                self._messages.put(message)


@contextmanager
def editor(program: Path) -> Iterator[Editor]:
    """Start the server for an editor, and end it afterwards."""
    node = shutil.which("node")
    assert node is not None
    command = [node, str(program), "--stdio"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as server:
        try:
            assert server.stdin is not None
            assert server.stdout is not None
            yield Editor(server.stdin, server.stdout)
        finally:
            server.kill()
