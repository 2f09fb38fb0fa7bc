import os
import re

import django
from django.apps import AppConfig

os.environ["DJANGO_SETTINGS_MODULE"] = "settings"


class MagazineConfig(AppConfig):
    name = "__main__"  # a project has a package here, and a models.py in it
    label = "magazine"


django.setup()

from django.contrib import admin  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import path  # noqa: E402


class Author(models.Model):
    name = models.CharField(max_length=80)


class Article(models.Model):
    title = models.CharField(max_length=80)
    author = models.ForeignKey(Author, models.CASCADE)


# region show
class ArticleInline(admin.TabularInline):
    model = Article
    extra = 1


@admin.register(Author)
class AuthorAdmin(admin.ModelAdmin):
    list_display = ["name"]
    inlines = [ArticleInline]


@admin.register(Article)
class ArticleAdmin(admin.ModelAdmin):
    list_display = ["title", "writer"]

    @admin.display(description="Author")
    def writer(self, article):
        return article.author.name


class JoinedAdmin(ArticleAdmin):
    list_select_related = ["author"]
# endregion


class KeyAdmin(admin.ModelAdmin):
    list_display = ["title", "author"]


other = {name: admin.AdminSite(name) for name in ("joined", "key")}
other["joined"].register(Article, JoinedAdmin)
other["key"].register(Article, KeyAdmin)
urlpatterns = [path("admin/", admin.site.urls)] + [
    path(f"{name}/", site.urls) for name, site in other.items()]

call_command("migrate", verbosity=0)
with connection.schema_editor() as editor:
    for model in (Author, Article):
        editor.create_model(model)
client = Client()
client.force_login(User.objects.create_superuser("ann"))

client.post("/admin/magazine/author/add/", {
    "name": "Ada", "article_set-TOTAL_FORMS": "1",
    "article_set-INITIAL_FORMS": "0", "article_set-0-title": "Engines"})
print("one post stored:", [(article.author.name, article.title)
                           for article in Article.objects.all()])
page = client.get("/admin/magazine/author/1/change/").text
print("fields of the inline:", sorted(set(re.findall(
    r'name="(article_set-0-(?:title|author))"', page))))

for n in range(49):
    Article.objects.create(title="T", author=Author.objects.create(name="A"))


def queries(url):
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return len(seen)


print("list of 50, method reads author.name:",
      queries("/admin/magazine/article/"))
print("the same with list_select_related:",
      queries("/joined/magazine/article/"))
print("foreign key in list_display:", queries("/key/magazine/article/"))
