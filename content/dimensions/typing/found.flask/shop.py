from flask import Flask, request
from flask.typing import ResponseReturnValue

app = Flask(__name__)


# region show
@app.get("/items")
def items() -> ResponseReturnValue:
    page = request.args["page"]
    return {"next": page + 1}


@app.get("/items/<int:id>")
def item(id: str) -> ResponseReturnValue:
    return {"type of id": type(id).__name__}


@app.get("/secure")
def secure() -> ResponseReturnValue:
    return {"secure": request.is_secured}


@app.get("/count")
def count() -> int:
    return 12
# endregion
