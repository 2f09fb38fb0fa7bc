from importlib.metadata import distribution

from packaging.requirements import Requirement


# region show
def requirements(name):
    lines = distribution(name).requires or []
    return [Requirement(line) for line in lines]


def needed(name, **machine):
    return sorted(
        one.name.lower()
        for one in requirements(name)
        if not one.marker or one.marker.evaluate(machine)
    )


def closure(name):
    found, todo = set(), [name]
    while todo:
        one = todo.pop()
        if one not in found:
            found.add(one)
            todo += needed(one)
    return sorted(found - {name})
# endregion


def maintainer(name):
    about = distribution(name).metadata
    keys = ("Author", "Author-email", "Maintainer-email")
    text = " ".join(value for key in keys if (value := about.get(key)))
    for group in ("Pallets", "Django Software Foundation", "Andi Albrecht"):
        if group in text:
            return group


tree = closure("flask")
print("requires:", ", ".join(needed("flask")))
print("dependency tree:", len(tree), "packages")
print("maintained by:")
for name in tree:
    print(f"  {name:13}{maintainer(name)}")
windows = {"sys_platform": "win32", "platform_system": "Windows"}
more = {w for one in [*tree, "flask"] for w in needed(one, **windows)}
print("more on Windows:", ", ".join(more - set(tree)) or "nothing")
extras = distribution("flask").metadata.get_all("Provides-Extra")
print("optional extras:", ", ".join(sorted(extras)))
upper = [r.name for r in requirements("flask") if "<" in str(r.specifier)]
print("requirements with an upper bound:", upper or "none")
