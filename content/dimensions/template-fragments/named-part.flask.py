from flask import Flask, get_template_attribute, render_template
from jinja2 import DictLoader

# region show
PAGES = {
    "items.html": """{% macro row(item) -%}
<tr><td>{{ item.name }} {{ shop }}</td></tr>
{%- endmacro -%}
<table>
{% for item in items %}{{ row(item) }}{% endfor %}
</table>""",
    "where.html":
    "{% macro where() %}{{ request.path }}{% endmacro %}",
}
app = Flask(__name__)
app.jinja_loader = DictLoader(PAGES)


def page(items):
    return render_template("items.html", items=items, shop="here")


def part(item):
    return get_template_attribute("items.html", "row")(item)
# endregion


lamp, desk = {"name": "lamp"}, {"name": "desk"}


@app.context_processor
def shop():
    return {"shop": "there"}


with app.test_request_context("/items"):
    print("the whole page      ", page([lamp, desk]).replace("\n", ""))
    print("the named part      ", part(lamp))
    where = get_template_attribute("where.html", "where")
    print("Flask's own names   ", where())
    try:
        get_template_attribute("items.html", "footer")
    except Exception as error:
        print("a name not there    ", f"{type(error).__name__}: {error}")
