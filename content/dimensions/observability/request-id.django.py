import logging
import re
import sys
import threading
from contextvars import ContextVar, copy_context
from uuid import uuid4

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path

# region show
request_id = ContextVar("request_id", default="-")
ACCEPTED = re.compile(r"[A-Za-z0-9-]{1,64}")


class RequestIdFilter(logging.Filter):
    def filter(self, record):
        record.request_id = request_id.get()
        return True


def request_id_middleware(get_response):
    def middleware(request):
        given = request.headers.get("X-Request-ID", "")
        known = ACCEPTED.fullmatch(given)
        token = request_id.set(given if known else uuid4().hex)
        try:
            response = get_response(request)
            response["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)

    return middleware
# endregion


shop = logging.getLogger("orders")


def items(request):
    shop.info("a user looks")
    return HttpResponse("items")


def threads(request):
    plain = threading.Thread(
        target=shop.info, args=["in a plain thread"])
    plain.start()
    plain.join()
    copied = threading.Thread(
        target=copy_context().run,
        args=[shop.info, "in a copied context"])
    copied.start()
    copied.join()
    return HttpResponse("done")


def broken(request):
    raise ValueError("no such price")


both = threading.Barrier(2)


def slow(request):
    both.wait(20)
    return HttpResponse(request_id.get())


urlpatterns = [path("items", items), path("threads", threads),
               path("broken", broken), path("slow", slow)]
settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    MIDDLEWARE=["__main__.request_id_middleware"],
    LOGGING_CONFIG=None,
)
django.setup()
handler = logging.StreamHandler(sys.stdout)
handler.setFormatter(logging.Formatter("  log: [%(request_id)s] %(message)s"))
handler.addFilter(RequestIdFilter())
logging.basicConfig(level=logging.INFO, handlers=[handler])


def get(path, given=None):
    headers = {"X-Request-ID": given} if given else {}
    return Client(raise_request_exception=False).get(path, headers=headers)


print("GET /items, id abc-1")
print("response header:", get("/items", "abc-1").headers["X-Request-ID"])
handler.setLevel(logging.CRITICAL)
made = get("/items").headers["X-Request-ID"]
print("without an id, made here:", len(made), "characters")
forged = "x] paid [" + "9" * 80
kept = get("/items", forged).headers["X-Request-ID"]
print("a forged id is kept:", kept == forged)
print("a 404 has the header:",
      get("/nowhere", "abc-2").headers.get("X-Request-ID"))
answer = get("/broken", "abc-3")
print("a 500 has the header:", answer.status_code,
      answer.headers.get("X-Request-ID"))
handler.setLevel(logging.INFO)
print("GET /threads, id abc-4")
get("/threads", "abc-4")
found = {}
runs = [threading.Thread(
    target=lambda name=name: found.update(
        {name: get("/slow", name).content.decode()}))
    for name in ("one", "two")]
for run in runs:
    run.start()
for run in runs:
    run.join()
print("two at once:", dict(sorted(found.items())))
print("after the request:")
shop.info("at the end")
