import pkgutil
from importlib import metadata
from importlib.util import find_spec

import flask
from packaging.requirements import Requirement

needed = [Requirement(line) for line in metadata.requires("flask")]
print("installed with Flask:", sorted(
    one.name.lower() for one in needed
    if one.marker is None or one.marker.evaluate({"extra": ""})))


# region show
def words(package):
    found = {m.name.lower() for m in
             pkgutil.walk_packages(package.__path__)}
    return sorted(found & {"rest", "api", "openapi"})


print("modules for APIs:", words(flask))
print("JSON in, JSON out:", hasattr(flask.Request, "json"),
      hasattr(flask, "jsonify"))
print("class views:", bool(find_spec("flask.views")))
# endregion

print("Flask-RESTful is in it:", bool(find_spec("flask_restful")))
print("Flask-RESTPlus is in it:", bool(find_spec("flask_restplus")))
