import logging

import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path

settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
)
django.setup()
logging.disable(logging.CRITICAL)


def order(request):
    return HttpResponse("ordered")


urlpatterns = [path("orders", order)]

# region show
strict = Client(enforce_csrf_checks=True)
relaxed = Client()
# endregion
print("POST, check on:", strict.post("/orders").status_code)
print("POST, check off:", relaxed.post("/orders").status_code)
