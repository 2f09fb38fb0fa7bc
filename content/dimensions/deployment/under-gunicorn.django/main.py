"""Starts `gunicorn wsgi`, without WhiteNoise and then with it."""
import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path

Path("static").mkdir()
Path("static/shop.css").write_text("b {color: red}")
Path("collected").mkdir()


def get(port, address):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read().decode()
    return answer.status, body if answer.status == 200 else ""


def serve(*addresses):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "wsgi",
         "--bind", f"127.0.0.1:{port}", "--workers", "2",
         "--no-control-socket", "--worker-tmp-dir", "."],
        stderr=subprocess.DEVNULL,
    )
    try:
        for attempt in range(200):
            try:
                get(port, "/")
                break
            except ConnectionRefusedError:
                time.sleep(0.05)
        for address in addresses:
            print("GET", address, *get(port, address))
    finally:
        server.terminate()
        print("stopped with status", server.wait(10))


Path("without-whitenoise").touch()
serve("/", "/static/shop.css")
Path("without-whitenoise").unlink()
subprocess.run(
    [sys.executable, "-m", "django", "collectstatic", "--no-input",
     "--settings=settings", "--pythonpath=.", "--verbosity=0"], check=True,
)
print("after collectstatic, with WhiteNoise:")
serve("/static/shop.css")
