from flask import Blueprint, Flask, render_template
from flask import render_template_string, session
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
    "page.html": "[{{ shop }}] [{{ column }}] [{{ request.path }}]",
    "mail.txt": "[{{ shop }}] [{{ column }}]",
    "cart.txt": "[{{ session.cart }}]",
    "plain.html": "no names at all",
    "twice.html": "{{ shop }}",
    "use.html": "{% include 'part.html' %}",
    "without.html": "{% include 'part.html' without context %}",
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


def attempt(label, name):
    try:
        print(f"{label:21}{render_template(name)}")
    except RuntimeError as error:
        text = str(error).partition(".")[0]
        print(f"{label:21}RuntimeError: {text}")


with app.app_context():
    attempt("without a request", "mail.txt")
    attempt("  {{ request.path }}", "page.html")
    attempt("  {{ session.cart }}", "cart.txt")
    print("  secret key shown   ",
          render_template_string("{{ config.SECRET_KEY }}"))
with app.test_request_context("/item"):
    names = ["request", "session", "g", "config", "url_for",
             "get_flashed_messages", "user", "csrf_token"]
    known = [n for n in names if "True" == render_template_string(
        "{{ %s is defined }}" % n)]
    print("defined by default  ", known)
    print("view overrides it   ", render_template("twice.html", shop="Mine"))
    runs.clear()
    render_template("plain.html")
    render_template("use.html")
    print("runs, plain+include ", len(runs))
    print("included            ", render_template("use.html", local="here"))
    print("without context     ",
          render_template("without.html", local="here"))
    print("imported            ", render_template("import.html", local="here"))
    print("import with context ", render_template("with.html", local="here"))


other = Flask(__name__)
other.jinja_loader = app.jinja_loader


@other.context_processor
def cart():
    return {"cart": session.get("cart")}


with other.app_context():
    attempt("processor, session", "mail.txt")
