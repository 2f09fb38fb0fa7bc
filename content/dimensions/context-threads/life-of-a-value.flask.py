import sqlite3

from flask import Flask, current_app, g, request

app = Flask(__name__)
log = []


# region show
def get_db():
    if "db" not in g:
        log.append("opened")
        g.db = sqlite3.connect(":memory:")
    return g.db


@app.teardown_appcontext
def close_db(error):
    db = g.pop("db", None)
    if db is not None:
        log.append("closed")
        db.close()
# endregion


@app.get("/")
def index():
    same = get_db() is get_db()
    had, g.shop = "shop" in g, "north"
    return {"same": same, "had": had}


@app.cli.command("count")
def count():
    get_db()
    print("in a command: g works,", current_app.name == app.name)


client = app.test_client()
first, second = client.get("/").json, client.get("/").json
print("one connection in a request:", first["same"])
print("value left by the previous request:", second["had"])
print("two requests:", ", ".join(log))
print(app.test_cli_runner().invoke(args=["count"]).output.strip())
with app.app_context():
    g.shop = "south"
    print("in an application context without a request:", g.shop)
    print("g is a", type(g).__name__, "for a",
          type(g._get_current_object()).__name__)
for name, read in (("g.shop", lambda: g.shop),
                   ("request.path", lambda: request.path)):
    try:
        read()
    except RuntimeError as error:
        print(f"{name} without a context:", type(error).__name__, "-",
              str(error).split(".")[0])
