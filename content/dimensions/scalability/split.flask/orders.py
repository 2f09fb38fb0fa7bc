from shop import app


@app.get("/orders")
def orders():
    return "orders"
