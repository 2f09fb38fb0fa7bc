from pathlib import Path

import django
from django.conf import settings

Path("assets").mkdir()
Path("assets/style.css").write_text("body { background: url(bg.png) }\n")
Path("assets/bg.png").write_bytes(b"picture")

# region show
settings.configure(
    DEBUG=False,
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.staticfiles"],
    MIDDLEWARE=["whitenoise.middleware.WhiteNoiseMiddleware"],
    STATIC_URL="/static/",
    STATICFILES_DIRS=["assets"],
    STATIC_ROOT="collected",
    STORAGES={
        "staticfiles": {
            "BACKEND": "whitenoise.storage."
            "CompressedManifestStaticFilesStorage",
        },
    },
)
# endregion
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.templatetags.static import static  # noqa: E402
from django.test import override_settings  # noqa: E402
from werkzeug.test import Client  # noqa: E402

urlpatterns = []


def show(label, server, address):
    answer = Client(server).get(address)
    cache = answer.headers.get("Cache-Control", "")
    print(f"{label:20}{answer.status_code} {cache}")


with override_settings(MIDDLEWARE=[]):
    show("Django alone", get_wsgi_application(), "/static/style.css")
call_command("collectstatic", verbosity=0, interactive=False)
names = sorted(p.name for p in Path("collected").iterdir())
print("collected          ", [n for n in names if n.endswith("css")])
print("address in a page  ", static("style.css"))
page = get_wsgi_application()
show("plain name", page, "/static/style.css")
show("hashed name", page, static("style.css"))
css = Client(page).get(static("style.css")).text
print("inside the file    ", css.strip())
