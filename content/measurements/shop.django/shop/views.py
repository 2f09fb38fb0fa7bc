import asyncio

from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET

from shop.forms import OrderForm
from shop.models import Article, Item

ROWS = [
    {"id": n, "name": f"Tea & cup {n}", "price": n * 5}
    for n in range(1, 101)
]


# region show
@require_GET
def string(request):
    return HttpResponse("Hello from the shop")


@require_GET
def json(request):
    return JsonResponse(
        {"message": "Hello", "numbers": [1, 2, 3], "open": True}
    )


@require_GET
def table(request):
    return render(request, "shop/table.html", {"rows": ROWS})


@require_GET
def jinja(request):
    context = {"rows": ROWS}
    return render(request, "shop/table.html", context, using="jinja")


@require_GET
def item(request, number):
    found = get_object_or_404(Item, pk=number)
    return JsonResponse(
        {"id": found.id, "name": found.name, "price": found.price}
    )


@require_GET
def articles(request):
    query = Article.objects.select_related("author").order_by("id")
    return JsonResponse(
        {
            "articles": [
                {"title": a.title, "author": a.author.name}
                for a in query[:20]
            ]
        }
    )


@csrf_protect  # the bare settings have no middleware that does it
def order(request):
    form = OrderForm(request.POST or None)
    if form.is_valid():
        data = form.cleaned_data
        return HttpResponse(f"{data['quantity']} for {data['name']}")
    if request.method == "POST":
        return JsonResponse({"errors": form.errors}, status=400)
    return HttpResponse(get_token(request))


async def wait(request):
    await asyncio.sleep(0.05)
    return HttpResponse("waited")
# endregion
