from flask import Flask
from flask_wtf import CSRFProtect

# region show
def create_app(**overrides):
    app = Flask(__name__)
    app.config.update(SECRET_KEY="for tests only", **overrides)
    CSRFProtect(app)

    @app.post("/orders")
    def order():
        return "ordered"

    return app


strict = create_app(TESTING=True).test_client()
relaxed = create_app(
    TESTING=True, WTF_CSRF_ENABLED=False
).test_client()
# endregion
print("POST, check on:", strict.post("/orders").status_code)
print("POST, check off:", relaxed.post("/orders").status_code)
