from django.core import signing
from django.urls import reverse
from django.utils import timezone

from .models import User
from .tasks import send_confirmation

SALT = "users.confirm-email"
MAX_AGE = 3 * 24 * 60 * 60


def request_confirmation(request, user):
    """Queue the mail with a signed link, once the account is committed."""
    token = signing.dumps(user.pk, salt=SALT)
    link = request.build_absolute_uri(reverse("confirm-email", args=[token]))
    send_confirmation.delay_on_commit(user.pk, link)


def confirm(token):
    """Mark the address as confirmed; return whether the token is good."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return False
    now = timezone.now()
    User.objects.filter(pk=pk, email_confirmed_at=None).update(email_confirmed_at=now)
    return True
