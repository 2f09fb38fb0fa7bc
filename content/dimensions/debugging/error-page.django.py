import logging
import re
from html import unescape

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from werkzeug.test import Client

settings.configure(
    SECRET_KEY="sesame", ROOT_URLCONF=__name__, DEBUG=False,
    ALLOWED_HOSTS=["localhost"],
)
app = get_wsgi_application()
logging.disable(logging.CRITICAL)


def items(request):
    price, card, token = 19, "4111 1111", "t0ken"
    return HttpResponse(price / 0)


urlpatterns = [path("items", items)]


def words(answer):
    return unescape(re.sub("<[^>]+>", "", answer.text))


html = {"Accept": "text/html"}
answer = Client(app).get("/items", headers=html)
print("debug off:", answer.status_code, "ZeroDivisionError" in answer.text)

# region show
settings.DEBUG = True  # for this program; a site never changes it
browser = Client(app)
page = browser.get("/items", headers={"Accept": "text/html"})
# endregion
shown = words(page)
print("debug on:", page.status_code, "ZeroDivisionError" in shown)
print("source line on the page:", "HttpResponse(price / 0)" in shown)
print("value of price on the page:",
      re.search(r"price\s+19", shown) is not None)
print("value of card on the page:", "4111 1111" in shown)
print("buttons on the page:",
      re.findall(r'type="submit" value="(.+?)"', page.text))
print("secret key on the page:",
      re.search(r"SECRET_KEY\s+'(.+)'", shown)[1])
plain = browser.get("/items", headers={"Accept": "application/json"})
print("for a client that wants no HTML:", plain.mimetype)
