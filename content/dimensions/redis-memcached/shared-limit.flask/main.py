import logging
import subprocess
import sys

import servers
from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

if len(sys.argv) > 1:
    storage = sys.argv[1]
else:
    server, path = servers.redis()
    storage = f"redis+unix://{path}"

# region show
app = Flask(__name__)
limiter = Limiter(
    get_remote_address, app=app, storage_uri=storage,
    default_limits=["3 per minute"],
    swallow_errors="swallow" in sys.argv,
)


@app.get("/")
def index():
    return "in"
# endregion


client = app.test_client()
print([client.get("/").status_code for _ in range(2)])

if len(sys.argv) == 1:
    def other(*words):
        words = [sys.executable, "main.py", *words]
        done = subprocess.run(words, capture_output=True, text=True)
        return done.stdout.strip()

    print("another process, the same Redis:", other(storage))
    print("another process, in memory:", other("memory://"))
    servers.stop(server)
    logging.disable()
    print("Redis is down:", client.get("/").status_code)
    print("Redis is down, swallow_errors:", other(storage, "swallow"))
