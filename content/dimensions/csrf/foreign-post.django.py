import logging
import re

import django
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, LOGGING_CONFIG=None,
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {
            "form.html":
                '<form method="post">{% csrf_token %}</form>'})]}}],
)
django.setup()
logging.disable(logging.CRITICAL)


# region show
def order(request):
    return HttpResponse("ordered")


def form(request):
    return render(request, "form.html")   # {% csrf_token %}


@csrf_exempt
def payment_notice(request):
    return HttpResponse("noted")
# endregion


def refused(request, reason=""):
    return HttpResponse(reason, status=403)


settings.CSRF_FAILURE_VIEW = refused
urlpatterns = [path("orders", order), path("form", form),
               path("payment-notice", payment_notice)]
METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "PROPFIND"]


def new_browser():
    return Client(enforce_csrf_checks=True)


with override_settings(MIDDLEWARE=[]):
    print("without the middleware, POST:",
          new_browser().post("/orders").status_code)
browser, other = new_browser(), new_browser()
answer = browser.post("/orders")
print("POST without a token:", answer.status_code, answer.text)
page = browser.get("/form").text
token = re.search('value="(.+?)"', page)[1]
print("form field:", page.replace(token, "TOKEN"))
sent = {"csrfmiddlewaretoken": token}
print("POST with the token:", browser.post("/orders", sent).status_code)
other.get("/form")
print("the same token from another browser:",
      other.post("/orders", sent).text)
for method in METHODS:
    print(f"{method} without a token:",
          browser.generic(method, "/orders").status_code)
print("exempt view:", browser.post("/payment-notice").status_code)
bearer = {"Authorization": "Bearer abc"}
print("POST with a bearer token only:",
      browser.post("/orders", headers=bearer).status_code)
print("the same, exempt view:",
      browser.post("/payment-notice", headers=bearer).status_code)

EVIL = {"Origin": "https://evil.example", "Referer": "https://evil.example/"}
for secure in (False, True):
    answer = browser.post("/orders", sent, headers=EVIL, secure=secure)
    print("valid token, foreign origin,", "HTTPS:" if secure else "HTTP:",
          answer.status_code, answer.text)
answer = browser.post("/orders", sent, secure=True)
print("valid token, no Referer, HTTPS:", answer.status_code, answer.text)
with override_settings(CSRF_TRUSTED_ORIGINS=["https://evil.example"]):
    answer = new_browser()
    answer.cookies = browser.cookies
    print("the same, origin in CSRF_TRUSTED_ORIGINS:",
          answer.post("/orders", sent, headers=EVIL).status_code)
