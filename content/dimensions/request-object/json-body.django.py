import json
import logging

import django
from django.conf import settings
from django.http import HttpResponse, RawPostDataException
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
    try:
        body = f"{len(request.body)} bytes of body"
    except RawPostDataException as error:
        body = type(error).__name__
    return HttpResponse(f"form {form}, then {body}")
# endregion


def show(label, method, url, body, content_type):
    response = client.generic(method, url, body, content_type)
    said = response.text if response.status_code == 200 else ""
    print(f"{label:20} {response.status_code} {said}".rstrip())


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
show("PATCH a form", "PATCH", "/orders/1/", "item=lamp", FORM)
show("POST json, read form", "POST", "/orders/1/", '{"item": "lamp"}', JSON)
show("POST multipart", "POST", "/orders/1/",
     '--x\r\nContent-Disposition: form-data; name="item"\r\n\r\n'
     "lamp\r\n--x--\r\n", "multipart/form-data; boundary=x")
