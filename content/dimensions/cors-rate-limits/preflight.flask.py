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

risky = Flask(__name__)
CORS(risky, supports_credentials=True)      # and any origin
risky.add_url_rule("/api/items", view_func=items)

SHOP, EVIL = "https://shop.example", "https://evil.example"


def ask(application, origin, method="GET", url="/api/items"):
    answer = application.test_client().open(url, method=method, headers={
        "Origin": origin, "Access-Control-Request-Method": "PUT"})
    return answer.status_code, {
        name.removeprefix("Access-Control-"): value
        for name, value in sorted(answer.headers)
        if name.startswith("Access-Control-")}


print("without the extension:", *ask(plain, SHOP))
print("GET, allowed origin:", *ask(app, SHOP))
print("GET, other origin:", *ask(app, EVIL))
print("view ran for the other origin:", len(ran) == 2)
print("preflight, allowed origin:", *ask(app, SHOP, "OPTIONS"))
print("preflight, other origin:", *ask(app, EVIL, "OPTIONS"))
print("view ran for a preflight:", len(ran) > 2)
print("URL outside /api:", *ask(app, SHOP, url="/private"))
print("no origins configured:", *ask(wide, EVIL))
print("any origin with credentials:", *ask(risky, EVIL))
