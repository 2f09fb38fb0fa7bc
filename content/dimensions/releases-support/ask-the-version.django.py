from importlib.metadata import version

import django
from packaging.version import Version

# region show
release = Version(version("django")).release
print("three numbers:", len(release) == 3)
print("django.VERSION >= (5, 2):", django.VERSION >= (5, 2))
# endregion

same = django.get_version() == version("django")
print("get_version() agrees:", same)
print("django.VERSION is a tuple:", type(django.VERSION) is tuple)
print("its fourth element:", django.VERSION[3])
print("an LTS by its number (A.2):", release[1] == 2)
