"""Starts gunicorn on a Unix socket and nginx before it, and asks nginx."""

import atexit
import http.client
import pathlib
import socket
import subprocess
import sys
import time

HERE = pathlib.Path.cwd()
with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    PORT = free.getsockname()[1]


def launch(address, *words):
    """Start a server and wait until it answers."""
    process = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    atexit.register(stop, process)
    kind = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    for _ in range(400):
        with socket.socket(kind) as probe:
            if probe.connect_ex(address) == 0:
                return
        time.sleep(0.02)
    raise SystemExit(f"{words[0]} does not answer")


def stop(process):
    """End a server and wait until it is gone."""
    process.terminate()
    process.wait()


def start(locations):
    """Start both; `locations` are those of the site in nginx."""
    launch("app.sock", sys.executable, "-m", "gunicorn", "shop:app",
           "--bind=unix:app.sock", "--worker-tmp-dir=.",
           "--no-control-socket", "--worker-class=gthread", "--threads=4")
    temporary = "".join(
        f"{name}_temp_path {HERE}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (HERE / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {HERE}/nginx.pid;\n"
        "error_log /dev/null; events {}\n"
        f"http {{ access_log off; {temporary}\n"
        f"server {{ listen 127.0.0.1:{PORT};\n{locations}\n}} }}\n")
    launch(("127.0.0.1", PORT), "nginx", "-p", str(HERE), "-c",
           str(HERE / "nginx.conf"), "-e", "/dev/null")


def ask(path, method="GET", body=None, **headers):
    """Send a request to nginx; return its answer."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    named = {"Host": "shop.example"}
    named |= {key.replace("_", "-"): value for key, value in headers.items()}
    connection.request(method, path, body, named)
    return connection.getresponse()
