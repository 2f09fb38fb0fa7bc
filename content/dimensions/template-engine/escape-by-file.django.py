import json

import django
from django.conf import settings
from django.http import JsonResponse
from django.template.loader import render_to_string

# region show
PAGES = {
    "item.html": "{{ name }}",
    "item.txt": "{{ name }}",
    "item.json": '{"name": "{{ name }}"}',
    "script.html": "{{ name|json_script:'item-name' }}",
    "trusted.html": "{{ name|safe }}",
}


def show(name):
    return render_to_string(name, {"name": '<b>6" pot</b>'})
# endregion


endings = "htm html json md svg txt xhtml xml".split()
PAGES |= {f"a.{e}": "{{ name }}" for e in endings}
settings.configure(
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [("django.template.loaders.locmem.Loader", PAGES)]
            },
        }
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
