import pkgutil
from concurrent.futures import ThreadPoolExecutor, wait
from datetime import timedelta

import django
from django.conf import settings
from django.core.management import get_commands
from django.utils import timezone

settings.configure(
    SHOP="Corner shop", USE_TZ=True,
    TASKS={
        "default": {
            "BACKEND": "django.tasks.backends.immediate.ImmediateBackend"},
        "kept": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"},
    },
)
django.setup()

from django.tasks import backends, task  # noqa: E402
from django.tasks.exceptions import InvalidTask  # noqa: E402


# region show
@task
def total(prices):
    return sum(prices)


result = total.enqueue([5, 7])
print("status:", result.status, "| value:", result.return_value)
# endregion


@task(queue_name="default", priority=10)
def broken():
    raise ValueError("no paper")


result = broken.enqueue()
print("a job that raises:", result.status, "-",
      result.errors[0].exception_class_path)
print("called like a function:", total.call([1, 2]))
kept = total.using(backend="kept").enqueue([1])
print("dummy backend:", kept.status)
try:
    total.enqueue({1, 2})
except TypeError as error:
    print("a set as argument:", type(error).__name__)


def outer():
    @task
    def inner():
        return 1


try:
    outer()
except InvalidTask as error:
    print("a function inside a function:", type(error).__name__)
print("backends in the package:",
      sorted({m.name for m in pkgutil.iter_modules(backends.__path__)}
             - {"base"}))
print("commands of the package:", " ".join(sorted(get_commands())))
try:
    total.using(run_after=timezone.now() + timedelta(days=1)).enqueue([1])
except InvalidTask as error:
    print("run_after:", type(error).__name__, "-", error)

with ThreadPoolExecutor() as pool:
    print("thread instead of a queue:",
          pool.submit(lambda: settings.SHOP).result())
    job = pool.submit(lambda: 1 / 0)
    wait([job])
    print("a thread that raises: nothing printed, exception() has",
          type(job.exception()).__name__)
