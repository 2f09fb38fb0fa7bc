import django
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path
from django.utils.html import format_html
from django.utils.safestring import mark_safe

NAME = "\"><script>alert('hi')</script>"
settings.configure(ROOT_URLCONF=__name__, TEMPLATES=[{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {
        "text.html": "<p>{{ name }}</p>",
        "marked.html": "<p>{{ name|safe }}</p>",
        "quoted.html": '<a title="{{ name }}">',
        "note.txt": "{{ name }}",
        "bare.html": "<a title={{ name }}>",
        "link.html": '<a href="{{ name }}">',
        "off.html": "{% autoescape off %}{{ name }}{% endautoescape %}",
        "script.html": '{{ name|json_script:"name" }}',
    })]}}])
django.setup()


# region show
def show(title, template, name=NAME):
    print(f"{title}:", render_to_string(template, {"name": name}))


def bold(name):
    return format_html("<b>{}</b>", name)
# endregion


show("in text", "text.html")
show("in a .txt file", "note.txt", "<b>")
show("in quotes", "quoted.html")
show("without quotes", "bare.html", "x onmouseover=alert(1)")
show("in a link", "link.html", "javascript:alert(1)")
show("in a script", "script.html")
show("marked safe in the template", "marked.html", "<b>")
show("escaping off for a part", "off.html", "<b>")
show("marked safe in Python", "text.html", mark_safe("<b>"))
show("built in Python", "text.html", bold("<i>"))
show("a number", "text.html", 5)
template = engines["django"].from_string("{{ name }}")
print("a template from a string:", template.render({"name": "<b>"}))

urlpatterns = [
    path("f/<name>", lambda request, name: HttpResponse(f"<p>{name}</p>")),
    path("j/<name>", lambda request, name: JsonResponse(name, safe=False)),
]
answer = Client().get("/f/<b>")
print("a returned f-string:", answer.text, "|", answer["Content-Type"])
answer = Client().get("/j/<b>")
print("returned as JSON:", answer.text, "|", answer["Content-Type"])
