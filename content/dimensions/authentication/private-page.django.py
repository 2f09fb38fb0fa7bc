from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path
from django.views import View

AUTH = "django.contrib.auth"
settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[AUTH, "django.contrib.contenttypes",
                    "django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                f"{AUTH}.middleware.AuthenticationMiddleware"],
    AUTH_PASSWORD_VALIDATORS=[
        {"NAME": f"{AUTH}.password_validation.{name}"} for name in
        ("UserAttributeSimilarityValidator", "MinimumLengthValidator",
         "CommonPasswordValidator", "NumericPasswordValidator")],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {
            "registration/login.html":
                "the login form {{ form.non_field_errors.as_text }}"})]}}],
    LOGIN_URL="login", LOGIN_REDIRECT_URL="/orders", LOGOUT_REDIRECT_URL="/",
)
django.setup()
call_command("migrate", verbosity=0)

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.contrib.auth.forms import UserCreationForm  # noqa: E402
from django.contrib.auth.mixins import LoginRequiredMixin  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.auth.urls import urlpatterns as ready  # noqa: E402


# region show
def register(request):
    form = UserCreationForm(request.POST)
    if form.is_valid():
        form.save()
        return HttpResponse("registered")
    return HttpResponse(" | ".join(form.errors["password2"]))


@login_required
def orders(request):
    return HttpResponse(f"orders of {request.user.username}")


class Invoices(LoginRequiredMixin, View):
    def get(self, request):
        return HttpResponse("all invoices")


urlpatterns = [
    path("register", register),
    path("orders", orders),
    path("invoices", Invoices.as_view()),
    path("", include("django.contrib.auth.urls")),
]
# endregion

browser = Client()
for password in ("12345", "cup of tea at five"):
    answer = browser.post("/register", {
        "username": "ada", "password1": password, "password2": password})
    print(f"register with {password}:", answer.text)
User.objects.create_user("eva", password="12345")
print("create_user() with 12345: accepted, login works:",
      Client().login(username="eva", password="12345"))
answer = browser.get("/orders")
print("anonymous, private page:", answer.status_code, answer["Location"])
print("anonymous, LoginRequiredMixin:",
      browser.get("/invoices").status_code)
ada = {"username": "ada", "password": password}
wrong = browser.post("/login/", {**ada, "password": "54321"})
print("wrong password:", wrong.status_code, wrong.text.strip())
stored = browser.session
stored["basket"] = 3
stored.save()
before = stored.session_key
for url in ("https://evil.example/", "/basket"):
    answer = browser.post(f"/login/?next={url}", ada)
    print(f"right password, next={url}:", answer.status_code,
          answer["Location"])
print("logged in, private page:", browser.get("/orders").text)
print("basket from before login:", browser.session.get("basket"),
      "| a new session id:", browser.session.session_key != before)
User.objects.create_user("ben", password=password)
browser.post("/login/", {**ada, "username": "ben"})
print("basket after another user logs in:", browser.session.get("basket"))
stored = browser.session
stored["basket"] = 3
stored.save()
print("GET /logout/:", browser.get("/logout/").status_code)
print("POST /logout/:", browser.post("/logout/").status_code)
print("basket after logout:", browser.session.get("basket"))
print("logged out, private page:", browser.get("/orders").status_code)
print("views of django.contrib.auth.urls:", [one.name for one in ready])
folder = Path(django.__file__).parent / "contrib/auth/templates"
print("registration/login.html in the package:",
      (folder / "registration/login.html").exists())
