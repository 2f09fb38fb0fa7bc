import base64

import django
from django.conf import settings

settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    PASSWORD_HASHERS=[
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        __name__ + ".WerkzeugScrypt",
    ],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()
from django.contrib.auth import authenticate, get_user_model  # noqa: E402
from django.contrib.auth.hashers import ScryptPasswordHasher  # noqa: E402
from django.core.management import call_command  # noqa: E402
from werkzeug.security import generate_password_hash  # noqa: E402


# region show
class WerkzeugScrypt(ScryptPasswordHasher):
    maxmem = 64 << 20   # 32 MB, the default, is too little


def from_werkzeug(hashed):
    """Write a hash of Werkzeug's as Django writes it."""
    method, salt, digest = hashed.split("$")
    name, *numbers = method.split(":")
    digest = base64.b64encode(bytes.fromhex(digest)).decode()
    if name == "scrypt":
        factor, block, parallel = numbers
        return f"scrypt${factor}${salt}${block}${parallel}${digest}"
    assert numbers[0] == "sha256"
    return f"pbkdf2_sha256${numbers[1]}${salt}${digest}"
# endregion


call_command("migrate", verbosity=0)
users = get_user_model().objects
for method in ("pbkdf2:sha256:1000000", "scrypt"):
    hashed = generate_password_hash("correct horse", method=method)
    user = users.create(username=method, password=from_werkzeug(hashed))
    wrong = authenticate(username=method, password="battery staple")
    right = authenticate(username=method, password="correct horse")
    before = user.password.partition("$")[0]
    user.refresh_from_db()
    print(f"{method.partition(':')[0]}: {right == user} {wrong}"
          f" | {before} at login became {user.password.partition('$')[0]}")
