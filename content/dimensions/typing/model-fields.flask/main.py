from mypy.api import run

out, _, _ = run([
    "--strict", "--no-incremental", "--cache-dir=/dev/null", "shop.py",
])
print(out, end="")
