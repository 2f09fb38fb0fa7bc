import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path, reverse
from flask import Flask, request, url_for
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()
old = Flask(__name__)


@old.get("/items/")
def items():
    return f"Flask: {request.path}, link {url_for('items')}"


# region show
def report(request):
    return HttpResponse(f"Django: {request.path}, link {reverse('report')}")


urlpatterns = [path("report/", report, name="report")]

application = DispatcherMiddleware(
    get_wsgi_application(), {"/old": old})
# endregion

client = Client(application)
for url in ("/report/", "/old/items/", "/old/report/"):
    answer = client.get(url)
    print(url, answer.status_code,
          answer.text if answer.status_code == 200 else "")
