import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.clickjacking import xframe_options_sameorigin

# region show
settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
    MIDDLEWARE=[        # two of the list that startproject writes
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
)
django.setup()


@xframe_options_sameorigin
def widget(request):
    return HttpResponse("<h1>The widget</h1>")
# endregion


def shop(request):
    return HttpResponse("<h1>The shop</h1>")


urlpatterns = [path("", shop), path("widget", widget)]


def protective(address="/", **options):
    answer = Client().get(address, **options)
    return {name: value for name, value in answer.items()
            if name not in ("Content-Type", "Content-Length", "Location")}


with override_settings(MIDDLEWARE=[]):
    print("without middleware:", protective())
print("as a new project has it:", protective())
print("a view that may be framed:",
      protective("/widget")["X-Frame-Options"])
with override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=3600):
    answer = Client().get("/")
    print("HTTPS switched on, HTTP:", answer.status_code, answer["Location"])
    print("HTTPS switched on, HTTPS:")
    for name, value in protective(secure=True).items():
        print(f"  {name}: {value}")
