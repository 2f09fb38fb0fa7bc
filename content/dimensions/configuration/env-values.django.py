import os

import environ
from django.core.exceptions import ImproperlyConfigured

VALUES = ["True", "true", "False", "false", "yes", "[80, 443]", ""]
env = environ.Env()


# region show
def load(value):
    os.environ["MAINTENANCE"] = value
    plain = os.environ.get("MAINTENANCE", False)
    return plain, env.bool("MAINTENANCE")
# endregion


for value in VALUES:
    plain, read = load(value)
    print(f"MAINTENANCE={value} -> os.environ {plain!r},",
          f"true: {bool(plain)} | env.bool() {read!r}")
os.environ["PORTS"] = "80,443"
print("env.list():", env.list("PORTS", cast=int))
try:
    env.bool("MAINTENANSE")
except ImproperlyConfigured as error:
    print("a variable that is not set:", error)
