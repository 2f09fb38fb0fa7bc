import json

import django
from django.conf import settings
from django.http import JsonResponse
from django.template import engines
from django.template.loader import render_to_string

# region show
PAGES = {
    "item.html": "{{ name }}",
    "item.txt": "{{ name }}",
    "item.json": '{"name": "{{ name }}"}',
    "script.html": "{{ name|json_script:'item-name' }}",
    "trusted.html": "{{ name|safe }}",
    "mail.txt": "{{ owner }}",
    "plain.txt": "{% autoescape off %}{{ owner }}{% endautoescape %}",
}


def show(name):
    context = {"name": '<b>6" pot</b>', "owner": "Tom's shop"}
    return render_to_string(name, context)
# endregion


DTL = "django.template.backends.django.DjangoTemplates"
endings = "htm html HTML html.j2 json md svg tpl txt xhtml xml".split()
PAGES |= {f"a.{e}": "{{ name }}" for e in endings}
settings.configure(
    TEMPLATES=[
        {
            "BACKEND": DTL,
            "NAME": "pages",
            "OPTIONS": {
                "loaders": [("django.template.loaders.locmem.Loader", PAGES)]
            },
        },
        {"BACKEND": DTL, "NAME": "raw", "OPTIONS": {"autoescape": False}},
    ]
)
django.setup()

for page in [name for name in PAGES if name[:2] != "a."]:
    text = show(page)
    print(f"{page:14}{text}")
    if page.endswith("json"):
        print(f"{'':14}parsed: {json.loads(text)}")

answer = JsonResponse({"name": '<b>6" pot</b>'})
print(f"{'JsonResponse':14}{answer.text}")
print(f"{'':14}parsed: {json.loads(answer.text)}")

escaped = [e for e in endings if show(f"a.{e}").startswith("&lt;")]
print(f"tried         {' '.join(endings)}")
print(f"escaped       {' '.join(escaped)}")
for name, label in [("pages", "from string"), ("raw", "autoescape=False")]:
    text = engines[name].from_string("{{ name }}").render({"name": "<b>"})
    print(f"{label:18}{text}")
