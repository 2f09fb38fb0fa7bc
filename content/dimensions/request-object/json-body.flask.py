from flask import Flask, request

app = Flask(__name__)


# region show
@app.post("/orders/")
def add_order():
    order = request.get_json()
    return f"ordered {order['item']}"


@app.route("/orders/1/", methods=["POST", "PUT"])
def change_order():
    form = request.form.to_dict()
    body = request.get_data()
    return f"form {form}, then {len(body)} bytes of body"
# endregion


def show(label, method, url, body, content_type):
    response = client.open(url, method=method, data=body,
                           content_type=content_type)
    said = response.text if response.status_code == 200 else ""
    print(f"{label:17} {response.status_code} {said}".rstrip())


JSON, TEXT = "application/json", "text/plain"
FORM = "application/x-www-form-urlencoded"
client = app.test_client()
show("POST json", "POST", "/orders/", '{"item": "lamp"}', JSON)
show("POST json as text", "POST", "/orders/", '{"item": "lamp"}', TEXT)
show("POST broken json", "POST", "/orders/", "{item", JSON)
show("POST a form", "POST", "/orders/1/", "item=lamp", FORM)
show("PUT a form", "PUT", "/orders/1/", "item=lamp", FORM)
