from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

AUTH = "django.contrib.auth"
settings.configure(
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
    INSTALLED_APPS=[AUTH, "django.contrib.contenttypes",
                    "django.contrib.sessions"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                f"{AUTH}.middleware.AuthenticationMiddleware"],
    AUTH_PASSWORD_VALIDATORS=[
        {"NAME": f"{AUTH}.password_validation.{name}"} for name in
        ("MinimumLengthValidator", "NumericPasswordValidator")],
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
from django.contrib.auth.urls import urlpatterns as ready  # noqa: E402


# region show
def register(request):
    form = UserCreationForm(request.POST)
    if form.is_valid():
        form.save()
        return HttpResponse("registered")
    return HttpResponse(" ".join(form.errors["password2"]))


@login_required
def orders(request):
    return HttpResponse(f"orders of {request.user.username}")


urlpatterns = [
    path("register", register),
    path("orders", orders),
    path("", include("django.contrib.auth.urls")),
]
# endregion

browser = Client()
for password in ("12345", "cup of tea at five"):
    answer = browser.post("/register", {
        "username": "ada", "password1": password, "password2": password})
    print(f"register with {password}:", answer.text)
answer = browser.get("/orders")
print("private page, nobody in:", answer.status_code, answer["Location"])
ada = {"username": "ada", "password": password}
wrong = browser.post("/login/", {**ada, "password": "54321"})
print("wrong password:", wrong.status_code, wrong.text.strip())
stored = browser.session
stored["basket"] = 3
stored.save()
before = stored.session_key
for address in ("https://evil.example/", "/basket"):
    answer = browser.post(f"/login/?next={address}", ada)
    print(f"right password, next={address}:", answer.status_code,
          answer["Location"])
print("private page:", browser.get("/orders").text)
print("basket from before the login:", browser.session.get("basket"),
      "| a new session id:", browser.session.session_key != before)
print("GET /logout/:", browser.get("/logout/").status_code)
print("POST /logout/:", browser.post("/logout/").status_code)
print("basket after the logout:", browser.session.get("basket"))
print("private page:", browser.get("/orders").status_code)
print("ready views:", [one.name for one in ready])
folder = Path(django.__file__).parent / "contrib/auth/templates/registration"
print("ready template for the login page:", (folder / "login.html").exists())
