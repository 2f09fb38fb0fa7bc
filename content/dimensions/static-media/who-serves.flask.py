from pathlib import Path

from flask import Flask, send_from_directory, url_for
from werkzeug.test import Client

Path("static").mkdir()
Path("static/style.css").write_text("body { color: navy }\n")
Path("uploads").mkdir()
Path("uploads/cat.png").write_bytes(b"picture")

# region show
app = Flask(__name__)  # serves the folder static/ by itself


@app.get("/uploads/<path:name>")
def upload(name):
    return send_from_directory("uploads", name)
# endregion


def show(label, url, server):
    answer = Client(server).get(url)
    print(f"{label:29}debug={server.debug!s:6}{answer.status_code}")
    return answer


bare = Flask(__name__)
for debug in [True, False]:
    app.debug = bare.debug = debug
    show("style.css, WSGI application", "/static/style.css", app)
    show("upload, WSGI application", "/uploads/cat.png", bare)
    show("  view in the app", "/uploads/cat.png", app)
with app.test_request_context():
    print(f"{'URL':29}{url_for('static', filename='style.css')}")
rules = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}
print(f"{'route of the app':29}{rules['static']}")
app.config["USE_X_SENDFILE"] = True
answer = show("USE_X_SENDFILE", "/uploads/cat.png", app)
path = Path(answer.headers["X-Sendfile"])
print(f"{'  X-Sendfile header':29}.../{path.parent.name}/{path.name}, "
      f"{len(answer.data)} bytes of body")
