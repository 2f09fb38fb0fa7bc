from datetime import timedelta

from flask import current_app, url_for
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import update

from .extensions import db
from .models import User, now
from .tasks import send_confirmation

MAX_AGE = timedelta(days=3)


def signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key, salt="confirm-email")


def request_confirmation(user: User) -> None:
    """Queue the mail with a signed link; the account has to be committed."""
    token = signer().dumps(user.id)
    link = url_for("site.confirm_email", token=token, _external=True)
    send_confirmation.delay(user.id, link)


def confirm(token: str) -> bool:
    """Mark the address as confirmed; return whether the token is good."""
    try:
        user_id = signer().loads(token, max_age=int(MAX_AGE.total_seconds()))
    except BadSignature:
        return False
    unconfirmed = User.id == user_id, User.email_confirmed_at.is_(None)
    db.session.execute(
        update(User).where(*unconfirmed).values(email_confirmed_at=now())
    )
    db.session.commit()
    return True
