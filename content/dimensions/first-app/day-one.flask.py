import logging
import os
import subprocess
import sys

# region show
with open("app.py", "w") as file:
    file.write(
        "from flask import Flask\n"
        "app = Flask(__name__)\n"
        "@app.get('/broken')\n"
        "def broken():\n"
        "    return 1 / 0\n"
    )



def flask(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "flask", *arguments],
        capture_output=True, text=True,
    )


routes = flask("routes")
generator = flask("startproject", "shop")
# endregion
logging.disable()
sys.path.insert(0, ".")
from app import app
from flask import session
from flask.cli import cli
from werkzeug.debug import DebuggedApplication
from werkzeug.test import Client

print("commands:", ", ".join(sorted(cli.commands)))
print("flask startproject:", generator.stderr.splitlines()[-1])
print("'flask routes' finds app.py:", "broken" in routes.stdout)
client = app.test_client()
for url in ("/", "/admin/"):
    print(f"GET {url:9}{client.get(url).status_code}")
page = client.get("/broken")
print(f"GET /broken  {page.status_code}")
print("shows the line that failed:", "return 1 / 0" in page.text)
app.debug = True  # as flask run --debug does
page = Client(DebuggedApplication(app)).get("/broken")
print("shows it in debug mode:", "return 1 / 0" in page.text)
app.debug = False
print("database files:", [n for n in os.listdir() if "sql" in n] or "none")
print("secret key set:", bool(app.secret_key))
with app.test_request_context():
    try:
        session["user"] = "ada"
    except RuntimeError as error:
        print("a write to session:", str(error).split(".")[0])
