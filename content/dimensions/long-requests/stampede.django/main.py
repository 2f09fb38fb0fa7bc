import threading
import time

import django
import servers
from django.conf import settings

server, path = servers.redis()
settings.configure(CACHES={"default": {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": f"unix://{path}"}})
django.setup()
from django.core.cache import cache  # noqa: E402

runs = []


def compute():
    """Take a while, as a report does."""
    runs.append(1)
    time.sleep(0.3)
    return "report"


# region show
def plain():
    return cache.get_or_set("plain", compute, timeout=60)


def guarded():
    """Let one compute; the others take what was there before."""
    if (value := cache.get("fresh")) is not None:
        return value
    if cache.add("computing", 1, timeout=30):   # one of them gets it
        value = compute()
        cache.set("stale", value, timeout=None)
        cache.set("fresh", value, timeout=60)
        cache.delete("computing")
        return value
    return cache.get("stale")
# endregion


def ask(function, times=8):
    runs.clear()
    answers, barrier = [], threading.Barrier(times)

    def work():
        barrier.wait()
        answers.append(function())

    threads = [threading.Thread(target=work) for _ in range(times)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return f"computed {len(runs)} times, {len(set(answers))} answer"


print("eight requests at once:", ask(plain))
guarded()
cache.delete("fresh")      # as if its time were over
print("eight requests at once, guarded:", ask(guarded))
