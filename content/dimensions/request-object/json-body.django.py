import json
import logging

import django
from django.conf import settings
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.test import Client  # noqa: E402


# region show
def add_order(request):
    order = json.loads(request.body)
    return HttpResponse(f"ordered {order['item']}")


def change_order(request):
    form = request.POST.dict()
    body = request.body
    return HttpResponse(
        f"form {form}, then {len(body)} bytes of body"
    )
# endregion


def show(label, method, url, body, content_type):
    response = client.generic(method, url, body, content_type)
    said = response.text if response.status_code == 200 else ""
    print(f"{label:17} {response.status_code} {said}".rstrip())


urlpatterns = [path("orders/", add_order), path("orders/1/", change_order)]
logging.disable()
JSON, TEXT = "application/json", "text/plain"
FORM = "application/x-www-form-urlencoded"
client = Client(raise_request_exception=False)
show("POST json", "POST", "/orders/", '{"item": "lamp"}', JSON)
show("POST json as text", "POST", "/orders/", '{"item": "lamp"}', TEXT)
show("POST broken json", "POST", "/orders/", "{item", JSON)
show("POST a form", "POST", "/orders/1/", "item=lamp", FORM)
show("PUT a form", "PUT", "/orders/1/", "item=lamp", FORM)
