from blinker import NamedSignal, Namespace
from flask import (
    Flask,
    got_request_exception,
    render_template,
    request_finished,
    request_started,
    template_rendered,
)
from flask import signals as flask_signals
from jinja2 import DictLoader

app = Flask("shop")
log = []

# region show
shop = Namespace()
order_paid = shop.signal("order-paid")


@order_paid.connect
def send_receipt(sender, order):
    log.append(f"receipt for {order}")


@order_paid.connect_via(app)
def count_stock(sender, order):
    log.append(f"stock counted by {sender.name}")
    return "two left"


@app.post("/pay/<order>/")
def pay(order):
    answers = order_paid.send(app, order=order)
    return [text for receiver, text in answers if text]
# endregion


@request_started.connect_via(app)
def started(sender):
    log.append("request_started")


@request_finished.connect_via(app)
def finished(sender, response):
    log.append(f"request_finished {response.status_code}")


@app.get("/broken/")
def broken():
    return 1 / 0


@got_request_exception.connect_via(app)
def failed(sender, exception):
    log.append(f"got_request_exception {type(exception).__name__}")


app.jinja_loader = DictLoader({"index.html": "welcome"})


@app.get("/")
def index():
    return render_template("index.html")


print("from the package:", Namespace.__module__.split(".")[0])
answer = app.test_client().post("/pay/o-7/")
for line in [log[0], *sorted(log[1:-1]), log[-1]]:
    print("   ", line)
print("answers:", answer.json)
log.clear()
order_paid.send("another sender", order="o-8")
print("another sender:", log)

log.clear()
app.logger.disabled = True
app.test_client().get("/broken/")
print("GET /broken/:", ", ".join(log))
names = []


def note(sender, template, context, **extra):
    names.append(template.name)


with template_rendered.connected_to(note, app):
    app.test_client().get("/")
print("templates rendered:", names)
names = sorted(name for name, value in vars(flask_signals).items()
               if isinstance(value, NamedSignal))
print("built-in signals:", len(names), "such as", ", ".join(names[-3:]))
