from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

# region show
settings.configure(
    ROOT_URLCONF="shop", ALLOWED_HOSTS=["shop.example"],
    SECRET_KEY="x",
)


def index(request):
    link = request.build_absolute_uri("/")
    address = request.META["REMOTE_ADDR"] or "no address"
    forwarded = request.headers.get("X-Forwarded-For", "")
    last = forwarded.split(",")[-1].strip()
    return HttpResponse(
        f"as installed: link {link}, from {address}\n"
        f"last address of X-Forwarded-For: {last}")
# endregion


urlpatterns = [path("", index), path("bare/", index)]
app = get_wsgi_application()
