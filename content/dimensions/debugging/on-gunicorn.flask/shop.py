from flask import Flask

# region show
app = Flask(__name__)


@app.get("/items")
def items():
    price = 19
    return str(price / 0)


@app.errorhandler(500)
def failed(error):
    return "our own page", 500
# endregion
