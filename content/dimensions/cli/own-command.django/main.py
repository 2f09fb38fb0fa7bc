"""Puts restock.py where Django looks for it, then runs it."""
import contextlib
import io
import os
import sys
from pathlib import Path

place = Path("shop/management/commands")
place.mkdir(parents=True)
Path("restock.py").rename(place / "restock.py")
for package in ("shop", "shop/management", "shop/management/commands"):
    Path(package, "__init__.py").touch()
Path("shop_settings.py").write_text(
    'INSTALLED_APPS = ["shop"]\nSUPPLIER = "Cups & Co"\n'
)
os.environ["DJANGO_SETTINGS_MODULE"] = "shop_settings"
sys.path.insert(0, str(Path().resolve()))

from django.core.management import execute_from_command_line  # noqa: E402


def run(*words):
    status, said = 0, io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            execute_from_command_line(["manage.py", *words])
        except SystemExit as stop:
            status = stop.code
    lines = said.getvalue().strip().splitlines()
    if "--help" in words:
        print("help shows:", lines[lines.index("") + 1])
    else:
        print("$", *words, "->", lines[-1], "| exit", status)


run("restock", "cup")
run("restock", "cup", "--count", "3")
run("restock", "cup", "--count", "none")
run("restock", "hat")
run("restock", "--help")
