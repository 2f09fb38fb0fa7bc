from pathlib import Path

import django
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from django.conf import settings

german = Catalog(locale="de")
german.add("Good day", "Guten Tag")
folder = Path("locale/de/LC_MESSAGES")
folder.mkdir(parents=True)
with open(folder / "django.mo", "wb") as file:
    write_mo(file, german)
settings.configure(
    SECRET_KEY="only-here",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    LANGUAGES=[("en", "English"), ("de", "German")],
    LANGUAGE_CODE="en",
    LOCALE_PATHS=[Path("locale").resolve()],
    MIDDLEWARE=["django.middleware.locale.LocaleMiddleware"],
)
django.setup()

from django.conf.urls.i18n import i18n_patterns  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client, override_settings  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.translation import gettext  # noqa: E402


# region show
def home(request):
    return HttpResponse(gettext("Good day"))


urlpatterns = [
    path("", home),
    path("i18n/", include("django.conf.urls.i18n")),
    *i18n_patterns(path("", home)),  # /en/ and /de/
]
# endregion


def show(label, path, client=None, **headers):
    translation.deactivate()  # what the request before left behind
    answer = (client or Client()).get(path, headers={
        "Accept-Language": headers.get("accept", "en")})
    print(f"{label:24}{answer.text}")
    return answer


show("Accept-Language: de", "/", accept="de")
chosen = Client()
answer = chosen.post("/i18n/setlang/", {"language": "de", "next": "/"})
print(f"{'POST language=de':24}{answer.status_code} cookie "
      f"{list(answer.cookies)[0]}")
show("choice against header", "/", chosen)
answer = show("URL prefix /de/", "/de/")
print(f"{'headers of /de/':24}{answer.headers.get('Content-Language')}, "
      f"Vary: {answer.headers.get('Vary')}")
show("prefix against choice", "/en/", chosen)
with override_settings(MIDDLEWARE=[]):
    show("no middleware, de", "/", accept="de")
    with override_settings(LANGUAGE_CODE="de"):
        show("LANGUAGE_CODE='de', en", "/")
