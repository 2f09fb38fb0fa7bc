import os
import pathlib
import subprocess
import sys
import time

import servers

server, path = servers.redis()
os.environ["BROKER"] = f"redis+socket://{path}"
log = pathlib.Path("log.txt")
log.touch()

from jobs import late, usual  # noqa: E402


def worker():
    return subprocess.Popen(
        [sys.executable, "-m", "celery", "-A", "jobs.celery_app", "worker",
         "--pool=threads", "--concurrency=2", "--loglevel=critical",
         "--without-gossip", "--without-mingle"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(*lines):
    for _ in range(1000):
        if set(lines) <= set(log.read_text().splitlines()):
            return
        time.sleep(0.02)
    raise SystemExit(f"no {lines} in {log.read_text()!r}")


# region show
first = worker()
usual.delay()
late.delay()
wait_for("usual began", "late began")
first.kill()                    # SIGKILL: nothing is tidied up
first.wait()
time.sleep(1.5)                 # longer than visibility_timeout
log.write_text("")
second = worker()
wait_for("late done")
# endregion
lines = sorted(log.read_text().splitlines())
print("the second worker:", ", ".join(lines))
print("usual, acknowledged at its start, ran again:", "usual began" in lines)
second.kill()
second.wait()
