import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path, reverse
from flask import Flask, request, url_for
from werkzeug.middleware.dispatcher import DispatcherMiddleware

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"])
django.setup()


def report(request):
    return HttpResponse(f"Django: {request.path}, link {reverse('report')}")


urlpatterns = [path("report/", report, name="report")]

# region show
app = Flask(__name__)


@app.get("/items/")
def items():
    return f"Flask: {request.path}, link {url_for('items')}"


app.wsgi_app = DispatcherMiddleware(
    app.wsgi_app, {"/new": get_wsgi_application()})
# endregion

client = app.test_client()
for url in ("/items/", "/new/report/", "/new/items/"):
    answer = client.get(url)
    print(url, answer.status_code,
          answer.text if answer.status_code == 200 else "")
