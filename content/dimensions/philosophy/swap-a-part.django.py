import sqlite3

import django
from django.conf import settings

# region show
settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    SECRET_KEY="for this sample",
    INSTALLED_APPS=[
        "django.contrib.admin",
        "django.contrib.auth",
        "django.contrib.contenttypes",
    ],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware"
    ],
    SESSION_ENGINE="django.contrib.sessions.backends.cache",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": ["."],
        }
    ],
)
# endregion
django.setup()

from django.contrib.admin.checks import check_dependencies
from django.contrib.auth import login
from django.contrib.sessions.backends.cache import SessionStore
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.test import Client
from django.urls import path


class SortedLists(DjangoJSONEncoder):
    def encode(self, value):
        return super().encode(sorted(value))


class Customer:
    id = "ada"


def items(request):
    request.session["seen"] = True
    return JsonResponse(["lamp", "chair"], encoder=SortedLists, safe=False)


def jinja(request):
    return render(request, "hello.html", {"name": "ada"})


def database(request):
    row = sqlite3.connect(":memory:").execute("SELECT 6 * 7").fetchone()
    return HttpResponse(row[0])


def log_in(request):
    try:
        login(request, Customer(), backend="my.own.Backend")
    except AttributeError as error:
        return HttpResponse(f"{type(error).__name__}: {error}")


urlpatterns = [
    path("items", items),
    path("jinja", jinja),
    path("database", database),
    path("login", log_in),
]

with open("hello.html", "w") as file:
    file.write("Hello {{ name.title() }}")

client = Client()
print("another JSON encoder:", client.get("/items").text)
key = client.cookies["sessionid"].value
print("another session store:", "seen" in SessionStore(key))
print("another template engine:", client.get("/jinja").text)
print("a query without an ORM:", client.get("/database").text)
print("login of a plain object:", client.get("/login").text)
print("admin checks that fail:")
for problem in check_dependencies():
    print(f"  {problem.id}: {problem.msg.split(' must be ')[0]}")
