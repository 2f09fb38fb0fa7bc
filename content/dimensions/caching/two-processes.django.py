import inspect
import pkgutil
import subprocess
import sys
from importlib import import_module

import django.core.cache.backends as backends
from django.conf import settings
from django.core.cache import caches

# region show
where = "django.core.cache.backends."
settings.configure(CACHES={
    "default": {"BACKEND": where + "locmem.LocMemCache"},
    "files": {"BACKEND": where + "filebased.FileBasedCache",
              "LOCATION": "cache"},
})
# endregion


def kind(alias):
    return type(caches[alias]).__name__


def another_process():
    for alias in ("default", "files"):
        print(f"{kind(alias)}, read by another process:",
              caches[alias].get("price"))


def main():
    from django.conf import global_settings
    standard = global_settings.CACHES["default"]["BACKEND"]
    print("no configuration:", standard.rpartition(".")[2])
    for alias in ("default", "files"):
        caches[alias].set("price", 5)
        print(f"{kind(alias)}, read by the same process:",
              caches[alias].get("price"))
    sys.stdout.flush()
    subprocess.run([sys.executable, __file__, "second"], check=True)
    found = set()
    for module in pkgutil.iter_modules(backends.__path__):
        members = vars(import_module(where + module.name))
        found |= {
            name for name, one in members.items() if inspect.isclass(one)
            and name.endswith("Cache") and not name.startswith("Base")
        }
    print("kinds:", ", ".join(sorted(found - {"DummyCache"})))


another_process() if "second" in sys.argv else main()
