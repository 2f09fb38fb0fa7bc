from flask import Flask, request

app = Flask(__name__)


# region show
@app.get("/items/")
def items():
    return {
        "tag": request.args["tag"],
        "all tags": request.args.getlist("tag"),
        "page": request.args.get("page", 1, type=int),
    }


@app.get("/changed/")
def changed():
    try:
        request.args["tag"] = "new"
    except TypeError as error:
        return f"{type(error).__name__} - {error}"
# endregion


def show(url):
    response = client.get(url)
    print(f"GET {url}", response.status_code)
    if response.is_json:
        for name in ("tag", "all tags", "page"):
            print(f"    {name:8} {response.json[name]!r}")


client = app.test_client()
show("/items/?tag=red&tag=blue&page=2")
show("/items/?tag=red&page=two")
show("/items/?page=2")
print("assigning to it:", client.get("/changed/").text)
