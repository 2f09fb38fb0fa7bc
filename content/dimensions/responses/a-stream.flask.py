from flask import Flask, g, request, stream_with_context

app = Flask(__name__)
log = []


# region show
@app.get("/plain/")
def plain():
    def rows():
        for number in range(2):
            log.append(f"row {number}")
            yield f"{number};"

    return rows(), {"Content-Type": "text/csv"}


@app.get("/with-context/")
def with_context():
    g.shop = "north"

    def rows():
        log.append(f"shop {g.shop}")
        yield request.path

    return stream_with_context(rows())
# endregion


@app.get("/without/")
def without():
    def rows():
        yield request.path

    return rows()


@app.after_request
def out(response):
    log.append("after_request")
    return response


@app.teardown_request
def teardown(error):
    log.append("teardown")


client = app.test_client()
for url in ("/plain/", "/with-context/"):
    log.clear()
    response = client.get(url)
    print(url, response.status_code, response.text)
    print("   ", " > ".join(log))
try:
    client.get("/without/").text
except RuntimeError as error:
    print("request in a plain stream:", type(error).__name__)
print("length header:", "Content-Length" in client.get("/plain/").headers)
