from importlib.metadata import version

from packaging.version import Version

# region show
flask, werkzeug = Version(version("flask")), version("werkzeug")
print("three numbers:", len(flask.release) == 3)
print("at least 3.1:", flask >= Version("3.1"))
# endregion

print("Werkzeug has its own version number:", werkzeug != str(flask))

import flask as package

print("flask.VERSION, a tuple:", hasattr(package, "VERSION"))
