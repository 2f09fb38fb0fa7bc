from datetime import datetime, timezone

import django
from django.conf import settings
from django.template import Context, Template
from django.utils import timezone as zones

settings.configure(
    TIME_ZONE="Europe/Berlin",
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates"
    }],
)
django.setup()

# region show
opens = datetime(2026, 7, 1, 8, 0, tzinfo=timezone.utc)


def shown(moment):
    template = Template("{{ moment|date:'H:i' }}")
    return template.render(Context({"moment": moment}))
# endregion


print("8:00 UTC, shown     ", shown(opens))
text = Template("{% load tz %}{{ t|utc|date:'H:i' }}")
print("without conversion  ", text.render(Context({"t": opens})))
print("a naive 8:00, shown ", shown(opens.replace(tzinfo=None)))
with zones.override("America/New_York"):
    print("in New York         ", shown(opens))
    typed = zones.make_aware(datetime(2026, 7, 1, 8, 0))
    typed = typed.astimezone(timezone.utc)
    print("8:00 typed there    ", f"{typed:%H:%M} in UTC")
    print("what it is kept as  ", "aware" if typed.tzinfo else "naive")
print("timezone.now()      ",
      "aware" if zones.is_aware(zones.now()) else "naive")
