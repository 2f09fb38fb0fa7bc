import django
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

HASHERS = "django.contrib.auth.hashers."
settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    PASSWORD_HASHERS=[HASHERS + "PBKDF2PasswordHasher"],
)
django.setup()
call_command("migrate", verbosity=0)

from django.contrib.auth import authenticate  # noqa: E402
from django.contrib.auth.hashers import (  # noqa: E402
    PBKDF2PasswordHasher, check_password, identify_hasher,
)
from django.contrib.auth.models import User  # noqa: E402

PASSWORD = "cup of tea at five"
old = PBKDF2PasswordHasher().encode(PASSWORD, "a" * 22, iterations=1000)
User.objects.create(username="ada", password=old)


def method():
    return " ".join(User.objects.get().password.split("$")[:2])


def log_in(password):
    return authenticate(username="ada", password=password) is not None


print("stored, old strength:", method())
check_password(PASSWORD, User.objects.get().password)
print("after check_password():", method())
print("wrong password:", log_in("tea"), method())
User.objects.get().check_password(PASSWORD)
print("after user.check_password():", method())
User.objects.update(password=old)
print("right password:", log_in(PASSWORD), method())

# region show
with override_settings(PASSWORD_HASHERS=[
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]):
    authenticate(username="ada", password=PASSWORD)
# endregion

print("Argon2 listed first, after a login:",
      User.objects.get().password.split("$")[0])
print("Argon2 removed from the list, login:", log_in(PASSWORD))
try:
    identify_hasher(User.objects.get().password)
except ValueError as error:
    print("because:", str(error).split(". ")[0])
