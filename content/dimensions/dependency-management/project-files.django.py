from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command, get_commands

settings.configure()
django.setup()

# region show
print("a command that starts a project:", [
    name for name in get_commands() if name == "startproject"
])
call_command("startproject", "shop")
# endregion
made = sorted(path.name for path in Path("shop").rglob("*.*"))
print("files made:", made)
print("that list dependencies:", [
    name for name in made if name.endswith(".toml") or "require" in name
])
