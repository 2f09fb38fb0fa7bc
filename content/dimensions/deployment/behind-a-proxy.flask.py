from flask import Flask, request, url_for
from werkzeug.middleware.proxy_fix import ProxyFix

app = Flask(__name__)


@app.get("/items")
def items():
    return (f"secure {request.is_secure}, host {request.host}, "
            f"from {request.remote_addr}, "
            f"link {url_for('items', _external=True)}")


sent = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "shop.example",
    "X-Forwarded-For": "203.0.113.9",
}
client = app.test_client()
print("untouched:", client.get("/items", headers=sent).text)

# region show
app.wsgi_app = ProxyFix(
    app.wsgi_app, x_for=1, x_proto=1, x_host=1,
)
# endregion
print("told of one proxy:", client.get("/items", headers=sent).text)
sent["X-Forwarded-For"] = "198.51.100.66, 203.0.113.9"
print("a visitor who lies about the address:",
      client.get("/items", headers=sent).text.split(", ")[2])
