from django.contrib import messages
from django.contrib.messages.views import SuccessMessageMixin
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.views.generic import CreateView

from .confirmation import confirm, request_confirmation
from .forms import SignUpForm


class SignUpView(SuccessMessageMixin, CreateView):
    form_class = SignUpForm
    template_name = "users/sign_up.html"
    success_url = reverse_lazy("home")
    success_message = "Welcome, %(username)s. Please confirm your address."

    def form_valid(self, form):
        response = super().form_valid(form)
        request_confirmation(self.request, self.object)
        return response


def confirm_email(request, token):
    if confirm(token):
        messages.success(request, "Your address is confirmed.")
    else:
        messages.error(request, "This link is not valid or has expired.")
    return redirect("home")
