# region show
from flask import Flask

app = Flask(__name__)


@app.get("/")
def index():
    return "Hello"
# endregion


def lines_of_code():
    text = open(__file__).read()
    region = text.split("# region show")[1].split("# endregion")[0]
    return len([line for line in region.splitlines() if line.strip()])


print("files: 1, lines of code:", lines_of_code())
client = app.test_client()
for url in ("/", "/missing"):
    response = client.get(url)
    first = response.text.splitlines()[0]
    print(f"GET {url:9}{response.status_code} {first}")
print("content type:", client.get("/").content_type)
print("debug mode by default:", app.debug)
print("secret key by default:", app.secret_key)
