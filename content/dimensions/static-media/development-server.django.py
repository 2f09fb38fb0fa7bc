import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

from django.conf import settings
from django.conf.urls.static import static
from django.core.management import execute_from_command_line
from django.http import HttpResponse
from django.urls import path

DEBUG = "--with-debug" in sys.argv

# region show
settings.configure(
    DEBUG=DEBUG,
    SECRET_KEY="only-here",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.staticfiles"],
    STATIC_URL="/static/",
    STATICFILES_DIRS=["assets"],
    MEDIA_URL="/media/",
    MEDIA_ROOT="uploads",
)
urlpatterns = [
    path("", lambda request: HttpResponse("home")),
    *static("/downloads/", document_root="uploads"),
]
# endregion

if "runserver" in sys.argv:
    arguments = [word for word in sys.argv if word != "--with-debug"]
    execute_from_command_line(arguments)
    sys.exit()

for name in ["assets/style.css", "uploads/cat.png", "secret.txt"]:
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text("top secret" if "secret" in name else "ok")


def start(*options):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, __file__, "runserver", f"127.0.0.1:{port}",
         "--noreload", "--skip-checks", *options],
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
modes = {
    "runserver, DEBUG": start("--with-debug"),
    "runserver, no DEBUG": start(),
    "runserver --insecure": start("--insecure"),
    "DEBUG, --nostatic": start("--with-debug", "--nostatic"),
}
try:
    for label, (server, port) in modes.items():
        codes = [get(port, target)[0] for target in
                 ["/static/style.css", "/media/cat.png",
                  "/downloads/cat.png"]]
        print(f"{label:22}style.css {codes[0]}, upload {codes[1]}, "
              f"upload with static() {codes[2]}")
    port = modes["runserver, DEBUG"][1]
    for prefix in ["/static/", "/downloads/"]:
        tries = [get(port, prefix + way) for way in ways]
        leaked = any("top secret" in body for _, body in tries)
        print(f"traversal {prefix:12}{[code for code, _ in tries]} "
              f"leaked: {leaked}")
finally:
    for server, port in modes.values():
        server.terminate()
