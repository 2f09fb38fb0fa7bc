from flask import Flask

app = Flask(__name__)


@app.get("/")
def home():
    return "home"


import orders  # noqa: E402, F401

if __name__ == "__main__":
    print("python shop.py, second file, /orders:",
          app.test_client().get("/orders").status_code)
