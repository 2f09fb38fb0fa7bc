from flask import Flask
from flask_talisman import Talisman


def shop():
    return "<h1>The shop</h1>"


plain = Flask(__name__)
plain.secret_key = "for tests only"
plain.add_url_rule("/", view_func=shop)

# region show
app = Flask(__name__)
Talisman(app)
app.add_url_rule("/", view_func=shop)

by_hand = Flask(__name__)
by_hand.add_url_rule("/", view_func=shop)


@by_hand.after_request
def protect(response):
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    return response
# endregion


def protective(application, **options):
    answer = application.test_client().get("/", **options)
    return {name: value for name, value in answer.headers
            if name not in ("Content-Type", "Content-Length", "Location")}


print("as it comes:", protective(plain))
print("with two lines of your own:", protective(by_hand))
answer = app.test_client().get("/")
print("Talisman, HTTP:", answer.status_code, answer.location)
print("Talisman, HTTPS:")
for name, value in protective(app, base_url="https://localhost").items():
    print(f"  {name}: {value}")
