from flask import Flask, abort
from flask.views import MethodView
from werkzeug.exceptions import HTTPException

app = Flask(__name__)
app.logger.disabled = True
store = {1: "cup"}


# region show
class ItemView(MethodView):
    def get(self, key):
        name = store.get(key) or abort(404, "no such item")
        return {"name": name}

    def delete(self, key):
        del store[key]
        return "", 204


app.add_url_rule(
    "/items/<int:key>", view_func=ItemView.as_view("item"))


@app.errorhandler(HTTPException)
def as_json(error):
    said = error.description.partition(".")[0]
    return {"error": said}, error.code
# endregion


client = app.test_client()
for method, url in (("GET", "/items/1"), ("GET", "/items/9"),
                        ("PUT", "/items/1"), ("GET", "/nowhere"),
                        ("DELETE", "/items/9"), ("DELETE", "/items/1"),
                        ("OPTIONS", "/items/1")):
    answer = client.open(url, method=method)
    print(method, url, answer.status_code, answer.json
          if answer.is_json else "no JSON")
app.debug = True
answer = client.get("/items/9")
print("debug=True, GET /items/9", answer.status_code, answer.content_type)
try:
    client.delete("/items/9")
except KeyError:
    print("debug=True, DELETE /items/9 raises KeyError")
