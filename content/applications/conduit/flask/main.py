"""Serve a fresh development database: python main.py PORT."""

import os
import secrets
import sys
import threading
from pathlib import Path

from celery import Celery
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select

from conduit import create_app
from conduit.extensions import db
from conduit.models import User


def main(port: int) -> None:
    os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))
    if "DATABASE_URL" not in os.environ:
        Path("conduit.sqlite3").unlink(missing_ok=True)
    app = create_app()
    with app.app_context():
        upgrade()
    if app.config["CONDUIT_TEST"]:
        create_staff(app)
    celery: Celery = app.extensions["celery"]
    if celery.conf.broker_url == "memory://":
        start_worker(celery)
    app.run(host="127.0.0.1", port=port)


def create_staff(app: Flask) -> None:
    """Make the account with which the acceptance suite opens the back office."""
    with app.app_context():
        if db.session.scalar(select(User).where(User.username == "staff")) is None:
            user = User(username="staff", email="staff@example.com", is_staff=True)
            user.set_password("staff-password")
            db.session.add(user)
            db.session.commit()


def start_worker(celery: Celery) -> None:
    """Run the tasks of an in-memory queue beside the development server."""
    worker = celery.WorkController(pool="solo")
    threading.Thread(target=worker.start, daemon=True).start()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].isdecimal():
        sys.exit("usage: python main.py PORT")
    main(int(sys.argv[1]))
