from pathlib import Path

import django
from django.conf import settings

Path("assets").mkdir()
Path("assets/style.css").write_text("body { color: navy }\n")
Path("uploads").mkdir()
Path("uploads/cat.png").write_bytes(b"picture")
Path("secret.txt").write_text("keep out\n")

# region show
settings.configure(
    DEBUG=True,
    SECRET_KEY="only-here",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.staticfiles"],
    STATIC_URL="/static/",
    STATICFILES_DIRS=["assets"],
    MEDIA_URL="/media/",
    MEDIA_ROOT="uploads",
)
# endregion
django.setup()

import logging  # noqa: E402

from django.conf.urls.static import static  # noqa: E402
from django.contrib.staticfiles.handlers import StaticFilesHandler  # noqa
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.templatetags.static import static as address_of  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.urls import clear_url_caches, path  # noqa: E402
from werkzeug.test import Client  # noqa: E402

logging.disable()
home = [path("", lambda request: HttpResponse("home"))]
urlpatterns = [*home]
plain = get_wsgi_application()  # what gunicorn runs
wrapped = StaticFilesHandler(plain)  # what runserver runs, while debugging


def show(label, server, debug, address):
    clear_url_caches()
    with override_settings(DEBUG=debug):
        urlpatterns[:] = home
        if "static()" in label:
            urlpatterns.extend(static("/media/", document_root="uploads"))
        answer = Client(server).get(address)
    print(f"{label:24}DEBUG={debug!s:6}{answer.status_code}")


css, cat = "/static/style.css", "/media/cat.png"
show("style.css, runserver", wrapped, True, css)
show("style.css, runserver", plain, False, css)
show("style.css, plain WSGI", plain, True, css)
show("style.css, plain WSGI", plain, False, css)
show("upload, runserver", wrapped, True, cat)
show("upload, static()", wrapped, True, cat)
show("upload, static()", plain, False, cat)
show("static(), a way out", wrapped, True, "/media/../secret.txt")
print(f"{'its address':24}{address_of('style.css')}")
