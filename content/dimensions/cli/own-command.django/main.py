"""Moves both commands where Django looks for them, then runs them."""
import contextlib
import os
import sys
from io import StringIO
from pathlib import Path

place = Path("shop/management/commands")
place.mkdir(parents=True)
for file in ("restock.py", "printing.py"):
    Path(file).rename(place / file)
for package in ("shop", "shop/management", "shop/management/commands"):
    Path(package, "__init__.py").touch()
Path("shop_settings.py").write_text(
    'INSTALLED_APPS = ["shop"]\nSUPPLIER = "Cups & Co"\n'
)
os.environ["DJANGO_SETTINGS_MODULE"] = "shop_settings"
sys.path.insert(0, str(Path().resolve()))

from django.core.management import (  # noqa: E402
    CommandError, call_command, execute_from_command_line,
)


def run(*words):
    status, said = 0, StringIO()
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


def test_restock():
    out = StringIO()
    call_command("restock", "cup", stdout=out)
    assert out.getvalue() == "12 x cup from Cups & Co\n"
    return out


run("restock", "cup")
run("restock", "cup", "--count", "3")
run("restock", "cup", "--count", "none")
run("restock", "hat")
run("restock", "--help")

print("called from a test:", repr(test_restock().getvalue()))
out = StringIO()
with contextlib.redirect_stdout(StringIO()):
    call_command("printing", stdout=out)
print("print() called from a test:", repr(out.getvalue()))
try:
    call_command("restock", "hat")
except CommandError as error:
    print("a failing command called from a test:", repr(error))
