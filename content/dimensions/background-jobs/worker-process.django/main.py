import os
import subprocess
import sys

import project  # noqa: F401

for folder in ["queue", "control", "results"]:
    os.mkdir(folder)

import django  # noqa: E402

django.setup()  # for this process; the worker calls it by itself

from django.db import connection  # noqa: E402
from shop.models import Order  # noqa: E402
from shop.tasks import confirm  # noqa: E402

with connection.schema_editor() as editor:
    editor.create_model(Order)

# region show
worker = subprocess.Popen(
    [sys.executable, "-m", "celery", "-A", "project.celery_app",
     "worker", "--pool=solo", "--loglevel=critical",
     "--without-gossip", "--without-mingle"],
    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    order = Order.objects.create(name="cup")
    print("broker:", confirm.app.conf.broker_url)
    said, process = confirm.delay(order.pk).get(timeout=60, interval=0.05)
    print("result:", said)
    print("worker is another process:", process != os.getpid())
finally:
    worker.kill()
    worker.wait()
# endregion
