from argon2 import PasswordHasher
from werkzeug.security import check_password_hash, generate_password_hash

PASSWORD = "cup of tea at five"

# region show
stored = generate_password_hash(PASSWORD)

print("right password:", check_password_hash(stored, PASSWORD))
print("wrong password:", check_password_hash(stored, "tea"))

method, salt, digest = stored.split("$")
print("method:", method)
# endregion

print("salt:", len(salt), "characters | hash:", len(digest),
      "hexadecimal digits | whole string:", len(stored))
print("same password hashed twice, equal:",
      generate_password_hash(PASSWORD) == stored)
print("arguments swapped:", check_password_hash(PASSWORD, stored))
for method in ("pbkdf2", "pbkdf2:sha512:250000", "scrypt:65536:8:1"):
    other = generate_password_hash(PASSWORD, method=method)
    print(f"method={method!r}:", other.split("$")[0],
          check_password_hash(other, PASSWORD))
for method in ("argon2", "bcrypt", "md5", "sha256"):
    try:
        generate_password_hash(PASSWORD, method=method)
    except ValueError as error:
        print(f"method={method!r}: ValueError:", error)
argon = PasswordHasher()
other = argon.hash(PASSWORD)
print("argon2-cffi itself:", other.split("$")[1],
      argon.verify(other, PASSWORD))
print("plain text in the column:",
      check_password_hash("cup of tea", "cup of tea"))
print("empty string in the column:", check_password_hash("", ""))
try:
    check_password_hash(None, "")
except AttributeError as error:
    print("None in the column:", type(error).__name__)
