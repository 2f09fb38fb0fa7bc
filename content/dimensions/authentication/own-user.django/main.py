import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import path

settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, LOGIN_URL="/enter",
    ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=["shop", "django.contrib.auth",
                    "django.contrib.contenttypes",
                    "django.contrib.sessions"],
    AUTH_USER_MODEL="shop.Customer",        # see shop/models.py
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware"],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)

from django.contrib.auth import (  # noqa: E402
    authenticate, login, update_session_auth_hash,
)
from django.contrib.auth.decorators import login_required  # noqa: E402
from shop.models import Customer  # noqa: E402


# region show
def enter(request):
    customer = Customer.objects.get(pk=1)   # no password
    login(request, customer)
    if "forget" in request.GET:
        request.session.set_expiry(0)   # ends with the browser
    return HttpResponse(str(request.user.is_authenticated))


@login_required
def orders(request):
    return HttpResponse(f"orders of {request.user.email}")


def change_password(customer, password):
    customer.set_password(password)
    customer.save()
# endregion


def change_own(request):
    change_password(request.user, "yet another")
    update_session_auth_hash(request, request.user)
    return HttpResponse("changed")


urlpatterns = [path("enter", enter), path("orders", orders),
               path("change", change_own)]
customer = Customer(email="ada@example.org")
change_password(customer, "cup of tea")
print("tables:", [name for name in connection.introspection.table_names()
                  if name in ("shop_customer", "auth_user")])
print("columns:", [field.column for field in Customer._meta.fields])

desk, phone = Client(), Client()
print("login() without a password:", desk.post("/enter").text)
phone.post("/enter")
print("private page:", desk.get("/orders").text, "|",
      phone.get("/orders").text)
print("authenticate() with a wrong password:",
      authenticate(username="ada@example.org", password="guess"))
change_password(customer, "another one")
print("other browser after a password change:",
      phone.get("/orders").status_code)
desk.post("/enter")
customer.is_active = False
customer.save()
print("deactivated while logged in:", desk.get("/orders").status_code)
print("deactivated, new login:",
      authenticate(username="ada@example.org", password="another one"))
customer.is_active = True
customer.save()
desk.post("/enter")
print("cookies after a login:", sorted(desk.cookies),
      "| days:", desk.session.get_expiry_age() // 86400)
desk.post("/change")
print("own session, update_session_auth_hash():",
      desk.get("/orders").status_code)
cookie = Client().post("/enter?forget=1").cookies["sessionid"]
print("set_expiry(0), max-age of the cookie:", repr(cookie["max-age"]))
