import django
from django.conf import settings
from django.test import Client, override_settings

settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF="shop_urls",
    ALLOWED_HOSTS=["testserver"], DEBUG=False,
)
django.setup()
print("second file through include(), /orders/:",
      Client().get("/orders/").status_code)
with override_settings(DEBUG=True):
    print("two configurations, one after the other:", settings.DEBUG,
          end=" ")
print(settings.DEBUG)
