import django
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.cache import cache_page
from django.views.decorators.vary import vary_on_cookie

settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware"],
)
django.setup()


def login(request, name):
    request.session["name"] = name
    return HttpResponse("welcome")


# region show
def hello(request):
    name = request.session.get("name", "stranger")
    return HttpResponse(f"hello {name}")


careless = cache_page(60)(hello)
careful = cache_page(60)(vary_on_cookie(hello))
# endregion
urlpatterns = [
    path("login/<name>", login),
    path("careless", careless), path("careful", careful),
]


def visitor(name):
    client = Client()
    client.get(f"/login/{name}")
    return client


ada, bob, stranger = visitor("ada"), visitor("bob"), Client()
for address in ("/careless", "/careful"):
    print(address, [one.get(address).text for one in (ada, bob, stranger)])
