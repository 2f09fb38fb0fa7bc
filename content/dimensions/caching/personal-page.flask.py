from flask import Flask, request, session
from flask_caching import Cache

app = Flask(__name__)
app.secret_key = "for this alone"
cache = Cache(app, config={"CACHE_TYPE": "SimpleCache"})


@app.get("/login/<name>")
def login(name):
    session["name"] = name
    return "welcome"


# region show
def hello():
    return f"hello {session.get('name', 'stranger')}"


def per_visitor():
    return f"{request.path} {session.get('name')}"


careless = cache.cached(timeout=60)(hello)
careful = cache.cached(make_cache_key=per_visitor)(hello)
# endregion
app.add_url_rule("/careless", "careless", careless)
app.add_url_rule("/careful", "careful", careful)


def visitor(name):
    client = app.test_client()
    client.get(f"/login/{name}")
    return client


ada, bob, stranger = visitor("ada"), visitor("bob"), app.test_client()
for address in ("/careless", "/careful"):
    print(address, [one.get(address).text for one in (ada, bob, stranger)])
