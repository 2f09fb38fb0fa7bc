import subprocess
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application


# region show
def modules():
    """Counts the loaded modules of installed packages."""
    return sum(
        "site-packages" in str(vars(module).get("__file__"))
        for module in list(sys.modules.values())
    )


def start(*apps):
    settings.configure(INSTALLED_APPS=apps)
    get_wsgi_application()
# endregion


if "bare" in sys.argv:
    start()
    print("modules imported, bare:", modules())
else:
    subprocess.run([sys.executable, __file__, "bare"], check=True)
    start("django.contrib.admin", "django.contrib.auth",
          "django.contrib.contenttypes", "django.contrib.sessions",
          "django.contrib.messages", "django.contrib.staticfiles")
    from django.contrib import admin
    admin.site.urls
    print("with database, migrations, login, forms, admin:", modules())
