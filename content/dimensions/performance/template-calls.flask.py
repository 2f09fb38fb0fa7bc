import gc
import sys
from collections import Counter

from flask import Flask, render_template
from jinja2 import DictLoader

app = Flask(__name__)
PAGE = """<ul>{% for item in items %}
<li>{{ item.name }}: {{ item.price }}</li>{% endfor %}</ul>"""
app.jinja_loader = DictLoader({"list.html": PAGE})
items = [{"name": f"cup {n}", "price": n} for n in range(100)]


# region show
def calls(render):
    """Counts calls: of Python functions, and of C functions."""
    for _ in range(3):  # the first renderings fill caches
        render()
    counts = Counter()

    def note(frame, event, argument):
        counts[event] += 1

    sys.setprofile(note)
    render()
    sys.setprofile(None)
    python, c = counts["call"], counts["c_call"]
    return f"{python + c} calls ({python} Python, {c} C)"
# endregion


gc.disable()
with app.app_context():
    for rows in (0, 100):
        print(f"Jinja, {rows} rows:",
              calls(lambda: render_template(
                  "list.html", items=items[:rows])))
