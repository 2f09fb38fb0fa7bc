from werkzeug.security import check_password_hash, generate_password_hash

PASSWORD = "cup of tea at five"

# region show
stored = generate_password_hash(PASSWORD)

print("right password:", check_password_hash(stored, PASSWORD))
print("wrong password:", check_password_hash(stored, "tea"))

method, salt, digest = stored.split("$")
print("method:", method)
# endregion

print("salt:", len(salt), "letters | hash:", len(digest), "letters")
print("same password, same text:",
      generate_password_hash(PASSWORD) == stored)
for method in ("pbkdf2", "pbkdf2:sha512:250000", "scrypt:65536:8:1"):
    other = generate_password_hash(PASSWORD, method=method)
    print(f"method={method!r} gives:", other.split("$")[0],
          check_password_hash(other, PASSWORD))
for method in ("argon2", "sha256"):
    try:
        generate_password_hash(PASSWORD, method=method)
    except ValueError as error:
        print(f"method={method!r}:", error)
print("a stored text that is no hash:",
      check_password_hash("cup of tea", "cup of tea"))
print("no password at all:", check_password_hash("", ""))
