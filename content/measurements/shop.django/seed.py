"""Makes the tables and fills them; runs once, before anything is measured."""

import django
from django.core.management import call_command

django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)

from shop.models import Article, Author, Item

Item.objects.bulk_create(
    Item(id=n, name=f"Item {n}", price=n * 5) for n in range(1, 1001)
)
Author.objects.bulk_create(
    Author(id=n, name=f"Author {n}") for n in range(1, 11)
)
Article.objects.bulk_create(
    Article(id=n, title=f"Article {n}", author_id=n % 10 + 1)
    for n in range(1, 201)
)
