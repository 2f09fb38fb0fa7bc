from flask import Flask, render_template, render_template_string
from flask import jsonify
from jinja2 import DictLoader
from markupsafe import Markup

app = Flask(__name__)
NAME = "\"><script>alert('hi')</script>"
app.jinja_env.loader = DictLoader({
    "text.html": "<p>{{ name }}</p>",
    "marked.html": "<p>{{ name|safe }}</p>",
    "quoted.html": '<a title="{{ name }}">',
    "note.txt": "{{ name }}",
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
# endregion


with app.app_context():
    show("in text", "text.html")
    show("in a .txt file", "note.txt", "<b>")
    show("in quotes", "quoted.html")
    show("without quotes", "bare.html", "x onmouseover=alert(1)")
    show("in a link", "link.html", "javascript:alert(1)")
    show("in a script", "script.html")
    show("marked safe in the template", "marked.html", "<b>")
    show("escaping off for a part", "off.html", "<b>")
    show("marked safe in Python", "text.html", Markup("<b>"))
    show("built in Python", "text.html", bold("<i>"))
    show("a number", "text.html", 5)
    show("attributes from a dictionary", "attributes.html")
    print("a template from a string:",
          render_template_string("{{ name }}", name="<b>"))

app.add_url_rule("/f/<name>", "f", lambda name: f"<p>{name}</p>")
app.add_url_rule("/j/<name>", "j", lambda name: jsonify(name))
client = app.test_client()
answer = client.get("/f/<b>")
print("a returned f-string:", answer.text, "|", answer.content_type)
answer = client.get("/j/<b>")
print("returned as JSON:", answer.text.strip(), "|", answer.content_type)
