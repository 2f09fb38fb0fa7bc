import pkgutil
from importlib import metadata
from importlib.util import find_spec

import django
import django.contrib
from django import http
from packaging.requirements import Requirement

needed = [Requirement(line) for line in metadata.requires("django")]
print("installed with Django:", sorted(
    one.name.lower() for one in needed
    if one.marker is None or one.marker.evaluate({"extra": ""})))
print("apps in contrib:", sorted(
    m.name for m in pkgutil.iter_modules(django.contrib.__path__)))


# region show
def words(*packages):
    found = {m.name.lower() for package in packages
             for m in pkgutil.iter_modules(package.__path__)}
    return sorted(found & {"rest", "api", "openapi"})


print("modules for APIs:", words(django, django.contrib))
print("JSON in, JSON out:", hasattr(http.HttpRequest, "json"),
      hasattr(http, "JsonResponse"))
print("class views:", bool(find_spec("django.views.generic")))
print("rest_framework is in it:",
      "rest_framework" in str(metadata.files("django")))
print("ninja is in it:", "ninja" in str(metadata.files("django")))
# endregion
