import logging
import re

import django
from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import path

PAGES = {}
settings.configure(
    SECRET_KEY="only-here",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.locmem.Loader", PAGES)],
        },
    }],
)
django.setup()
logging.disable()  # the refusal below is printed, not logged


# region show
class NameForm(forms.Form):
    name = forms.CharField(label="Your name", max_length=20)


PAGES["order.html"] = """<form method="post">{% csrf_token %}
{{ form.as_div }}
<button>Send</button></form>"""


def order(request):
    form = NameForm(request.POST or None)
    if form.is_valid():
        name = form.cleaned_data["name"]
        return HttpResponse("thanks, " + name)
    return render(request, "order.html", {"form": form})
# endregion


urlpatterns = [path("", order)]
client = Client(enforce_csrf_checks=True)
page = client.get("/").text
token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', page)[1]
form = NameForm()
own = whole = str(form)
print("the field alone     ", form["name"])
print("its label           ", form["name"].label_tag())
print("writes <form>       ", "<form" in own)
print("writes a button     ", "<button" in own or "submit" in own)
print("writes the token    ", "csrf" in own)
print("{{ form }} is HTML  ", "<input" in whole)

bad = client.post("/", {"csrfmiddlewaretoken": token, "name": ""})
good = client.post("/", {"csrfmiddlewaretoken": token, "name": "Ann"})
none = client.post("/", {"name": "Ann"})
print("empty name          ", bad.status_code,
      re.search("<ul.*</ul>", bad.text)[0])
print("good name           ", good.status_code, good.text)
print("without the token   ", none.status_code,
      re.search("<p>(CSRF.*)</p>", none.text)[1])
