import os
import re
import subprocess
import sys

RULE = r"\?: \((.+?)\) (.+?)(?:\. |, | \(|\.?$)"
manage = [sys.executable, "-m", "django"]
subprocess.run([*manage, "startproject", "shop"], check=True)

# region show
result = subprocess.run(
    [*manage, "check", "--deploy"], cwd="shop",
    env={**os.environ, "DJANGO_SETTINGS_MODULE": "shop.settings"},
    capture_output=True, text=True,
)
# endregion
print("a command that checks the configuration:", "check --deploy")
for line in (result.stdout + result.stderr).splitlines():
    if found := re.match(RULE, line):
        print(*found.groups())
print("exit status:", result.returncode)
