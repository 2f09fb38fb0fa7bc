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


def show(label, url, data):
    response = app.test_client().post(
        url, data=data, content_type="multipart/form-data")
    said = response.text if response.status_code == 200 else ""
    print(f"{label:22} {response.status_code} {said}".rstrip())


def photo(size):
    return {"photo": (BytesIO(b"x" * size), "lamp.png")}


for key in ("MAX_CONTENT_LENGTH", "MAX_FORM_MEMORY_SIZE", "MAX_FORM_PARTS"):
    print(f"{key:22} {app.config[key]}")
show("a file of 3 MB", "/photos/", photo(3_000_000))
show("a field of 600 kB", "/photos/", {"text": "x" * 600_000})
show("a field of 3 MB", "/photos/", {"text": "x" * 3_000_000})
show("1001 fields", "/photos/", {f"f{n}": "x" for n in range(1001)})
show("101 files", "/photos/", {f"f{n}": (BytesIO(b"x"), "a.png")
                               for n in range(101)})
show("3 MB where 1 is taken", "/small/", photo(3_000_000))
app.config["MAX_CONTENT_LENGTH"] = 1_000_000
show("3 MB, limit for all", "/photos/", photo(3_000_000))
