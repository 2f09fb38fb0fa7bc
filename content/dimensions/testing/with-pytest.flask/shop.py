import click
from flask import Flask, render_template_string, request


def create_app(**overrides):
    app = Flask(__name__)
    app.config.update(CURRENCY="EUR")
    app.config.update(overrides)

    @app.get("/")
    def home():
        return render_template_string("Prices in {{ config.CURRENCY }}")

    @app.post("/items")
    def add():
        return {"name": request.json["name"]}, 201

    @app.cli.command("restock")
    def restock():
        click.echo("12 cups ordered")

    return app
