import sys
from importlib import import_module

from flask import Flask

EXTENSIONS = ["flask_sqlalchemy", "flask_migrate", "flask_login",
              "flask_wtf", "flask_admin"]


# region show
def modules():
    """Counts the loaded modules of installed packages."""
    return sum(
        "site-packages" in str(vars(module).get("__file__"))
        for module in list(sys.modules.values())
    )


Flask("shop")
print("modules imported, bare:", modules())
for name in EXTENSIONS:
    import_module(name)
print("with database, migrations, login, forms, admin:",
      modules())
# endregion
