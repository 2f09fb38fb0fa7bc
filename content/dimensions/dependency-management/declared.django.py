from importlib.metadata import metadata, requires

from packaging.requirements import Requirement

# region show
def limits(name, of=None):
    for line in sorted(requires(name) or [], key=str.lower):
        one = Requirement(line)
        if one.marker is None and of in (None, one.name.lower()):
            yield f"{one.name}{one.specifier}"
# endregion


print("Python:", metadata("django")["Requires-Python"])
print("needs:", *limits("django"))
for name in ("djangorestframework", "channels", "django-cors-headers"):
    print(f"{name} needs:", *limits(name, of="django"))
uppers = [line for line in limits("django") if "<" in line]
print("upper limits:", len(uppers))
extras = metadata("django").get_all("Provides-Extra")
print("extras:", *extras)
