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
            seen.append(number)
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
print("first chunk:", next(chunks), "| produced:", seen)
print("second chunk:", next(chunks), "| produced:", seen)
print("Content-Length:", answer.headers.get("Content-Length"))
answer.close()

seen.clear()
b"".join(client.get("/events", headers={"Last-Event-ID": "7"}))
print("Last-Event-ID 7, then:", seen)
seen.clear()
answer = client.get("/events")
next(iter(answer))
answer.close()
print("closed after one event:", seen)

answer = client.get("/late?name=Ada")
print("request inside the stream:",
      b"".join(answer).decode().strip())
answer = client.get("/breaks")
try:
    b"".join(answer)
except ValueError as error:
    print("fails after the first:", answer.status_code, "then", error)


async def under_asgi(url):
    seen.clear()
    answer = await AsyncClient().get(url)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        chunks = aiter(answer)
        await anext(chunks)
        produced = list(seen)
        async for chunk in chunks:
            pass
    said = [str(one.message).partition(". ")[0] for one in caught]
    return f"{produced} produced before the first leaves", *said


for label, url in [("async", "/async"), ("plain", "/events")]:
    for line in asyncio.run(under_asgi(url)):
        print(f"ASGI, {label} generator:", line)
