import logging
from urllib.parse import urlencode

from flask import Flask, render_template_string, request, url_for
from werkzeug.routing import BuildError

app = Flask(__name__)

# region show
PAGE = """
one item   {{ url_for('item', name='lamp') }}
page 3     {{ same_page(page=3) }}
no colour  {{ same_page(colour=None) }}
"""


@app.template_global()
def same_page(**changes):
    query = request.args.to_dict(flat=False) | changes
    query = {k: v for k, v in query.items() if v is not None}
    path = url_for(request.endpoint, **request.view_args)
    return f"{path}?{urlencode(query, doseq=True)}"


@app.get("/items/")
def items():
    return render_template_string(PAGE)
# endregion


@app.get("/items/<name>/")
def item(name):
    return name


@app.get("/spread/")
def spread():
    values = request.args.to_dict(flat=False)
    return url_for(request.endpoint, **values)


logging.disable()
client = app.test_client()
print(client.get("/items/?size=s&size=m&colour=red&page=2").text.strip())
with app.test_request_context():
    try:
        render_template_string("{{ url_for('gone') }}")
    except BuildError as error:
        print("unknown    ", type(error).__name__)
for query in ("size=s&size=m", "endpoint=x", "_anchor=x", "_scheme=x"):
    helper = client.get("/items/?" + query).status_code
    print(f"?{query:13} same_page() {helper},",
          "args spread into url_for()",
          client.get("/spread/?" + query).status_code)
