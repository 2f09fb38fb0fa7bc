from measure import first_response, is_loaded

# region show
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__)


def index(request):
    return HttpResponse("Hello")


urlpatterns = [path("", index)]
app = get_wsgi_application()
# endregion


first_response("one page", app)
is_loaded("django.db.models", "django.forms")
is_loaded("django.contrib.auth", "django.contrib.admin")
