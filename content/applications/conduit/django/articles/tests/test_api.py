import pytest

from articles.models import Article, Comment, Tag


def test_equal_titles_get_different_slugs(ann, article):
    other = Article(author=ann, title=article.title, description="d", body="b")
    other.save_with_new_slug()
    assert other.slug.startswith("on-owls-")


def test_a_title_is_required(api, ann):
    api.force_authenticate(ann)
    body = {"article": {"description": "d", "body": "b"}}
    response = api.post("/api/articles", body)
    assert response.status_code == 422
    assert response.json()["errors"]["title"] == ["can't be blank"]


def test_only_the_author_changes_an_article(api, ben, article):
    api.force_authenticate(ben)
    response = api.put(f"/api/articles/{article.slug}", {"article": {}})
    assert response.status_code == 403


def test_new_tags_replace_the_old_ones(api, ann, article):
    api.force_authenticate(ann)
    for tags in (["a", "b"], ["b", "c"], []):
        body = {"article": {"tagList": tags}}
        response = api.put(f"/api/articles/{article.slug}", body)
        assert response.json()["article"]["tagList"] == tags
    assert not Tag.objects.exists()


def test_hidden_articles_are_left_out(api, article):
    Article.objects.update(hidden=True)
    assert api.get("/api/articles").json()["articlesCount"] == 0
    assert api.get(f"/api/articles/{article.slug}").status_code == 404


def test_comments_go_with_their_article(api, ann, article):
    Comment.objects.create(article=article, author=ann, body="Quite.")
    api.force_authenticate(ann)
    assert api.delete(f"/api/articles/{article.slug}").status_code == 204
    assert not Comment.objects.exists()


@pytest.mark.parametrize("rows", [1, 5])
def test_a_list_sends_four_queries(api, ann, article, rows, django_assert_num_queries):
    for n in range(rows):
        Tag.objects.create(article=article, name=f"tag {n}")
    with django_assert_num_queries(4):
        api.get("/api/articles")
