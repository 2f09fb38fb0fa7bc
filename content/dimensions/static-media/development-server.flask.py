import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from flask import Flask, send_from_directory
from flask.cli import FlaskGroup

# region show
app = Flask(__name__)  # serves the folder static/ by itself


@app.get("/downloads/<path:name>")
def download(name):
    return send_from_directory("uploads", name)
# endregion


if "run" in sys.argv:  # as the command "flask run" does
    FlaskGroup(create_app=lambda: app).main(sys.argv[1:])

for name in ["static/style.css", "uploads/cat.png", "secret.txt"]:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text("top secret" if "secret" in name else "ok")


def start(*options):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, __file__, "run", "--port", str(port),
         "--no-reload", *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return server, port


def get(port, target):
    for _ in range(400):
        try:
            connection = HTTPConnection("127.0.0.1", port)
            connection.request("GET", target)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except ConnectionRefusedError:
            time.sleep(0.05)


ways = ["../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt",
        "x/../../secret.txt", "/etc/passwd", "..\\secret.txt"]
modes = {"flask run --debug": start("--debug"), "flask run": start()}
try:
    for label, (server, port) in modes.items():
        codes = [get(port, target)[0] for target in
                 ["/static/style.css", "/uploads/cat.png",
                  "/downloads/cat.png"]]
        print(f"{label:22}style.css {codes[0]}, upload {codes[1]}, "
              f"upload with a view {codes[2]}")
    for prefix in ["/static/", "/downloads/"]:
        tries = [get(port, prefix + way) for way in ways]
        leaked = any("top secret" in body for _, body in tries)
        print(f"traversal {prefix:12}{[code for code, _ in tries]} "
              f"leaked: {leaked}")
finally:
    for server, port in modes.values():
        server.terminate()
