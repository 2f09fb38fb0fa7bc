import django
from django import forms
from django.conf import settings

settings.configure()
django.setup()


# region show
class OrderForm(forms.Form):
    name = forms.CharField(max_length=20)
    email = forms.EmailField()
    quantity = forms.IntegerField(min_value=1, max_value=9)
    note = forms.CharField(required=False)

    def clean_name(self):
        name = self.cleaned_data["name"]
        if name.lower() == "nobody":
            raise forms.ValidationError("Give your own name.")
        return name

    def clean(self):
        data = super().clean()
        if data.get("quantity") == 9 and not data.get("note"):
            raise forms.ValidationError("Nine need a note.")
        return data
# endregion


def attempt(title, **data):
    form = OrderForm(data)
    valid = form.is_valid()
    print(f"{title:18}{valid}")
    for field, messages in form.errors.items():
        place = "whole form" if field == "__all__" else field
        print(f"{'':18}{place}: {list(messages)}")
    if valid:
        form_data = {k: form.cleaned_data[k] for k in ("name", "quantity")}
        print(f"{'':18}{form_data} note={form.cleaned_data['note']!r}")


good = {"name": " Ann ", "email": "ann@example.com", "quantity": "3"}
attempt("valid input", **good)
attempt("empty fields", name="", email="", quantity="")
attempt("invalid values", name="Nobody", email="at home", quantity="many")
attempt("cross-field", **{**good, "quantity": "9"})
attempt("HTML in a field", **{**good, "name": "<script>x()"})
form = OrderForm({"quantity": "many"})
form.is_valid()
print(f"{'redisplayed':18}{form['quantity']}")
