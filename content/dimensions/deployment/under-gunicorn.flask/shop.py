from asgiref.wsgi import WsgiToAsgi
from flask import Flask, request


# region show
def create_app():
    app = Flask(__name__)

    @app.get("/")
    def home():
        name = request.environ.get("SERVER_SOFTWARE", "-")
        return f"served by {name.split('/')[0]}"

    return app
# endregion


def create_asgi_app():
    return WsgiToAsgi(create_app())
