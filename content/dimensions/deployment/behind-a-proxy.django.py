import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.test import Client as WerkzeugClient

settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["localhost", "shop.example"],
)
django.setup()


def items(request):
    link = request.build_absolute_uri(reverse("items"))
    return HttpResponse(
        f"secure {request.is_secure()}, host {request.get_host()}, "
        f"from {request.META['REMOTE_ADDR']}, link {link}"
    )


urlpatterns = [path("items", items, name="items")]
sent = {
    "Host": "localhost",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "shop.example",
    "X-Forwarded-For": "203.0.113.9",
}
client = Client()
print("not configured:", client.get("/items", headers=sent).text)

# region show
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
USE_X_FORWARDED_HOST = True
# endregion
configured = override_settings(
    SECURE_PROXY_SSL_HEADER=SECURE_PROXY_SSL_HEADER,
    USE_X_FORWARDED_HOST=USE_X_FORWARDED_HOST,
)
with configured:
    print("proxy configured:", client.get("/items", headers=sent).text)

sent["X-Forwarded-For"] = "198.51.100.66, 203.0.113.9"
fixed = ProxyFix(get_wsgi_application(), x_for=1, x_proto=1, x_host=1)
print("wrapped in Werkzeug's ProxyFix:",
      WerkzeugClient(fixed).get("/items", headers=sent).text)
