# ruff: noqa: E501 - a list of requests is a table
"""The author's server against requests that no browser sends.

It is asked over raw sockets, and has to go on serving.
"""

import os
import re
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.conftest import FILES, ROOT

SECRET = b"do-not-serve-this"
pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="limits of open files here are those of POSIX"
)


class Server:
    """`build.py serve` as a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.content, self.output = folder / "content", folder / "site"
        for path, text in FILES.items():
            (self.content / path).parent.mkdir(parents=True, exist_ok=True)
            (self.content / path).write_text(text)
        (folder / "secret.txt").write_bytes(SECRET)
        self.output.mkdir()
        (self.output / ".hidden").write_bytes(SECRET)
        (self.output / "leak.txt").symlink_to(folder / "secret.txt")
        (self.output / "leaks").symlink_to(folder)
        # Only the dotfile lies there before the first build; what is ours lets links be put in
        # afterwards.
        (self.output / "leak.txt").unlink()
        (self.output / "leaks").unlink()
        words = [
            sys.executable,
            str(ROOT / "build.py"),
            "serve",
            "--port",
            "0",
            "--content",
            str(self.content),
            "--output",
            str(self.output),
        ]
        self.said = (folder / "said.txt").open("w+")
        self.process = subprocess.Popen(
            words, cwd=folder, stdout=self.said, stderr=subprocess.STDOUT, text=True
        )
        self.port = self._port(folder / "said.txt")
        (self.output / "leak.txt").symlink_to(folder / "secret.txt")
        (self.output / "leaks").symlink_to(folder)

    def _port(self, said: Path) -> int:
        for _ in range(300):
            if found := re.search(r"Serving on http://[^:/]+:(\d+)/", said.read_text()):
                return int(found[1])
            time.sleep(0.1)
        raise AssertionError(said.read_text())

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def send(self, data: bytes) -> bytes:
        """Send bytes as they are, and return all that comes back before the server closes or falls silent."""
        got = b""
        with closing(self.connect()) as client:
            try:
                client.sendall(data)
                client.settimeout(3)
                while chunk := client.recv(1 << 16):
                    got += chunk
                    if b"\r\n\r\n" in got and (match := re.search(rb"Content-Length: (\d+)", got)):
                        head = got.index(b"\r\n\r\n") + 4
                        client.settimeout(
                            0.3
                            if len(got) >= head + int(match[1]) or data.startswith(b"HEAD")
                            else 3
                        )
            except OSError:
                pass
        return got

    def get(
        self, target: str | bytes, method: str = "GET", host: str = "", **more: str
    ) -> tuple[int, bytes]:
        """Ask for a target that is not tidied.

        Return status and body, status 0 where there was no answer.
        """
        raw = target if isinstance(target, bytes) else target.encode()
        lines = [
            method.encode() + b" " + raw + b" HTTP/1.1",
            f"Host: {host or f'localhost:{self.port}'}".encode(),
            b"Connection: close",
        ]
        lines += [f"{name.replace('_', '-')}: {value}".encode() for name, value in more.items()]
        answer = self.send(b"\r\n".join(lines) + b"\r\n\r\n")
        head, _, body = answer.partition(b"\r\n\r\n")
        return (int(head.split()[1]) if head else 0), body

    def is_well(self) -> bool:
        """Tell whether a page comes within a moment."""
        began = time.monotonic()
        status, body = self.get("/index.html")
        return (
            status == 200
            and b"Trains" in body
            and time.monotonic() - began < 5
            and self.process.poll() is None
        )


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(tmp_path_factory.mktemp("served"))
    yield made
    # Not SIGINT: whatever a shell starts in the background ignores it, and so do its children.
    made.process.terminate()
    made.process.wait(20)
    assert "Traceback" not in (made.content.parent / "said.txt").read_text()
    made.said.close()


UP = [
    "..",
    "%2e%2e",
    ".%2e",
    "%2E.",
    "%252e%252e",
    "..%00",
    "..%2f..",
    "..%5c..",
    "..\\..",
    "%c0%ae%c0%ae",
    "%e0%80%ae%e0%80%ae",
    "%uff0e%uff0e",
    "\uff0e\uff0e",
    "....//..",
    "..;",
    ".../..",
    "%2e%2e%2f%2e%2e",
    "..%c0%af..",
    "%25%32%65%25%32%65",
    "..%ef%bc%8f..",
]
OUTSIDE = [
    *(f"/{up}/secret.txt" for up in UP), *(f"/dimensions/{up}/{up}/secret.txt" for up in UP), "/../content/site.yaml", "/assets/../../secret.txt", "//etc/passwd", "///etc/passwd", "/%2fetc/passwd", "/%2f%2fetc%2fpasswd",
    "/etc/passwd", "/C:/Windows/win.ini", "/c%3a%5cwindows%5cwin.ini", "/\\\\server\\share", "/~root/.bashrc", "/~/.ssh/id_rsa", "/%7eroot", "/file:///etc/passwd", "/index.html%00.txt", "/%00", "/secret.txt%00.html",
    "/.hidden", "/%2ehidden", "/dimensions/../.hidden", "/.sidebyside.json", "/%2esidebyside.json", "/./.hidden", "/leak.txt", "/leaks/secret.txt", "/leaks/content/site.yaml", "/index.html/../../secret.txt", "/CON", "/nul.html", "/aux", "..", "../secret.txt",
    "secret.txt", "http://localhost/../secret.txt", "*", "/?/../secret.txt", "/index.html;/../../secret.txt", "/proc/self/environ", "/dev/zero",
]  # fmt: skip


@pytest.mark.parametrize("target", OUTSIDE)
def test_nothing_outside_of_the_site_is_served(server: Server, target: str) -> None:
    status, body = server.get(target)
    assert SECRET not in body
    assert b"root:" not in body
    assert b'"files"' not in body
    assert b"tagline:" not in body
    assert status in {0, 301, 400, 403, 404, 405} or (status == 200 and b"<h1" in body), status


HOSTS = [
    "evil.example",
    "localhost.evil.example",
    "evil.example:80",
    "127.0.0.1.evil.example",
    "localhost@evil.example",
    "evil.example#localhost",
    "evil.example?localhost",
    "localhost,evil.example",
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "0.0.0.0",
    "[::2]",
    "[::1",
    "localhost evil.example",
    "xn--localhost",
    "localhost\u0430",
    "\t",
    "::1",
    "local host",
]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("target", ["/", "/livereload.js", "/livereload", "/nothing"])
def test_a_forged_host_gets_nothing(server: Server, host: str, target: str) -> None:
    status, body = server.get(target, host=host)
    assert status in {0, 400, 403}
    assert b"Trains" not in body


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost:\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: evil.example\r\nForwarded: host=localhost\r\n\r\n",
    ],
)
def test_an_unclear_host_gets_nothing(server: Server, head: bytes) -> None:
    answer = server.send(head)
    assert b" 200 " not in answer[:20]
    assert b"Trains" not in answer


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.0.0.1", "[::1]"])
def test_its_own_names_are_answered(server: Server, host: str) -> None:
    assert server.get("/index.html", host=f"{host}:{server.port}")[0] == 200


EMBEDDED = [
    ("cross-site", "no-cors", "script"),
    ("same-site", "no-cors", "script"),
    ("cross-site", "no-cors", "image"),
    ("cross-site", "cors", "empty"),
    ("cross-site", "navigate", "iframe"),
    ("same-site", "navigate", "object"),
    ("cross-site", "navigate", ""),
]
TARGETS = ["/search-index.js", "/index.html", "/livereload.js", "/live.js", "/no-such-page.html"]


@pytest.mark.parametrize(("site", "mode", "dest"), EMBEDDED)
@pytest.mark.parametrize("target", TARGETS)
def test_what_another_site_embeds_gets_nothing(
    server: Server, target: str, site: str, mode: str, dest: str
) -> None:
    status, body = server.get(target, Sec_Fetch_Site=site, Sec_Fetch_Mode=mode, Sec_Fetch_Dest=dest)
    assert status == 403
    assert b"Trains" not in body
    assert len(body) < 200


@pytest.mark.parametrize("site", ["cross-site", "same-site", "same-origin", "none"])
def test_a_link_from_elsewhere_leads_here(server: Server, site: str) -> None:
    status, body = server.get(
        "/index.html", Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate", Sec_Fetch_Dest="document"
    )
    assert status == 200
    assert b"Trains" in body


def test_its_own_pages_get_its_scripts(server: Server) -> None:
    told = {
        "Sec_Fetch_Site": "same-origin",
        "Sec_Fetch_Mode": "no-cors",
        "Sec_Fetch_Dest": "script",
    }
    assert [server.get(target, **told)[0] for target in TARGETS] == [200, 200, 200, 200, 404]


@pytest.mark.parametrize("target", TARGETS)
def test_every_answer_says_that_it_is_for_its_own_pages(server: Server, target: str) -> None:
    answer = server.send(
        f"GET {target} HTTP/1.1\r\nHost: localhost:{server.port}\r\nConnection: close\r\n\r\n".encode()
    )
    assert b"Cross-Origin-Resource-Policy: same-origin\r\n" in answer


ORIGINS = [
    "https://evil.example",
    "http://evil.example:{port}",
    "null",
    "file://",
    "http://localhost",
    "http://localhost:1",
    "https://localhost.evil.example:{port}",
    "http://localhost:{port}.evil.example",
    "http://evil.example/localhost:{port}",
    "",
    "http://127.0.0.1:{port}",
]


def upgrade(server: Server, host: str, origin: str) -> int:
    return server.get(
        "/livereload",
        host=host,
        Upgrade="websocket",
        Connection="Upgrade",
        Sec_WebSocket_Key="AAAAAAAAAAAAAAAAAAAAAA==",
        Sec_WebSocket_Version="13",
        Origin=origin,
    )[0]


@pytest.mark.parametrize("origin", ORIGINS)
def test_the_websocket_takes_no_other_origin(server: Server, origin: str) -> None:
    assert upgrade(server, f"localhost:{server.port}", origin.format(port=server.port)) in {
        400,
        403,
    }
    assert upgrade(server, f"evil.example:{server.port}", origin.format(port=server.port)) in {
        400,
        403,
    }


def test_the_websocket_takes_its_own_origin(server: Server) -> None:
    head = f"GET /livereload HTTP/1.1\r\nHost: localhost:{server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://localhost:{server.port}\r\n\r\n"
    assert server.send(head.encode()).startswith(b"HTTP/1.1 101 ")


HELLO = '{"command": "hello", "protocols": []}'
MESSAGES = [
    "",
    "{",
    "[]",
    "7",
    '"info"',
    "null",
    "{}",
    "[" * 20_000,
    '{"command": []}',
    '{"command": "info"}',
    '{"command": "info", "url": "http://["}',
    '{"command": "info", "url": 7, "plugins": 7}',
    '{"command": "info", "url": "/x", "plugins": {"sidebyside": "x"}}',
    '{"command": "info", "url": "/%00", "plugins": {"sidebyside": {"stamp": {}}}}',
    '{"command": "info", "url": "/' + "a" * 5000 + '.html"}',
    '{"command": "info", "url": "http://localhost/../../secret.txt"}',
    '{"command": "info", "url": "//etc/passwd", "plugins": {"sidebyside": {"stamp": "x-9999999999999999999999"}}}',
    '{"command": "url", "url": "\\ud800"}',
]


def frame(text: str) -> bytes:
    """Return a message as a browser sends it: masked, here with zeros."""
    data = text.encode()
    size = len(data)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return b"\x81" + length + bytes(4) + data


@pytest.mark.parametrize("message", MESSAGES, ids=[str(number) for number in range(len(MESSAGES))])
def test_whatever_a_page_says_the_next_save_is_built(server: Server, message: str) -> None:
    head = f"GET /livereload HTTP/1.1\r\nHost: localhost:{server.port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\nOrigin: http://localhost:{server.port}\r\n\r\n"
    with closing(server.connect()) as client:
        client.sendall(head.encode() + frame(HELLO) + frame(message))
        entry = server.content / "dimensions/speed/index.md"
        entry.write_text(entry.read_text() + "\nOnce more.\n")
        times = entry.read_text().count("Once more.")
        wanted = time.monotonic() + 10
        while (
            server.get("/dimensions/speed.html")[1].count(b"Once more.") < times
            and time.monotonic() < wanted
        ):
            time.sleep(0.05)
    assert server.get("/dimensions/speed.html")[1].count(b"Once more.") == times
    assert server.is_well()


@pytest.mark.parametrize(
    "method",
    ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "FOO", "get"],
)
@pytest.mark.parametrize("target", ["/index.html", "/", "/nothing", "/livereload.js"])
def test_other_methods_than_get_and_head_are_refused(
    server: Server, method: str, target: str
) -> None:
    status, body = server.get(target, method=method, Content_Length="0")
    assert status == 405
    assert b"Trains" not in body or b"<h1" not in body


LINE = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
MALFORMED = {
    "a target of 100 KB": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a target of 8 MB": b"GET /" + b"a" * 8_000_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a header of 2 MB": LINE + b"X: " + b"a" * 2_000_000 + b"\r\n\r\n",
    "ten thousand headers": LINE + b"".join(b"X%d: a\r\n" % n for n in range(10_000)) + b"\r\n",
    "a query of 60 KB": b"GET /?" + b"a=b&" * 15_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "ten thousand parts": b"GET " + b"/a" * 10_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "another version": b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
    "version 2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no target": b"GET HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "four words": b"GET / / HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a zero byte": b"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "a zero byte in a header": LINE + b"X: a\0b\r\n\r\n",
    "no colon": LINE + b"nonsense\r\n\r\n",
    "a folded header": LINE + b"X: a\r\n b\r\n\r\n",
    "a space before the colon": LINE + b"X : a\r\n\r\n",
    "length below nothing": LINE + b"Content-Length: -1\r\n\r\n",
    "length in words": LINE + b"Content-Length: many\r\n\r\n",
    "two lengths": LINE + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "ten gigabytes to come": LINE + b"Content-Length: 10737418240\r\n\r\n" + b"a" * 100_000,
    "length and chunks": LINE + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a chunk without end": LINE + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\na",
    "a chunk of nonsense": LINE + b"Transfer-Encoding: chunked\r\n\r\nzz\r\na\r\n0\r\n\r\n",
    "another coding": LINE + b"Transfer-Encoding: gzip\r\n\r\nabc",
    "a form that is none": LINE.replace(b"GET", b"POST") + b"Content-Type: multipart/form-data\r\nContent-Length: 3\r\n\r\nabc",
    "ranges": LINE + b"Range: bytes=0-1,5-9,99999999999999999999-\r\n\r\n",
    "a range below nothing": LINE + b"Range: bytes=-99999999999999999999\r\n\r\n",
    "a date of nonsense": LINE + b"If-Modified-Since: never\r\n\r\n",
    "noise": bytes(range(256)) * 400,
    "a handshake of TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
    "line ends alone": b"\r\n" * 20_000,
    "nothing": b"",
    "a websocket without a key": LINE.replace(b"/ ", b"/livereload ") + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    "a websocket of nonsense": LINE.replace(b"/ ", b"/livereload ") + b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n\r\n" + b"\xff" * 4000,
}  # fmt: skip


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_request_is_refused_and_the_server_goes_on(server: Server, name: str) -> None:
    answer = server.send(MALFORMED[name])
    assert not answer or answer.startswith(
        (b"HTTP/1.1 2", b"HTTP/1.1 1", b"HTTP/1.1 3", b"HTTP/1.1 4")
    )
    assert b"Traceback" not in answer
    assert server.is_well()


def test_a_thousand_connections_do_not_keep_others_out(server: Server) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(hard, 1400) if hard > 0 else 1400
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, wanted), hard))
    try:
        with ExitStack() as open_ones:
            for number in range(min(1000, wanted - 300)):
                client = open_ones.enter_context(closing(server.connect()))
                if number % 3:
                    client.sendall(b"GET / HTTP/1.1\r\nHost: local"[: number % 25])
            assert server.is_well()
        assert server.is_well()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_slow_clients_do_not_keep_others_waiting(server: Server) -> None:
    with ExitStack() as open_ones:
        slow = [open_ones.enter_context(closing(server.connect())) for _ in range(50)]
        for sign in b"GET /index.html HTTP/1.1\r\nHost: lo":
            for client in slow:
                client.sendall(bytes([sign]))
        reader = open_ones.enter_context(closing(server.connect()))
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        reader.sendall(
            f"GET /search-index.js HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode() * 50
        )  # and never reads
        assert server.is_well()


def test_it_listens_on_this_machine_alone(server: Server) -> None:
    for address in (
        "127.0.0.2",
        *{
            str(info[4][0])
            for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        }
        - {"127.0.0.1"},
    ):
        with (
            pytest.raises(OSError, match=r"refused|timed out|unreachable"),
            closing(socket.create_connection((address, server.port), timeout=2)),
        ):
            pass


def test_it_takes_no_more_memory_for_all_of_this(server: Server) -> None:
    status = Path(f"/proc/{server.process.pid}/status")
    if not status.exists():
        pytest.skip("this system does not tell the memory of a process")
    for _ in range(5):
        server.send(MALFORMED["a target of 8 MB"])
    found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text())
    assert found
    assert int(found[1]) < 400_000
