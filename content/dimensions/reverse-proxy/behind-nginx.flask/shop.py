from flask import Flask, request, url_for
from werkzeug.middleware.proxy_fix import ProxyFix


# region show
def create_app():
    app = Flask(__name__, static_folder=None)

    @app.get("/bare/")
    @app.get("/")
    def index():
        return (f"link {url_for('index', _external=True)}, "
                f"from {request.remote_addr or 'no address'}")

    return app


plain, fixed = create_app(), create_app()
fixed.wsgi_app = ProxyFix(fixed.wsgi_app, x_for=1, x_proto=1)
# endregion


def app(environ, start_response):
    """Let both answer."""
    if environ["PATH_INFO"] == "/bare/":
        return plain(environ, start_response)
    lines = []
    for name, one in (("as installed", plain), ("with ProxyFix", fixed)):
        text = b"".join(one(dict(environ), lambda *_: None)).decode()
        lines.append(f"{name}: {text}")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return ["\n".join(lines).encode()]
