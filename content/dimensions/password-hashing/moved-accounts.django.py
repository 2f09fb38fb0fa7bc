import django
from django.conf import settings
from django.core.management import call_command
from werkzeug.security import generate_password_hash

HASHERS = "django.contrib.auth.hashers."
settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    PASSWORD_HASHERS=[HASHERS + "PBKDF2PasswordHasher",
                      f"{__name__}.WerkzeugScryptHasher"],
)
django.setup()
call_command("migrate", verbosity=0)

from base64 import b64encode  # noqa: E402

from django.contrib.auth import authenticate  # noqa: E402
from django.contrib.auth.hashers import (  # noqa: E402
    ScryptPasswordHasher,
)
from django.contrib.auth.models import User  # noqa: E402

PASSWORD = "cup of tea at five"


# region show
def from_werkzeug(stored):
    method, salt, digest = stored.split("$")
    name, *numbers = method.split(":")
    digest = b64encode(bytes.fromhex(digest)).decode()
    if name == "scrypt":
        n, r, p = numbers
        return f"scrypt${n}${salt}${r}${p}${digest}"
    algorithm, iterations = numbers
    return f"pbkdf2_{algorithm}${iterations}${salt}${digest}"


class WerkzeugScryptHasher(ScryptPasswordHasher):
    maxmem = 64 * 1024 * 1024   # n=32768 needs over 32 MiB
# endregion


limit = User._meta.get_field("password").max_length
for title, method in (("scrypt", "scrypt:32768:8:1"),
                      ("pbkdf2", "pbkdf2:sha256:1000")):
    stored = generate_password_hash(PASSWORD, method=method)
    moved = from_werkzeug(stored)
    User.objects.create(username=title, password=moved)
    print(f"{title}: {len(stored)} characters, converted {len(moved)},",
          f"the column takes {limit}")
    print(f"{title}, unchanged string accepted:", User(
        password=stored).check_password(PASSWORD))
    print(f"{title}, wrong password:",
          authenticate(username=title, password="guess"))
    print(f"{title}, right password:",
          authenticate(username=title, password=PASSWORD))
    print(f"{title}, stored after the login:",
          User.objects.get(username=title).password.split("$")[0])
try:
    ScryptPasswordHasher().verify(PASSWORD, from_werkzeug(
        generate_password_hash(PASSWORD)))
except ValueError as error:
    print("scrypt with Django's own hasher: ValueError:", error)
