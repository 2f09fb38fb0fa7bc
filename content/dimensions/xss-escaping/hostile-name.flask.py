from html import unescape

from flask import Flask, jsonify, render_template, render_template_string
from jinja2 import DictLoader
from markupsafe import Markup, escape
from werkzeug.datastructures import MultiDict
from wtforms import Form, URLField, validators

app = Flask(__name__)
NAME = "\"><script>alert('hi')</script>"
app.jinja_env.loader = DictLoader({
    "text.html": "<p>{{ name }}</p>",
    "marked.html": "<p>{{ name|safe }}</p>",
    "quoted.html": '<a title="{{ name }}">',
    "note.txt": "{{ name }}",
    "page.jinja": "{{ name }}",
    "handler.html": """<button onclick="greet('{{ name }}')">""",
    "bare.html": "<a title={{ name }}>",
    "link.html": '<a href="{{ name }}">',
    "off.html": "{% autoescape false %}{{ name }}{% endautoescape %}",
    "attributes.html": "<a{{ {'title': name}|xmlattr }}>",
    "script.html": "<script>let name = {{ name|tojson }};</script>",
})


# region show
def show(title, template, name=NAME):
    print(f"{title}:", render_template(template, name=name))


def bold(name):
    return Markup("<b>{}</b>").format(name)


def bold_wrong(name):       # the f-string comes first
    return Markup(f"<b>{name}</b>")
# endregion


class Profile(Form):
    homepage = URLField(validators=[validators.URL()])


BREAK_OUT = "');alert('1"
with app.app_context():
    show("in HTML text", "text.html")
    show("in a .txt template", "note.txt", "<b>")
    show("in a .jinja template", "page.jinja", "<b>")
    show("in a quoted attribute", "quoted.html")
    show("in an unquoted attribute", "bare.html", "x onmouseover=alert(1)")
    show("in href", "link.html", "javascript:alert(1)")
    form = Profile(MultiDict({"homepage": "javascript:alert(1)"}))
    print("URLField with URL() accepts javascript:", form.validate())
    show("in onclick", "handler.html", BREAK_OUT)
    page = render_template("handler.html", name=BREAK_OUT)
    print("what the browser runs:", unescape(page))
    show("in a script element", "script.html")
    show("|safe", "marked.html", "<b>")
    show("autoescape off for a block", "off.html", "<b>")
    show("Markup() in Python", "text.html", Markup("<b>"))
    show("Markup().format()", "text.html", bold("<i>"))
    show("Markup() around an f-string", "text.html", bold_wrong("<i>"))
    show("xmlattr filter", "attributes.html")
    print("template from a string:",
          render_template_string("{{ name }}", name="<b>"))

app.add_url_rule("/f/<name>", "f", lambda name: f"<p>{name}</p>")
app.add_url_rule("/e/<name>", "e", lambda name: f"<p>{escape(name)}</p>")
app.add_url_rule("/j/<name>", "j", lambda name: jsonify(name))
client = app.test_client()
for title, url in (("f-string from a view", "/f/<b>"),
                   ("f-string with escape()", "/e/<b>"),
                   ("JSON from a view", "/j/<b>")):
    answer = client.get(url)
    print(f"{title}:", answer.text.strip(), "|", answer.content_type)
