from pytest_django.asserts import assertContains

from articles.models import Article


def test_the_home_page_escapes_titles(client, article):
    Article.objects.update(title="<b>Owls</b>")
    assertContains(client.get("/"), "<h2>&lt;b&gt;Owls&lt;/b&gt;</h2>")
