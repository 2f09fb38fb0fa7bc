import io
import sys

from flask import Flask

screen, sys.stderr = sys.stderr, io.StringIO()

# region show
app = Flask("shop")


@app.get("/items")
def items():
    app.logger.info("somebody looks at the items")
    app.logger.warning("only two cups left")
    return "items"


@app.get("/broken")
def broken():
    raise ValueError("no such price")
# endregion


client = app.test_client()
for address in ("/items", "/nowhere", "/broken"):
    sys.stderr = io.StringIO()
    client.get(address)
    lines = sys.stderr.getvalue().splitlines()
    print(address, "->", len(lines) and lines[0].split("] ")[-1])
    print("   the info line:", any("somebody" in one for one in lines))
    print("   a traceback:", "ValueError: no such price" in lines)
sys.stderr = screen
print("name of the logger:", app.logger.name)
