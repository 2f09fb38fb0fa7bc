from importlib.metadata import version

import django
from packaging.version import Version

# region show
release = Version(version("django")).release
print("three numbers:", len(release) == 3)
print("at least 5.2:", django.VERSION >= (5, 2))
# endregion

same = django.get_version() == version("django")
print("get_version() agrees:", same)
print("a tuple to compare with:", hasattr(django, "VERSION"))
print("the tuple names the state:", django.VERSION[3])
print("a long-term release, by its second number:", release[1] == 2)
