from pathlib import Path

from flask import Flask, request
from werkzeug.utils import secure_filename

app = Flask(__name__)
folder = Path("uploads")
folder.mkdir()
kinds = set()


# region show
@app.post("/photos/")
def add_photo():
    photo = request.files["photo"]
    kinds.add(type(photo).__name__)
    name = secure_filename(photo.filename)
    if not name:
        return "no name left", 400
    photo.save(folder / name)
    return (f"name {photo.filename}, saved as {name}, "
            f"claimed type {photo.mimetype}")
# endregion


def upload(name, field='photo"; filename="'):
    body = (f'--x\r\nContent-Disposition: form-data; name="{field}{name}"\r\n'
            "Content-Type: image/png\r\n\r\n<script>\r\n--x--\r\n")
    response = app.test_client().post(
        "/photos/", data=body.encode(),
        content_type="multipart/form-data; boundary=x")
    said = response.text if "<" not in response.text else "Bad Request"
    print(f"{name:17} {response.status_code} {said}".rstrip())


for name in ("lamp.png", "../../etc/passwd", "..", "größe.png", "lamp.png"):
    upload(name)
print("arrives as:", ", ".join(kinds))
print("files now:", len(list(folder.iterdir())))
print("sent as a plain form field:")
upload("photo", field="")
