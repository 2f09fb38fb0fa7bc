import threading
import uuid

import django
from django.conf import settings
from django.http import Http404, JsonResponse
from django.test import Client
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()
work = threading.Semaphore(0)   # lets the worker of this program go on
jobs = {}                       # in production a table or Redis


def predict(key):
    """Play the worker, which a queue would run elsewhere."""
    work.acquire()
    jobs[key] = {"state": "done", "result": 42}


# region show
@require_POST
def start(request):
    key = uuid.uuid4().hex
    jobs[key] = {"state": "running"}
    threading.Thread(target=predict, args=(key,)).start()
    return JsonResponse({"state": "running"}, status=202, headers={
        "Location": reverse("status", args=[key]),
        "Retry-After": "2"})


@require_GET
def status(request, key):
    if (job := jobs.get(key)) is None:
        raise Http404
    response = JsonResponse(job)
    if job["state"] == "running":
        response.headers["Retry-After"] = "2"
    return response
# endregion


urlpatterns = [path("predictions/", start),
               path("predictions/<key>/", status, name="status")]
client = Client()
answer = client.post("/predictions/")
place = answer.headers["Location"]
print("POST:", answer.status_code, answer.json(), "| has a Location:",
      place.startswith("/predictions/"))
again = client.get(place)
print("GET:", again.status_code, again.json(), "Retry-After:",
      again.headers["Retry-After"])
work.release()
[thread.join() for thread in threading.enumerate()
 if thread is not threading.main_thread()]
print("GET, later:", client.get(place).json())
import logging  # noqa: E402

logging.disable()
print("GET, another key:", client.get("/predictions/0/").status_code)
