from flask import Flask, request

app = Flask(__name__)


# region show
@app.post("/orders/")
def add_order():
    order = request.get_json()
    return f"ordered {order['item']}"


@app.route("/orders/1/", methods=["POST", "PUT", "PATCH"])
def change_order():
    form = request.form.to_dict()
    body = request.get_data()
    return f"form {form}, then {len(body)} bytes of body"
# endregion


@app.post("/data-first/")
def data_first():
    body = request.get_data()
    form = request.form.to_dict()
    return f"{len(body)} bytes of body, then form {form}"


@app.post("/silent/")
def silent():
    return f"{request.get_json(silent=True)}"


def show(label, method, url, body, content_type):
    response = client.open(url, method=method, data=body,
                           content_type=content_type)
    said = response.text if response.status_code == 200 else ""
    print(f"{label:20} {response.status_code} {said}".rstrip())


JSON, TEXT = "application/json", "text/plain"
FORM = "application/x-www-form-urlencoded"
client = app.test_client()
show("POST json", "POST", "/orders/", '{"item": "lamp"}', JSON)
show("POST json as text", "POST", "/orders/", '{"item": "lamp"}', TEXT)
show("POST broken json", "POST", "/orders/", "{item", JSON)
show("POST a form", "POST", "/orders/1/", "item=lamp", FORM)
show("PUT a form", "PUT", "/orders/1/", "item=lamp", FORM)
show("PATCH a form", "PATCH", "/orders/1/", "item=lamp", FORM)
show("POST json, read form", "POST", "/orders/1/", '{"item": "lamp"}', JSON)
show("POST multipart", "POST", "/orders/1/",
     '--x\r\nContent-Disposition: form-data; name="item"\r\n\r\n'
     "lamp\r\n--x--\r\n", "multipart/form-data; boundary=x")
show("get_data() first", "POST", "/data-first/", "item=lamp", FORM)
show("silent=True", "POST", "/silent/", "{item", JSON)
