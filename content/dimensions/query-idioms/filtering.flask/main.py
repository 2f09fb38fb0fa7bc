from datetime import date

from magazine import Article, show
from sqlalchemy import extract, or_, select

DAY = date(2026, 1, 5)

# region show
articles = select(Article)
IDIOMS = {
    "equal": lambda: articles.where(Article.words == 300),
    "and": lambda: articles.where(
        Article.words == 300, Article.author_id == 1),
    "or": lambda: articles.where(
        or_(Article.words == 300, Article.author_id == 1)),
    "not": lambda: articles.where(Article.words != 300),
    "not equal, NULL kept": lambda: articles.where(
        Article.day.is_distinct_from(DAY)),
    "not equal, NULL dropped": lambda: articles.where(
        Article.day != DAY),
    "is null": lambda: articles.where(Article.day.is_(None)),
    "in": lambda: articles.where(Article.words.in_([50, 900])),
    "in an empty list": lambda: articles.where(
        Article.words.in_([])),
    "between": lambda: articles.where(
        Article.words.between(100, 400)),
    "contains": lambda: articles.where(
        Article.title.icontains("TEA")),
    "starts with": lambda: articles.where(
        Article.title.startswith("Tea ")),
    "contains a percent sign": lambda: articles.where(
        Article.title.contains("%", autoescape=True)),
    "without autoescape": lambda: articles.where(
        Article.title.contains("%")),
    "year": lambda: articles.where(
        extract("year", Article.day) == 2026),
    "two columns": lambda: articles.where(
        Article.words > Article.author_id * 200),
    "order, NULL last": lambda: articles.order_by(
        Article.day.desc().nulls_last()),
    "slice": lambda: articles.order_by(
        Article.title).offset(1).limit(2),
}
# endregion

show(IDIOMS)
