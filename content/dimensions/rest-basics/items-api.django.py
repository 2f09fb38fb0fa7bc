import json
import logging

import django
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.test import Client
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
    LOGGING_CONFIG=None,
    MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
)
django.setup()
logging.disable(logging.CRITICAL)
store = {1: {"id": 1, "name": "cup"}}


# region show
@csrf_exempt
@require_http_methods(["GET", "POST"])
def items(request):
    if request.method == "GET":
        return JsonResponse(list(store.values()), safe=False)
    try:
        name = json.loads(request.body)["name"]
    except (ValueError, KeyError) as error:
        return JsonResponse({"error": repr(error)}, status=400)
    key = max(store) + 1
    store[key] = {"id": key, "name": name}
    where = reverse("item", args=[key])
    return JsonResponse(
        store[key], status=201, headers={"Location": where})


# endregion


@csrf_exempt
@require_http_methods(["GET", "DELETE"])
def item(request, key):
    if key not in store:
        return JsonResponse({"error": "no such item"}, status=404)
    if request.method == "DELETE":
        del store[key]
        return HttpResponse(status=204)
    return JsonResponse(store[key])


def bare(request):
    return JsonResponse({"name": json.loads(request.body)["name"]})


urlpatterns = [
    path("items", items),
    path("items/<int:key>", item, name="item"),
    path("bare", csrf_exempt(bare)),
    path("guarded", bare),
    path("any", csrf_exempt(lambda request: JsonResponse({}))),
]
client = Client(enforce_csrf_checks=True, raise_request_exception=False)
JSON = "application/json"


def show(label, answer):
    kind = answer.headers.get("Content-Type", "none").partition(";")[0]
    print(f"{label}  {answer.status_code} {kind}")


show("GET list", client.get("/items"))
print("  body:", client.get("/items").text.strip())
show("GET one", client.get("/items/1"))
show("GET missing", client.get("/items/9"))
answer = client.post("/items", {"name": "pot"}, content_type=JSON)
show("POST", answer)
print("  Location:", answer.headers["Location"])
show("POST broken JSON", client.post("/items", "{", content_type=JSON))
show("POST broken JSON, no try",
     client.post("/bare", "{", content_type=JSON))
show("POST form data", client.post("/items", {"name": "x"}))
show("POST form data, no try", client.post("/bare", {"name": "x"}))
show("POST JSON as text/plain", client.post(
    "/items", '{"name": "pan"}', content_type="text/plain"))
show("POST without the key", client.post("/items", {}, content_type=JSON))
show("POST without the key, no try",
     client.post("/bare", {}, content_type=JSON))
show("POST a list", client.post("/items", [], content_type=JSON))
show("POST without csrf_exempt",
     client.post("/guarded", {"name": "x"}, content_type=JSON))
methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS",
           "TRACE", "PURGE"]
print("nine methods, no decorator:",
      [client.generic(m, "/any").status_code for m in methods])
show("PATCH (not listed)", client.patch("/items/1"))
print("  Allow:", client.patch("/items/1").headers["Allow"])
show("OPTIONS", client.options("/items"))
show("DELETE", client.delete("/items/2"))
try:
    JsonResponse([1])
except TypeError as error:
    print("a list without safe=False:", str(error).partition(" set")[0])
