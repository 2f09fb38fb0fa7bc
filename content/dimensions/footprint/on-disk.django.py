from collections import Counter
from importlib.metadata import distribution

NAMES = ["asgiref", "django", "sqlparse"]


# region show
def sizes(name, folder=""):
    total = Counter()
    for file in distribution(name).files:
        path = file.locate()
        if file.suffix == ".pyc" or file.name == "RECORD":
            continue
        if not path.is_file():
            continue
        if not file.as_posix().startswith(folder):
            continue
        if "locale" in file.parts:
            kind = "translations"
        elif file.suffix == ".py":
            kind = "Python code"
        elif file.suffix in (".so", ".pyd"):
            kind = "compiled code"
        else:
            kind = "the rest"
        total[kind] += path.stat().st_size / 1_000_000
    return total
# endregion


found = {name: sizes(name) for name in NAMES}
whole = sum(found.values(), Counter())
print(f"{'all ' + str(len(NAMES)) + ' packages':24}{whole.total():5.1f} MB")
for kind in ("Python code", "translations"):
    print(f"  {kind:22}{whole[kind]:5.1f} MB")
by_size = sorted(NAMES, key=lambda name: -found[name].total())
first = by_size[0]
print(f"largest:  {first:14}{found[first].total():5.1f} MB")
compiled = [name for name in NAMES if found[name]["compiled code"]]
print("with compiled code:", ", ".join(compiled) or "none")

parts = {
    "database": "django/db/",
    "migrations": "django/db/migrations/",
    "forms": "django/forms/",
    "login": "django/contrib/auth/",
    "admin": "django/contrib/admin/",
}
print("included, for a site with an admin:")
for part, folder in parts.items():
    print(f"  {part:22}{sizes('django', folder).total():5.1f} MB")
print(f"then {len(NAMES)} packages{'':9}{whole.total():5.1f} MB")
