"""Checks shop.py with the plugin of django-stubs, then runs it."""
import os
import sys

from mypy.api import run

sys.path.insert(0, ".")
out, _, _ = run([
    "--strict", "--no-incremental", "--cache-dir=/dev/null",
    "--hide-error-context", "shop.py",
])
for line in out.splitlines():
    print(line if len(line) < 160 else line[:155] + " ...")
print("errors that name the parameter id:", out.count('"id"'))

os.environ["DJANGO_SETTINGS_MODULE"] = "shop_settings"

import django  # noqa: E402
from django.test import Client  # noqa: E402

django.setup()
print("at run time, /items/5:", Client().get("/items/5").json())
try:
    Client().get("/count")
except AttributeError as error:
    print("at run time, /count:", type(error).__name__)
