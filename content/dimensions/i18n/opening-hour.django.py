from datetime import datetime, timezone

import django
from django import forms
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


def kind(moment):
    return "aware" if zones.is_aware(moment) else "naive"


print("aware 8:00 UTC, rendered ", shown(opens))
text = Template("{% load tz %}{{ t|utc|date:'H:i' }} {% localtime off %}"
                "{{ t|date:'H:i' }}{% endlocaltime %}")
print("|utc and {% localtime %} ", text.render(Context({"t": opens})))
print("naive 8:00, rendered     ", shown(opens.replace(tzinfo=None)))
with zones.override("America/New_York"):
    print("in New York              ", shown(opens))
    typed = zones.make_aware(datetime(2026, 7, 1, 8, 0))
    utc = typed.astimezone(timezone.utc)
    print("8:00 typed in New York   ", f"{utc:%H:%M} in UTC,", kind(typed))
    field = forms.DateTimeField().clean("2026-07-01 08:00")
    utc = field.astimezone(timezone.utc)
    print("the same in a form field ", f"{utc:%H:%M} in UTC,", kind(field))
print("timezone.now()           ", kind(zones.now()))
