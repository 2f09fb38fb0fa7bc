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


print("typed text as a value:", greet("{{ settings.SECRET_KEY }}"))
print("typed text as the template:",
      repr(greet_wrongly("{{ settings.SECRET_KEY }}")))
for title, text in (
        ("and a sum in it", "{{ 7 * 6 }}"),
        ("and Python's own attributes", "{{ name.__class__ }}")):
    try:
        print(f"{title}:", greet_wrongly(text))
    except TemplateSyntaxError as error:
        print(f"{title}:", str(error).split(" from ")[0])
print("a tag that reads more than a page:",
      repr(greet_wrongly("{% debug %}")))
