from flask import Flask, render_template_string
from flask_login import LoginManager, UserMixin, current_user, login_user
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

app = Flask(__name__)
app.config.update(SECRET_KEY="for this alone",
                  SQLALCHEMY_DATABASE_URI="sqlite:///shop.db")
db = SQLAlchemy(app)
login = LoginManager(app)


class User(UserMixin, db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


@login.user_loader
def load(id):
    return db.session.get(User, int(id))


# region show
@app.get("/plain")
def plain():
    return "the same for all users"


@app.get("/template")
def template():
    return render_template_string("the same for all users")


@app.get("/me")
def me():
    return f"hello {current_user.name}"
# endregion


@app.get("/login")
def enter():
    login_user(db.session.get(User, 1))
    return "welcome"


with app.app_context():
    db.create_all()
    db.session.add(User(name="ada"))
    db.session.commit()
    seen = []

    @event.listens_for(db.engine, "before_cursor_execute")
    def note(conn, cursor, sql, *rest):
        seen.append(sql.split("FROM ")[1].split()[0])

client = app.test_client()
client.get("/login")
for url in ("/plain", "/template", "/me"):
    seen.clear()
    client.get(url)
    print(f"{url}, logged in: {len(seen)} queries", seen)
