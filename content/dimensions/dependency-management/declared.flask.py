from importlib.metadata import metadata, requires

from packaging.requirements import Requirement

# region show
def limits(name, of=None):
    for line in sorted(requires(name) or [], key=str.lower):
        one = Requirement(line)
        if one.marker is None and of in (None, one.name.lower()):
            yield f"{one.name}{one.specifier}"
# endregion


print("Python:", metadata("flask")["Requires-Python"])
print("needs:", *limits("flask"))
for name in ("flask-sqlalchemy", "flask-login", "flask-wtf"):
    print(f"{name} needs:", *limits(name, of="flask"))
uppers = [line for line in limits("flask") if "<" in line]
print("upper limits:", len(uppers))
extras = metadata("flask").get_all("Provides-Extra")
print("extras:", *extras)
