from flask import Flask, render_template_string
from werkzeug.routing import BuildError

app = Flask(__name__)

# region show
PAGE = """
one item   {{ url_for('item', name='lamp') }}
page 3     {{ url_for(request.endpoint, **dict(
              request.args.to_dict(flat=False), page=3)) }}
no colour  {{ url_for(request.endpoint, **dict(
              request.args.to_dict(flat=False), colour=None)) }}
"""


@app.get("/items/")
def items():
    return render_template_string(PAGE)


@app.get("/items/<name>/")
def item(name):
    return name
# endregion


print(app.test_client().get(
    "/items/?size=s&size=m&colour=red&page=2").text.strip())
with app.test_request_context():
    try:
        render_template_string("{{ url_for('gone') }}")
    except BuildError as error:
        print("unknown    ", type(error).__name__)
