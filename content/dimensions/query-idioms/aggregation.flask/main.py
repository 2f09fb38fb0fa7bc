from magazine import Article, Author, session, show
from sqlalchemy import exists, extract, func, select

# region show
total = func.sum(Article.words)
year = extract("year", Article.day)
IDIOMS = {
    "count": lambda: session.scalar(select(func.count())
        .select_from(Article).where(Article.words == 300)),
    "exists": lambda: session.scalar(
        select(exists().where(Article.words == 300))),
    "sum": lambda: session.scalar(select(total)),
    "several at once": lambda: select(
        func.min(Article.words), func.max(Article.words),
        func.avg(Article.words)),
    "sum of no rows": lambda: session.scalar(select(
        func.coalesce(total, 0)).where(Article.words == 0)),
    "count some": lambda: session.scalar(select(
        func.count(Article.id).filter(Article.words > 100))),
    "count distinct": lambda: session.scalar(select(
        func.count(Article.author_id.distinct()))),
    "distinct values": lambda: select(Article.words).distinct(),
    "group by": lambda: select(
        Article.words, func.count()).group_by(Article.words),
    "group by year": lambda: select(
        year, func.count()).group_by(year),
    "count per parent": lambda: select(
        Author.name, func.count(Article.id),
    ).outerjoin(Author.articles).group_by(Author.id),
    "having": lambda: select(Author).join(Author.articles)
        .group_by(Author.id).having(total > 500),
}
# endregion

show(IDIOMS)
