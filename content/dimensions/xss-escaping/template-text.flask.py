from flask import Flask, render_template_string
from jinja2.sandbox import SandboxedEnvironment
from jinja2.exceptions import SecurityError

app = Flask(__name__)
app.secret_key = "a very secret key"


# region show
def greet_wrongly(name):
    return render_template_string("Hello " + name)


def greet(name):
    return render_template_string("Hello {{ name }}", name=name)
# endregion


HOSTILE = "{{ config['SECRET_KEY'] }}"
with app.test_request_context():
    print("typed text as a value:", greet(HOSTILE))
    print("typed text as the template:", greet_wrongly(HOSTILE))
    print("and a sum in it:", greet_wrongly("{{ 7 * 6 }}"))
    reach = "{{ ''.__class__.__mro__|length > 1 }}"
    print("and Python's own attributes:", greet_wrongly(reach))
try:
    SandboxedEnvironment().from_string(
        "{{ ''.__class__.__mro__ }}").render()
except SecurityError as error:
    print("in Jinja's sandbox:", error)
