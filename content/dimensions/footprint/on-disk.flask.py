from collections import Counter
from importlib.metadata import distribution

NAMES = [
    "blinker", "click", "flask", "itsdangerous",
    "jinja2", "markupsafe", "werkzeug",
]


# region show
def weigh(name):
    total = Counter()
    for file in distribution(name).files:
        path = file.locate()
        if file.suffix == ".pyc" or file.name == "RECORD" or not path.is_file():
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


weights = {name: weigh(name) for name in NAMES}
whole = sum(weights.values(), Counter())
print(f"{'all ' + str(len(NAMES)) + ' packages':24}{whole.total():5.1f} MB")
for kind in ("Python code", "translations"):
    print(f"  {kind:22}{whole[kind]:5.1f} MB")
by_weight = sorted(NAMES, key=lambda name: -weights[name].total())
first = by_weight[0]
print(f"largest:  {first:14}{weights[first].total():5.1f} MB")
compiled = [name for name in NAMES if weights[name]["compiled code"]]
print("with compiled code:", ", ".join(compiled) or "none")

outfit = {
    "database": "sqlalchemy flask-sqlalchemy typing-extensions",
    "migrations": "flask-migrate alembic mako",
    "forms": "flask-wtf wtforms",
    "login": "flask-login",
    "admin": "flask-admin",
}
print("added for a site with an admin:")
sum_mb, count = whole.total(), len(NAMES)
for part, names in outfit.items():
    added = sum(weigh(name).total() for name in names.split())
    sum_mb, count = sum_mb + added, count + len(names.split())
    print(f"  {part:22}{added:5.1f} MB")
print(f"then {count} packages{'':8}{sum_mb:5.1f} MB")
