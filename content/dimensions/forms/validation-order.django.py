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
