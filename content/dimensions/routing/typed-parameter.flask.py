import logging

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

app = Flask(__name__)
built_in = sorted(app.url_map.converters.keys() - {"default"})


class Month(BaseConverter):
    regex = "[0-9]{1,2}"

    def to_python(self, value):
        if not 1 <= int(value) <= 12:
            raise ValidationError
        return int(value)


class Careless(Month):
    def to_python(self, value):
        if not 1 <= int(value) <= 12:
            raise ValueError(value)
        return int(value)


# region show
class Year(BaseConverter):
    regex = "[0-9]{4}"

    def to_python(self, value):
        return int(value)


class Regex(BaseConverter):
    def __init__(self, url_map, regex):
        super().__init__(url_map)
        self.regex = regex


app.url_map.converters.update(year=Year, regex=Regex)


@app.get("/items/<int:item_id>/")
def item(item_id):
    return f"item_id={item_id!r}"


@app.get("/archive/<year:year>/")
def archive(year):
    return f"year={year!r}"


@app.get('/codes/<regex("[A-Z]{2}[0-9]{2}"):code>/')
def code(code):
    return f"code={code!r}"
# endregion


@app.get('/reports/<regex("[0-9]{4}"):year>/')
def report(year):
    return f"year={year!r}"


@app.get("/raw/[A-Z]{2}/")
def raw():
    return "matched literally"


def month(number):
    return f"{number!r}"


app.url_map.converters.update(month=Month, careless=Careless)
app.add_url_rule("/months/<month:number>/", "month", month)
app.add_url_rule("/careless/<careless:number>/", "careless", month)

print("built-in converters:", ", ".join(built_in))
for rule in app.url_map.iter_rules():
    if rule.endpoint != "static":
        print("route:", rule.rule, "->", rule.endpoint)

logging.disable()
client = app.test_client()
for url in ("/items/7/", "/items/seven/", "/items/-7/", "/archive/2026/",
            "/archive/26/", "/codes/AB12/", "/codes/ABC/", "/reports/2026/",
            "/raw/AB/", "/raw/[A-Z]{2}/", "/months/12/", "/months/13/",
            "/careless/13/"):
    response = client.get(url)
    body = response.text if response.status_code == 200 else ""
    print(f"GET {url:15} {response.status_code} {body}".rstrip())
