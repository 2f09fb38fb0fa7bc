import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

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
print("untouched:", client.get("/items", headers=sent).text)

# region show
told = override_settings(
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
    USE_X_FORWARDED_HOST=True,
)
# endregion
with told:
    print("told of the proxy:", client.get("/items", headers=sent).text)
