import servers
from flask import Flask, session
from flask_session import Session
from redis import Redis

server, path = servers.redis()

# region show
store = Redis(unix_socket_path=str(path))
app = Flask(__name__)
app.config.update(
    SESSION_TYPE="redis", SESSION_REDIS=store,
    PERMANENT_SESSION_LIFETIME=3600,
)
Session(app)


@app.get("/login/<name>/")
def login(name):
    session["name"] = name
    return "in"


@app.get("/me/")
def me():
    return session.get("name", "nobody")
# endregion


client = app.test_client()
answer = client.get("/login/ada/")
cookie = answer.headers["Set-Cookie"].split(";")[0].partition("=")
print("cookie:", cookie[0], "| holds the name:", "ada" in cookie[2])
(key,) = store.keys()
print("key:", key.decode().replace(cookie[2], "<cookie>"))
print("expires within the hour:", 3500 < store.ttl(key) <= 3600)
value = store.get(key)
is_pickle = value[:1] == b"\x80"
print("value is a pickle:", is_pickle, "| readable:", b"ada" in value)
print("who:", client.get("/me/").text)

store.delete(key)
print("after its key is deleted:", client.get("/me/").text)

client.get("/login/ada/")
store.flushdb()
print("after Redis lost everything:", client.get("/me/").text)

servers.stop(server)
print("Redis is down:", client.get("/me/").status_code)
