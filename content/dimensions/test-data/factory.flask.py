import factory
import factory.random
from factory.alchemy import SQLAlchemyModelFactory
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import Mapped, mapped_column, relationship

app = Flask(__name__)
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
db = SQLAlchemy(app)


class Author(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Book(db.Model):
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    author_id: Mapped[int] = mapped_column(db.ForeignKey(Author.id))
    author: Mapped[Author] = relationship()


# region show
class AuthorFactory(SQLAlchemyModelFactory):
    class Meta:
        model = Author
        sqlalchemy_session = db.session

    name = factory.Sequence(lambda n: f"author {n}")


class BookFactory(SQLAlchemyModelFactory):
    class Meta:
        model = Book
        sqlalchemy_session = db.session
        sqlalchemy_session_persistence = "flush"

    title = factory.Faker("sentence", nb_words=3)
    author = factory.SubFactory(AuthorFactory)
# endregion


def number(model):
    return db.session.scalar(db.select(db.func.count(model.id)))


with app.app_context():
    db.create_all()
    book = BookFactory(title="Tea", author__name="Ada")
    print("one book:", book.title, "by", book.author.name)
    print("its key:", book.id, "| rows:", number(Book), number(Author))
    BookFactory.create_batch(3, author=book.author)
    print("three more by the same author:", number(Book), number(Author))
    built = BookFactory.build()
    print("build(): key", built.id, "| rows:", number(Book))
    factory.random.reseed_random(7)
    one = BookFactory.build().title
    factory.random.reseed_random(7)
    print("the same seed, the same title:", BookFactory.build().title == one)
