"""Sends six requests at once and counts how many are in the view."""
import http.client
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=15)
    connection.request("GET", path)
    return connection.getresponse().read()


def until(true, tries=400):
    while not true() and tries:
        time.sleep(0.02)
        tries -= 1


def listening(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def inside():
    return len(list(Path().glob("inside-*")))


def count(app, workers=1, threads=1, kind="sync", expected=None):
    for old in [*Path().glob("inside-*"), *Path().glob("go")]:
        old.unlink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", app, f"--workers={workers}",
         f"--threads={threads}", f"--worker-class={kind}",
         f"--bind=127.0.0.1:{port}", "--no-control-socket",
         "--worker-tmp-dir=."],
        stderr=subprocess.DEVNULL,
    )
    until(lambda: listening(port))
    visitors = [threading.Thread(target=get, args=(port, f"/{number}"))
                for number in range(6)]
    for visitor in visitors:
        visitor.start()
    expected = expected or workers * threads
    until(lambda: inside() >= expected)
    until(lambda: inside() > expected, tries=15)  # not one more
    seen = inside()
    Path("go").touch()
    for visitor in visitors:
        visitor.join()
    server.terminate()
    server.wait(10)
    print(f"{kind}, workers {workers}, threads {threads}:",
          f"{seen} of 6 in the view; all served in the end:", inside() == 6)


if __name__ == "__main__":
    count("shop:app", workers=2)
    count("shop:app", threads=4, kind="gthread")
    count("shop:app", kind="gevent", expected=6)
