from flask import Flask, Response, request, stream_with_context

app = Flask(__name__)
app.logger.disabled = True
seen = []


# region show
@app.get("/events")
def events():
    last = int(request.headers.get("Last-Event-ID", 0))

    def stream():
        try:
            for number in range(last + 1, last + 3):
                seen.append(number)
                yield f"id: {number}\ndata: price {number}\n\n"
        finally:
            seen.append("closed")

    return Response(stream(), mimetype="text/event-stream")
# endregion


@app.get("/late")
def late():
    def stream():
        yield f"data: {request.args['name']}\n\n"

    return stream(), {"Content-Type": "text/event-stream"}


@app.get("/late-with")
def late_with():
    def stream():
        yield f"data: {request.args['name']}\n\n"

    return Response(stream_with_context(stream()),
                    mimetype="text/event-stream")


@app.get("/breaks")
def breaks():
    def stream():
        yield "data: first\n\n"
        raise ValueError("no price")

    return Response(stream(), mimetype="text/event-stream")


client = app.test_client()
answer = client.get("/events")
print(answer.status_code, answer.content_type)
chunks = answer.iter_encoded()
print("first chunk:", next(chunks), "| produced:", seen)
print("second chunk:", next(chunks), "| produced:", seen)
print("Content-Length:", answer.headers.get("Content-Length"))
answer.close()

seen.clear()
client.get("/events", headers={"Last-Event-ID": "7"}, buffered=True)
print("Last-Event-ID 7, then:", seen)
seen.clear()
answer = client.get("/events")
next(answer.iter_encoded())
answer.close()
print("closed after one event:", seen)

try:
    client.get("/late?name=Ada")
except RuntimeError as error:
    print("request inside the stream:", str(error).partition(".")[0])
print("with stream_with_context():",
      client.get("/late-with?name=Ada").text.strip())
answer = client.get("/breaks")
try:
    b"".join(answer.iter_encoded())
except ValueError as error:
    print("fails after the first:", answer.status_code, "then", error)


async def numbers():
    yield "data: 1\n\n"


try:
    b"".join(Response(numbers()).iter_encoded())
except TypeError as error:
    print("async generator: TypeError:", error)
