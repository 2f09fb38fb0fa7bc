import django
from django import forms
from django.conf import settings

settings.configure()
django.setup()


# region show
class OrderForm(forms.Form):
    name = forms.CharField(
        validators=[lambda value: print("validator", value)])
    size = forms.IntegerField()

    def clean_name(self):
        print("clean_name", self.cleaned_data)
        return self.cleaned_data["name"].title()

    def clean(self):
        print("clean", self.cleaned_data)


form = OrderForm({"name": " ann ", "size": "big"})
print("valid:", form.is_valid(), "errors in:", list(form.errors))
# endregion


class Forgetful(forms.Form):
    name = forms.CharField()

    def clean_name(self):
        pass


form = Forgetful({"name": "ann"})
print("clean_name() without a return:", form.is_valid(), form.cleaned_data)


class Subscript(forms.Form):
    size = forms.IntegerField()

    def clean(self):
        return self.cleaned_data["size"]


try:
    Subscript({"size": "big"}).is_valid()
except KeyError as error:
    print("subscript in clean(): KeyError", error)


class Stock(forms.Form):
    counted = forms.IntegerField()
    ordered = forms.IntegerField(required=False)
    note = forms.CharField()
    remark = forms.CharField(required=False)


def errors(**data):
    form = Stock(data)
    form.is_valid()
    return {name: list(said) for name, said in form.errors.items()}


print("0 and a note:", errors(counted="0", ordered="0", note="x"))
for field, said in errors(counted="", ordered="", note="").items():
    print(f"empty, {field}: {said}")
form = Stock({"counted": "0", "note": " x "})
form.is_valid()
print("values:", form.cleaned_data)
