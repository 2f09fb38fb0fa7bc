from flask import Blueprint, Flask, render_template
from flask import render_template_string
from jinja2 import DictLoader

# region show
app = Flask(__name__)
blog = Blueprint("blog", __name__, url_prefix="/blog")
runs = []


@app.context_processor
def shop_name():
    runs.append("ran")
    return {"shop": "Lampworks"}


@blog.context_processor
def blog_only():
    return {"column": "News"}


@app.get("/", endpoint="home")
@app.get("/other", endpoint="other")
@blog.get("/", endpoint="articles")
def page():
    return render_template("page.html")
# endregion


app.jinja_loader = DictLoader({
    "page.html": "[{{ shop }}] [{{ column }}] "
    "[{{ request.path if request else '' }}]",
    "plain.html": "no names at all",
    "twice.html": "{{ shop }}",
    "use.html": "{% include 'part.html' %}",
    "part.html": "part sees [{{ shop }}] [{{ local }}]",
    "lib.html": "{% macro m() %}[{{ shop }}] [{{ local }}] "
    "[{{ request.path }}]{% endmacro %}",
    "import.html": "{% from 'lib.html' import m %}macro sees {{ m() }}",
    "with.html": "{% from 'lib.html' import m with context %}"
    "macro sees {{ m() }}",
})
app.secret_key = "only-here"
app.register_blueprint(blog)

client = app.test_client()
print("in a request        ", client.get("/other").text)
print("in the blog         ", client.get("/blog/").text)
with app.app_context():
    print("without a request   ", render_template("page.html"))
with app.test_request_context("/item"):
    names = ["request", "session", "g", "config", "url_for", "user"]
    known = [n for n in names if "True" == render_template_string(
        "{{ %s is defined }}" % n)]
    print("there by themselves ", known)
    print("the view says else  ", render_template("twice.html", shop="Mine"))
    runs.clear()
    render_template("plain.html")
    render_template("use.html")
    print("runs, plain+include ", len(runs))
    print("included            ", render_template("use.html", local="here"))
    print("imported            ", render_template("import.html", local="here"))
    print("with context        ", render_template("with.html", local="here"))
