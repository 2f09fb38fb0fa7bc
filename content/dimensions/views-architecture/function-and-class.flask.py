from functools import wraps

from flask import Flask
from flask.views import MethodView

app = Flask(__name__)
made = []


def stamped(view):
    @wraps(view)
    def wrapped(*args, **kwargs):
        return f"{view(*args, **kwargs)}, stamped"

    return wrapped


# region show
@app.get("/function/<name>/")
@stamped
def item(name):
    return f"read {name}"


class Item(MethodView):
    decorators = [stamped]

    def __init__(self):
        made.append("Item")

    def get(self, name):
        return f"read {name}"

    def put(self, name):
        return f"changed {name}"
# endregion


class Shared(Item):
    init_every_request = False


app.add_url_rule("/class/<name>/", view_func=Item.as_view("item_class"))
app.add_url_rule("/shared/<name>/", view_func=Shared.as_view("shared"))
print("route:", [rule.rule for rule in app.url_map.iter_rules("item_class")])
client = app.test_client()
print("GET function", client.get("/function/lamp/").text)
made.clear()
for method in ("GET", "PUT", "DELETE"):
    response = client.open("/class/lamp/", method=method)
    said = response.text if response.status_code == 200 else ""
    print(f"{method} class {response.status_code} {said}".rstrip())
print("instances for three requests:", len(made))
made.clear()
for _ in range(3):
    client.get("/shared/lamp/")
print("instances for three requests, init_every_request off:", len(made))
