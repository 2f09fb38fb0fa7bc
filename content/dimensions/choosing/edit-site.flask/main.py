import re
import sys

# installed beside the others here; Flask-Admin works without it
sys.modules["flask_babel"] = None

from site_app import Article, Staff, create_app, db
from sqlalchemy import func, select
from werkzeug.security import generate_password_hash

# region show
app = create_app(
    {
        "SECRET_KEY": "for this sample",
        "SQLALCHEMY_DATABASE_URI": "sqlite://",
    }
)
with app.app_context():
    db.create_all()
    for name in ("ada", "bo"):
        secret = generate_password_hash("lamps", "pbkdf2:sha256:1000")
        db.session.add(Staff(name=name, secret=secret))
    db.session.commit()
# endregion


def send(client, url, **values):
    page = client.get(url).text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    values["csrf_token"] = token.group(1)
    return client.post(url, data=values).status_code


def stored():
    with app.app_context():
        return db.session.scalar(select(func.count(Article.id)))


text = open("site_app.py").read().splitlines()
print("written by hand:", len([x for x in text if x]), "lines in 1 file")
client = app.test_client()
answer = client.get("/admin/")
print("not logged in:", answer.status_code, "to", answer.location)
send(client, "/enter", name="ada", password="lamps")
print("ada, admin index:", client.get("/admin/").status_code)
send(client, "/admin/article/new/", title="Lamps and light")
print("article added:", stored() == 1)
send(client, "/admin/article/new/", title="x" * 90)
print("title of 90 characters refused:", stored() == 1)
page = client.get("/admin/article/?search=light").text
print("found by search:", "Lamps and light" in page)
page = client.post("/admin/article/new/", data={"title": "Forged"})
print("a forged form (no CSRF token) refused:", stored() == 1)
other = app.test_client()
send(other, "/enter", name="bo", password="lamps")
answer = other.get("/admin/article/")
print("bo, without permission:", answer.status_code)
tables = list(db.metadata.tables)
print("audit log of who added what:", len(tables) > 2)
