import django.apps
import django.core.management
import django.core.signals
from django.core.signing import TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.template import Template
from django.urls import URLPattern

# region show
parts = {
    "route": URLPattern,
    "request": HttpRequest,
    "response": HttpResponse,
    "template": Template,
    "command": django.core.management.BaseCommand,
    "signal": type(django.core.signals.request_started),
    "app": django.apps.AppConfig,
    "signature": TimestampSigner,
}
# endregion


def origin(cls):
    """The outermost package in which the class or its parents live."""
    parents = [base for base in cls.__mro__ if base.__name__ != "Generic"]
    roots = [base.__module__.split(".")[0] for base in parents[:-1]]
    return list(dict.fromkeys(roots))


for part, cls in parts.items():
    print(f"{part:14}{' on top of '.join(origin(cls))}")
