"""Asks gunicorn, without and with WhiteNoise, then uvicorn."""
import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path

Path("static").mkdir()
Path("static/shop.css").write_text("b {color: red}")
Path("collected").mkdir()


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    return answer.status, body if answer.status == 200 else ""


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
            print(f"{label}, GET {path}", *filter(None, get(port, path)))
    finally:
        server.terminate()
        server.wait(10)


GUNICORN = ("--bind=127.0.0.1:{port}", "--workers=2",
            "--no-control-socket", "--worker-tmp-dir=.")

Path("without-whitenoise").touch()
serve("gunicorn", "gunicorn", "wsgi", *GUNICORN,
      paths=("/", "/static/shop.css"))
Path("without-whitenoise").unlink()
subprocess.run(
    [sys.executable, "-m", "django", "collectstatic", "--no-input",
     "--settings=settings", "--pythonpath=.", "--verbosity=0"], check=True,
)
serve("collectstatic and WhiteNoise", "gunicorn", "wsgi", *GUNICORN,
      paths=["/static/shop.css"])
serve("uvicorn", "uvicorn", "asgi:application", "--port={port}")
