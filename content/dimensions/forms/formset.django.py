import django
from django import forms
from django.conf import settings

settings.configure()
django.setup()


# region show
class LineForm(forms.Form):
    name = forms.CharField()
    pieces = forms.IntegerField(min_value=1)


LineFormSet = forms.formset_factory(LineForm, max_num=3)
# endregion


def post(*lines, **more):
    data = {f"form-{n}-{key}": value
            for n, line in enumerate(lines) for key, value in line.items()}
    return {**data, "form-INITIAL_FORMS": "0", **more}


cup, bad = {"name": "cup", "pieces": "2"}, {"name": "pot", "pieces": "0"}
two = LineFormSet(post(cup, cup, **{"form-TOTAL_FORMS": "2"}))
print("two lines:", two.is_valid(), len(two.cleaned_data))
one = LineFormSet(post(cup, bad, **{"form-TOTAL_FORMS": "2"}))
print("one is wrong:", one.is_valid(), [dict(e) for e in one.errors])
none = LineFormSet(post(cup))
print("no TOTAL_FORMS:", none.is_valid(), [
    message.split(".")[0] for message in none.non_form_errors()])
many = LineFormSet(post(*[cup] * 9, **{"form-TOTAL_FORMS": "9"}))
print("nine lines, max_num=3:", many.is_valid(), len(many.cleaned_data))
strict = forms.formset_factory(LineForm, max_num=3, validate_max=True)
many = strict(post(*[cup] * 9, **{"form-TOTAL_FORMS": "9"}))
print("with validate_max=True:", many.is_valid(),
      list(many.non_form_errors()))
