"""Says what packages and everything that they require weigh, in the environment that it runs in.

    python footprint.py flask flask-login    {"packages": 9, "megabytes": 2.9}

Counts the files that each package installed, without the compiled caches that Python writes later.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(wanted):
    """Return the distributions that some requirements lead to; what a marker leaves out is not installed."""
    found, extras = {}, {}
    queue = [Requirement(text) for text in wanted]
    while queue:
        requirement = queue.pop()
        name = canonical(requirement.name)
        if name in found and requirement.extras <= extras[name]:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            continue
        extras[name] = extras.get(name, set()) | requirement.extras
        for line in found[name].requires or ():
            inner = Requirement(line)
            given = [{"extra": extra} for extra in ("", *extras[name])]
            if inner.marker is None or any(inner.marker.evaluate(extra) for extra in given):
                queue.append(inner)
    return found


found = closure(sys.argv[1:])
files = [file.locate() for package in found.values() for file in package.files or () if "__pycache__" not in file.parts]
size = sum(file.stat().st_size for file in files if file.is_file())
print(json.dumps({"packages": len(found), "megabytes": round(size / 1e6, 2)}))
