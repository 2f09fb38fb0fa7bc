from flask import Flask, get_template_attribute, make_response
from flask import render_template, request
from jinja2 import DictLoader

# region show
PAGES = {
    "items/_row.html": "<tr><td>{{ item.name }}</td></tr>",
    "items.html": "<h1>Items</h1><table>{% for item in items %}"
    "{% include 'items/_row.html' %}{% endfor %}</table>",
    "parts.html": "{% macro row(item) %}"
    "<tr><td>{{ item.name }}</td></tr>{% endmacro %}",
}
app = Flask(__name__)


@app.get("/items")
def items():
    return render_template("items.html", items=stock)


@app.get("/items/<int:number>")
def one(number):
    item = stock[number]
    if "HX-Request" in request.headers:
        return render_template("items/_row.html", item=item)
    return render_template("items.html", items=[item])
# endregion


@app.get("/vary/<int:number>")
def with_vary(number):
    response = make_response(one(number))
    response.vary.add("HX-Request")
    return response


app.jinja_loader = DictLoader(PAGES)
stock = [{"name": "lamp"}, {"name": "desk & chair"}]
client = app.test_client()
print("the page          ", client.get("/items").text)
part = client.get("/items/1", headers={"HX-Request": "true"})
print("a row, for HTMX   ", part.text)
print("its type          ", part.content_type)
print("the page, same URL", client.get("/items/1").text)
print("Vary by default   ", part.headers.get("Vary"))

part = client.get("/vary/1", headers={"HX-Request": "true"})
print("Vary when set     ", part.headers.get("Vary"))
with app.app_context():
    row = get_template_attribute("parts.html", "row")
    print("a macro, called   ", row({"name": "desk & chair"}))
    print("what it returns   ", type(row({"name": "x"})).__name__)
