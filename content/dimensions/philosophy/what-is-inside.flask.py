from importlib import import_module
from importlib.metadata import files

# region show
THERE = {
    "routes": "werkzeug.routing.Rule",
    "templates": "jinja2.Template",
    "signed sessions": "flask.sessions.SecureCookieSession",
    "flash messages": "flask.flash",
    "signals": "blinker.Namespace",
    "commands": "click.Command",
    "test client": "flask.testing.FlaskClient",
    "password hashing": "werkzeug.security.check_password_hash",
}
ABSENT = {
    "a database": "sqlite3",
    "a login": "last_login",
    "forms": "csrf",
    "an admin": "superuser",
    "a cache for data": "redis",
    "mail": "smtplib",
    "feeds and sitemaps": "sitemap",
    "rate limits": "rate_limit",
    "task definitions": "enqueue",
    "background workers": "celery",
}
# endregion

PACKAGES = "flask werkzeug jinja2 click itsdangerous blinker markupsafe"
for part, name in THERE.items():
    module, _, attribute = name.rpartition(".")
    assert hasattr(import_module(module), attribute)
    print(f"{part:20}{name}")

sources = [
    file.read_text().lower()
    for package in PACKAGES.split()
    for file in files(package)
    if file.suffix == ".py"
]
for part, word in ABSENT.items():
    hits = sum(word in source for source in sources)
    print(f"{part:20}none: {hits} source files mention {word}")
