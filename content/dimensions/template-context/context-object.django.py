import django
from django.conf import settings
from django.shortcuts import render
from django.template import Context, Template, engines
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.test import RequestFactory

PAGES = {
    "items.html": "{{ title }}: {% for item in items %}{{ item }};{% endfor %}"
}
settings.configure(
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.locmem.Loader", PAGES)],
        },
    }],
)
django.setup()
request = RequestFactory().get("/")


# region show
def page(items):
    context = {"title": "All", "items": items}
    return render(request, "items.html", context).text


def page_from_context(items):
    context = Context({"title": "All", "items": items})
    return render(request, "items.html", context).text
# endregion


def attempt(label, call):
    try:
        print(f"{label:22}{call()}")
    except Exception as error:
        print(f"{label:22}{type(error).__name__}: {error}")


attempt("a dict as it is", lambda: page(["lamp"]))
attempt("a Context, render()", lambda: page_from_context(["lamp"]))
attempt("TemplateResponse", lambda: TemplateResponse(
    request, "items.html", Context({})).render())
attempt("Template.render()", lambda: Template(PAGES["items.html"]).render(
    Context({"title": "All", "items": ["lamp"]})))
items = ["lamp"]
text = page(items)
items.append("desk")
print(f"{'a list that grows':22}{text}")
context = Context({"title": "All"})
context.push(title="Desks")
inner = context["title"]
context.pop()
print(f"{'push(), then pop()':22}{inner}, {context['title']}")
scoped = "{% with title='Desks' %}{{ title }}{% endwith %}, {{ title }}"
attempt("{% with %}", lambda: Template(scoped).render(context))
attempt("engine template, dict", lambda: engines["django"].from_string(
    "{{ title }}").render({"title": "All"}))
attempt("get_template, Context", lambda: engines["django"].from_string(
    "{{ title }}").render(Context({"title": "All"})))
print(f"{'is a Context a dict?':22}{isinstance(context, dict)}")
text = render_to_string("items.html", {"title": "All"})
print(f"{'rendering returns':22}{type(text).__name__}")
