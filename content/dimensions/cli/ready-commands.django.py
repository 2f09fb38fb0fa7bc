import os
import subprocess
import sys
from pathlib import Path

manage = [sys.executable, "manage.py"]
subprocess.run(
    [sys.executable, "-m", "django", "startproject", "shop", "."], check=True,
)
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"
sys.path.insert(0, str(Path().resolve()))

import django  # noqa: E402
from django.core.management import (  # noqa: E402
    CommandError, call_command, get_commands,
)

# region show
listed = subprocess.run(
    [*manage, "help", "--commands"],
    capture_output=True, text=True, check=True,
).stdout.split()
# endregion
django.setup()
owners = {}
for name, owner in sorted(get_commands().items()):
    owners.setdefault(str(owner), []).append(name)
print("commands in a new project:", len(listed))
for owner, names in sorted(owners.items()):
    print(f"{len(names)} from {owner}:", *names)

without = subprocess.run(
    [sys.executable, "-m", "django", "help", "--commands"],
    capture_output=True, text=True, check=True,
    env={**os.environ, "DJANGO_SETTINGS_MODULE": ""},
).stdout.split()
print("createsuperuser without the project:", "createsuperuser" in without)
try:
    call_command("show_urls")
except CommandError as error:
    print("listing URL patterns:", error)
call_command("shell", verbosity=0, command="""
from django.apps import apps
mine = {model.__name__ for model in apps.get_models()}
print('in the shell:', *sorted(mine & set(globals())))
print('models missing:', sorted(mine - set(globals())))
print('settings in the shell:', 'settings' in globals())
""")
