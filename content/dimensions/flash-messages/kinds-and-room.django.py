import django
from django.conf import settings

settings.configure(
    SECRET_KEY="only-here",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.messages"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    SESSION_ENGINE="django.contrib.sessions.backends.cache",
)
django.setup()

from django.contrib import messages  # noqa: E402
from django.http import HttpResponse, JsonResponse  # noqa: E402
from django.test import Client, RequestFactory  # noqa: E402
from django.urls import path  # noqa: E402


# region show
def kinds(request):
    messages.debug(request, "a detail")
    messages.warning(request, "a warning")
    messages.info(request, "anything", extra_tags="mouse")
    tags = [m.tags for m in messages.get_messages(request)]
    return JsonResponse(tags, safe=False)


def long(request):
    messages.info(request, " ".join(str(n) for n in range(2000)))
    return HttpResponse("")
# endregion


urlpatterns = [path("kinds", kinds), path("long", long)]
print("three kinds       ", Client().get("/kinds").json())
answer = Client().get("/long")
cookies = {n: c.OutputString() for n, c in answer.cookies.items()}
print("a long one, cookie", list(cookies))
print("over 4093 bytes   ", any(len(c) > 4093 for c in cookies.values()))
try:
    messages.info(RequestFactory().get("/"), "x")
except Exception as error:
    print("no middleware     ", type(error).__name__)
