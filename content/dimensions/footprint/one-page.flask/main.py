from measure import first_response, is_loaded

# region show
from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    return "Hello"
# endregion


first_response("one page", app)
is_loaded("jinja2", "click", "sqlalchemy", "flask_admin")
