import pickletools

import tiny_redis
from django.conf import settings
from django.core.cache import cache

url = tiny_redis.start()

# region show
settings.configure(CACHES={"default": {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": url, "TIMEOUT": 60,
}})
# endregion


def pickled(value):
    try:
        return next(pickletools.genops(value))[0].name == "PROTO"
    except (StopIteration, ValueError):
        return False


cache.set("prices", {"cup": 5})
name, key, *rest = tiny_redis.heard[0]
value = max(rest, key=len)
print("command and key:", name, key.decode())
print("expires after 60 s:", b"60" in rest)
print("value is a pickle:", pickled(value))
print("read back:", cache.get("prices"))
tiny_redis.values[key] = b"cbuiltins\nlen\n(S'four'\ntR."
print("a forged entry calls len():", cache.get("prices"))
