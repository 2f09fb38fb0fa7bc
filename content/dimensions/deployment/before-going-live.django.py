import os
import re
import subprocess
import sys

RULE = r"\?: \((.+?)\) (.+?)(?:\. |, | \(|\.?$)"
manage = [sys.executable, "-m", "django"]
subprocess.run([*manage, "startproject", "shop"], check=True)

variables = {**os.environ, "DJANGO_SETTINGS_MODULE": "shop.settings"}


# region show
def check(*options):
    return subprocess.run(
        [*manage, "check", "--deploy", *options], cwd="shop",
        env=variables,
        capture_output=True, text=True,
    )
# endregion


result = check()
findings = [found.groups() for line in
            (result.stdout + result.stderr).splitlines()
            if (found := re.match(RULE, line))]
print("findings of check --deploy on a new project:", len(findings))
for finding in findings:
    print(*finding)
print("exit status:", result.returncode)
print("exit status with --fail-level WARNING:",
      check("--fail-level", "WARNING").returncode)
