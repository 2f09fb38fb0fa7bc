import gc
import sys

from flask import Flask, session
from werkzeug.test import EnvironBuilder, run_wsgi_app


def shop(use_session=False, headers=False):
    app = Flask(__name__)
    app.secret_key = "for this alone"

    @app.get("/")
    def home():
        if use_session:
            session["seen"] = True
        return "home"

    if headers:
        @app.after_request
        def add(response):
            response.headers["X-Frame-Options"] = "DENY"
            return response

    return app


# region show
def calls(app):
    """Counts the functions of installed packages called."""
    environ = EnvironBuilder("/").get_environ()
    for _ in range(3):  # the first requests fill caches
        body, status, headers = run_wsgi_app(app, dict(environ))
        assert status == "200 OK"
        body.close()
    count = 0

    def note(frame, event, argument):
        nonlocal count
        installed = "site-packages" in frame.f_code.co_filename
        count += event == "call" and installed

    sys.setprofile(note)
    body = app(environ, lambda status, headers: None)
    list(body)
    body.close()
    sys.setprofile(None)
    return count
# endregion


gc.disable()
print("bare:", calls(shop()))
print("with one hook:", calls(shop(headers=True)))
print("with a session written:", calls(shop(use_session=True)))
