import contextlib
import io
from unittest import mock

import django
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings

settings.configure(ROOT_URLCONF=__name__, SECRET_KEY="for this alone")
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
print("address and port:", call.args[:2])
print("a thread for each request:", call.kwargs["threading"])
