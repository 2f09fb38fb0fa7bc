import os

from flask import Flask

# region show
model = b"x" * 200_000_000      # loaded when the module is imported

app = Flask(__name__)


@app.get("/")
def predict():
    return f"{model[7]} by {os.getpid()}"
# endregion
