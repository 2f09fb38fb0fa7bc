from importlib.metadata import version

from packaging.version import Version

# region show
flask, werkzeug = Version(version("flask")), version("werkzeug")
print("three numbers:", len(flask.release) == 3)
print("at least 3.1:", flask >= Version("3.1"))
# endregion

print("Werkzeug has a version of its own:", werkzeug != str(flask))

import flask as package

print("a tuple to compare with:", hasattr(package, "VERSION"))
