import logging

import django
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.test import Client
from django.urls import path

settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, LOGGING_CONFIG=None,
    INSTALLED_APPS=["magazine", "django.contrib.auth",
                    "django.contrib.contenttypes",
                    "django.contrib.sessions", "guardian"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware"],
    AUTHENTICATION_BACKENDS=["django.contrib.auth.backends.ModelBackend"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    SILENCED_SYSTEM_CHECKS=["guardian.W001"], ALLOWED_HOSTS=["*"],
)
django.setup()
logging.disable(logging.CRITICAL)
call_command("migrate", run_syncdb=True, verbosity=0)

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.contrib.auth.models import Permission, User  # noqa: E402
from guardian.shortcuts import assign_perm  # noqa: E402
from magazine.models import Article  # noqa: E402


# region show
@login_required
def edit(request, id):
    article = get_object_or_404(Article, pk=id)
    if article.author != request.user:
        raise PermissionDenied
    return HttpResponse(f"{article.title} is saved")


@login_required
def mine(request):
    own = Article.objects.filter(author=request.user)
    return HttpResponse(" ".join(a.title for a in own))
# endregion


urlpatterns = [path("articles/<int:id>", edit), path("articles", mine)]
users = {name: User.objects.create_user(name) for name in ("ada", "ben")}
engines = Article.objects.create(title="Engines", author=users["ada"])
Article.objects.create(title="Looms", author=users["ben"])
ada, ben = Client(), Client()
ada.force_login(users["ada"])
ben.force_login(users["ben"])
print("ada saves article 1:", ada.post("/articles/1").text)
print("ben saves article 1:", ben.post("/articles/1").status_code)
print("ben saves article 9:", ben.post("/articles/9").status_code)
print("articles listed for ben:", ben.get("/articles").text)

CHANGE = "magazine.change_article"
users["ada"].user_permissions.add(
    Permission.objects.get(codename="change_article"))
person = User.objects.get(username="ada")
print("ada, change_article on the model:", person.has_perm(CHANGE))
print("ada, change_article on article 1:", person.has_perm(CHANGE, engines))
root = User.objects.create_superuser("root")
print("superuser, change_article on article 1:",
      root.has_perm(CHANGE, engines))
settings.AUTHENTICATION_BACKENDS.append(
    "guardian.backends.ObjectPermissionBackend")
assign_perm(CHANGE, users["ben"], engines)
person = User.objects.get(username="ben")
print("django-guardian, ben, article 1:",
      person.has_perm(CHANGE, engines),
      "| on the model:", person.has_perm(CHANGE))
