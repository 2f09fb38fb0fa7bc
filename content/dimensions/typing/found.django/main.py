from mypy.api import run

out, _, _ = run([
    "--strict", "--no-incremental", "--cache-dir=/dev/null",
    "--hide-error-context", "shop.py",
])
for line in out.splitlines():
    print(line if len(line) < 160 else line[:155] + " ...")
