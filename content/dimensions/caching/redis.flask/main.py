import pickletools

import tiny_redis
from flask import Flask
from flask_caching import Cache

url = tiny_redis.start()

# region show
app = Flask(__name__)
cache = Cache(app, config={
    "CACHE_TYPE": "RedisCache", "CACHE_REDIS_URL": url,
    "CACHE_DEFAULT_TIMEOUT": 60,
})
# endregion


def pickled(value):
    try:
        return next(pickletools.genops(value.lstrip(b"!")))[0].name == "PROTO"
    except (StopIteration, ValueError):
        return False


with app.app_context():
    cache.set("prices", {"cup": 5})
    name, key, *rest = tiny_redis.heard[0]
    value = max(rest, key=len)
    print("command and key:", name, key.decode())
    print("expires after 60 s:", b"60" in rest)
    print("value is a pickle:", pickled(value))
    print("read back:", cache.get("prices"))
    tiny_redis.values[key] = b"!" + b"cbuiltins\nlen\n(S'four'\ntR."
    print("a forged entry calls len():", cache.get("prices"))
