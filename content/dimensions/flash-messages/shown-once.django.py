import django
from django.conf import settings

PAGES = {
    "home.html": "{% for m in messages %}[{{ m.tags }}: {{ m }}]{% endfor %}",
    "errors.html": "[{% for m in messages %}{% if m.tags == 'error' %}{{ m }}"
    "{% endif %}{% endfor %}]",
}
settings.configure(
    SECRET_KEY="only-here",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.messages"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
    ],
    SESSION_ENGINE="django.contrib.sessions.backends.cache",
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.contrib.messages.context_processors.messages"
            ],
            "loaders": [("django.template.loaders.locmem.Loader", PAGES)],
        },
    }],
)
django.setup()

from django.contrib import messages  # noqa: E402
from django.contrib.messages import get_messages  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.shortcuts import redirect, render  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import path  # noqa: E402


# region show
def order(request):
    messages.success(request, "Order taken.")
    messages.info(request, "We ship <b>Monday</b>.")
    return redirect("home")


def home(request):
    return render(request, "home.html")
# endregion


def silent(request):
    return HttpResponse("a page that shows no messages")


def errors(request):
    return render(request, "errors.html")


def peek(request):
    storage = get_messages(request)
    shown = [m.message for m in storage if m.level_tag == "error"]
    storage.used = False
    return HttpResponse(str(shown))


def now(request):
    messages.info(request, "now")
    return HttpResponse(str([str(m) for m in get_messages(request)]))


urlpatterns = [
    path("", home, name="home"),
    *[path(v.__name__, v) for v in [order, silent, errors, peek, now]],
]


def show(label, url):
    print(f"{label:24}{client.get(url).text or 'nothing'}")


client = Client()
answer = client.post("/order")
print("POST /order            ", answer.status_code, answer["Location"])
print("cookies set            ", list(answer.cookies))
print("storage                ", settings.MESSAGE_STORAGE.split(".")[-1])
client.get("/silent")
show("after a silent page", "/")
show("second page", "/")
client.post("/order")
show("errors only", "/errors")
show("page after errors only", "/")
client.post("/order")
show("errors, used = False", "/peek")
show("page after used = False", "/")
show("in the same request", "/now")
show("page after same request", "/")
client.post("/order")
client.cookies["messages"] = client.cookies["messages"].value[:-1] + "!"
show("cookie tampered with", "/")
