from flask import Flask, request, url_for

app = Flask(__name__)


# region show
@app.get("/items")
def items():
    return (f"secure {request.is_secure}, "
            f"from {request.remote_addr}, "
            f"link {url_for('items', _external=True)}")
# endregion
