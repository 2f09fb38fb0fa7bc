from io import BytesIO
from pathlib import Path

from flask import Flask
from flask_wtf import FlaskForm
from flask_wtf.file import FileAllowed, FileField, FileRequired
from werkzeug.utils import secure_filename

app = Flask(__name__)
app.config.update(SECRET_KEY="only-for-this-sample", WTF_CSRF_ENABLED=False)
folder = Path("uploads")
folder.mkdir()


# region show
class PhotoForm(FlaskForm):
    photo = FileField(validators=[
        FileRequired(), FileAllowed(["png"], "png only"),
    ])


@app.post("/photos/")
def add_photo():
    form = PhotoForm()
    if not form.validate_on_submit():
        return form.errors, 400
    photo = form.photo.data
    photo.save(folder / secure_filename(photo.filename))
    stream = photo.stream
    return {"held as": type(stream).__name__,
            "on disk": stream._rolled}
# endregion


def show(label, name, content):
    data = {"photo": (BytesIO(content), name)} if name else {}
    response = app.test_client().post(
        "/photos/", data=data, content_type="multipart/form-data")
    print(f"{label:18} {response.status_code} {response.json}")


show("a photo", "lamp.png", b"x")
show("a .txt file", "lamp.txt", b"x")
show("HTML named .png", "page.png", b"<script>")
show("no file", None, b"")
show("3 MB", "large.png", b"x" * 3_000_000)
print("folder on disk:", sorted(path.name for path in folder.iterdir()))
