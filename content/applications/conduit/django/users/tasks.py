from celery import shared_task
from django.core.mail import send_mail
from django.template.loader import render_to_string

from .models import User


@shared_task
def send_confirmation(user_id, link):
    user = User.objects.get(pk=user_id)
    context = {"user": user, "link": link}
    send_mail(
        subject="Confirm your address",
        message=render_to_string("users/confirmation.txt", context),
        from_email=None,
        recipient_list=[user.email],
    )
