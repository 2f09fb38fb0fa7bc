import logging
import subprocess
import sys
import time

import servers
from flask import Flask
from flask_caching import Cache

server, path = servers.redis()

# region show
app = Flask(__name__)
cache = Cache(app, config={
    "CACHE_TYPE": "RedisCache",
    "CACHE_REDIS_URL": f"unix://{path}",
})
runs = []


@app.get("/prices/")
@cache.cached(timeout=60)
def prices():
    runs.append(1)
    return f"run {len(runs)}"
# endregion


client = app.test_client()
print("page:", client.get("/prices/").text, "|", client.get("/prices/").text)

OTHER = """
import sys
from flask import Flask
from flask_caching import Cache
app = Flask("other")
cache = Cache(app, config={
    "CACHE_TYPE": "RedisCache", "CACHE_REDIS_URL": sys.argv[1]})
with app.app_context():
    print("another process reads:", cache.get("cup"))
    for _ in range(100):
        cache.cache.inc("visits")
"""
with app.app_context():
    cache.set("cup", 5, timeout=60)
    others = [
        subprocess.Popen([sys.executable, "-c", OTHER, f"unix://{path}"],
                         stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    print(others[0].communicate()[0], end="")
    others[1].communicate()
    print("two processes count to 100:", cache.get("visits"))

    cache.set("soon", "gone", timeout=1)
    client_of_redis = cache.cache._read_client
    left = client_of_redis.ttl("flask_cache_soon")
    print("expiry is left to Redis:", 0 < left <= 1)
    time.sleep(1.1)
    print("after it:", cache.get("soon"))

    client_of_redis.set("of-another-app", 1)
    cache.clear()
    print("clear() leaves:", client_of_redis.keys())

    servers.stop(server)
    logging.getLogger("main").disabled = True
    print("Redis is down, the page:", client.get("/prices/").text)
    try:
        cache.get("cup")
    except Exception as error:
        print("Redis is down, cache.get():", type(error).__name__)
