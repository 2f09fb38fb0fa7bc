import contextlib
import io
import os
from unittest import mock

from flask import Flask
from flask.cli import FlaskGroup


def start(label, app, way):
    with (mock.patch("flask.cli.run_simple") as by_command,
          mock.patch("werkzeug.serving.run_simple") as by_method,
          mock.patch.dict(os.environ), contextlib.suppress(SystemExit),
          contextlib.redirect_stdout(io.StringIO())):
        way(app)
    call = by_command.call_args or by_method.call_args
    print(f"{label}: app.debug={app.debug}",
          f"debugger={call.kwargs['use_debugger']}",
          f"reloader={call.kwargs['use_reloader']}")
    return call


def flask(*words, **environment):
    def way(app):
        os.environ.update(environment)
        FlaskGroup(create_app=lambda: app).main(words)
    return way


def shop(debug=False):
    app = Flask("shop")
    app.debug = debug
    return app


# region show
start("app.run()", shop(), lambda app: app.run())
start("app.run(debug=True)", shop(),
      lambda app: app.run(debug=True))
start("flask run", shop(), flask("run"))
start("flask run --debug", shop(), flask("run", "--debug"))
start("FLASK_DEBUG=1 flask run", shop(),
      flask("run", FLASK_DEBUG="1"))
start("FLASK_ENV=development flask run", shop(),
      flask("run", FLASK_ENV="development"))
start("app.debug = True, then app.run()", shop(debug=True),
      lambda app: app.run())
call = start("app.debug = True, then flask run", shop(debug=True),
             flask("run"))
# endregion
print("host and port:", call.args[:2])
print("a thread for each request:", call.kwargs["threaded"])
