import subprocess
import sys
import warnings
from importlib import import_module

import flask_caching.backends as backends
from flask import Flask
from flask_caching import Cache


# region show
def caches():
    for kind in ("SimpleCache", "FileSystemCache"):
        app = Flask(__name__)
        yield kind, Cache(app, config={
            "CACHE_TYPE": kind, "CACHE_DIR": "cache",
        }), app
# endregion


def another_process():
    for kind, cache, app in caches():
        with app.app_context():
            print(f"{kind}, read by another process:", cache.get("price"))


def main():
    try:
        import_module("flask.cache")
    except ModuleNotFoundError as error:
        print("import flask.cache:", type(error).__name__)
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        nothing = Cache(Flask(__name__))
    print("no configuration:", type(nothing.cache).__name__,
          "| warned:", len(heard) == 1)
    for kind, cache, app in caches():
        with app.app_context():
            cache.set("price", 5)
            print(f"{kind}, read by the same process:", cache.get("price"))
    sys.stdout.flush()
    subprocess.run([sys.executable, __file__, "second"], check=True)
    sys.stdout.flush()
    print("kinds:", ", ".join(sorted(
        name for name, one in vars(backends).items()
        if name.endswith("Cache") and name not in ("BaseCache", "NullCache")
    )))


another_process() if "second" in sys.argv else main()
