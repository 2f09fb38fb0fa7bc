import logging

from flask import Flask, request

app = Flask(__name__)


# region show
@app.errorhandler(500)
def broken(error):
    cause = type(error.original_exception).__name__
    return f"sorry, {request.path} failed ({cause})", 500


@app.get("/broken/")
def view():
    return 1 / 0
# endregion


class Recorder(logging.Handler):
    def emit(self, record):
        print("   logged:", record.name, record.levelname,
              record.getMessage())


app.logger.propagate = False
app.logger.handlers = [Recorder()]
client = app.test_client()
for url in ("/broken/", "/nowhere/"):
    response = client.get(url)
    print(f"GET {url}", response.status_code)
    print("   sent:  ", response.text.split("\n")[0])
app.testing = True
try:
    client.get("/broken/")
except ZeroDivisionError as error:
    print("with TESTING:", type(error).__name__, "reaches the test")
app.testing = False
del app.error_handler_spec[None][500]
print("default page:", client.get("/broken/").text.splitlines()[3])
