import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command

Path("locale").mkdir()
Path("home.html").write_text(
    "{% load i18n %}{% translate 'Good day' %}\n")
settings.configure(LOCALE_PATHS=[Path("locale").resolve()])
django.setup()
os.environ["PATH"] = ""  # no GNU gettext tools


# region show
def attempt(command, **options):
    try:
        call_command(command, verbosity=0, **options)
        print(f"{command:19}", "done")
    except CommandError as error:
        print(f"{command:19}", "CommandError:",
              str(error).partition(" or newer")[0])


attempt("makemessages", locale=["de"])
po = Path("locale/de/LC_MESSAGES/django.po")
po.parent.mkdir(parents=True)
po.write_text('msgid "Good day"\nmsgstr "Guten Tag"\n')
attempt("compilemessages")
# endregion

print("files              ", sorted(p.name for p in po.parent.iterdir()))
