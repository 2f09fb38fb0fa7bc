import os

from django.conf import settings

os.environ.update({
    "DJANGO_SETTINGS_MODULE": "shop_settings",
    "PAGE_SIZE": "50",
    "MAINTENANCE": "true",
    "STRICT": "True",
    "MAIL_PORT": "2525",
})

for name in ("THEME", "CURRENCY", "PAGE_SIZE", "MAINTENANCE", "STRICT"):
    print(f"{name} = {getattr(settings, name)!r}")
print("nested port =", repr(settings.MAIL["port"]))
print("lower-case name was read:", hasattr(settings, "lower"))
