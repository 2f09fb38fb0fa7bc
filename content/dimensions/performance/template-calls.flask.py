import gc
import sys

from flask import Flask, render_template
from jinja2 import DictLoader

app = Flask(__name__)
PAGE = """<ul>{% for item in items %}
<li>{{ item.name }}: {{ item.price }}</li>{% endfor %}</ul>"""
app.jinja_loader = DictLoader({"list.html": PAGE})
items = [{"name": f"cup {n}", "price": n} for n in range(100)]


# region show
def calls(render):
    """Counts the functions of installed packages called."""
    for _ in range(3):  # the first renderings fill caches
        render()
    count = 0

    def note(frame, event, argument):
        nonlocal count
        installed = "site-packages" in frame.f_code.co_filename
        count += event == "call" and installed

    sys.setprofile(note)
    render()
    sys.setprofile(None)
    return count
# endregion


gc.disable()
with app.app_context():
    for rows in (0, 100):
        print(f"Jinja, {rows} rows:",
              calls(lambda: render_template(
                  "list.html", items=items[:rows])))
