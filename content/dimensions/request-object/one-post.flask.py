import inspect

from flask import Flask, request

app = Flask(__name__)


# region show
@app.post("/orders/")
def add_order():
    return {
        "query": request.args["page"],
        "form": request.form["item"],
        "header": request.headers["x-shop"],
        "cookie": request.cookies["cart"],
        "path": request.path,
        "client": request.remote_addr,
        "prefers": request.accept_mimetypes.best_match(
            ["text/html", "application/json"]
        ),
    }
# endregion


client = app.test_client()
client.set_cookie("cart", "c-17")
response = client.post(
    "/orders/?page=2",
    data={"item": "lamp"},
    headers={"X-Shop": "north", "Accept": "application/json, */*;q=0.1"},
)
for name in ("query", "form", "header", "cookie", "path", "client",
             "prefers"):
    print(f"{name:8} {response.json[name]}")

print("arguments of the view:", list(inspect.signature(add_order).parameters))
print("what is imported:", type(request).__name__)
try:
    request.args["page"]
except RuntimeError as error:
    print("without a request:", str(error).split(".")[0])
with app.test_request_context("/?page=3"):
    print("built by hand: page", request.args["page"])
