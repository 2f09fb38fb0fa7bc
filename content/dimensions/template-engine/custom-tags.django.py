import django
from django import template
from django.conf import settings
from django.template import engines

PAGES = {
    "badge.html": "[{{ label }}: {{ color }}]",
    "tag.html": "({{ label|upper }})",
}
LOADERS = [("django.template.loaders.locmem.Loader", PAGES)]
DTL = "django.template.backends.django.DjangoTemplates"
settings.configure(
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    },
    TEMPLATES=[
        {"BACKEND": DTL, "NAME": "load", "OPTIONS": {
            "loaders": LOADERS, "libraries": {"shop": __name__}}},
        {"BACKEND": DTL, "NAME": "builtins", "OPTIONS": {
            "loaders": LOADERS, "builtins": [__name__]}},
    ],
)
register = template.Library()


# region show
@register.filter
def price_in(item, currency):
    return item.price_in(currency)


@register.simple_tag
def price(item, currency, digits=2):
    return f"{item.price:.{digits}f} {currency}"


@register.inclusion_tag("tag.html")
def tag(label):
    return {"label": label}
# endregion


django.setup()

from django.db import connection, models  # noqa: E402


class Item(models.Model):
    name = models.CharField(max_length=20)
    price = 20

    class Meta:
        app_label = "shop"

    def price_in(self, currency):
        return f"{self.price} {currency}"

    def discontinue(self):  # changes data, not marked
        Item.objects.all().delete()
        return "discontinued"


def show(label, text, engine="load"):
    item = Item.objects.first()
    try:
        shown = engines[engine].from_string(text).render({"item": item})
    except template.TemplateSyntaxError as error:
        shown = f"TemplateSyntaxError: {str(error).partition('. ')[0]}"
    print(f"{label:24}{shown}")


with connection.schema_editor() as editor:
    editor.create_model(Item)
Item.objects.create(name="lamp")
show("filter after {% load %}", "{% load shop %}{{ item|price_in:'USD' }}")
show("filter, no {% load %}", "{{ item|price_in:'USD' }}")
show("filter in builtins", "{{ item|price_in:'USD' }}", "builtins")
show("tag, two arguments", "{% load shop %}{% price item 'USD' digits=0 %}")
show("tag, as a variable", "{% load shop %}{% price item 'USD' as shown %}"
     "{{ shown }}")
show("include with arguments",
     "{% include 'badge.html' with label='new' color='red' only %}")
show("inclusion tag", "{% load shop %}{% tag 'new' %}")
show("{{ item.save }}", "({{ item.save }})")
show("{{ item.delete }}", "({{ item.delete }})")
print(f"{'rows after delete':24}{Item.objects.count()}")
show("unmarked method", "({{ item.discontinue }})")
print(f"{'rows after unmarked':24}{Item.objects.count()}")
