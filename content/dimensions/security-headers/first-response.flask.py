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
gentle = Flask(__name__)
Talisman(gentle, force_https_permanent=True,
         strict_transport_security_max_age=3600,
         strict_transport_security_include_subdomains=False)

gentle.add_url_rule("/", view_func=shop)

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


print("default, HTTP:", plain.test_client().get("/").status_code)
print("default headers:", protective(plain))
print("after_request:", protective(by_hand))
answer = app.test_client().get("/")
print("Talisman, HTTP:", answer.status_code, answer.location)
print("Talisman, HTTPS:")
for name, value in protective(app, base_url="https://localhost").items():
    print(f"  {name}: {value}")
print("Talisman with options, HTTP:",
      gentle.test_client().get("/").status_code)
print("Talisman with options, HSTS:", protective(
    gentle, base_url="https://localhost")["Strict-Transport-Security"])
