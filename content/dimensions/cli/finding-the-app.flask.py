import os
import subprocess
import sys
from pathlib import Path

FILES = {
    "named/app.py": "from flask import Flask\napp = Flask('named')",
    "single/wsgi.py": "from flask import Flask\nshop = Flask('single')",
    "made/shop.py": "from flask import Flask\n"
                    "def create_app(kind='made'):\n    return Flask(kind)",
    "broken/app.py": "import nothing_of_this_name",
    "empty/readme.txt": "",
}
for name, text in FILES.items():
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(text)


# region show
def ask(folder, *options, **variables):
    return subprocess.run(
        [sys.executable, "-m", "flask", *options, "shell"],
        cwd=folder, env={**os.environ, **variables},
        input="print('app:', app.name)",
        text=True, capture_output=True,
    )
# endregion


def show(label, *options, **variables):
    done = ask(*options, **variables)
    lines = [line.removeprefix(">>> ") for line in done.stdout.splitlines()]
    found = [line for line in lines if line.startswith("app: ")]
    errors = [line for line in done.stderr.splitlines()
              if line.startswith("Error: ")]
    print(f"{label}:", (found or errors)[0].split(". ")[0])


show("app.py with app", "named")
show("wsgi.py, the only Flask object", "single")
show("--app, a factory with an argument", "made",
     "--app", "shop:create_app('test')")
show("FLASK_APP, a factory", "made", FLASK_APP="shop")
show("--app and FLASK_APP", "made", "--app", "shop:create_app('option')",
     FLASK_APP="shop:create_app('variable')")
show("another folder", "empty")
show("a module with a failing import", "broken")
