from pathlib import Path

from flask import Flask, send_from_directory, url_for

Path("static").mkdir()
Path("static/style.css").write_text("body { color: navy }\n")
Path("uploads").mkdir()
Path("uploads/cat.png").write_bytes(b"picture")
Path("secret.txt").write_text("keep out\n")

# region show
app = Flask(__name__)  # serves the folder static/ by itself


@app.get("/uploads/<path:name>")
def upload(name):
    return send_from_directory("uploads", name)
# endregion


def show(label, address, server=app):
    answer = server.test_client().get(address)
    print(f"{label:28}{answer.status_code}")


for debug in [True, False]:
    app.debug = debug
    show(f"style.css, debug={debug}", "/static/style.css")
show("upload, no view of yours", "/uploads/cat.png", Flask(__name__))
show("upload, with the view", "/uploads/cat.png")
show("a way out of the folder", "/uploads/../secret.txt")
with app.test_request_context():
    address = url_for("static", filename="style.css")
    print(f"{'its address':28}{address}")
rules = {rule.endpoint: rule.rule for rule in app.url_map.iter_rules()}
print(f"{'the rule behind it':28}{rules['static']}")
