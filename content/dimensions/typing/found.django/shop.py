from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path


# region show
def items(request: HttpRequest) -> HttpResponse:
    page = request.GET["page"]
    return JsonResponse({"next": page + 1})


def item(request: HttpRequest, id: str) -> HttpResponse:
    return JsonResponse({"type of id": type(id).__name__})


def secure(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"secure": request.is_secured()})


def count(request: HttpRequest) -> int:
    return 12


urlpatterns = [
    path("items", items), path("items/<int:id>", item),
    path("secure", secure), path("count", count),
]
# endregion
