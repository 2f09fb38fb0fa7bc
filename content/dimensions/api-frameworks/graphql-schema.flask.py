import logging

import strawberry
from flask import Flask
from strawberry.flask.views import GraphQLView


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
app = Flask(__name__)
app.add_url_rule("/graphql", view_func=GraphQLView.as_view(
    "graphql", schema=schema))
# endregion


logging.disable(logging.CRITICAL)
client = app.test_client()


def ask(query):
    answer = client.post("/graphql", json={"query": query})
    return answer.status_code, answer.json


print("two names:", *ask("{ items { name } }"))
status, body = ask("{ items { price } }")
print("unknown field:", status, body["errors"][0]["message"])
page = client.get("/graphql", headers={"Accept": "text/html"})
print("GraphiQL in the browser:", page.status_code)
