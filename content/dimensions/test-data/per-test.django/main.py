import re
import subprocess
import sys

done = subprocess.run(
    [sys.executable, "-m", "django", "test", "--settings=settings",
     "--pythonpath=."], capture_output=True, text=True)
for line in (done.stdout + done.stderr).splitlines():
    if found := re.search(r"says: (.*)|^(OK|FAILED.*|Ran \d+ tests)", line):
        print(found[1] or found[0])
