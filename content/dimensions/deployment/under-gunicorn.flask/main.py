"""Starts `gunicorn 'shop:create_app()'` and asks it for two pages."""
import http.client
import socket
import subprocess
import sys
import time
from pathlib import Path

Path("static").mkdir()
Path("static/shop.css").write_text("b {color: red}")


def get(port, address):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", address)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))
    port = probe.getsockname()[1]
server = subprocess.Popen(
    [sys.executable, "-m", "gunicorn", "shop:create_app()",
     "--bind", f"127.0.0.1:{port}", "--workers", "2", "--no-control-socket",
     "--worker-tmp-dir", "."],
    stderr=subprocess.DEVNULL,
)
try:
    for attempt in range(200):
        try:
            print("GET /", *get(port, "/"))
            break
        except ConnectionRefusedError:
            time.sleep(0.05)
    print("GET /static/shop.css", *get(port, "/static/shop.css"))
finally:
    server.terminate()
    print("stopped with status", server.wait(10))
