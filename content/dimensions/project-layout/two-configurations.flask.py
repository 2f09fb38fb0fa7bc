from types import ModuleType

from flask import Blueprint, Flask, current_app
from flask.cli import NoAppException, find_best_app

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
print("both in one process:", shop is not trial)
print("first app again:", shop.test_client().get("/").text)
for name, value in {"create_app": create_app, "shop": shop}.items():
    module = ModuleType("wsgi")
    setattr(module, name, value)
    found = find_best_app(module)
    print(f"'flask run' finds {name}:", type(found).__name__)
module.trial = trial
try:
    find_best_app(module)
except NoAppException as error:
    print("two apps in one module:", str(error).split(".")[0])
module.app = shop
print("two apps, one of them named app:",
      find_best_app(module) is shop)
