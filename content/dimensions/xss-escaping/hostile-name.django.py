from html import unescape

import django
from django import forms
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.template import Template, TemplateSyntaxError, engines
from django.template.loader import render_to_string
from django.test import Client
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

NAME = "\"><script>alert('hi')</script>"
settings.configure(ROOT_URLCONF=__name__, TEMPLATES=[{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "OPTIONS": {"loaders": [("django.template.loaders.locmem.Loader", {
        "text.html": "<p>{{ name }}</p>",
        "marked.html": "<p>{{ name|safe }}</p>",
        "quoted.html": '<a title="{{ name }}">',
        "note.txt": "{{ name }}",
        "page.jinja": "{{ name }}",
        "handler.html": """<button onclick="greet('{{ name }}')">""",
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


def bold_wrong(name):       # the f-string comes first
    return mark_safe(f"<b>{name}</b>")
# endregion


class Profile(forms.Form):
    homepage = forms.URLField(assume_scheme="https")


BREAK_OUT = "');alert('1"
show("in HTML text", "text.html")
show("in a .txt template", "note.txt", "<b>")
show("in a .jinja template", "page.jinja", "<b>")
show("in a quoted attribute", "quoted.html")
show("in an unquoted attribute", "bare.html", "x onmouseover=alert(1)")
show("in href", "link.html", "javascript:alert(1)")
form = Profile({"homepage": "javascript:alert(1)"})
print("URLField accepts javascript:", form.is_valid())
show("in onclick", "handler.html", BREAK_OUT)
page = render_to_string("handler.html", {"name": BREAK_OUT})
print("what the browser runs:", unescape(page))
show("in a script element", "script.html")
show("|safe", "marked.html", "<b>")
show("autoescape off for a block", "off.html", "<b>")
show("mark_safe() in Python", "text.html", mark_safe("<b>"))
show("format_html()", "text.html", bold("<i>"))
show("mark_safe() around an f-string", "text.html", bold_wrong("<i>"))
try:
    Template("<a {{ values|xmlattr }}>")
except TemplateSyntaxError as error:
    print("xmlattr filter:", error)
print("format_html_join():", format_html_join(
    " ", '{}="{}"', {"title": NAME}.items()))
template = engines["django"].from_string("{{ name }}")
print("template from a string:", template.render({"name": "<b>"}))

urlpatterns = [
    path("f/<name>", lambda request, name: HttpResponse(f"<p>{name}</p>")),
    path("e/<name>", lambda request, name: HttpResponse(
        format_html("<p>{}</p>", name))),
    path("j/<name>", lambda request, name: JsonResponse(name, safe=False)),
]
for title, url in (("f-string from a view", "/f/<b>"),
                   ("format_html() from a view", "/e/<b>"),
                   ("JSON from a view", "/j/<b>")):
    answer = Client().get(url)
    print(f"{title}:", answer.text, "|", answer["Content-Type"])
