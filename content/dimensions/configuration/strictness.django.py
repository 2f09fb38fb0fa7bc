import os
from pathlib import Path

Path("shop_settings.py").write_text("PAGE_SIZE = 20")
Path("bad_settings.py").write_text("ALLOWED_HOSTS = 'shop'")
os.environ["DJANGO_SETTINGS_MODULE"] = "shop_settings"

import django  # noqa: E402
from django.conf import Settings, global_settings, settings  # noqa: E402
from django.core.exceptions import ImproperlyConfigured  # noqa: E402
from django.core.management import call_command  # noqa: E402

known = [name for name in dir(global_settings) if name.isupper()]
print("keys with a default:", len(known))

# region show
print("changed here:", settings.PAGE_SIZE)
try:
    settings.PAGE_SISE
except AttributeError as error:
    print("a misspelt name, read:", type(error).__name__)

try:
    settings.configure(PAGE_SIZE=50)
except RuntimeError as error:
    print("a second configuration:", error)

try:
    settings.SECRET_KEY
except ImproperlyConfigured as error:
    print("no secret key, key used:", error)
# endregion

try:
    Settings("bad_settings")
except ImproperlyConfigured as error:
    print("a text where a list belongs:", error)

print("what differs from the defaults:")
django.setup()
call_command("diffsettings")
