import gc
import sys

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
for name in ("DTL", "Jinja in Django"):
    template = engines[name].from_string(PAGE)
    for rows in (0, 100):
        print(f"{name}, {rows} rows:",
              calls(lambda: template.render({"items": items[:rows]})))
