from io import BytesIO

from flask import Flask, request

app = Flask(__name__)


# region show
@app.post("/photos/")
def add_photo():
    got = sum(len(f.read()) for f in request.files.values())
    return f"{got} bytes in files, {len(request.form)} fields"


@app.post("/small/")
def add_small():
    request.max_content_length = 1_000_000
    return add_photo()
# endregion


MULTIPART = "multipart/form-data"
URLENCODED = "application/x-www-form-urlencoded"


def show(label, url, data, kind=MULTIPART):
    response = app.test_client().post(url, data=data, content_type=kind)
    said = response.text if response.status_code == 200 else ""
    print(f"{label:30} {response.status_code} {said}".rstrip())


def photo(size):
    return (BytesIO(b"x" * size), "lamp.png")


def fields(count, size=1):
    return {f"f{n}": "x" * size for n in range(count)}


for key in ("MAX_CONTENT_LENGTH", "MAX_FORM_MEMORY_SIZE", "MAX_FORM_PARTS"):
    print(f"{key:22} {app.config[key]}")
show("a file of 30 MB", "/photos/", {"photo": photo(30_000_000)})
show("a field of 400 kB", "/photos/", fields(1, 400_000))
show("ten fields of 400 kB", "/photos/", fields(10, 400_000))
show("a field of 600 kB", "/photos/", fields(1, 600_000))
show("a field of 5 MB, urlencoded", "/photos/", fields(1, 5_000_000),
     URLENCODED)
show("1001 fields", "/photos/", fields(1001))
show("1001 fields, urlencoded", "/photos/", fields(1001), URLENCODED)
show("101 files", "/photos/", {f"p{n}": photo(1) for n in range(101)})
show("600 fields and 401 files", "/photos/",
     fields(600) | {f"p{n}": photo(1) for n in range(401)})
show("3 MB, limit of 1 MB in the view", "/small/",
     {"photo": photo(3_000_000)})
app.config["MAX_CONTENT_LENGTH"] = 1_000_000
show("3 MB, MAX_CONTENT_LENGTH 1 MB", "/photos/",
     {"photo": photo(3_000_000)})
show("5 MB urlencoded, the same", "/photos/", fields(1, 5_000_000),
     URLENCODED)
