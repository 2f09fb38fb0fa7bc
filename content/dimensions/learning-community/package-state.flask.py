import re
from importlib.metadata import metadata, requires

from packaging.requirements import Requirement

NAMES = """
Flask-SQLAlchemy Flask-Migrate Flask-Login Flask-WTF Flask-Admin
Flask-Caching Flask-Session Flask-Limiter flask-cors flask-smorest
""".split()
FRAMEWORK = "flask"


# region show
def bounds(name):
    """The versions of the framework that a package requires."""
    for one in map(Requirement, requires(name) or []):
        if one.name.lower() == FRAMEWORK and not one.marker:
            return str(one.specifier) or "any version"
    return "not stated"


def classifiers(name, start):
    found = metadata(name).get_all("Classifier") or []
    return [
        label.removeprefix(start)
        for label in found
        if label.startswith(start)
    ]


def owner(name):
    """Whose repository the metadata links to."""
    about = metadata(name)
    links = about.get_all("Home-page") or []
    links += about.get_all("Project-URL") or []
    for link in links:
        found = re.search(r"github\.com/([\w-]+)/", link + "/")
        if found:
            return found[1].lower()
    return "not stated"
# endregion


named = 0
print("package           requires Flask  status             repository of")
for name in NAMES:
    named += bool(classifiers(name, "Framework :: Flask :: "))
    status = classifiers(name, "Development Status :: ") or ["not stated"]
    print(
        f"{name:18}{bounds(name):16}"
        f"{status[0].split(' - ')[-1]:19}{owner(name)}"
    )
upper = [name for name in NAMES if "<" in bounds(name)]
print("with an upper bound on Flask:", ", ".join(upper) or "none")
print(f"with a classifier for Flask versions: {named} of {len(NAMES)}")
own = [name for name in NAMES if owner(name).startswith("pallets")]
print(f"in repositories of pallets or pallets-eco: {len(own)} of {len(NAMES)}")
