from flask import Flask, session

print("keys with a default:", len(Flask.default_config))

# region show
shop = Flask("shop")
shop.config["PAGE_SIZE"] = 20
print("changed here:", shop.config["PAGE_SIZE"])
try:
    shop.config["PAGE_SISE"]
except KeyError as error:
    print("a misspelt name, read:", type(error).__name__)
print("a misspelt name, get():", shop.config.get("PAGE_SISE"))

stock = Flask("stock")
stock.config["PAGE_SIZE"] = 50
print("a second configuration:", stock.config["PAGE_SIZE"],
      "beside", shop.config["PAGE_SIZE"])

with shop.test_request_context():
    try:
        session["seen"] = True
    except RuntimeError as error:
        print("no secret key, session written:", error)
# endregion

shop.config["SESION_COOKIE_SECURE"] = True
print("a misspelt name, set:", shop.config["SESSION_COOKIE_SECURE"])


@shop.get("/")
def home():
    return f"seen: {session.get('seen')}"


answer = shop.test_client().get("/")
print("no secret key, session read:", answer.status_code, answer.text)
shop.config["TRUSTED_HOSTS"] = "shop"
print("a string where a list belongs:", repr(shop.config["TRUSTED_HOSTS"]))

print("what differs from the defaults:")
for name, value in sorted(shop.config.items()):
    if name not in Flask.default_config or (
        value != Flask.default_config[name]
    ):
        print(f"{name} = {value!r}")
