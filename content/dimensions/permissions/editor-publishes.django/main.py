import logging

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views import View

settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, LOGIN_URL="/login",
    INSTALLED_APPS=["magazine", "django.contrib.auth",
                    "django.contrib.contenttypes",
                    "django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    ALLOWED_HOSTS=["*"], LOGGING_CONFIG=None,
)
django.setup()
logging.disable(logging.CRITICAL)
call_command("migrate", run_syncdb=True, verbosity=0)

from django.contrib.auth.decorators import permission_required  # noqa: E402
from django.contrib.auth.mixins import (  # noqa: E402
    PermissionRequiredMixin,
)
from django.contrib.auth.models import Group, Permission, User  # noqa: E402


# region show
@permission_required("magazine.publish_article",
                     raise_exception=True)
def publish(request):
    return HttpResponse(f"published by {request.user}")


class Publish(PermissionRequiredMixin, View):
    permission_required = "magazine.publish_article"

    def post(self, request):
        return HttpResponse(f"published by {request.user}")


def make_editors():
    editors = Group.objects.create(name="editors")
    editors.permissions.add(
        Permission.objects.get(codename="publish_article")
    )
    return editors
# endregion


urlpatterns = [path("publish", publish), path("class", Publish.as_view())]
editors = make_editors()
ada, ben = map(User.objects.create_user, ("ada", "ben"))
ada.groups.add(editors)


def ask(user=None, address="/publish"):
    client = Client()
    if user:
        client.force_login(user)
    answer = client.post(address)
    return answer.status_code, answer.text if user == ada else ""


print("nobody logged in, raise_exception:", ask()[0],
      "| the class without it:", ask(address="/class")[0])
print("ben, without the group:", ask(ben)[0], "|", ask(ben, "/class")[0])
print("ada, an editor:", *ask(ada))
ben.groups.add(editors)
print("ben, made an editor:", ask(ben)[0])

names = Permission.objects.filter(content_type__app_label="magazine")
print("permissions of the model:",
      sorted(names.values_list("codename", flat=True)))
carl = User.objects.create_user("carl")
print("carl, before:", carl.has_perm("magazine.change_article"))
carl.user_permissions.add(Permission.objects.get(codename="change_article"))
print("carl, given it, same object:",
      carl.has_perm("magazine.change_article"))
print("carl, read anew:", User.objects.get(pk=carl.pk)
      .has_perm("magazine.change_article"))
root = User.objects.create_superuser("root")
print("a superuser, a permission that is not there:",
      root.has_perm("magazine.no_such_thing"))
ada.is_active = False
ada.save()
print("ada, switched off:", User.objects.get(pk=ada.pk)
      .has_perm("magazine.publish_article"))
