from werkzeug.security import check_password_hash, generate_password_hash

PASSWORD = "cup of tea at five"
customer = {"name": "ada",
            "password": generate_password_hash(PASSWORD, "pbkdf2:sha256:1000")}


# region show
def log_in(customer, password):
    stored = customer["password"]
    if not check_password_hash(stored, password):
        return False
    fresh = generate_password_hash(password)
    if fresh.split("$")[0] != stored.split("$")[0]:
        customer["password"] = fresh
    return True
# endregion


def method():
    return customer["password"].split("$")[0]


print("stored, old strength:", method())
check_password_hash(customer["password"], PASSWORD)
print("after check_password_hash():", method())
print("wrong password:", log_in(customer, "tea"), method())
print("right password:", log_in(customer, PASSWORD), method())
try:
    check_password_hash("sha1$salt$ab", PASSWORD)
except ValueError as error:
    print("stored hash with a removed method: ValueError:", error)
