import gc
import sys
from collections import Counter

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from werkzeug.test import EnvironBuilder, run_wsgi_app

DEFAULT = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__, MIDDLEWARE=[],
    ALLOWED_HOSTS=["localhost"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes",
                    "django.contrib.sessions", "django.contrib.messages"],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
)
django.setup()


def home(request):
    return HttpResponse("home")


def header(get_response):
    def middleware(request):
        response = get_response(request)
        response.headers["X-Shop"] = "north"
        return response

    return middleware


def seen(request):
    request.session["seen"] = True
    return HttpResponse("home")


urlpatterns = [path("", home), path("seen", seen)]


# region show
def calls(app, url="/"):
    """Counts calls: of Python functions, and of C functions."""
    environ = EnvironBuilder(url).get_environ()
    for _ in range(3):  # the first requests fill caches
        body, status, headers = run_wsgi_app(app, dict(environ))
        assert status == "200 OK"
        body.close()
    counts = Counter()

    def note(frame, event, argument):
        counts[event] += 1

    sys.setprofile(note)
    body = app(environ, lambda status, headers: None)
    list(body)
    body.close()
    sys.setprofile(None)
    python, c = counts["call"], counts["c_call"]
    return f"{python + c} calls ({python} Python, {c} C)"
# endregion


gc.disable()
print("bare, no middleware:", calls(get_wsgi_application()))
with override_settings(MIDDLEWARE=[f"{__name__}.header"]):
    print("with a middleware that adds a header:",
          calls(get_wsgi_application()))
with override_settings(MIDDLEWARE=DEFAULT):
    print("with the 7 default middleware:",
          calls(get_wsgi_application()))
    print("with these and a session written:",
          calls(get_wsgi_application(), "/seen"))
