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


urlpatterns = [path("api/items", shared), path("private", private)]
SHOP, EVIL = "https://shop.example", "https://evil.example"


def ask(origin, method="GET", address="/api/items"):
    answer = Client().generic(method, address, headers={
        "Origin": origin, "Access-Control-Request-Method": "PUT"})
    return answer.status_code, {
        name.removeprefix("access-control-").title(): value
        for name, value in sorted(answer.items())
        if name.startswith("access-control-")}


with override_settings(MIDDLEWARE=[]):
    print("without the package:", *ask(SHOP))
ran.clear()
print("from the shop:", *ask(SHOP))
print("from elsewhere:", *ask(EVIL))
print("did the view run for elsewhere:", len(ran) == 2)
print("preflight from the shop:", *ask(SHOP, "OPTIONS"))
print("preflight from elsewhere:", *ask(EVIL, "OPTIONS"))
print("did the view run for a preflight:", len(ran) > 2)
print("an address outside /api:", *ask(SHOP, address="/private"))
with override_settings(CORS_ALLOWED_ORIGINS=[]):
    print("with no origins given:", *ask(EVIL))
