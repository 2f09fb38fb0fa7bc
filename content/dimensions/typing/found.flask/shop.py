from flask import Flask, redirect, request, url_for
from flask.typing import ResponseReturnValue

app = Flask(__name__)

# region show
@app.get("/items")
def items() -> ResponseReturnValue:
    page = request.args["page"]
    return {"next": page + 1}


@app.get("/items/<int:id>")
def item(id: str) -> ResponseReturnValue:
    if request.is_secured:
        return {"id": id}
    return redirect(url_for("items"))


@app.get("/count")
def count() -> int:
    return 12
# endregion
