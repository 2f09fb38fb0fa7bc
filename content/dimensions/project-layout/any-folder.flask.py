import os

from flask import Flask, render_template

# region show
app = Flask(
    __name__,
    template_folder="pages",
    static_folder="files",
    static_url_path="/f",
    instance_path=os.path.abspath("private"),
)
# endregion


@app.get("/")
def index():
    return render_template("index.html")


def write(name, text):
    os.makedirs(os.path.dirname(name), exist_ok=True)
    with open(name, "w") as file:
        file.write(text)


plain = Flask(__name__)
print("default template folder:", plain.template_folder)
print("default static folder:", os.path.basename(plain.static_folder))
print("default instance folder:", os.path.basename(plain.instance_path))
folders = [name for name in os.listdir() if os.path.isdir(name)]
print("folders that Flask() created:", folders)
write("pages/index.html", "a page from pages/")
write("files/a.css", "b{}")
client = app.test_client()
print("GET /       ", client.get("/").text)
print("GET /f/a.css", client.get("/f/a.css").text)
print("instance folder:", os.path.basename(app.instance_path))
