"""Starts gunicorn with debug mode off, then with debug mode on."""
import http.client
import os
import re
import socket
import subprocess
import sys
import time


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Accept": "text/html"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def until_ready(port):
    for attempt in range(400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def serve(label, **variables):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "shop:app",
         f"--bind=127.0.0.1:{port}", "--no-control-socket",
         "--worker-tmp-dir=."],
        stderr=subprocess.DEVNULL, env={**os.environ, **variables},
    )
    try:
        until_ready(port)
        status, page = get(port, "/items")
    finally:
        server.terminate()
        server.wait(10)
    text = " ".join(re.sub("<[^>]+>", " ", page).split())
    print(f"{label}: {status}, traceback on the page:",
          "ZeroDivisionError" in page)
    print(f"{label}, page begins:", text[:40].strip())


serve("debug off, gunicorn")
serve("debug on, gunicorn", FLASK_DEBUG="1")
