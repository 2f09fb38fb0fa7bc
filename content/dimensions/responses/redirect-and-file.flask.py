from io import BytesIO
from pathlib import Path

from flask import Flask, make_response, redirect, request, send_file, url_for

app = Flask(__name__)
Path("list.csv").write_text("lamp;19\ndesk;90\n")


# region show
@app.get("/old/")
def old():
    return redirect(url_for("download"))


@app.get("/list/")
def download():
    return send_file("list.csv", as_attachment=True)


@app.get("/made/")
def made():
    return send_file(BytesIO(b"lamp;19\n"),
                     mimetype="text/csv",
                     download_name="made.csv")


@app.get("/visit/")
def visit():
    response = make_response("welcome")
    response.set_cookie("seen", "yes")
    return response
# endregion


@app.post("/moved/")
def moved():
    return redirect(url_for("download"), code=307)


@app.get("/to/")
def to():
    return redirect(request.args["next"])


client = app.test_client()
response = client.get("/old/")
print("redirect      ", response.status_code, response.headers["Location"])
print("keeping POST  ", client.post("/moved/").status_code)
response = client.get("/to/?next=https://evil.example/")
print("redirect to a URL from the query string:",
      response.status_code, response.headers["Location"])
response = client.get("/list/")
print("download      ", response.status_code,
      response.headers["Content-Disposition"])
etag = response.headers.get("ETag")
print("sends an ETag ", etag is not None)
print("asked again   ", client.get(
    "/list/", headers={"If-None-Match": etag}).status_code)
part = client.get("/list/", headers={"Range": "bytes=0-3"})
print("first 4 bytes ", part.status_code, part.text)
response = client.get("/made/")
print("from memory   ", response.headers["Content-Disposition"])
print("cookie        ", client.get("/visit/").headers["Set-Cookie"])
