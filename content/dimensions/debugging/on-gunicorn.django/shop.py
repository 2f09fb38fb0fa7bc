import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path


# region show
def items(request):
    price = 19
    return HttpResponse(price / 0)


def failed(request):
    return HttpResponse("our own page", status=500)


handler500 = failed
urlpatterns = [path("items", items)]
# endregion
settings.configure(
    SECRET_KEY="sesame", ROOT_URLCONF=__name__,
    DEBUG=os.environ.get("SHOP_DEBUG") == "1",
    ALLOWED_HOSTS=["127.0.0.1"],
)
application = get_wsgi_application()
