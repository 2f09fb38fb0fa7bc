import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.urls import path
from django.views import generic

settings.configure(
    ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["testserver"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
            ],
            "loaders": [("django.template.loaders.locmem.Loader", {
                "about.html": "{{ shop }} in {{ town }}",
                "items.html": "{{ items|join:', ' }}",
            })],
        },
    }],
)
django.setup()
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402


# region show
class ItemList(generic.ListView):
    queryset = ["lamp", "desk", "chair"]
    context_object_name = "items"
    template_name = "items.html"
    paginate_by = 2


urlpatterns = [
    path("about/<town>/", generic.TemplateView.as_view(
        template_name="about.html",
        extra_context={"shop": "Shop"},
    )),
    path("items/", ItemList.as_view()),
    path("unnamed/", generic.TemplateView.as_view()),
]
# endregion

setup_test_environment()
client = Client()
about, items = client.get("/about/north/"), client.get("/items/?page=1")
print("about:", about.text)
print("items:", items.text)
for name, page in (("about", about), ("items", items)):
    names = page.context.flatten().keys() - {"True", "False", "None"}
    print(f"{name}, in the context:", ", ".join(sorted(names)))
try:
    client.get("/unnamed/")
except ImproperlyConfigured as error:
    print("no template named:", type(error).__name__)
names = [name for name in generic.__all__ if name.endswith("View")]
print("view classes:", len(names), "namely, apart from archives by date,",
      ", ".join(n for n in names if "Archive" not in n and "Date" not in n))
