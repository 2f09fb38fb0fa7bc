from flask import Flask
from flask_cors import CORS


def items():
    return {"items": ["cup"]}


plain = Flask(__name__)
plain.add_url_rule("/api/items", view_func=items,
                   methods=["GET", "PUT"])

# region show
app = Flask(__name__)
CORS(app, resources={r"/api/*": {
    "origins": ["https://shop.example"],
    "supports_credentials": True,
}})
# endregion

ran = []


@app.route("/api/items", methods=["GET", "PUT"])
def shared():
    ran.append(1)
    return items()


@app.get("/private")
def private():
    return "private"


wide = Flask(__name__)
CORS(wide)
wide.add_url_rule("/api/items", view_func=items)

SHOP, EVIL = "https://shop.example", "https://evil.example"


def ask(application, origin, method="GET", address="/api/items"):
    answer = application.test_client().open(address, method=method, headers={
        "Origin": origin, "Access-Control-Request-Method": "PUT"})
    return answer.status_code, {
        name.removeprefix("Access-Control-"): value
        for name, value in sorted(answer.headers)
        if name.startswith("Access-Control-")}


print("without the package:", *ask(plain, SHOP))
print("from the shop:", *ask(app, SHOP))
print("from elsewhere:", *ask(app, EVIL))
print("did the view run for elsewhere:", len(ran) == 2)
print("preflight from the shop:", *ask(app, SHOP, "OPTIONS"))
print("preflight from elsewhere:", *ask(app, EVIL, "OPTIONS"))
print("did the view run for a preflight:", len(ran) > 2)
print("an address outside /api:", *ask(app, SHOP, address="/private"))
print("with no options given:", *ask(wide, EVIL))
