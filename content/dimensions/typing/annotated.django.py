import ast
from importlib.util import find_spec
from pathlib import Path

import django
import django_stubs_ext
from django.conf import settings


# region show
def annotated(package):
    root = Path(find_spec(package).origin).parent
    total = typed = 0
    for file in root.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                total += 1
                typed += node.returns is not None
    return root, total, typed
# endregion


for package in ("django",):
    root, total, typed = annotated(package)
    print(f"{package}: return type written on {typed} of {total} functions,",
          f"{100 * typed // total} %")
    print(f"{package}: py.typed marker:", (root / "py.typed").exists())
stubs = find_spec("django-stubs")
print("separate stubs installed:", stubs is not None)

settings.configure(INSTALLED_APPS=[
    "django.contrib.admin", "django.contrib.auth",
    "django.contrib.contenttypes", "django.contrib.messages",
])
django.setup()

from django.contrib.admin import ModelAdmin  # noqa: E402
from django.db.models import Manager, QuerySet  # noqa: E402
from django.views.generic import ListView  # noqa: E402


def subscript(when):
    for one in (QuerySet, Manager, ModelAdmin, ListView):
        try:
            said = "ok" if one[int] else "-"
        except TypeError as error:
            said = type(error).__name__
        print(f"{one.__name__}[...] at run time, {when}:", said)


subscript("as installed")
django_stubs_ext.monkeypatch()
subscript("after monkeypatch()")
