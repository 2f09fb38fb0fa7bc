from flask import Flask, abort, request

sent = []

# region show
app = Flask(__name__)


@app.get("/invoices/<int:number>/")
def invoice(number):
    if request.headers.get("Authorization") != "ada":
        abort(403)
    return "", {
        "X-Accel-Redirect": "/private/invoice.pdf",
        "Content-Type": "application/pdf",
    }
# endregion


@app.after_request
def count(response):
    if request.path.startswith("/invoices/") and response.status_code == 200:
        sent.append(len(response.get_data()))
    return response


@app.get("/sent/")
def total():
    return str(sum(sent))
