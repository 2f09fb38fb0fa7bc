import os
import pkgutil
import subprocess
import sys
from importlib.metadata import files

import django.contrib
from django.conf import global_settings
from django.core.management import get_commands


# region show
def modules(package):
    return sum(
        file.suffix == ".py" and "locale" not in file.parts
        for file in files(package)
    )


print("modules:", modules("django"))
tree = ["asgiref", "sqlparse"]
total = modules("django") + sum(map(modules, tree))
print("modules with its dependencies:", total)
names = [name for name in dir(global_settings) if name.isupper()]
print("settings:", len(names))
print("commands:", len(get_commands()))
contrib = pkgutil.iter_modules(django.contrib.__path__)
print("contrib packages:", len(list(contrib)))
# endregion

command = [sys.executable, "-m", "django", "startproject", "shop", "."]
subprocess.run(command, check=True)
lines = sum(
    len(open(os.path.join(folder, name)).readlines())
    for folder, _, names in os.walk(".")
    for name in names
    if name.endswith(".py") and name != os.path.basename(__file__)
)
print("lines of a first project:", lines)
code = sum(
    bool(line.strip()) and not line.lstrip().startswith("#")
    for folder, _, names in os.walk(".")
    for name in names
    if name.endswith(".py") and name != os.path.basename(__file__)
    for line in open(os.path.join(folder, name))
)
print("without blank lines and comments:", code)
