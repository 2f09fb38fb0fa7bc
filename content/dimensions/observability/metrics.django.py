import logging
import os
import subprocess
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.http import require_GET
from prometheus_client import (CollectorRegistry, Counter, Histogram,
                               REGISTRY, generate_latest, multiprocess)

# region show
REQUESTS = Counter("http_requests", "Requests answered",
                   ["method", "route", "status"])
SECONDS = Histogram("http_request_seconds", "Time of a request",
                    ["route"])


def metrics_middleware(get_response):
    def middleware(request):
        started = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        route = match.route if match else "unmatched"
        REQUESTS.labels(request.method, route,
                        response.status_code).inc()
        SECONDS.labels(route).observe(time.perf_counter() - started)
        return response

    return middleware


def metrics(request):
    registry = REGISTRY
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        registry = CollectorRegistry()
        multiprocess.MultiProcessCollector(registry)
    return HttpResponse(generate_latest(registry),
                        content_type="text/plain")
# endregion


@require_GET
def item(request, item_id):
    return HttpResponse(f"item {item_id}")


def broken(request):
    raise ValueError("no such price")


urlpatterns = [path("metrics", metrics), path("broken", broken),
               path("items/<int:item_id>", item)]
settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    MIDDLEWARE=["__main__.metrics_middleware"],
)
django.setup()
logging.disable(logging.CRITICAL)
client = Client(raise_request_exception=False)


def samples(start):
    lines = client.get("/metrics").content.decode().splitlines()
    return sorted(line for line in lines if line.startswith(start))


if "worker" in sys.argv:
    client.get("/items/1")
    [line] = [line for line in samples("http_requests_total")
              if "item_id" in line]
    print("  a worker counts", line.rpartition(" ")[2])
    sys.exit()
for number in (1, 2, 3):
    client.get(f"/items/{number}")
for url in ("/nowhere-1", "/nowhere-2", "/broken"):
    client.get(url)
client.post("/items/1")
for line in samples("http_requests_total"):
    print(line)
for line in samples("http_request_seconds_count"):
    if '"metrics"' not in line:
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
