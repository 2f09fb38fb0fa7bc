import re
from importlib.metadata import metadata, requires

import django
from packaging.requirements import Requirement

NAMES = """
djangorestframework django-ninja django-cors-headers django-environ
django-guardian channels whitenoise pytest-django django-stubs
""".split()
FRAMEWORK = "django"


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


named = fits = 0
running = ".".join(map(str, django.VERSION[:2]))
print("package              requires Django  classified to  repository of")
for name in NAMES:
    versions = classifiers(name, "Framework :: Django :: ")
    named += bool(versions)
    fits += running in versions
    newest = versions[-1] if versions else "no version"
    print(f"{name:21}{bounds(name):17}{newest:15}{owner(name)}")
upper = [name for name in NAMES if "<" in bounds(name)]
print("with an upper bound on Django:", ", ".join(upper) or "none")
print(f"with a classifier for Django versions: {named} of {len(NAMES)}")
print(f"with one for the version installed here: {fits} of {len(NAMES)}")
own = [name for name in NAMES if owner(name) == "django"]
print(f"in repositories of django: {len(own)} of {len(NAMES)}")
