"""Plays the proxy: sends its headers to gunicorn from 127.0.0.1."""
import http.client
import socket
import subprocess
import sys
import time


def get(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/items", headers={
        "Host": "shop.example",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-For": "203.0.113.9",
    })
    return connection.getresponse().read().decode()


def until_ready(port):
    for attempt in range(400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)


def serve(label, *options):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "shop:app", *options,
         f"--bind=127.0.0.1:{port}", "--no-control-socket",
         "--worker-tmp-dir=."],
        stderr=subprocess.DEVNULL,
    )
    try:
        until_ready(port)
        print(f"{label}:", get(port))
    finally:
        server.terminate()
        server.wait(10)


serve("proxy on 127.0.0.1, as installed")
serve("proxy trusted on 10.0.0.1 alone", "--forwarded-allow-ips=10.0.0.1")
