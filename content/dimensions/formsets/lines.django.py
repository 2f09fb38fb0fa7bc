import django
from django.apps import AppConfig
from django.conf import settings
from django.db import connection, models
from django.forms import inlineformset_factory
from django.forms.models import BaseInlineFormSet


class Shop(AppConfig):
    name = "__main__"
    label = "shop"


settings.configure(
    INSTALLED_APPS=["__main__.Shop"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()


class Order(models.Model):
    customer = models.CharField(max_length=80)


class Line(models.Model):
    order = models.ForeignKey(
        Order, models.CASCADE, related_name="lines")
    name = models.CharField(max_length=80)
    pieces = models.PositiveIntegerField()


with connection.schema_editor() as editor:
    for model in (Order, Line):
        editor.create_model(model)


# region show
class Lines(BaseInlineFormSet):
    def clean(self):                # a rule for all rows
        names = [form.cleaned_data["name"]
                 for form in self.forms
                 if form.cleaned_data.get("name")]
        if len(names) != len(set(names)):
            self._non_form_errors.extend(
                ["Each item once, please."])


LineFormSet = inlineformset_factory(
    Order, Line, formset=Lines, fields=["name", "pieces"],
    extra=1, can_delete=True, max_num=5, validate_max=True)
# endregion

order = Order.objects.create(customer="Ada")
cup = order.lines.create(name="cup", pieces=1)
pot = order.lines.create(name="pot", pieces=1)
other = Order.objects.create(customer="Ben").lines.create(
    name="secret", pieces=9)


def post(*rows, initial=2, **management):
    data = {"lines-TOTAL_FORMS": len(rows), "lines-INITIAL_FORMS": initial}
    for n, row in enumerate(rows):
        data |= {f"lines-{n}-{key}": value for key, value in row.items()}
    return LineFormSet(data | management, instance=order)


def stored():
    return [(line.name, line.pieces) for line in order.lines.order_by("id")]


page = LineFormSet(instance=order)
print("forms on the page:", len(page.forms))
print("hidden fields:", [f.html_name for f in page.management_form
                         if "NUM" not in f.html_name])
rows = [{"id": cup.id, "name": "cup", "pieces": 4},
        {"id": pot.id, "name": "pot", "pieces": 1, "DELETE": "on"},
        {"name": "tray", "pieces": 2}]
form = post(*rows)
print("valid:", form.is_valid())
form.save()
print("changed, deleted, added:", stored())
print("saved lists:", len(form.changed_objects), len(form.deleted_objects),
      len(form.new_objects))
form = post({"id": cup.id, "name": "cup", "pieces": -1}, initial=1)
print("one row wrong:", form.is_valid(), form.errors)
form = post({"name": "jug", "pieces": 1}, {"name": "jug", "pieces": 1},
            initial=0)
print("rule across rows:", form.is_valid(), list(form.non_form_errors()))
form = post({"name": "", "pieces": ""}, initial=0)
print("an extra row left empty:", form.is_valid(), form.has_changed())
form = LineFormSet({"lines-0-name": "jug"}, instance=order)
print("without the management form:", form.is_valid())
form = post({"id": other.id, "name": "mine", "pieces": 1}, initial=1)
print("id of another order's row: valid", form.is_valid(), end=", ")
form.save()
other.refresh_from_db()
print("stored:", other.name, stored())
form = post(*[{"name": f"x{n}", "pieces": 1} for n in range(9)], initial=0)
print("nine rows, max_num=5:", form.is_valid())
