from mypy.api import run

out, _, _ = run([
    "--strict", "--no-incremental", "--cache-dir=/dev/null",
    "shop.py", "plain.py",
])
print(out, end="")
