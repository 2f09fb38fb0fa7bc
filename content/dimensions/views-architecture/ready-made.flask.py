import flask.views
from flask import Flask, render_template
from flask.views import View
from jinja2 import DictLoader

app = Flask(__name__)
app.jinja_loader = DictLoader({
    "about.html": "{{ shop }} in {{ town }}",
    "items.html": "{{ items|join(', ') }}",
})


# region show
class ListView(View):
    def __init__(self, read, template):
        self.read = read
        self.template = template

    def dispatch_request(self):
        return render_template(self.template, items=self.read())


@app.get("/about/<town>/")
def about(town):
    return render_template("about.html", shop="Shop", town=town)


app.add_url_rule("/items/", view_func=ListView.as_view(
    "items", read=lambda: ["lamp", "desk"], template="items.html"
))
# endregion


client = app.test_client()
print("about:", client.get("/about/north/").text)
print("items:", client.get("/items/").text)
names = [name for name in dir(flask.views) if name.endswith("View")]
print("ready-made classes:", len(names), "namely", ", ".join(names))
