"""The smallest app."""

from flask import Flask

app = Flask(__name__)


@app.get("/string")
def string():
    return "Hello from the shop"
