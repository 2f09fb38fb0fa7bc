import django
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.cache import cache_page
from django.views.decorators.vary import vary_on_cookie

SESSION = "django.contrib.sessions.middleware.SessionMiddleware"
settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    MIDDLEWARE=[SESSION],
)
django.setup()


def login(request, name):
    request.session["name"] = name
    return HttpResponse("welcome")


# region show
def greet(request):
    name = request.session.get("name", "anonymous")
    return HttpResponse(f"hello {name}")


@cache_page(60)
def careless(request):
    return greet(request)


@cache_page(60)
@vary_on_cookie
def careful(request):
    return greet(request)
# endregion


urlpatterns = [
    path("login/<name>", login), path("greet", greet),
    path("careless", careless), path("careful", careful),
]


def visitor(name):
    client = Client()
    client.get(f"/login/{name}")
    return client


def ask(label, url):
    visitors = visitor("ada"), visitor("bob"), Client()
    print(label, [one.get(url).text for one in visitors])


ask("/careless", "/careless")
ask("/careful", "/careful")
with override_settings(MIDDLEWARE=[
    "django.middleware.cache.UpdateCacheMiddleware", SESSION,
    "django.middleware.cache.FetchFromCacheMiddleware",
]):
    cache.clear()
    ask("/greet, cached for the whole site:", "/greet")
