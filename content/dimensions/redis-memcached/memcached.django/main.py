import time
import warnings

import servers
from django.conf import settings
from django.core.cache import cache

server, path = servers.memcached()
warnings.simplefilter("ignore")

# region show
settings.configure(CACHES={"default": {
    "BACKEND":
        "django.core.cache.backends.memcached.PyMemcacheCache",
    "LOCATION": f"unix:{path}",
}})
# endregion


def attempt(label, do):
    try:
        result = do()
    except Exception as error:
        result = f"{type(error).__name__}"
    print(f"{label}: {result}")


cache.set("cup", {"price": 5}, timeout=60)
print("read back:", cache.get("cup"))
print("key in Memcached:", cache._cache.get(":1:cup") == {"price": 5})
cache.set("soon", 1, timeout=1)
time.sleep(2.1)
print("after a second:", cache.get("soon"))
attempt("2 MB", lambda: cache.set("large", b"x" * 2_000_000))
print("and read:", cache.get("large"))
attempt("a key of 300 letters", lambda: cache.set("k" * 300, 1))
attempt("a key with a space", lambda: cache.set("a b", 1))
cache._cache.set("of-another-app", 1)
attempt("clear()", cache.clear)
print("clear() leaves the other app's:", cache._cache.get("of-another-app"))
servers.stop(server)
attempt("Memcached is down, get()", lambda: cache.get("cup"))
