from flask import Flask, request

app = Flask(__name__)


# region show
@app.get("/items/")
def list_items():
    return "list"


@app.post("/items/")
def add_item():
    return "added", 201


@app.route("/orders/", methods=["GET", "POST"])
def orders():
    return f"orders got {request.method}"
# endregion


@app.get("/quiet/", provide_automatic_options=False)
def quiet():
    return "quiet"


client = app.test_client()
for url in ("/items/", "/orders/", "/quiet/"):
    for method in ("GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE"):
        response = client.open(url, method=method)
        said = response.text if response.status_code < 300 else ""
        allow = sorted(response.allow or ())
        if allow:
            said = "Allow: " + ", ".join(allow)
        print(f"{method:7} {url:8} {response.status_code} {said}".rstrip())
