import json
import logging

from django.conf import settings

settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"]
)
import django

django.setup()
logging.disable()

# region show
from django.http import Http404, HttpResponseBadRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

ITEMS = {1: {"name": "Lamp", "price": 20}}


@require_GET
def item(request, number):
    if number not in ITEMS:
        raise Http404
    return JsonResponse(ITEMS[number])


@require_POST
def add(request):
    try:
        ITEMS[len(ITEMS) + 1] = json.loads(request.body)
    except json.JSONDecodeError:
        return HttpResponseBadRequest("not JSON")
    return JsonResponse(ITEMS[len(ITEMS)], status=201)


urlpatterns = [path("items/<int:number>", item), path("items", add)]
# endregion


def show(method, url, body="", kind="application/json"):
    response = client.generic(method, url, body, content_type=kind)
    print(f"{method:7}{url:9}{response.status_code}", end=" ")
    print(response.text.strip().replace("\n", "")[:40])


from django.test import Client

lines = open(__file__).read().split("# region show\n")[1]
lines = [x for x in lines.split("# endregion")[0].splitlines() if x]
print("lines of code:", len(lines))
client = Client()
show("GET", "/items/1")
show("GET", "/items/7")
show("GET", "/items/x")
show("POST", "/items", json.dumps({"name": "Chair", "price": 45}))
show("POST", "/items", "{broken")
show("DELETE", "/items/1")
