from pathlib import Path
from urllib.request import urlopen

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import LiveServerTestCase
from django.urls import path

settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, STATIC_URL="static/",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": Path("shop.db").resolve()}},
)
django.setup()
urlpatterns = [path("", lambda request: HttpResponse("Prices in EUR"))]


# region show
class LiveTest(LiveServerTestCase):
    def test_home(self):
        with urlopen(self.live_server_url) as answer:
            page = answer.read().decode()
        print("over a socket:", answer.status, page)
# endregion


if __name__ == "__main__":
    call_command("test", "__main__", verbosity=0)
    print("passed: True")
