from types import ModuleType

from flask import Blueprint, Flask, current_app
from flask.cli import NoAppException, find_app_by_string, find_best_app

pages = Blueprint("pages", __name__)


@pages.get("/")
def index():
    return current_app.config["SHOP_NAME"]


# region show
def create_app(config=None):
    app = Flask(__name__)
    app.config["SHOP_NAME"] = "Lamps"
    app.config.update(config or {})
    app.register_blueprint(pages)
    return app


shop = create_app()
trial = create_app({"SHOP_NAME": "Trial", "TESTING": True})
# endregion

print("first app: ", shop.test_client().get("/").text)
print("second app:", trial.test_client().get("/").text)
print("first app again:", shop.test_client().get("/").text)
names = {
    "app": shop,
    "application": shop,
    "anything": shop,
    "create_app": create_app,
    "make_app": create_app,
    "build_app": create_app,
}
for name, value in names.items():
    module = ModuleType("wsgi")
    setattr(module, name, value)
    try:
        found = type(find_best_app(module)).__name__
    except NoAppException:
        found = "not found"
    print(f"a module with only {name}: {found}")
found = type(find_app_by_string(module, "build_app")).__name__
print(f"--app wsgi:build_app: {found}")
module = ModuleType("wsgi")
module.shop, module.trial = shop, trial
try:
    find_best_app(module)
except NoAppException as error:
    print("two apps:", str(error).split(" in module")[0])
module.app = shop
print("two apps, one named app:", find_best_app(module) is shop)
