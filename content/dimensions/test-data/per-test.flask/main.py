import re
import subprocess
import sys

done = subprocess.run(
    [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:cacheprovider"],
    capture_output=True, text=True)
for line in done.stdout.splitlines():
    if found := re.search(r"^says: (.*)|^\d+ (passed|failed)", line):
        print(found[1] or found[0])
