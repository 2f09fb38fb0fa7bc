import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

# region show
model = b"x" * 200_000_000      # loaded when the module is imported


def predict(request):
    return HttpResponse(f"{model[7]} by {os.getpid()}")
# endregion


settings.configure(ROOT_URLCONF="shop", ALLOWED_HOSTS=["*"], SECRET_KEY="x")
urlpatterns = [path("", predict)]
app = get_wsgi_application()
