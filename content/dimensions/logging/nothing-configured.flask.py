import io
import sys

from flask import Flask

screen, sys.stderr = sys.stderr, io.StringIO()

# region show
app = Flask("shop")


@app.get("/items")
def items():
    app.logger.info("a user lists the items")
    app.logger.warning("only two cups left")
    return "items"


@app.get("/broken")
def broken():
    raise ValueError("no such price")
# endregion


client = app.test_client()
for url in ("/items", "/nowhere", "/broken"):
    sys.stderr = io.StringIO()
    client.get(url)
    lines = sys.stderr.getvalue().splitlines()
    print(url, "-> stderr:", lines[0].split("] ")[-1] if lines else "empty")
    print(f"{url}, info message:",
          any("a user" in one for one in lines))
    print(f"{url}, traceback:", "ValueError: no such price" in lines)
sys.stderr = screen
print("name of the logger:", app.logger.name)
