from flask import Flask, flash, render_template_string

TEMPLATE = """\
{%- extends "base.html" %}
{% block main -%}
<a href="{{ url_for('item', number=7) }}">{{ name | shout }}</a>
{%- for text in get_flashed_messages() %} {{ text }}{% endfor %}
{%- endblock %}"""
BASE = "<main>{% block main %}{% endblock %}</main>"

# region show
app = Flask(__name__)
app.secret_key = "only here"


@app.template_filter()
def shout(text):
    return text.upper()


@app.get("/items/<int:number>/")
def item(number):
    flash("saved")
    return render_template_string(TEMPLATE, name="<tea>")
# endregion


from jinja2 import DictLoader  # noqa: E402

app.jinja_loader = DictLoader({"base.html": BASE})
print(app.test_client().get("/items/7/").text)
