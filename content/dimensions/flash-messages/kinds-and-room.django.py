from runpy import run_path
from textwrap import shorten

import django
from django.conf import settings

MESSAGES = "django.contrib.messages.middleware.MessageMiddleware"
PAGE = {"home.html": "{% for m in messages %}{{ m }}{% endfor %}"}
settings.configure(
    SECRET_KEY="only-here",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.messages"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        MESSAGES,
    ],
    SESSION_ENGINE="django.contrib.sessions.backends.cache",
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.locmem.Loader", PAGE)],
        },
    }],
)
django.setup()

from django.contrib import messages  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.http import HttpResponse, JsonResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import path  # noqa: E402


# region show
def kinds(request):
    messages.debug(request, "a detail")
    messages.warning(request, "a warning")
    messages.info(request, "anything", extra_tags="mouse")
    messages.add_message(request, 35, "a level of our own")
    tags = [m.tags for m in messages.get_messages(request)]
    return JsonResponse(tags, safe=False)


def long(request):
    messages.info(request, " ".join(str(n) for n in range(2000)))
    return HttpResponse("")
# endregion


def home(request):
    messages.info(request, "hello")
    return render(request, "home.html")


def attempt(label, **changed):
    try:
        with override_settings(**changed):
            text = Client().get("/home").text or "shows nothing"
    except Exception as error:
        text = shorten(f"{type(error).__name__}: {error}", 70)
    print(f"{label:25}{text}")


urlpatterns = [path("kinds", kinds), path("long", long), path("home", home)]
print("debug, warning, info, 35", Client().get("/kinds").json())
with override_settings(MESSAGE_LEVEL=messages.DEBUG):
    print("MESSAGE_LEVEL = DEBUG   ", Client().get("/kinds").json())
answer = Client().get("/long")
cookies = {n: c.OutputString() for n, c in answer.cookies.items()}
print("a long one, cookies     ", list(cookies))
print("over 4093 bytes         ",
      any(len(c) > 4093 for c in cookies.values()))
attempt("no context processor")
attempt("no message middleware", MIDDLEWARE=settings.MIDDLEWARE[:1])
attempt("no session middleware", MIDDLEWARE=[MESSAGES])
attempt("no secret key", SECRET_KEY="")
call_command("startproject", "shop")
made = run_path("shop/shop/settings.py")
print("startproject lists      ",
      "django.contrib.messages" in made["INSTALLED_APPS"],
      settings.MIDDLEWARE[0] in made["MIDDLEWARE"],
      MESSAGES in made["MIDDLEWARE"],
      any(name.endswith("processors.messages") for name in
          made["TEMPLATES"][0]["OPTIONS"]["context_processors"]))
