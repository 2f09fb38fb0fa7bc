from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path

# region show
def items(request: HttpRequest) -> HttpResponse:
    page = request.GET["page"]
    return JsonResponse({"next": page + 1})


def item(request: HttpRequest, id: str) -> HttpResponse:
    if request.is_secured():
        return JsonResponse({"id": id})
    return redirect("items")


def count(request: HttpRequest) -> int:
    return 12


urlpatterns = [
    path("items", items), path("items/<int:id>", item),
    path("count", count),
]
# endregion
