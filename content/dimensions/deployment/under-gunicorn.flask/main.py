"""Asks gunicorn for two pages, then uvicorn for one."""
import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path

Path("static").mkdir()
Path("static/shop.css").write_text("b {color: red}")


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def until_ready(port):
    for attempt in range(400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def serve(label, *command, paths=("/",)):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", *[
            word.format(port=port) for word in command]],
        stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )
    try:
        until_ready(port)
        for path in paths:
            print(f"{label}, GET {path}", *get(port, path))
    finally:
        server.terminate()
        server.wait(10)


GUNICORN = ("--bind=127.0.0.1:{port}", "--workers=2",
            "--no-control-socket", "--worker-tmp-dir=.")
UVICORN = ("--port={port}", "--interface=asgi3", "--factory")

serve("gunicorn", "gunicorn", "shop:create_app()", *GUNICORN,
      paths=("/", "/static/shop.css"))
serve("uvicorn, WSGI app", "uvicorn", "shop:create_app", *UVICORN)
serve("uvicorn, WsgiToAsgi", "uvicorn", "shop:create_asgi_app", *UVICORN)
