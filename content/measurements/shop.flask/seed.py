"""Makes the tables and fills them; runs once, before anything is measured."""

from main import app
from models import Article, Author, Item, db

with app.app_context():
    db.create_all()
    db.session.add_all(
        Item(id=n, name=f"Item {n}", price=n * 5) for n in range(1, 1001)
    )
    db.session.add_all(
        Author(id=n, name=f"Author {n}") for n in range(1, 11)
    )
    db.session.flush()
    db.session.add_all(
        Article(id=n, title=f"Article {n}", author_id=n % 10 + 1)
        for n in range(1, 201)
    )
    db.session.commit()
