from datetime import datetime, timedelta
from unittest.mock import patch

import django
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

settings.configure(
    SECRET_KEY="for tests only", USE_TZ=True,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()
call_command("migrate", verbosity=0)

from django.contrib.auth.models import User  # noqa: E402
from django.contrib.auth.tokens import (  # noqa: E402
    default_token_generator,
)


# region show
def make_token(user):
    return default_token_generator.make_token(user)


def check_token(user, token):
    return default_token_generator.check_token(user, token)
# endregion


ada = User.objects.create_user("ada", password="cup of tea at five")
ben = User.objects.create_user("ben", password="another one")
token = make_token(ada)
print("valid token:", check_token(ada, token))
print("token of another user:", check_token(ben, token))
print("tampered token:", check_token(ada, token[:-3] + "AAA"))
print("PASSWORD_RESET_TIMEOUT:", settings.PASSWORD_RESET_TIMEOUT // 86400,
      "days")
for hours in (71, 73):
    then = datetime.now() + timedelta(hours=hours)
    with patch.object(default_token_generator, "_now", lambda: then):
        print(f"{hours} hours later:", check_token(ada, token))
with override_settings(SECRET_KEY="another key"):
    print("other SECRET_KEY:", check_token(ada, token))
ada.last_login = timezone.now()
print("after a login:", check_token(ada, token))
ada.last_login = None
ada.set_password("a new password")
print("after the password was changed:", check_token(ada, token))
