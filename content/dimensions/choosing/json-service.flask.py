import json

# region show
from flask import Flask, abort, request

app = Flask(__name__)
ITEMS = {1: {"name": "Lamp", "price": 20}}


@app.get("/items/<int:number>")
def item(number):
    return ITEMS.get(number) or abort(404)


@app.post("/items")
def add():
    ITEMS[len(ITEMS) + 1] = request.get_json()
    return ITEMS[len(ITEMS)], 201
# endregion


def show(method, url, body=None, kind="application/json"):
    response = client.open(
        url, method=method, data=body, content_type=kind
    )
    print(f"{method:7}{url:9}{response.status_code}", end=" ")
    print(response.text.strip().replace("\n", "")[:40])


lines = open(__file__).read().split("# region show\n")[1]
lines = [x for x in lines.split("# endregion")[0].splitlines() if x]
print("lines of code:", len(lines))
client = app.test_client()
show("GET", "/items/1")
show("GET", "/items/7")
show("GET", "/items/x")
show("POST", "/items", json.dumps({"name": "Chair", "price": 45}))
show("POST", "/items", "{broken")
show("DELETE", "/items/1")
