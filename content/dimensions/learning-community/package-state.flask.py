from importlib.metadata import metadata, requires

from packaging.requirements import Requirement

NAMES = """
Flask-SQLAlchemy Flask-Migrate Flask-Login Flask-WTF Flask-Admin
Flask-Caching Flask-Session Flask-Limiter flask-cors flask-smorest
""".split()
FRAMEWORK = "flask"


# region show
def asks_for(name):
    for one in map(Requirement, requires(name) or []):
        if one.name.lower() == FRAMEWORK and not one.marker:
            return str(one.specifier) or "any version"
    return "not said"


def labels(name, start):
    found = metadata(name).get_all("Classifier") or []
    return [
        label.removeprefix(start)
        for label in found
        if label.startswith(start)
    ]
# endregion


def keeper(name):
    about = metadata(name)
    mail = about["Maintainer-email"] if "Maintainer-email" in about else ""
    return "Pallets" if "Pallets" in mail else "others"


named = 0
for name in NAMES:
    named += bool(labels(name, "Framework :: Flask :: "))
    status = labels(name, "Development Status :: ") or ["not said"]
    print(
        f"{name:18}asks for {asks_for(name):14}"
        f"{status[0].split(' - ')[-1]:18} kept by {keeper(name)}"
    )
print(f"name the Flask versions they fit: {named} of {len(NAMES)}")
