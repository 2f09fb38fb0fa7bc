import pkgutil
from importlib import import_module
from importlib.metadata import requires

import flask
from flask import Flask
from flask.cli import cli
from packaging.requirements import Requirement

# region show
INCLUDED = {
    "routing": "werkzeug.routing.Rule",
    "templates": "jinja2.Template",
    "signed sessions": "flask.sessions.SecureCookieSession",
    "flash messages": "flask.flash",
    "signals": "blinker.Namespace",
    "commands": "click.Command",
    "test client": "flask.testing.FlaskClient",
    "password hashing": "werkzeug.security.check_password_hash",
}
USUAL = {
    "ORM": "SQLAlchemy",
    "forms": "WTForms",
    "login": "Flask-Login",
    "admin": "Flask-Admin",
    "cache": "Flask-Caching",
    "email": "Flask-Mailman",
    "rate limiting": "Flask-Limiter",
    "task queue": "celery",
}
# endregion

for part, name in INCLUDED.items():
    module, _, attribute = name.rpartition(".")
    assert hasattr(import_module(module), attribute)
    print(f"{part:20}{name}")

found, todo = set(), ["flask"]
while todo:
    one = todo.pop()
    found.add(one)
    for need in map(Requirement, requires(one) or []):
        if not need.marker or need.marker.evaluate():
            if (name := need.name.lower()) not in found:
                todo.append(name)
print("packages required:", ", ".join(sorted(found - {"flask"})))
for part, name in USUAL.items():
    answer = "included" if name.lower() in found else "not included"
    print(f"{part:20}{answer}; usually {name}")
own = [module.name for module in pkgutil.iter_modules(flask.__path__)]
print("modules of flask:", " ".join(n for n in own if n[0] != "_"))
for name in ("db", "forms", "auth", "admin", "cache", "mail", "feeds"):
    try:
        import_module(f"flask.{name}")
    except ModuleNotFoundError as error:
        print(error)
print("commands:", " ".join(sorted(cli.commands)))
app = Flask(__name__)
app.get("/")(lambda: "Hello")
client = app.test_client()
answers = {client.get("/").status_code for _ in range(500)}
print("500 requests in a row are answered with:", answers)
