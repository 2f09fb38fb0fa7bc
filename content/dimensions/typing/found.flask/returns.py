from flask import Flask, Response, render_template_string, request
from flask.typing import ResponseReturnValue

app = Flask(__name__)


# region show
@app.get("/items")
def items() -> ResponseReturnValue:
    if "all" not in request.args:
        return {"error": "say which"}, 400
    return {"items": []}


@app.get("/page")
def page() -> str:
    return render_template_string("A page")


@app.get("/file")
def file() -> Response:
    return Response("a,b", mimetype="text/csv")
# endregion
