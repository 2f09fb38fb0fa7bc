import io
import os
import re
from html import unescape
from unittest import mock

from flask import Flask
from werkzeug.debug import DebuggedApplication
from werkzeug.test import Client

os.environ["WERKZEUG_DEBUG_PIN"] = "123-456-789"
app = Flask(__name__)
app.secret_key = "sesame"
app.logger.disabled = True


@app.get("/items")
def items():
    price = 19
    return str(price / 0)


def words(answer):
    return unescape(re.sub("<[^>]+>", "", answer.text))


answer = Client(app).get("/items")
print("debug off:", answer.status_code, "ZeroDivisionError" in answer.text)

# region show
app.debug = True
browser = Client(DebuggedApplication(app, evalex=True))
page = browser.get("/items", errors_stream=io.StringIO())
# endregion
shown = words(page)
print("debug on:", page.status_code, "ZeroDivisionError" in shown)
print("source line on the page:", "return str(price / 0)" in shown)
print("value of price on the page:", "19" in shown.split("str(price")[-1])
plain = browser.get("/items", errors_stream=io.StringIO(),
                    headers={"Accept": "application/json"})
print("for a client that wants no HTML:", plain.mimetype)

frame = re.findall(r'id="frame-(\d+)"', page.text)[-1]
secret = re.search(r'SECRET = "(\w+)"', page.text)[1]


def console(cmd, host="localhost", **rest):
    answer = browser.get(
        "/items", base_url=f"http://{host}", errors_stream=io.StringIO(),
        query_string={"__debugger__": "yes", "cmd": cmd, "s": secret,
                      "frm": frame, **rest},
    )
    return answer.status_code, words(answer).strip().splitlines()[-1]


print("code sent without the PIN:", console("price + 1")[0])
console("pinauth", pin="123-456-789")
print("code sent with the PIN:", *console("price + 1"))
print("secret key, asked for:", console("app.secret_key")[1])
print("PIN entered from another host name:",
      console("pinauth", pin="123-456-789", host="shop.example")[0])
page = browser.get("/items", base_url="http://shop.example",
                   errors_stream=io.StringIO())
print("the traceback from another host name:", page.status_code,
      "return str(price / 0)" in words(page))

browser = Client(DebuggedApplication(app, evalex=True))
page = browser.get("/items", errors_stream=io.StringIO())
frame = re.findall(r'id="frame-(\d+)"', page.text)[-1]
secret = re.search(r'SECRET = "(\w+)"', page.text)[1]
with mock.patch("time.sleep"):  # the debugger waits after a wrong PIN
    for attempt in range(10):
        console("pinauth", pin="000-000-000")
print("the right PIN after 10 wrong ones:",
      console("pinauth", pin="123-456-789")[1])
