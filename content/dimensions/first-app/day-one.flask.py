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

flask = [sys.executable, "-m", "flask"]
command = subprocess.run(
    [*flask, "routes"], capture_output=True, text=True
)
# endregion
logging.disable()
sys.path.insert(0, ".")
from app import app
from flask.cli import cli

print("commands:", ", ".join(sorted(cli.commands)))
print("files that a command wrote:", "none, app.py is written by hand")
print("'flask routes' finds app.py:", "broken" in command.stdout)
client = app.test_client()
for address in ("/", "/admin/"):
    print(f"GET {address:9}{client.get(address).status_code}")
page = client.get("/broken")
print(f"GET /broken  {page.status_code}")
print("names the line at fault:", "ZeroDivisionError" in page.text)
print("database files:", [n for n in os.listdir() if "sql" in n] or "none")
print("a key for sessions:", bool(app.secret_key))
