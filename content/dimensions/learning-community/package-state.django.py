from importlib.metadata import metadata, requires

import django
from packaging.requirements import Requirement

NAMES = """
djangorestframework django-ninja django-cors-headers django-environ
django-guardian channels whitenoise pytest-django django-stubs
""".split()
FRAMEWORK = "django"


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
    author = about["Author"] if "Author" in about else ""
    return "foundation" if "Software Foundation" in author else "others"


named = fits = 0
running = ".".join(map(str, django.VERSION[:2]))
for name in NAMES:
    versions = labels(name, "Framework :: Django :: ")
    named += bool(versions)
    fits += running in versions
    newest = versions[-1] if versions else "no version"
    print(
        f"{name:21}asks for {asks_for(name):13}"
        f"names up to {newest}  kept by {keeper(name)}"
    )
print(f"name the Django versions they fit: {named} of {len(NAMES)}")
print(f"name the version installed here: {fits} of {len(NAMES)}")
