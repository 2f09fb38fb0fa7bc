import os
import subprocess
import sys

subprocess.run(
    [sys.executable, "-m", "django", "startproject", "shop"], check=True,
)


# region show
def ask(*command, folder="shop", **variables):
    return subprocess.run(
        [sys.executable, *command, "check"], cwd=folder,
        env={**os.environ, **variables},
        text=True, capture_output=True,
    )
# endregion


def show(label, *command, **more):
    done = ask(*command, **more)
    lines = (done.stdout + done.stderr).strip().splitlines()
    print(f"{label}:", lines[-1].rpartition("Error: ")[2].split(". ")[0])


show("manage.py", "manage.py")
show("manage.py from another folder", "shop/manage.py", folder=".")
show("python -m django", "-m", "django")
show("DJANGO_SETTINGS_MODULE", "-m", "django",
     DJANGO_SETTINGS_MODULE="shop.settings", PYTHONPATH=".")
show("a settings module that is missing", "manage.py",
     DJANGO_SETTINGS_MODULE="shop.live")
