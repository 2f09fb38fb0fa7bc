from pathlib import Path

import django
from django.conf import settings

Path("assets").mkdir()
Path("assets/style.css").write_text("body { color: navy }\n")
Path("uploads").mkdir()
Path("uploads/cat.png").write_bytes(b"picture")

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
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
    }],
)
# endregion
django.setup()

import logging  # noqa: E402

from django.conf.urls.static import static  # noqa: E402
from django.contrib.staticfiles.urls import (  # noqa: E402
    staticfiles_urlpatterns,
)
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import FileResponse, HttpResponse  # noqa: E402
from django.template import engines  # noqa: E402
from django.templatetags.static import static as static_url  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.urls import clear_url_caches, path  # noqa: E402
from werkzeug.test import Client  # noqa: E402

logging.disable()
home = [path("", lambda request: HttpResponse("home"))]
urlpatterns = [*home]
plain = get_wsgi_application()  # what gunicorn runs


def show(label, debug, url):
    clear_url_caches()
    with override_settings(DEBUG=debug):
        urlpatterns[:] = home
        if "static()" in label:
            urlpatterns.extend(static("/media/", document_root="uploads"))
        if "_urlpatterns()" in label:
            urlpatterns.extend(staticfiles_urlpatterns())
        answer = Client(plain).get(url)
    print(f"{label:29}DEBUG={debug!s:6}{answer.status_code}")


css, cat = "/static/style.css", "/media/cat.png"
for debug in [True, False]:
    show("style.css, WSGI application", debug, css)
    show("  staticfiles_urlpatterns()", debug, css)
    show("upload, WSGI application", debug, cat)
    show("  static() in the URLconf", debug, cat)
page = engines["django"].from_string(
    "{% load static %}{% static 'style.css' %}")
print(f"{'URL from the tag':29}{page.render()}")
print(f"{'URL from static()':29}{static_url('style.css')}")
answer = FileResponse(open("uploads/cat.png", "rb"))
body = b"".join(answer.streaming_content)
print(f"{'FileResponse':29}X-Sendfile: {answer.get('X-Sendfile')}, "
      f"{len(body)} bytes of body")
