from flask import Flask, make_response, request

app = Flask(__name__)
written = []


# region show
@app.get("/items")
def items():
    answer = make_response()
    answer.set_etag("version-7")
    answer.cache_control.private = True
    answer.cache_control.max_age = 60
    if request.if_none_match.contains("version-7"):
        return answer.make_conditional(request)
    written.append("page")
    answer.set_data("a long list")
    return answer
# endregion


client = app.test_client()
first = client.get("/items")
print("first:", first.status_code, first.headers["ETag"])
print("Cache-Control:", first.headers["Cache-Control"])
again = client.get("/items", headers={"If-None-Match": '"version-7"'})
print("again, with the tag:", again.status_code, len(again.data), "bytes")
print("pages written:", len(written))
