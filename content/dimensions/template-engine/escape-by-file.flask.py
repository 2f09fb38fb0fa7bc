import json

from flask import Flask, render_template, render_template_string
from jinja2 import DictLoader

# region show
PAGES = {
    "item.html": "{{ name }}",
    "item.txt": "{{ name }}",
    "item.json": '{"name": "{{ name }}"}',
    "quoted.json": '{"name": {{ name|tojson }}}',
    "trusted.html": "{{ name|safe }}",
}
app = Flask(__name__)
app.jinja_loader = DictLoader(PAGES)


def show(name):
    return render_template(name, name='<b>6" pot</b>')
# endregion


with app.app_context():
    for page in PAGES:
        text = show(page)
        print(f"{page:14}{text}")
        if page.endswith("json"):
            try:
                print(f"{'':14}parsed: {json.loads(text)}")
            except ValueError as error:
                print(f"{'':14}{type(error).__name__}: not JSON")

    endings = "htm html HTML html.j2 json md svg tpl txt xhtml xml".split()
    app.jinja_loader.mapping |= {f"a.{e}": "{{ name }}" for e in endings}
    escaped = [e for e in endings if show(f"a.{e}").startswith("&lt;")]
print(f"tried         {' '.join(endings)}")
print(f"escaped       {' '.join(escaped)}")
with app.app_context():
    text = render_template_string("{{ name }}", name="<b>")
print(f"from string       {text}")
