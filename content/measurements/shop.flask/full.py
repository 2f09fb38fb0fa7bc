"""The same shop with the jobs that the other side's default middleware do."""

from flask_login import LoginManager
from flask_talisman import Talisman
from flask_wtf import CSRFProtect

from main import app

CSRFProtect(app)
Talisman(
    app,
    force_https=False,
    session_cookie_secure=False,
    content_security_policy=None,
)
logins = LoginManager(app)


@logins.user_loader
def load(number):
    return None
