from flask import Flask, render_template_string, stream_template_string

app = Flask(__name__)
PAGE = "{{ title }}: {% for item in items %}{{ item }};{% endfor %}"


# region show
def page(items):
    return render_template_string(PAGE, title="All", items=items)


def page_from_dict(items):
    context = {"title": "All", "items": items}
    return render_template_string(PAGE, **context)
# endregion


def attempt(label, render):
    try:
        print(f"{label:22}{render()}")
    except Exception as error:
        print(f"{label:22}{type(error).__name__}: {error}")


with app.test_request_context("/"):
    attempt("keyword arguments", lambda: page(["lamp"]))
    attempt("a dict, spread", lambda: page_from_dict(["lamp"]))
    attempt("a dict as it is", lambda: render_template_string(
        PAGE, {"title": "All"}))
    items = ["lamp"]
    text = page(items)
    items.append("desk")
    print(f"{'a list that grows':22}{text}")
    scoped = ("{% with title='Desks' %}{{ title }}{% endwith %}, "
              "{{ title }}")
    attempt("{% with %}", lambda: render_template_string(
        scoped, title="All"))
    items = ["lamp"]
    stream = stream_template_string(PAGE, title="All", items=items)
    print(f"{'rendering returns':22}{type(text).__name__}")
    print(f"{'streaming returns':22}{type(stream).__name__}")
