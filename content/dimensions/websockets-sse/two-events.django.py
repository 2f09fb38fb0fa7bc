import asyncio
import logging
import warnings

import django
from django.conf import settings
from django.http import StreamingHttpResponse
from django.test import AsyncClient, Client
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
                   LOGGING_CONFIG=None)
django.setup()
logging.disable(logging.CRITICAL)
seen = []
EVENTS = "text/event-stream"


# region show
def events(request):
    last = int(request.headers.get("Last-Event-ID", 0))

    def stream():
        try:
            for number in range(last + 1, last + 3):
                seen.append(number)
                yield f"id: {number}\ndata: price {number}\n\n"
        finally:
            seen.append("closed")

    return StreamingHttpResponse(
        stream(), content_type="text/event-stream")
# endregion


async def async_events(request):
    async def stream():
        for number in (1, 2):
            await asyncio.sleep(0)
            yield f"data: price {number}\n\n"

    return StreamingHttpResponse(stream(), content_type=EVENTS)


def late(request):
    def stream():
        yield f"data: {request.GET['name']}\n\n"

    return StreamingHttpResponse(stream(), content_type=EVENTS)


def breaks(request):
    def stream():
        yield "data: first\n\n"
        raise ValueError("no price")

    return StreamingHttpResponse(stream(), content_type=EVENTS)


urlpatterns = [path("events", events), path("late", late),
               path("async", async_events), path("breaks", breaks)]
client = Client()
answer = client.get("/events")
print(answer.status_code, answer.headers["Content-Type"])
chunks = iter(answer)
print("first chunk:", next(chunks), "| made so far:", seen)
print("second chunk:", next(chunks), "| made so far:", seen)
print("length header:", answer.headers.get("Content-Length"))
answer.close()

seen.clear()
b"".join(client.get("/events", headers={"Last-Event-ID": "7"}))
print("after a break, from number 7:", seen)
seen.clear()
answer = client.get("/events")
next(iter(answer))
answer.close()
print("visitor leaves after one:", seen)

answer = client.get("/late?name=Ada")
print("the request inside the stream:",
      b"".join(answer).decode().strip())
answer = client.get("/breaks")
try:
    b"".join(answer)
except ValueError as error:
    print("fails after the first:", answer.status_code, "then", error)


async def under_asgi(address):
    answer = await AsyncClient().get(address)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        chunks = [chunk async for chunk in answer]
    note = str(said[0].message).partition(". ")[0] if said else "no warning"
    return f"{len(chunks)} events, {note}"


print("ASGI, async generator:", asyncio.run(under_asgi("/async")))
print("ASGI, plain generator:", asyncio.run(under_asgi("/events")))
