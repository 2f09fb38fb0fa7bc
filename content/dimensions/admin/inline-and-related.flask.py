import re

from flask import Flask
from flask_admin import Admin
from flask_admin.contrib.sqla import ModelView
from flask_babel import Babel
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import ForeignKey, event, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

app = Flask(__name__)
app.secret_key = "only-here"
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)
Babel(app)


class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    articles: Mapped[list["Article"]] = relationship(
        back_populates="author")


class Article(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("author.id"))
    author: Mapped[Author] = relationship(back_populates="articles")


# region show
class AuthorView(ModelView):
    column_list = ["name"]
    inline_models = [Article]


class ArticleView(ModelView):
    page_size = 50
    column_list = ["title", "writer"]
    column_formatters = {
        "writer": lambda view, context, article, name:
            article.author.name}


class JoinedView(ArticleView):
    column_select_related_list = [Article.author]
# endregion


class KeyView(ModelView):
    page_size = 50
    column_list = ["title", "author"]


admin = Admin(app)
admin.add_view(AuthorView(Author, db))
admin.add_view(ArticleView(Article, db))
admin.add_view(JoinedView(Article, db, endpoint="joined"))
admin.add_view(KeyView(Article, db, endpoint="key"))
client = app.test_client()
sent = []
with app.app_context():
    db.create_all()
    event.listen(db.engine, "before_cursor_execute",
                 lambda conn, cursor, sql, *rest: sent.append(sql))

client.post("/admin/author/new/", data={
    "name": "Ada", "articles-0-title": "Engines", "articles-0-id": ""})
with app.app_context():
    print("one post stored:", [
        (article.author.name, article.title)
        for article in db.session.scalars(select(Article))])
page = client.get("/admin/author/edit/?id=1").text
print("fields of the inline:", sorted(set(re.findall(
    r'name="(articles-0-(?:title|author))"', page))))
with app.app_context():
    db.session.add_all(Article(title="T", author=Author(name="A"))
                       for _ in range(49))
    db.session.commit()


def queries(url):
    sent.clear()
    page = client.get(url)
    assert page.status_code == 200
    return len(sent)


print("list of 50, formatter reads author.name:", queries("/admin/article/"))
print("the same with column_select_related_list:", queries("/admin/joined/"))
print("relationship in column_list:", queries("/admin/key/"))
