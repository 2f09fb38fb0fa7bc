import logging

import django
import strawberry
from django.conf import settings
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

settings.configure(
    ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
    LOGGING_CONFIG=None, SECRET_KEY="only-here",
    MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()
logging.disable(logging.CRITICAL)

from strawberry.django.views import GraphQLView  # noqa: E402


# region show
@strawberry.type
class Item:
    id: int
    name: str


ITEMS = [Item(id=1, name="cup"), Item(id=2, name="pot")]


@strawberry.type
class Query:
    @strawberry.field
    def items(self) -> list[Item]:
        return ITEMS


schema = strawberry.Schema(Query)
urlpatterns = [path("graphql", csrf_exempt(
    GraphQLView.as_view(schema=schema)))]
# endregion


client = Client(enforce_csrf_checks=True)


def ask(query):
    answer = client.post("/graphql", {"query": query},
                         content_type="application/json")
    return answer.status_code, answer.json()


print("two names:", *ask("{ items { name } }"))
status, body = ask("{ items { price } }")
print("unknown field:", status, body["errors"][0]["message"])
page = client.get("/graphql", headers={"Accept": "text/html"})
print("GraphiQL in the browser:", page.status_code)
