from django import forms


class OrderForm(forms.Form):
    name = forms.CharField(max_length=40)
    email = forms.EmailField()
    quantity = forms.IntegerField(min_value=1, max_value=99)
