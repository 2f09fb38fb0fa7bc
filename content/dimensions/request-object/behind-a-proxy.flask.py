from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

plain = Flask("plain")
fixed = Flask("fixed")

# region show
fixed.wsgi_app = ProxyFix(
    fixed.wsgi_app, x_for=1, x_proto=1, x_host=1
)
# endregion


def seen():
    return (f"{request.scheme}://{request.host}, "
            f"client {request.remote_addr}")


SENT_BY_THE_PROXY = {
    "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "shop.example",
}
for app in (plain, fixed):
    app.add_url_rule("/", "seen", seen)
    client = app.test_client()
    print(f"{app.name}:", client.get("/", headers=SENT_BY_THE_PROXY).text)
