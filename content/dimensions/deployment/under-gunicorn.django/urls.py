from django.http import HttpResponse
from django.urls import path


def home(request):
    name = request.META["SERVER_SOFTWARE"].split("/")[0]
    return HttpResponse(f"served by {name}")


urlpatterns = [path("", home)]
