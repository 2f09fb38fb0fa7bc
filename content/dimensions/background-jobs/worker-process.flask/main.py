import os
import subprocess
import sys

for folder in ["queue", "control", "results"]:
    os.mkdir(folder)

from shop import bare, confirm  # noqa: E402

# region show
worker = subprocess.Popen(
    [sys.executable, "-m", "celery", "-A", "shop.celery_app",
     "worker", "--pool=solo", "--loglevel=critical",
     "--without-gossip", "--without-mingle"],
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    print("broker:", confirm.app.conf.broker_url)
    said, process = confirm.delay("cup").get(timeout=60, interval=0.05)
    print("result:", said)
    print("worker is another process:", process != os.getpid())
    try:
        bare.delay().get(timeout=60, interval=0.05)
    except RuntimeError as error:
        text = str(error).partition(".")[0]
        print("without the task class: RuntimeError:", text)
finally:
    worker.kill()
    worker.wait()
# endregion
