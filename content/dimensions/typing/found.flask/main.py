from mypy.api import run

out, _, _ = run([
    "--strict", "--no-incremental", "--cache-dir=/dev/null",
    "--hide-error-context", "shop.py", "returns.py",
])
for line in out.splitlines():
    print(line if len(line) < 160 else line[:155] + " ...")
print("errors that name the parameter id:", out.count('"id"'))

from returns import app as right  # noqa: E402
from shop import app as wrong  # noqa: E402

print("at run time, /items/5:",
      wrong.test_client().get("/items/5").json)
wrong.testing = True
try:
    wrong.test_client().get("/count")
except TypeError as error:
    print("at run time, /count:", type(error).__name__)
for path in ("/items", "/page", "/file"):
    answer = right.test_client().get(path)
    print(f"at run time, {path}:", answer.status_code, answer.mimetype)
