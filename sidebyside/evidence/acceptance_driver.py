"""Starts a server, runs an acceptance program against it, and stops the server.

Runs in the sandbox with the environment's interpreter, so it imports the standard library alone:

    python acceptance_driver.py '{"server": [...], "acceptance": [...], "variables": {...}}'

A word `{port}` of `server` becomes a free port of 127.0.0.1. `acceptance` gets the address of a
relay in front of the server, which remembers the request that is being answered. Both run in the
folder `run`. Standard output is that of the acceptance program; the exit status is 0 only if
every check passed and the server stopped at SIGTERM. Otherwise it is 1, and the first line of
standard error is the reason.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

START_SECONDS = 60
ACCEPTANCE_SECONDS = 240
STOP_SECONDS = 10
LAST_LINES = 15
_REQUEST = re.compile(rb"([A-Z]{3,10}) (\S{1,400}) HTTP/1\.[01]\r\n")


class NotAcceptedError(Exception):
    """Why the run does not count, in a line; `details` are titles with the output they are of."""

    def __init__(self, reason: str, *details: tuple[str, bytes]) -> None:
        super().__init__(reason)
        self.details = details


class Relay:
    """Passes connections on to the server, and remembers requests that wait for an answer."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.waiting: dict[int, str] = {}
        self.last = ""
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        """Return the URL that the acceptance program is given."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    @property
    def blamed(self) -> str:
        """Return the request that has no answer, or else the last one."""
        if self.waiting:
            return f"no answer to {next(iter(self.waiting.values()))}"
        return f"the last request was {self.last}" if self.last else "there was no request"

    def _accept(self) -> None:
        while True:
            client, _ = self.listener.accept()
            try:
                server = socket.create_connection(("127.0.0.1", self.port), 5)
            except OSError:
                client.close()
                continue
            server.settimeout(None)
            for source, target, asks in ((client, server, True), (server, client, False)):
                threading.Thread(
                    target=self._pass, args=(source, target, id(client), asks), daemon=True
                ).start()

    def _pass(self, source: socket.socket, target: socket.socket, key: int, asks: bool) -> None:
        try:
            while data := source.recv(1 << 16):
                if asks and (found := _REQUEST.match(data)):
                    self.last = f"{found[1].decode()} {found[2].decode(errors='replace')}"
                    self.waiting[key] = self.last
                elif not asks:
                    self.waiting.pop(key, None)
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            source.close()
            target.close()


def run_acceptance(words: str) -> int:
    """Run server and acceptance program; return the exit status."""
    told = json.loads(words)
    folder = Path("run")
    folder.mkdir()
    with socket.create_server(("127.0.0.1", 0)) as found:
        port = found.getsockname()[1]
    command = [word.replace("{port}", str(port)) for word in told["server"]]
    variables = {**os.environ, **told["variables"]}
    log, errors = Path("server.out"), Path("server.err")
    with log.open("wb") as out, errors.open("wb") as err:
        server = subprocess.Popen(
            command, cwd=folder, env=variables, stdin=subprocess.DEVNULL, stdout=out, stderr=err
        )
    try:
        _wait_until_it_answers(server, port)
        _check_address(port)
        _accept(told["acceptance"], Relay(port), server, folder, variables)
        _stop(server)
    except NotAcceptedError as why:
        print(why, file=sys.stderr)
        told_by_server = ("the server wrote", _end_of(errors) or _end_of(log))
        for title, output in (*why.details, told_by_server):
            _show(title, output)
        return 1
    finally:
        if server.poll() is None:
            server.kill()
            server.wait()
    return 0


def _wait_until_it_answers(server: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise NotAcceptedError(f"the server {_end(server.returncode)} before it answered")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise NotAcceptedError(
        f"the server did not listen on 127.0.0.1:<port> within {START_SECONDS} s"
    )


def _check_address(port: int) -> None:
    """Refuse a server that other machines could reach, where the system tells."""
    for name, loopback in (("tcp", "0100007F"), ("tcp6", "00000000000000000000000001000000")):
        try:
            lines = Path(f"/proc/net/{name}").read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for address, state in ((line.split()[1], line.split()[3]) for line in lines):
            host, _, number = address.partition(":")
            if state == "0A" and int(number, 16) == port and host != loopback:
                raise NotAcceptedError(
                    "the server listens on every address, not on 127.0.0.1 alone"
                )


def _accept(
    command: list[str],
    relay: Relay,
    server: "subprocess.Popen[bytes]",
    folder: Path,
    variables: dict[str, str],
) -> None:
    with subprocess.Popen(
        [*command, relay.address],
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        try:
            printed, said = process.communicate(timeout=ACCEPTANCE_SECONDS)
        except subprocess.TimeoutExpired:
            blamed = relay.blamed
            process.kill()
            printed, _ = process.communicate()
            message = f"the acceptance program did not finish within {ACCEPTANCE_SECONDS} s"
            raise NotAcceptedError(
                f"{message}; {blamed}", ("the acceptance program printed", printed)
            ) from None
    sys.stdout.buffer.write(printed)
    sys.stdout.buffer.flush()
    if process.returncode == 0 and server.poll() is None:
        return
    ended = (
        f"the server {_end(server.returncode)} before the acceptance program did"
        if server.poll() is not None
        else f"the acceptance program {_end(process.returncode)}"
    )
    raise NotAcceptedError(
        f"{ended}; {relay.blamed}",
        ("the acceptance program printed", _without_passed(printed)),
        ("the acceptance program wrote to standard error", said),
    )


def _stop(server: "subprocess.Popen[bytes]") -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        raise NotAcceptedError(
            f"the server did not stop within {STOP_SECONDS} s of SIGTERM"
        ) from None


def _end(status: int) -> str:
    return f"exited with status {status}" if status >= 0 else f"was ended by signal {-status}"


def _without_passed(output: bytes) -> bytes:
    """Leave out lines that begin with `ok`, as checks that passed usually do."""
    return b"".join(line for line in output.splitlines(True) if not line.startswith(b"ok"))


def _end_of(path: Path) -> bytes:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - (1 << 16)))
        return file.read()


def _show(title: str, output: bytes) -> None:
    lines = output.decode(errors="backslashreplace").splitlines()[-LAST_LINES:]
    if lines:
        print(f"{title}:", *lines, sep="\n  ", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(run_acceptance(sys.argv[1]))
