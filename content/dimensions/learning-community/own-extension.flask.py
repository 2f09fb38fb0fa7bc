from flask import Flask, current_app
from jinja2 import TemplateAssertionError


# region show
class Currency:
    def __init__(self, app=None):
        if app is not None:
            self.init_app(app)

    def init_app(self, app):
        app.config.setdefault("CURRENCY", "EUR")
        app.extensions["currency"] = self
        app.add_template_filter(self.format, "money")

    def format(self, amount):
        return f"{amount:.2f} {current_app.config['CURRENCY']}"


currency = Currency()
# endregion


def create_app(code=None, joined=True):
    app = Flask(__name__)
    if code:
        app.config["CURRENCY"] = code
    if joined:
        currency.init_app(app)
    return app


for app in (create_app(), create_app("GBP")):
    with app.app_context():
        text = app.jinja_env.from_string("{{ 20 | money }}").render()
    print("with init_app():", text)
bare = create_app(joined=False)
print("without init_app():", end=" ")
try:
    bare.jinja_env.from_string("{{ 20 | money }}")
except TemplateAssertionError as error:
    print(error)
print("base class:", Currency.__base__.__name__)
print("one object serves both apps:", app.extensions["currency"] is currency)
