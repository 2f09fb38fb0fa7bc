import flask.views
from flask import Flask, render_template, template_rendered
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


seen = []


@template_rendered.connect_via(app)
def record(app, template, context):
    seen.append((template.name.removesuffix(".html"), sorted(context)))


client = app.test_client()
print("about:", client.get("/about/north/").text)
print("items:", client.get("/items/").text)
for name, names in seen:
    print(f"{name}, in the context:", ", ".join(names))
names = [name for name in dir(flask.views) if name.endswith("View")]
print("view classes:", len(names), "namely", ", ".join(names))
try:
    from flask.views import TemplateView
except ImportError as error:
    print("TemplateView:", str(error).split(" (")[0])
