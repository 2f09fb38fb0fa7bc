from flask import Flask, request


# region show
def create_app():
    app = Flask(__name__)

    @app.get("/")
    def home():
        name = request.environ["SERVER_SOFTWARE"].split("/")[0]
        return f"served by {name}"

    return app
# endregion
