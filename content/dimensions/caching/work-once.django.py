import logging

import django
from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import path
from django.utils.cache import get_cache_key
from django.views.decorators.cache import cache_page

settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"], MIDDLEWARE=[],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
    }],
)
django.setup()
logging.disable(logging.CRITICAL)
done = []


# region show
@cache_page(60)
def items(request):
    done.append("view")
    page = request.GET.get("page", "1")
    status = int(request.GET.get("status", 200))
    return HttpResponse(f"page {page}", status=status)


def price(item, count):
    key = f"price:{item}:{count}"
    return cache.get_or_set(key, lambda: work(count), 60)


PART = """{% load cache %}
{% cache 60 "sidebar" %}{{ costly }}{% endcache %}"""
# endregion


@cache_page(60)
def aborting(request):
    done.append("view")
    raise Http404


def work(count):
    done.append("price")
    return count * 5


def part(request):
    page = engines["django"].from_string(PART).render({"costly": costly})
    return HttpResponse(page.strip())


def costly():
    done.append("part")
    return "sidebar"


urlpatterns = [path("items", items), path("part", part),
               path("aborting", aborting)]


def count(label, *calls):
    done.clear()
    got = [call() for call in calls]
    print(f"{label}: {len(done)} of {len(calls)} ran,", got[-1])


client = Client()


def get(url):
    return lambda: client.get(url).text


count("same page twice", get("/items"), get("/items"))
cache.clear()
count("page=1, then page=2", get("/items?page=1"), get("/items?page=2"))
cache.clear()
count("404 twice", get("/items?status=404"), get("/items?status=404"))
count("Http404 twice",
      *[lambda: client.get("/aborting").status_code] * 2)
cache.clear()
count("POST twice", *[lambda: client.post("/items").text] * 2)
cache.clear()
count("GET, then POST", get("/items"), lambda: client.post("/items").text)
key = get_cache_key(RequestFactory().get("/items"))
print("page deleted by key:", cache.delete(key))
count("GET after that", get("/items"))
cache.clear()
count("function twice", lambda: price("cup", 2), lambda: price("cup", 2))
count("other arguments", lambda: price("cup", 3))
cache.delete("price:cup:2")
count("after deleting", lambda: price("cup", 2), lambda: price("cup", 3))
count("template fragment twice", get("/part"), get("/part"))
cache.clear()
print("Cache-Control header:", client.get("/items").headers.get(
    "Cache-Control", "none"))
