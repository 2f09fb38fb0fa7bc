import contextlib
import io
import logging
import os
from pathlib import Path
from unittest import mock

import django
from django.conf import settings
from django.contrib.staticfiles.management.commands import runserver
from django.core.management import CommandError, call_command
from django.test import override_settings
from werkzeug.test import Client

Path("static").mkdir()
Path("static/shop.css").write_text("b {color: red}")
settings.configure(
    ROOT_URLCONF=__name__, SECRET_KEY="for this alone",
    INSTALLED_APPS=["django.contrib.staticfiles"], STATIC_URL="static/",
    STATICFILES_DIRS=[Path("static").resolve()],
)
logging.disable(logging.CRITICAL)
urlpatterns = []
django.setup()


def start(label, *words, **changes):
    place = "django.core.management.commands.runserver"
    with (mock.patch(f"{place}.run") as server,
          mock.patch(f"{place}.autoreload.run_with_reloader",
                     lambda run, **options: run(None, **options)),
          override_settings(**changes),
          contextlib.redirect_stdout(io.StringIO())):
        try:
            call_command("runserver", *words, stdout=io.StringIO())
            said = f"DEBUG={settings.DEBUG}"
        except CommandError as error:
            said = f"CommandError: {error}"
    print(f"{label}: {said}")
    return server.call_args


# region show
start("runserver", DEBUG=False)
start("runserver, a host allowed", DEBUG=False,
      ALLOWED_HOSTS=["shop.example"])
call = start("runserver, DEBUG set", DEBUG=True)
# endregion
start("runserver --debug", "--debug", DEBUG=False,
      ALLOWED_HOSTS=["shop.example"])
with mock.patch.dict(os.environ, DEBUG="1", DJANGO_DEBUG="1"):
    start("DEBUG=1 DJANGO_DEBUG=1 runserver", DEBUG=False,
          ALLOWED_HOSTS=["shop.example"])
print("host and port:", call.args[:2])
print("a thread for each request:", call.kwargs["threading"])


def static_file(**options):
    with override_settings(DEBUG=False, ALLOWED_HOSTS=["localhost"]):
        handler = runserver.Command().get_handler(
            use_static_handler=True, **options)
        return Client(handler).get("/static/shop.css").status_code


print("static file, debug off:", static_file(insecure_serving=False))
print("static file, debug off, --insecure:",
      static_file(insecure_serving=True))
