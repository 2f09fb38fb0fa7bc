from importlib import metadata

from flask import Flask, request
from packaging.requirements import Requirement

needed = [Requirement(line) for line in metadata.requires("flask")]
print("installed with Flask:", sorted(
    one.name.lower() for one in needed
    if one.marker is None or one.marker.evaluate({"extra": ""})))

# region show
app = Flask(__name__)


@app.post("/items")
def add_item():
    return request.json, 201
# endregion


client = app.test_client()
answer = client.post("/items", json={"name": "", "price": "many"})
print("POST, two mistakes:", answer.status_code, answer.json)
answer = client.post("/items", data="{", content_type="application/json")
print("POST, broken JSON:", answer.status_code)
for path in ["/openapi.json", "/swagger.json", "/docs", "/api/token"]:
    print(f"GET {path}:", client.get(path).status_code)
for name in ["flask_restful", "flask_restplus", "flask_smorest"]:
    print(f"{name} is in Flask's files:",
          any(name in str(path) for path in metadata.files("flask")))
