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

from django.contrib.auth.decorators import (  # noqa: E402
    login_required, permission_required,
)
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


@permission_required("magazine.publish_article")
def publish_or_login(request):
    return HttpResponse(f"published by {request.user}")


@login_required
@permission_required("magazine.publish_article",
                     raise_exception=True)
def publish_both(request):
    return HttpResponse(f"published by {request.user}")


def make_editors():
    editors = Group.objects.create(name="editors")
    editors.permissions.add(
        Permission.objects.get(codename="publish_article")
    )
    return editors
# endregion


urlpatterns = [path("publish", publish), path("class", Publish.as_view()),
               path("login-first", publish_or_login),
               path("both", publish_both)]
editors = make_editors()
ada, ben = map(User.objects.create_user, ("ada", "ben"))
ada.groups.add(editors)


def client_of(user=None):
    client = Client()
    if user:
        client.force_login(user)
    return client


VIEWS = (("decorator", "/login-first"), ("class", "/class"),
         ("raise_exception=True", "/publish"),
         ("login_required above it", "/both"))
for title, user in (("anonymous", None), ("ben, without the group", ben)):
    client = client_of(user)
    for name, url in VIEWS:
        answer = client.post(url)
        print(f"{title}, {name}:", answer.status_code,
              answer.get("Location", ""))
answer = client_of(ada).post("/publish")
print("ada, an editor:", answer.status_code, answer.text)
client = client_of(ben)
print("ben, logged in:", client.post("/publish").status_code)
ben.groups.add(editors)
print("the same session, ben made an editor:",
      client.post("/publish").status_code)
ben.groups.remove(editors)
print("the same session, role removed:", client.post("/publish").status_code)

names = Permission.objects.filter(content_type__app_label="magazine")
print("permissions of the model:",
      sorted(names.values_list("codename", flat=True)))
names.filter(codename="publish_article").delete()
call_command("migrate", run_syncdb=True, verbosity=0)
print("row deleted, after the next migrate:",
      names.filter(codename="publish_article").exists())
print("groups:", [str(group) for group in Group.objects.all()])
carl = User.objects.create_user("carl")
print("carl, before:", carl.has_perm("magazine.change_article"))
carl.user_permissions.add(Permission.objects.get(codename="change_article"))
print("carl, permission added, same object:",
      carl.has_perm("magazine.change_article"))
carl.refresh_from_db()
print("carl, after refresh_from_db():",
      carl.has_perm("magazine.change_article"))
print("carl, loaded again:", User.objects.get(pk=carl.pk)
      .has_perm("magazine.change_article"))
root = User.objects.create_superuser("root")
print("superuser, a permission that does not exist:",
      root.has_perm("magazine.no_such_thing"))
root.is_active = False
print("superuser with is_active=False:",
      root.has_perm("magazine.change_article"))
