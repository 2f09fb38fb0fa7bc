import base64

import django
from django.conf import settings

settings.configure()
django.setup()
from django.contrib.auth.hashers import make_password  # noqa: E402
from werkzeug.security import check_password_hash  # noqa: E402


# region show
def from_django(encoded):
    """Write a hash of Django's as Werkzeug writes it."""
    name, *rest = encoded.split("$")
    if name == "pbkdf2_sha256":
        rounds, salt, digest = rest
        method = f"pbkdf2:sha256:{rounds}"
    elif name == "scrypt":
        factor, salt, block, parallel, digest = rest
        method = f"scrypt:{factor}:{block}:{parallel}"
    else:
        raise ValueError(f"Werkzeug has no {name}")
    return f"{method}${salt}${base64.b64decode(digest).hex()}"
# endregion


for name in ("pbkdf2_sha256", "scrypt", "argon2"):
    encoded = make_password("correct horse", hasher=name)
    try:
        hashed = from_django(encoded)
    except ValueError as error:
        print(f"{name}: {error}")
        continue
    print(f"{name} becomes {hashed.partition('$')[0].split(':')[0]}:",
          check_password_hash(hashed, "correct horse"),
          check_password_hash(hashed, "battery staple"))
