from django.http import HttpResponse
from django.urls import path


def home(request):
    name = request.META.get("SERVER_SOFTWARE", "-")
    return HttpResponse(f"served by {name.split('/')[0]}")


urlpatterns = [path("", home)]
