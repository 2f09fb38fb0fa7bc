import django
from django import forms
from django.conf import settings

settings.configure()
django.setup()


# region show
class Stock(forms.Form):
    counted = forms.IntegerField()
    ordered = forms.IntegerField(required=False)
    note = forms.CharField()
    remark = forms.CharField(required=False)
# endregion


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
