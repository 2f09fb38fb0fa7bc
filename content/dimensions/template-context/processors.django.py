import django
from django.conf import settings
from django.test import RequestFactory

# region show
runs = []


def shop_name(request):
    runs.append("ran")
    return {"shop": "Lampworks"}


def blog_only(request):
    if not request.path.startswith("/blog/"):
        return {}
    return {"column": "News"}


PROCESSORS = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    f"{__name__}.shop_name",
    f"{__name__}.blog_only",
]
# endregion


PAGES = {
    "page.html": "[{{ shop }}] [{{ column }}] [{{ request.path }}]",
    "plain.html": "no names at all",
    "twice.html": "{{ shop }}",
    "use.html": "{% include 'part.html' %}",
    "part.html": "part sees [{{ shop }}] [{{ local }}]",
    "only.html": "{% include 'part.html' only %}",
}
settings.configure(
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": PROCESSORS,
            "loaders": [("django.template.loaders.locmem.Loader", PAGES)],
        },
    }],
)
django.setup()

from django.contrib.auth.models import AnonymousUser  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402


def show(path, name, context=None):
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return render(request, name, context).text


print("in a request        ", show("/other", "page.html"))
print("in the blog         ", show("/blog/", "page.html"))
print("without a request   ", render_to_string("page.html"))
names = ["request", "session", "settings", "static", "user", "perms",
         "csrf_token"]
PAGES |= {name: "{{ %s }}" % name for name in names}
known = [name for name in names if show("/item", name)]
print("defined here        ", known)
request = RequestFactory().get("/other")
request.user = AnonymousUser()
print("request= passed     ",
      render_to_string("page.html", request=request))
print("view overrides it   ", show("/", "twice.html", {"shop": "Mine"}))
runs.clear()
show("/", "plain.html")
show("/", "use.html")
print("runs, plain+include ", len(runs))
print("included            ", show("/", "use.html", {"local": "here"}))
print("included with only  ", show("/", "only.html", {"local": "here"}))
