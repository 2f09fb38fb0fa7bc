import os
import subprocess
import sys
import time
from pathlib import Path

from flask import Flask, Response, g, request
from prometheus_client import (CollectorRegistry, Counter, Histogram,
                               REGISTRY, generate_latest, multiprocess)

app = Flask("shop")

# region show
REQUESTS = Counter("http_requests", "Requests answered",
                   ["method", "route", "status"])
SECONDS = Histogram("http_request_seconds", "Time of a request",
                    ["route"])


@app.before_request
def start_clock():
    g.started = time.perf_counter()


@app.after_request
def count(response):
    rule = request.url_rule
    route = rule.rule if rule else "unmatched"
    REQUESTS.labels(request.method, route,
                    response.status_code).inc()
    SECONDS.labels(route).observe(time.perf_counter() - g.started)
    return response


@app.get("/metrics")
def metrics():
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
    return Response(generate_latest(registry),
                    mimetype="text/plain")
# endregion


@app.get("/items/<int:item_id>")
def item(item_id):
    return f"item {item_id}"


@app.get("/broken")
def broken():
    raise ValueError("no such price")


app.logger.disabled = True
client = app.test_client()


def samples(start):
    lines = client.get("/metrics").text.splitlines()
    return sorted(line for line in lines if line.startswith(start))


if "worker" in sys.argv:
    client.get("/items/1")
    [line] = [line for line in samples("http_requests_total")
              if "item_id" in line]
    print("  a worker counts", line.rpartition(" ")[2])
    sys.exit()
for number in (1, 2, 3):
    client.get(f"/items/{number}")
for path in ("/nowhere-1", "/nowhere-2", "/broken"):
    client.get(path)
client.post("/items/1")
for line in samples("http_requests_total"):
    print(line)
for line in samples("http_request_seconds_count"):
    if "/metrics" not in line:
        print(line)


def workers(label, **extra):
    print(f"{label}:", flush=True)
    for _ in range(2):
        subprocess.run([sys.executable, __file__, "worker"],
                       env=os.environ | extra, check=True)


workers("two workers, each with one request")
Path("shared").mkdir()
workers("the same with PROMETHEUS_MULTIPROC_DIR",
        PROMETHEUS_MULTIPROC_DIR="shared")
