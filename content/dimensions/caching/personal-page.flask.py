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
    return f"hello {session.get('name', 'anonymous')}"


def per_user():
    return f"{request.path} {session.get('name')}"


careless = cache.cached(timeout=60)(hello)
careful = cache.cached(timeout=60, make_cache_key=per_user)(hello)
# endregion
app.add_url_rule("/careless", "careless", careless)
app.add_url_rule("/careful", "careful", careful)


def visitor(name):
    client = app.test_client()
    client.get(f"/login/{name}")
    return client


visitors = visitor("ada"), visitor("bob"), app.test_client()
for url in ("/careless", "/careful"):
    print(url, [one.get(url).text for one in visitors])
