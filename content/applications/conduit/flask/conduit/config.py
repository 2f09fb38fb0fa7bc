import os
from datetime import timedelta
from pathlib import Path
from typing import Any


def from_environment() -> dict[str, Any]:
    """Return the configuration, read from the environment's variables."""
    env = os.environ
    database = f"sqlite:///{Path('conduit.sqlite3').absolute()}"
    return {
        # region environment
        "SECRET_KEY": env.get("SECRET_KEY"),
        "TRUSTED_HOSTS": env.get("TRUSTED_HOSTS", "127.0.0.1,localhost").split(","),
        "SQLALCHEMY_DATABASE_URI": env.get("DATABASE_URL", database),
        "CONDUIT_TEST": env.get("CONDUIT_TEST") == "1",
        # endregion
        # A front end on another origin sends its token in a header, no cookie.
        "CORS_RESOURCES": {
            r"/api/*": {"origins": env.get("CORS_ORIGINS", "*").split(",")}
        },
        "JWT_HEADER_TYPE": "Token",
        "JWT_ACCESS_TOKEN_EXPIRES": timedelta(days=7),
        # region mail
        "MAIL_BACKEND": env.get("MAIL_BACKEND", "file"),
        "MAIL_FILE_PATH": "mail",
        "MAIL_SERVER": env.get("MAIL_SERVER", "localhost"),
        "MAIL_DEFAULT_SENDER": env.get("MAIL_DEFAULT_SENDER", "conduit@example.com"),
        # endregion
        "CELERY": {
            "broker_url": env.get("CELERY_BROKER_URL", "memory://"),
            "broker_transport_options": {"polling_interval": 0.2},
            "task_ignore_result": True,
        },
    }
