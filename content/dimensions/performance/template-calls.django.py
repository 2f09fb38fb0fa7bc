import gc
import sys
from collections import Counter

import django
from django.conf import settings
from django.template import engines

backends = "django.template.backends."
settings.configure(TEMPLATES=[
    {"BACKEND": backends + "django.DjangoTemplates", "NAME": "DTL"},
    {"BACKEND": backends + "jinja2.Jinja2", "NAME": "Jinja in Django"},
])
django.setup()
PAGE = """<ul>{% for item in items %}
<li>{{ item.name }}: {{ item.price }}</li>{% endfor %}</ul>"""
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
for name in ("DTL", "Jinja in Django"):
    template = engines[name].from_string(PAGE)
    for rows in (0, 100):
        print(f"{name}, {rows} rows:",
              calls(lambda: template.render({"items": items[:rows]})))
