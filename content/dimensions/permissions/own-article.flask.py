from flask import Flask, abort
from flask_login import (
    LoginManager, UserMixin, current_user, login_required, login_user,
)
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


class Base(DeclarativeBase):
    pass


app = Flask(__name__)
app.secret_key = "for tests only"
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app, model_class=Base)
logins = LoginManager(app)


class Person(UserMixin):
    def __init__(self, id):
        self.id = id


logins.user_loader(Person)


# region show
class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author: Mapped[str]


@app.post("/articles/<int:id>")
@login_required
def edit(id):
    article = db.get_or_404(Article, id)
    if article.author != current_user.id:
        abort(403)
    return f"{article.title} is saved"


@app.get("/articles")
@login_required
def mine():
    own = select(Article).filter_by(author=current_user.id)
    return " ".join(a.title for a in db.session.scalars(own))
# endregion


class Grant(db.Model):      # a permission on one object
    person: Mapped[str] = mapped_column(primary_key=True)
    article: Mapped[int] = mapped_column(primary_key=True)


def may_change(person, article):
    return bool(db.session.get(Grant, (person, article.id)))


@app.post("/enter/<name>")
def enter(name):
    login_user(Person(name))
    return name


with app.app_context():
    db.create_all()
    db.session.add(Article(title="Engines", author="ada"))
    db.session.add(Article(title="Looms", author="ben"))
    db.session.commit()
ada, ben = app.test_client(), app.test_client()
ada.post("/enter/ada")
ben.post("/enter/ben")
print("ada saves article 1:", ada.post("/articles/1").text)
print("ben saves article 1:", ben.post("/articles/1").status_code)
print("ben saves article 9:", ben.post("/articles/9").status_code)
print("articles listed for ben:", ben.get("/articles").text)
with app.app_context():
    db.session.add(Grant(person="ben", article=1))
    engines, looms = db.session.scalars(select(Article).order_by("id"))
    print("row in a table of grants, ben, article 1:",
          may_change("ben", engines), "| ada:", may_change("ada", engines))
