from flask import Flask, g, request

app = Flask(__name__)
log = []


# region show
@app.url_value_preprocessor
def pull_language(endpoint, values):
    g.language = (values or {}).pop("language", None)
    log.append(f"{endpoint} {g.language}")


@app.before_request
def note():
    log.append(f"hook sees {request.endpoint}")


@app.get("/<language>/items/")
def items():
    return f"items in {g.language}"
# endregion


for url in ("/en/items/", "/nothing/"):
    log.clear()
    response = app.test_client().get(url)
    said = response.text if response.status_code == 200 else ""
    print(f"GET {url:11} {response.status_code} {said}".rstrip())
    print("   ", "; ".join(log))
