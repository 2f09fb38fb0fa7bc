from datetime import datetime, timezone

import django
from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpResponse
from django.urls import path, reverse

settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["localhost"], INSTALLED_APPS=[]
)
django.setup()

DAY = datetime(2026, 5, 4, tzinfo=timezone.utc)
ARTICLES = [("Lamps & light", "lamps", DAY)]


# region show
class Articles(Feed):
    title = "The magazine"
    link = "/feed"
    description = "New articles"

    def items(self):
        return ARTICLES

    def item_title(self, item):
        return item[0]

    def item_link(self, item):
        return reverse("article", args=[item[1]])

    def item_pubdate(self, item):
        return item[2]
# endregion


def article(request, slug):
    return HttpResponse(slug)


urlpatterns = [
    path("feed", Articles()),
    path("articles/<slug:slug>", article, name="article"),
]


def show(response):
    from xml.etree import ElementTree

    channel = ElementTree.fromstring(response.content).find("channel")
    item = channel.find("item")
    print("content type:", response.headers["Content-Type"])
    for tag in ("title", "link", "pubDate", "guid"):
        found = item.find(tag)
        print(f"{tag}:", "missing" if found is None else found.text)
    print("link to itself (atom:link):", "atom:link" in response.text)


from django.test import Client

show(Client(SERVER_NAME="localhost").get("/feed"))
