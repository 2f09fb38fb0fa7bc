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
print("not configured:", client.get("/items", headers=sent).text)

# region show
wsgi_app = app.wsgi_app
app.wsgi_app = ProxyFix(wsgi_app, x_for=1, x_proto=1, x_host=1)
# endregion
print("one proxy configured:", client.get("/items", headers=sent).text)

sent["X-Forwarded-For"] = "198.51.100.66, 203.0.113.9"
spoofed = client.get("/items", headers=sent).text
print("spoofed X-Forwarded-For:", spoofed.split(", ")[2])
app.wsgi_app = ProxyFix(wsgi_app, x_for=2)
spoofed = client.get("/items", headers=sent).text
print("spoofed X-Forwarded-For, one proxy too many configured:",
      spoofed.split(", ")[2])
