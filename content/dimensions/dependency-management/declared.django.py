from importlib.metadata import distributions, metadata, requires

from packaging.requirements import Requirement


# region show
def limits(name, of=None):
    for line in sorted(requires(name) or [], key=str.lower):
        one = Requirement(line)
        if one.marker is None and of in (None, one.name.lower()):
            yield f"{one.name}{one.specifier}"
# endregion


def dependents(framework):
    for one in distributions():
        name = one.metadata["Name"].lower().replace("_", "-")
        for limit in limits(name, of=framework):
            yield name, limit[len(framework):]


print("Python:", metadata("django")["Requires-Python"])
print("requires:", *limits("django"))
uppers = [line for line in limits("django") if "<" in line]
print("upper bounds:", len(uppers))
extras = metadata("django").get_all("Provides-Extra")
print("extras:", *extras)
found = dict(sorted(dependents("django")))
print("packages here that require it:", len(found))
for name, limit in found.items():
    print(f"  {name} requires django{limit}")
print("of these, without a lower bound:",
      *[name for name, limit in found.items() if ">" not in limit])
print("of these, with an upper bound:",
      *[name for name, limit in found.items() if "<" in limit])
