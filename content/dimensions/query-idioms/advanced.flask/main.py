from magazine import Article, Author, Tag, session, show
from sqlalchemy import case, func, select, text, union
from sqlalchemy.orm import aliased, load_only

# region show
longest = (
    select(Article.title).where(Article.author_id == Author.id)
    .order_by(Article.words.desc()).limit(1).scalar_subquery())
place = func.row_number().over(
    partition_by=Article.author_id,
    order_by=Article.words.desc())
ranked = select(Article.id, place.label("place")).subquery()
size = case((Article.words > 500, "long"), else_="short")
long = select(Article).where(Article.words > 500).cte("long")
IDIOMS = {
    "one column": lambda: select(Article.title),
    "some columns, objects": lambda: select(Article).options(
        load_only(Article.title)),
    "dictionaries": lambda: session.execute(
        select(Article.title, Article.words).where(
            Article.id == 1)).mappings().all(),
    "function": lambda: select(func.upper(Article.title)),
    "any function by name": lambda: select(
        func.hex(Article.title)).where(Article.id == 1),
    "coalesce": lambda: select(
        Author.name, func.coalesce(Article.words, 0),
    ).outerjoin(Author.articles),
    "case": lambda: select(Article.title, size),
    "in a subquery": lambda: select(Article).where(
        Article.author_id.in_(
            select(Author.id).where(Author.name == "Ada"))),
    "subquery as a column": lambda: select(Author.name, longest),
    "first of each group": lambda: select(Article).join(
        ranked, ranked.c.id == Article.id,
    ).where(ranked.c.place == 1),
    "union": lambda: union(
        select(Author.name), select(Tag.name)).order_by("name"),
    "WITH (CTE)": lambda: select(aliased(Article, long)),
    "raw SQL to objects": lambda: select(Article).from_statement(
        text("SELECT * FROM article WHERE words > :n")
        .bindparams(n=500)),
}
# endregion

show(IDIOMS)
