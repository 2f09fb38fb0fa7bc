import pathlib
import time

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import StreamingHttpResponse
from django.urls import path


# region show
def lines():
    yield "data: one\n\n"
    time.sleep(1)
    pathlib.Path("last-line-is-written").touch()
    yield "data: two\n\n"


def events(request):
    response = StreamingHttpResponse(
        lines(), content_type="text/event-stream")
    if "unbuffered" in request.GET:
        response.headers["X-Accel-Buffering"] = "no"
    return response
# endregion


settings.configure(ROOT_URLCONF="shop", ALLOWED_HOSTS=["*"], SECRET_KEY="x")
urlpatterns = [path("events/", events)]
app = get_wsgi_application()
