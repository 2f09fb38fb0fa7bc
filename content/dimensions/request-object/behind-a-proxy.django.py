import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.test import Client as WSGIClient


def seen(request):
    client = request.META["REMOTE_ADDR"]
    return HttpResponse(
        f"{request.scheme}://{request.get_host()}, client {client}")


urlpatterns = [path("", seen)]
settings.configure(ROOT_URLCONF=__name__,
                   ALLOWED_HOSTS=["testserver", "shop.example", "localhost"])
django.setup()
from django.test import Client, override_settings  # noqa: E402

# region show
behind_a_proxy = {
    "SECURE_PROXY_SSL_HEADER":
        ("HTTP_X_FORWARDED_PROTO", "https"),
    "USE_X_FORWARDED_HOST": True,
}
# endregion

SENT_BY_THE_PROXY = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "shop.example",
}
print("plain:", Client().get("/", headers=SENT_BY_THE_PROXY).text)
with override_settings(**behind_a_proxy):
    print("with both settings:",
          Client().get("/", headers=SENT_BY_THE_PROXY).text)
wrapped = ProxyFix(get_wsgi_application(), x_for=1, x_proto=1, x_host=1)
print("with Werkzeug's ProxyFix:",
      WSGIClient(wrapped).get("/", headers=SENT_BY_THE_PROXY).text)
