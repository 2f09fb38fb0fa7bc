from flask import Flask
from werkzeug.routing import BaseConverter

app = Flask(__name__)
built_in = sorted(app.url_map.converters.keys() - {"default"})


class Code(BaseConverter):
    regex = "[A-Z]{2}"


# region show
class Year(BaseConverter):
    regex = "[0-9]{4}"

    def to_python(self, value):
        return int(value)


app.url_map.converters.update(year=Year, code=Code)


@app.get("/items/<int:item_id>/")
def item(item_id):
    return f"item_id={item_id!r}"


@app.get("/archive/<year:year>/")
def archive(year):
    return f"year={year!r}"
# endregion


@app.get("/codes/<code:code>/")
def code(code):
    return f"code={code!r}"


@app.get("/raw/[A-Z]{2}/")
def raw():
    return "no expression, these very characters"


print("built in:", ", ".join(built_in))
for rule in app.url_map.iter_rules():
    if rule.endpoint != "static":
        print("route:", rule.rule, "->", rule.endpoint)

client = app.test_client()
for url in ("/items/7/", "/items/seven/", "/archive/2026/", "/archive/26/",
            "/codes/AB/", "/codes/ABC/", "/raw/AB/", "/raw/[A-Z]{2}/"):
    response = client.get(url)
    body = response.text if response.status_code == 200 else ""
    print(f"GET {url:15} {response.status_code} {body}".rstrip())
