"""Serve a fresh development database: python main.py PORT."""

import os
import secrets
import sys
import threading
from pathlib import Path

import django
from django.core.management import call_command


def main(port):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("SECRET_KEY", secrets.token_hex(32))
    if "DATABASE_URL" not in os.environ:
        Path("conduit.sqlite3").unlink(missing_ok=True)
    django.setup()
    call_command("migrate", verbosity=0)

    from django.conf import settings

    if settings.CONDUIT_TEST:
        create_staff()
    if settings.CELERY_BROKER_URL == "memory://":
        start_worker()
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False)


def create_staff():
    """The account with which the acceptance suite opens the back office."""
    from django.contrib.auth import get_user_model

    users = get_user_model().objects
    if not users.filter(username="staff").exists():
        users.create_superuser("staff", "staff@example.com", "staff-password")


def start_worker():
    """Run the tasks of an in-memory queue beside the development server."""
    from config.celery import app

    worker = app.WorkController(pool="solo")
    threading.Thread(target=worker.start, daemon=True).start()


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].isdecimal():
        sys.exit("usage: python main.py PORT")
    main(int(sys.argv[1]))
