import django
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands

settings.configure(INSTALLED_APPS=[
    "django.contrib.admin", "django.contrib.auth",
    "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.staticfiles",
])
django.setup()

names = get_commands()
print("commands in a new project:", len(names))
print("among them:", [
    name for name in ("runserver", "shell", "check", "migrate", "test")
    if name in names
])
owners = {}
for name, owner in names.items():
    owners.setdefault(str(owner), []).append(name)
for owner in sorted(owners):
    print(f"from {owner}:", len(owners[owner]))

# region show
try:
    call_command("show_urls")
except CommandError as error:
    print("listing the URL patterns:", error)
# endregion
call_command(
    "shell", command="print('in the shell already:', User.__name__)\n"
    "print('settings as well:', 'settings' in globals())",
    verbosity=0,
)
