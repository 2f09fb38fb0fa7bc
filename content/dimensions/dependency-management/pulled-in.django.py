from importlib.metadata import requires

from packaging.requirements import Requirement


# region show
def closure(*wanted):
    found, waiting = set(), list(wanted)
    while waiting:
        name = waiting.pop().lower().replace("_", "-")
        if name not in found:
            found.add(name)
            waiting += needs(name)
    return sorted(found)


def needs(name):
    for line in requires(name) or []:
        one = Requirement(line)
        marker = one.marker
        if marker is None or marker.evaluate({"extra": ""}):
            yield one.name
# endregion


SITE = ["django"]

print("the framework alone:", len(closure("django")))
print(" ", ", ".join(closure("django")))
print("direct dependencies of a site with database, migrations, login,")
print("  forms, admin, cache and mail:", len(SITE))
print("packages installed for it:", len(closure(*SITE)))
