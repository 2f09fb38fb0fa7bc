import os

from flask import Flask, render_template_string
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

app = Flask(__name__)
app.secret_key = "a very secret key"


# region show
def greet_wrongly(name):
    return render_template_string("Hello " + name)


def greet(name):
    return render_template_string("Hello {{ name }}", name=name)
# endregion


HOSTILE = "{{ config['SECRET_KEY'] }}"
RUN = "{{ cycler.__init__.__globals__.os.getcwd() == folder }}"
app.jinja_env.globals["folder"] = os.getcwd()
with app.test_request_context():
    print("user input as a value:", greet(HOSTILE))
    print("user input as the template:", greet_wrongly(HOSTILE))
    print("arithmetic:", greet_wrongly("{{ 7 * 6 }}"))
    print("a call of os.getcwd():", greet_wrongly(RUN))

sandbox = SandboxedEnvironment()


def sandboxed(template, **values):
    return sandbox.from_string(template).render(**values)


try:
    sandboxed("{{ ''.__class__.__mro__ }}")
except SecurityError as error:
    print("sandbox, __class__:", error)
try:
    sandboxed("{{ range(1000000)|length }}")
except OverflowError as error:
    print("sandbox, range(1000000):", type(error).__name__)
print("sandbox, a value without autoescape:",
      sandboxed("{{ name }}", name="<script>"))
print("sandbox, a script in the template:",
      sandboxed("<script>alert(1)</script>"))
print("sandbox, length of {{ 'x' * 3000000 }}:",
      len(sandboxed("{{ 'x' * 3000000 }}")))


class Customer:
    def delete(self):
        return "deleted"

    def erase(self):
        return "erased"

    erase.alters_data = True


print("sandbox, a method of an object passed in:",
      sandboxed("{{ customer.delete() }}", customer=Customer()))
try:
    sandboxed("{{ customer.erase() }}", customer=Customer())
except SecurityError as error:
    print("sandbox, the same with alters_data:", str(error)[-20:])
