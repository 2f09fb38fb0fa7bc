from concurrent.futures import ThreadPoolExecutor

from flask import (
    Flask,
    copy_current_request_context,
    current_app,
    g,
    request,
)

app = Flask("shop")
pool = ThreadPoolExecutor(1)
log = []
sent = []


# region show
def work():
    return f"{request.path}, {g.get('shop', 'no shop')}"


@app.get("/bare/")
def bare():
    g.shop = "north"
    return pool.submit(work).result()


@app.get("/copied/")
def copied():
    g.shop = "north"
    copy = copy_current_request_context(work)
    return pool.submit(copy).result()


@app.get("/passed/")
def passed():
    g.shop = "north"
    text = "{}, {}".format
    return pool.submit(text, request.path, g.shop).result()
# endregion


@app.post("/orders/<int:order_id>/mail/")
def mail(order_id):
    pool.submit(send_mail, app, order_id)
    return "", 202


def send_mail(app, order_id):
    with app.app_context():
        sent.append(f"order {order_id} by {current_app.name}")


@app.teardown_appcontext
def close(error):
    log.append("closed")


def job():
    with app.app_context():
        g.shop = "south"
    return ", ".join(log)


app.testing = True
for url in ("/bare/", "/copied/", "/passed/"):
    try:
        print(f"{url:9}", app.test_client().get(url).text)
    except RuntimeError as error:
        print(f"{url:9}", type(error).__name__, "-",
              str(error).split(".")[0])
log.clear()
print("a context in the thread, when left:", pool.submit(job).result())
print("POST /orders/7/mail/",
      app.test_client().post("/orders/7/mail/").status_code)
pool.shutdown()
print("mail sent in the thread:", sent)
