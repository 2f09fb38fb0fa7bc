import subprocess
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.urls import clear_url_caches, include, path

subprocess.run([sys.executable, "-m", "django", "startapp", "orders"])
print("startapp writes", ", ".join(sorted(
    str(file.relative_to("orders")) for file in Path("orders").rglob("*.py"))))

for name, text in {
    "models.py": "from django.db import models\n"
    "class Order(models.Model):\n    item = models.CharField(max_length=9)\n",
    "views.py": "from django.shortcuts import render\n"
    "def show(request):\n    return render(request, 'orders/list.html')\n",
    "urls.py": "from django.urls import path\nfrom .views import show\n"
    "urlpatterns = [path('', show)]\n",
    "templates/orders/list.html": "three orders",
    "management/commands/ship.py": "from django.core.management import base\n"
    "class Command(base.BaseCommand):\n    def handle(self, **options):\n"
    "        self.stdout.write('command: shipped')\n",
}.items():
    file = Path("orders", name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)

from django.test import Client  # noqa: E402

try:
    Client().get("/orders/")
except ImproperlyConfigured as error:
    print("request without a project:", type(error).__name__, "-",
          str(error).split(", but ")[1].split(".")[0])

# region show
settings.configure(
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["orders"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends"
                   ".django.DjangoTemplates",
        "APP_DIRS": True,
    }],
    ALLOWED_HOSTS=["testserver"],
)
django.setup()
orders = apps.get_app_config("orders")
# endregion

print("unit:", type(orders).__name__, "of the package", orders.name)
urlpatterns = []
print("installed, not included: GET /orders/",
      Client().get("/orders/").status_code)
print("tables:", [m._meta.db_table for m in orders.get_models()])
call_command("ship")
urlpatterns = [path("orders/", include("orders.urls"))]
clear_url_caches()
print("GET /orders/", Client().get("/orders/").text)
