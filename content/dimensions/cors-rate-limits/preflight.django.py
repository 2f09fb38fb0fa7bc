import django
from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.test import Client, override_settings
from django.urls import path

# region show
settings.configure(
    INSTALLED_APPS=["corsheaders"],
    MIDDLEWARE=[
        "corsheaders.middleware.CorsMiddleware",
        "django.middleware.common.CommonMiddleware",
    ],
    CORS_ALLOWED_ORIGINS=["https://shop.example"],
    CORS_URLS_REGEX=r"^/api/.*$",
    CORS_ALLOW_CREDENTIALS=True,
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["*"],
)
# endregion
django.setup()
ran = []


def shared(request):
    ran.append(1)
    return JsonResponse({"items": ["cup"]})


def private(request):
    return HttpResponse("private")


urlpatterns = [path("api/items", shared), path("private", private),
               path("api/carts/", shared)]
SHOP, EVIL = "https://shop.example", "https://evil.example"


def ask(origin, method="GET", url="/api/items"):
    answer = Client().generic(method, url, headers={
        "Origin": origin, "Access-Control-Request-Method": "PUT"})
    return answer.status_code, {
        name.removeprefix("access-control-").title(): value
        for name, value in sorted(answer.items())
        if name.startswith("access-control-")}


with override_settings(MIDDLEWARE=[]):
    print("without the package:", *ask(SHOP))
ran.clear()
print("GET, allowed origin:", *ask(SHOP))
print("GET, other origin:", *ask(EVIL))
print("view ran for the other origin:", len(ran) == 2)
print("preflight, allowed origin:", *ask(SHOP, "OPTIONS"))
print("preflight, other origin:", *ask(EVIL, "OPTIONS"))
print("view ran for a preflight:", len(ran) > 2)
print("URL outside /api:", *ask(SHOP, url="/private"))
with override_settings(CORS_ALLOWED_ORIGINS=[]):
    print("no origins configured:", *ask(EVIL))
with override_settings(CORS_ALLOW_ALL_ORIGINS=True):
    print("any origin with credentials:", *ask(EVIL))
print("redirect to the slash:", *ask(SHOP, url="/api/carts"))
with override_settings(MIDDLEWARE=settings.MIDDLEWARE[::-1]):
    print("the same, CorsMiddleware last:", *ask(SHOP, url="/api/carts"))
