import django
from django.conf import settings
from django.template import Context, Template, TemplateSyntaxError

settings.configure(SECRET_KEY="a very secret key", TEMPLATES=[{
    "BACKEND": "django.template.backends.django.DjangoTemplates"}])
django.setup()


# region show
def greet_wrongly(name):
    return Template("Hello " + name).render(Context())


def greet(name):
    return Template("Hello {{ name }}").render(
        Context({"name": name})
    )
# endregion


def render(template, **values):
    return Template(template).render(Context(values))


def refused(title, template):
    try:
        print(f"{title}:", greet_wrongly(template))
    except TemplateSyntaxError as error:
        print(f"{title}:", str(error).split(" from ")[0])


print("user input as a value:", greet("{{ settings.SECRET_KEY }}"))
print("user input as the template:",
      repr(greet_wrongly("{{ settings.SECRET_KEY }}")))
refused("arithmetic", "{{ 7 * 6 }}")
refused("an underscored attribute", "{{ name.__class__ }}")
refused("a call with an argument", "{{ name.replace('a', 'b') }}")

print("a value with |safe:",
      render("{{ name|safe }}", name="<script>"))
print("a script in the template:",
      render("<script>alert(1)</script>"))
print('length of {{ name|ljust:"3000000" }}:',
      len(render('{{ name|ljust:"3000000" }}', name="a")))


class Customer:
    def delete(self):
        return "deleted"

    def erase(self):
        return "erased"

    erase.alters_data = True


print("a method of an object passed in:",
      render("{{ customer.delete }}", customer=Customer()))
print("the same with alters_data:",
      repr(render("{{ customer.erase }}", customer=Customer())))
