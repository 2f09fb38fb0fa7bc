import django
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password

settings.configure(PASSWORD_HASHERS=[
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
])
django.setup()
PASSWORD = "cup of tea at five"

# region show
stored = make_password(PASSWORD)

print("right password:", check_password(PASSWORD, stored))
print("wrong password:", check_password("tea", stored))

method, rounds, salt, digest = stored.split("$")
print("method:", method, "| rounds:", rounds)
# endregion

print("salt:", len(salt), "letters | hash:", len(digest), "letters")
print("same password, same text:", make_password(PASSWORD) == stored)
for hasher in ("argon2", "scrypt"):
    other = make_password(PASSWORD, hasher=hasher)
    print(f"hasher={hasher!r} gives:", other.split("$")[0],
          check_password(PASSWORD, other))
try:
    make_password(PASSWORD, hasher="md5")
except ValueError as error:
    print("hasher='md5':", str(error).split(". ")[0])
print("a stored text that is no hash:",
      check_password("cup of tea", "cup of tea"))
print("no password at all:", make_password(None)[0],
      check_password("", make_password(None)))
