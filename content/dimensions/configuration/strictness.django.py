import os
from pathlib import Path

Path("shop_settings.py").write_text(
    "PAGE_SIZE = 20\nSESION_COOKIE_SECURE = True\n"
)
Path("bad_settings.py").write_text("ALLOWED_HOSTS = 'shop'")
Path("odd_settings.py").write_text("INTERNAL_IPS = 'shop'")
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
    print("no secret key, key read:", error)
# endregion

print("a misspelt name, set:", settings.SESSION_COOKIE_SECURE)
try:
    Settings("bad_settings")
except ImproperlyConfigured as error:
    print("a string where a list belongs:", error)
odd = Settings("odd_settings")
print("a string where another list belongs:", repr(odd.INTERNAL_IPS))
import bad_settings  # noqa: E402

print("a default, read from the module itself:",
      hasattr(bad_settings, "DEBUG"), "| through settings:",
      hasattr(settings, "DEBUG"))

print("what differs from the defaults:")
django.setup()
call_command("diffsettings")
