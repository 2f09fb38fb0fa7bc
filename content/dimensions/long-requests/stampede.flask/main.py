import threading
import time

import servers
from flask import Flask
from flask_caching import Cache

server, path = servers.redis()
app = Flask(__name__)
cache = Cache(app, config={
    "CACHE_TYPE": "RedisCache", "CACHE_REDIS_URL": f"unix://{path}"})
runs = []


def compute():
    """Take a while, as a report does."""
    runs.append(1)
    time.sleep(0.3)
    return "report"


# region show
def plain():
    if (value := cache.get("plain")) is None:
        value = compute()
        cache.set("plain", value, timeout=60)
    return value


def guarded():
    """Let one compute; the others take what was there before."""
    if (value := cache.get("fresh")) is not None:
        return value
    if cache.add("computing", 1, timeout=30):   # one of them gets it
        value = compute()
        cache.set("stale", value, timeout=0)
        cache.set("fresh", value, timeout=60)
        cache.delete("computing")
        return value
    return cache.get("stale")
# endregion


def ask(function, times=8):
    runs.clear()
    answers, barrier = [], threading.Barrier(times)

    def work():
        with app.app_context():
            barrier.wait()
            answers.append(function())

    threads = [threading.Thread(target=work) for _ in range(times)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return f"computed {len(runs)} times, {len(set(answers))} answer"


with app.app_context():
    print("eight requests at once:", ask(plain))
    guarded()
    cache.delete("fresh")      # as if its time were over
    print("eight requests at once, guarded:", ask(guarded))
