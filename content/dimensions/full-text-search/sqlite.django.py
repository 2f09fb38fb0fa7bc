import django
from django.apps import AppConfig
from django.conf import settings
from django.db import OperationalError, connection, models


class Magazine(AppConfig):
    name = "__main__"
    label = "magazine"


settings.configure(
    INSTALLED_APPS=["__main__.Magazine"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3",
                           "NAME": ":memory:"}},
)
django.setup()


class Post(models.Model):
    title = models.CharField(max_length=80)
    body = models.TextField()


# in a migration: one RunSQL for each statement
# region show
TABLE = """
    CREATE VIRTUAL TABLE post_words USING fts5(
        title, body, content='magazine_post', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2')"""


def search(words):
    return Post.objects.raw(
        "SELECT p.* FROM post_words "
        "JOIN magazine_post p ON p.id = post_words.rowid "
        "WHERE post_words MATCH %s "
        "ORDER BY bm25(post_words, 10.0, 1.0)", [words])
# endregion

ADD = """INSERT INTO post_words (rowid, title, body)
    VALUES (new.id, new.title, new.body);"""
REMOVE = """INSERT INTO post_words (post_words, rowid, title, body)
    VALUES ('delete', old.id, old.title, old.body);"""
TRIGGERS = [
    f"CREATE TRIGGER post_{when} AFTER {when} ON magazine_post "
    f"BEGIN {does} END"
    for when, does in [("INSERT", ADD), ("DELETE", REMOVE),
                       ("UPDATE", REMOVE + ADD)]]


def quoted(words):
    return " ".join('"' + word.replace('"', '""') + '"'
                    for word in words.split())


def titles(words):
    try:
        return [post.title for post in search(words)]
    except OperationalError as error:
        return f"OperationalError {error}"


with connection.schema_editor() as editor:
    editor.create_model(Post)
    for statement in [TABLE, *TRIGGERS]:
        editor.execute(statement)
Post.objects.create(title="Sleep", body="People who ran far.")
Post.objects.create(title="Running a marathon", body="Shoes, then sleep.")
Post.objects.create(title="Crème brûlée", body="It's sweet.")
for words in ("run", "sleep", "marath*", "creme", '"then sleep"'):
    print(f"{words}:", titles(words))
print("it's:", titles("it's"))
print("it's, quoted:", titles(quoted("it's")))
Post.objects.filter(title__startswith="Cr").update(title="Soup")
print("after a change, creme and soup:", titles("creme"), titles("soup"))
Post.objects.get(title="Sleep").delete()
print("after a deletion, sleep:", titles("sleep"))
found = Post.objects.filter(pk__in=models.expressions.RawSQL(
    "SELECT rowid FROM post_words WHERE post_words MATCH %s", ["sleep"]))
print("filtered further:", found.filter(body__contains="Shoes").count())
