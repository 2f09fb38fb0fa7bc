import django
from django import forms
from django.conf import settings

settings.configure(
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": ":memory:",
        }
    }
)
django.setup()

from django.db import connection, models  # noqa: E402


# region show
class Item(models.Model):
    name = models.CharField(max_length=20, unique=True)
    price = models.IntegerField(default=100)
    sold = models.BooleanField(default=False)

    class Meta:
        app_label = "shop"


class ItemForm(forms.ModelForm):
    class Meta:
        model = Item
        fields = ["name", "price"]
# endregion


def attempt(title, **data):
    form = ItemForm(data)
    if form.is_valid():
        item = form.save()
        print(f"{title:20}saved {item.name} {item.price}, "
              f"sold={item.sold}")
    else:
        errors = {k: list(v) for k, v in form.errors.items()}
        print(f"{title:20}{errors}")


class DisabledField(forms.IntegerField):
    def __init__(self, **options):
        super().__init__(disabled=True, **options)


with connection.schema_editor() as editor:
    editor.create_model(Item)
print("fields derived     ", list(ItemForm().fields))
attempt("valid input", name="lamp", price="1990")
attempt("name too long", name="l" * 21, price="1990")
attempt("duplicate name", name="lamp", price="5")
attempt("extra POST field", name="desk", price="12000", sold="on")

try:
    forms.modelform_factory(Item)
except Exception as error:
    print("no list of fields  ", type(error).__name__)
def by_factory(title, **options):
    made = forms.modelform_factory(Item, **options)(
        {"name": title, "price": "7", "sold": "on"})
    item = made.save()
    print(f"{title:20}saved {item.price}, sold={item.sold}")


by_factory("fields='__all__'", fields="__all__")
by_factory("a disabled field", fields=["name", "price"],
           field_classes={"price": DisabledField})
print("forms in Django    ", f"{forms.Form.__module__}.Form")
mro = forms.ModelForm.__mro__
print("built on Form      ", forms.Form in mro)
print("built on BaseForm  ", forms.BaseForm in mro)
