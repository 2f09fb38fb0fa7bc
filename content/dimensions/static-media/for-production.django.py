from pathlib import Path

import django
from django.conf import settings

Path("assets").mkdir()
Path("assets/style.css").write_text("body { background: url(bg.png) }\n" * 50)
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


def show(label, server, url):
    answer = Client(server).get(url, headers={
        "Accept-Encoding": "gzip, deflate, br, zstd"})
    cache = answer.headers.get("Cache-Control", "")
    coding = answer.headers.get("Content-Encoding", "not compressed")
    print(f"{label:24}{answer.status_code} {cache} | {coding}")


with override_settings(MIDDLEWARE=[]):
    show("Django alone", get_wsgi_application(), "/static/style.css")
print(f"{'before collectstatic':24}{Path('collected').exists()}")
call_command("collectstatic", verbosity=0, interactive=False)
names = sorted(p.name for p in Path("collected").iterdir())
print(f"{'collected':24}{[n for n in names if '.css' in n]}")
print(f"{'URL in a page':24}{static('style.css')}")
page = get_wsgi_application()
show("plain name", page, "/static/style.css")
show("hashed name", page, static("style.css"))
css = Client(page).get(static("style.css")).text
print(f"{'inside the file':24}{css.splitlines()[0]}")
try:
    static("not-collected.css")
except ValueError as error:
    print(f"{'file not collected':24}ValueError: {error}")
ways = ["../secret.txt", "x/../../secret.txt", "/etc/passwd"]
print(f"{'traversal':24}"
      f"{[Client(page).get(f'/static/{way}').status_code for way in ways]}")
