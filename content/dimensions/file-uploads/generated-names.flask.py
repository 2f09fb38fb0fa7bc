from io import BytesIO
from pathlib import Path
from uuid import uuid4

from flask import Flask, request

app = Flask(__name__)
folder = Path("uploads")
folder.mkdir()

# region show
app.config["MAX_CONTENT_LENGTH"] = 5 * 1024 * 1024


@app.post("/photos/")
def add_photo():
    photo = request.files["photo"]
    name = f"{uuid4().hex}.png"
    photo.save(folder / name)
    return {"name": name, "title": photo.filename}, 201
# endregion


for name, size in (("lamp.png", 9), ("lamp.png", 9),
                   ("../../etc/passwd", 9), ("big.png", 6 * 1024 * 1024)):
    response = app.test_client().post(
        "/photos/", data={"photo": (BytesIO(b"x" * size), name)})
    said = ""
    if response.is_json:
        made = response.json["name"]
        said = f"{len(made) - 4} hex digits + {made[-4:]}"
    print(f"{name:17} {response.status_code} {said}".rstrip())
print("files now:", len(list(folder.iterdir())))
