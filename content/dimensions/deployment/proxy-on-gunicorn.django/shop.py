from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path, reverse


# region show
def items(request):
    link = request.build_absolute_uri(reverse("items"))
    return HttpResponse(
        f"secure {request.is_secure()}, "
        f"from {request.META['REMOTE_ADDR']}, link {link}"
    )
# endregion


urlpatterns = [path("items", items, name="items")]
settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["shop.example"],
)
app = get_wsgi_application()
