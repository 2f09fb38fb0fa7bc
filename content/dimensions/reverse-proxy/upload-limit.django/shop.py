import io

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

seen = []

# region show
settings.configure(
    ROOT_URLCONF="shop", ALLOWED_HOSTS=["*"], SECRET_KEY="x",
    DATA_UPLOAD_MAX_MEMORY_SIZE=1_000_000,
)


def upload(request):
    return HttpResponse(f"{len(request.body)} bytes")
# endregion


def counted(request):
    seen.append(request.path)
    return upload(request)


urlpatterns = [
    path("upload/", counted),
    path("count/", lambda request: HttpResponse(str(len(seen)))),
]
answer = get_wsgi_application()


def app(environ, start_response):
    """Take the whole body first, or the connection breaks off."""
    environ["wsgi.input"] = io.BytesIO(environ["wsgi.input"].read())
    return answer(environ, start_response)
