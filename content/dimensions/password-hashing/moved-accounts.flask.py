from base64 import b64decode

from django.contrib.auth.hashers import (
    PBKDF2PasswordHasher, ScryptPasswordHasher,
)
from werkzeug.security import check_password_hash, generate_password_hash

PASSWORD = "cup of tea at five"
SALT = "a" * 22
ROWS = {
    "scrypt": ScryptPasswordHasher().encode(PASSWORD, SALT),
    "pbkdf2": PBKDF2PasswordHasher().encode(PASSWORD, SALT, 1000),
}


# region show
def from_django(stored):
    name, number, salt, *rest = stored.split("$")
    digest = b64decode(rest[-1]).hex()
    if name == "scrypt":
        r, p = rest[:2]
        return f"scrypt:{number}:{r}:{p}${salt}${digest}"
    method = name.replace("_", ":")
    return f"{method}:{number}${salt}${digest}"


def log_in(customer, password):
    if not check_password_hash(customer["password"], password):
        return False
    customer["password"] = generate_password_hash(password)
    return True
# endregion


for title, stored in ROWS.items():
    moved = from_django(stored)
    customer = {"password": moved}
    print(f"{title}: {len(stored)} characters, converted {len(moved)}")
    try:
        print(f"{title}, unchanged string accepted:",
              check_password_hash(stored, PASSWORD))
    except ValueError as error:
        print(f"{title}, unchanged string: ValueError:", error)
    print(f"{title}, wrong password:", log_in(customer, "guess"))
    print(f"{title}, right password:", log_in(customer, PASSWORD))
    print(f"{title}, stored after the login:",
          customer["password"].split("$")[0])
