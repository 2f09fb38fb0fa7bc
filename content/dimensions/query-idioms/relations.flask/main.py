from datetime import date

from magazine import Article, Author, Tag, session, show
from sqlalchemy import select
from sqlalchemy.orm import (
    aliased, joinedload, selectinload, with_parent,
)

NEW_YEAR = date(2026, 1, 1)

# region show
other = aliased(Article)
IDIOMS = {
    "column of the parent": lambda: select(Article).join(
        Article.author).where(Author.name == "Ada"),
    "children of an object": lambda: select(Article).where(
        with_parent(session.get(Author, 1), Author.articles),
        Article.words > 500),
    "join to the children": lambda: select(Author).join(
        Author.articles).where(Article.words > 100),
    "any child, each parent once": lambda: select(Author).where(
        Author.articles.any(Article.words > 100)),
    "no child": lambda: select(Author).where(
        ~Author.articles.any()),
    "no such child": lambda: select(Author).where(
        ~Author.articles.any(Article.words > 500)),
    "one child meets both": lambda: select(Author).where(
        Author.articles.any(
            (Article.words == 300) & (Article.day >= NEW_YEAR))),
    "a child for each": lambda: select(Author).where(
        Author.articles.any(Article.words == 300),
        Author.articles.any(Article.day >= NEW_YEAR)),
    "has a tag": lambda: select(Article).where(
        Article.tags.any(Tag.name == "travel")),
    "has two tags": lambda: select(Article).where(
        Article.tags.any(Tag.name == "food"),
        Article.tags.any(Tag.name == "travel")),
    "inner join, columns": lambda: select(
        Article.title, Author.name).join(Article.author),
    "left join, columns": lambda: select(
        Author.name, Article.title).outerjoin(Author.articles),
    "condition in ON": lambda: select(
        Author.name, Article.title).outerjoin(
        Author.articles.and_(Article.words > 500)),
    "self join": lambda: select(Article).join(
        other, other.author_id == Article.author_id,
    ).where(other.words > Article.words),
    "load the parent": lambda: select(Article).where(
        Article.words == 900,
    ).options(joinedload(Article.author, innerjoin=True)),
    "load the children": lambda: select(Author).where(
        Author.name == "Ada").options(
        selectinload(Author.articles)),
}
# endregion

show(IDIOMS)
