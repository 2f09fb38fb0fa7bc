import gc
import sys
from collections import Counter

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
            response.headers["X-Shop"] = "north"
            return response

    return app


# region show
def calls(app, url="/"):
    """Counts calls: of Python functions, and of C functions."""
    environ = EnvironBuilder(url).get_environ()
    for _ in range(3):  # the first requests fill caches
        body, status, headers = run_wsgi_app(app, dict(environ))
        assert status == "200 OK"
        body.close()
    counts = Counter()

    def note(frame, event, argument):
        counts[event] += 1

    sys.setprofile(note)
    body = app(environ, lambda status, headers: None)
    list(body)
    body.close()
    sys.setprofile(None)
    python, c = counts["call"], counts["c_call"]
    return f"{python + c} calls ({python} Python, {c} C)"
# endregion


gc.disable()
print("bare:", calls(shop()))
print("with one hook that adds a header:", calls(shop(headers=True)))
print("with a session written:", calls(shop(use_session=True)))
