import time

import servers
from flask import Flask
from flask_caching import Cache
from pymemcache.client.base import PooledClient
from pymemcache.serde import pickle_serde

server, path = servers.memcached()

app = Flask(__name__)
try:
    Cache(app, config={
        "CACHE_TYPE": "MemcachedCache", "CACHE_MEMCACHED_SERVERS": [str(path)],
    })
except RuntimeError as error:
    print("with a list of servers:", error)

# region show
client = PooledClient(str(path), serde=pickle_serde)
cache = Cache(app, config={
    "CACHE_TYPE": "MemcachedCache",
    "CACHE_MEMCACHED_SERVERS": client,
})
# endregion


def attempt(label, do):
    try:
        result = do()
    except Exception as error:
        result = f"{type(error).__name__}"
    print(f"{label}: {result}")


with app.app_context():
    cache.set("cup", {"price": 5}, timeout=60)
    print("read back:", cache.get("cup"))
    print("key in Memcached:", client.get("flask_cache_cup") == {"price": 5})
    cache.set("soon", 1, timeout=1)
    time.sleep(2.1)
    print("after a second:", cache.get("soon"))
    attempt("2 MB", lambda: cache.set("large", b"x" * 2_000_000))
    print("and read:", cache.get("large"))
    attempt("a key of 300 letters", lambda: cache.set("k" * 300, 1))
    print("and read:", cache.get("k" * 300))
    attempt("a key with a space", lambda: cache.set("a b", 1))
    client.set("of-another-app", 1)
    attempt("clear()", cache.clear)
    print("clear() leaves the other app's:", client.get("of-another-app"))
    servers.stop(server)
    attempt("Memcached is down, get()", lambda: cache.get("cup"))
