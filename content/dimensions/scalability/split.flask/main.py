import subprocess
import sys

subprocess.run([sys.executable, "shop.py"], check=True)

from factory import create_app  # noqa: E402
from shop import app  # noqa: E402

print("flask run, second file, /orders:",
      app.test_client().get("/orders").status_code)

first, second = create_app(TESTING=True), create_app()
print("blueprint and factory, /orders:",
      first.test_client().get("/orders").status_code)
print("two apps with two configurations:", first.testing, second.testing)
