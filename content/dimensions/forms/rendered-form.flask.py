import re

from flask import Flask, render_template_string
from flask_wtf import CSRFProtect, FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

app = Flask(__name__)
app.secret_key = "only-here"


# region show
class NameForm(FlaskForm):
    name = StringField(
        "Your name", validators=[InputRequired(), Length(max=20)]
    )


PAGE = """<form method="post">{{ form.hidden_tag() }}
{{ form.name.label }} {{ form.name(class="wide") }}
{% for e in form.name.errors %}<b>{{ e }}</b>{% endfor %}
<button>Send</button></form>"""


@app.route("/", methods=["GET", "POST"])
def order():
    form = NameForm()
    if form.validate_on_submit():
        return "thanks, " + form.name.data
    return render_template_string(PAGE, form=form)
# endregion


client = app.test_client()
page = client.get("/").text
token = re.search(r'csrf_token" type="hidden" value="([^"]+)', page)[1]
with app.test_request_context("/"):
    form = NameForm()
    own = "".join(str(field) for field in form)
    whole = str(form)
    print("the field alone     ", form.name())
    print("its label           ", form.name.label)
print("writes <form>       ", "<form" in own)
print("writes a button     ", "<button" in own or "submit" in own)
print("writes the token    ", "csrf_token" in own)
print("{{ form }} is HTML  ", "<input" in whole)

bad = client.post("/", data={"csrf_token": token, "name": ""})
good = client.post("/", data={"csrf_token": token, "name": "Ann"})
none = client.post("/", data={"name": "Ann"})
print("empty name          ", bad.status_code,
      re.search("<b>.*</b>", bad.text)[0])
print("good name           ", good.status_code, good.text)
print("without the token   ", none.status_code,
      "the page again, nothing saved" if "<form" in none.text else "saved")
guarded = Flask(__name__)
guarded.secret_key = "only-here"
CSRFProtect(guarded)
guarded.add_url_rule("/", view_func=order, methods=["GET", "POST"])
none = guarded.test_client().post("/", data={"name": "Ann"})
print("with CSRFProtect    ", none.status_code,
      re.search("<p>(.*)</p>", none.text)[1])
