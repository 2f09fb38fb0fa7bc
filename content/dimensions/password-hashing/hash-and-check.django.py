import django
from django.conf import settings
from django.contrib.auth.hashers import (
    check_password, is_password_usable, make_password,
)
from django.test import override_settings

HASHERS = "django.contrib.auth.hashers."
settings.configure()
django.setup()
PASSWORD = "cup of tea at five"

# region show
stored = make_password(PASSWORD)

print("right password:", check_password(PASSWORD, stored))
print("wrong password:", check_password("tea", stored))

method, iterations, salt, digest = stored.split("$")
print("method:", method, "| iterations:", iterations)
# endregion

print("salt:", len(salt), "characters | hash:", len(digest),
      "characters of Base64 | whole string:", len(stored))
print("same password hashed twice, equal:",
      make_password(PASSWORD) == stored)
print("arguments swapped:", check_password(stored, PASSWORD))
print("PASSWORD_HASHERS by default:", [
    name.removeprefix(HASHERS) for name in settings.PASSWORD_HASHERS])
for hasher in ("argon2", "scrypt", "pbkdf2_sha1"):
    other = make_password(PASSWORD, hasher=hasher)
    print(f"hasher={hasher!r}:", other.split("$")[0],
          check_password(PASSWORD, other))
for hasher in ("md5", "sha256"):
    try:
        make_password(PASSWORD, hasher=hasher)
    except ValueError as error:
        print(f"hasher={hasher!r}: ValueError:", str(error).split(". ")[0])
with override_settings(PASSWORD_HASHERS=[HASHERS + "MD5PasswordHasher"]):
    print("with MD5PasswordHasher in the list:",
          make_password(PASSWORD).split("$")[0])
print("plain text in the column:",
      check_password("cup of tea", "cup of tea"))
print("empty string in the column:", check_password("", ""))
unusable = make_password(None)
print("make_password(None):", unusable[0], "| usable:",
      is_password_usable(unusable), "| matches:",
      check_password("", unusable), check_password(unusable, unusable))
