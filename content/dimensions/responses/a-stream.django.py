import django
from django.conf import settings
from django.core.signals import request_finished
from django.http import StreamingHttpResponse
from django.urls import path

log = []


# region show
def plain(request):
    def rows():
        for number in range(2):
            log.append(f"row {number}")
            yield f"{number};"

    return StreamingHttpResponse(rows(), content_type="text/csv")


def with_request(request):
    request.shop = "north"

    def rows():
        log.append(f"shop {request.shop}")
        yield request.path

    return StreamingHttpResponse(rows())
# endregion


def out(get_response):
    def middleware(request):
        response = get_response(request)
        log.append("middleware out")
        return response

    return middleware


settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"],
                   MIDDLEWARE=[f"{__name__}.out"])
urlpatterns = [path("plain/", plain), path("with-request/", with_request)]
django.setup()
from django.test import Client  # noqa: E402

request_finished.connect(
    lambda **kwargs: log.append("request_finished"), weak=False)
client = Client()
for url in ("/plain/", "/with-request/"):
    log.clear()
    response = client.get(url)
    print(url, response.status_code, response.getvalue().decode())
    print("   ", " > ".join(log))
response = client.get("/plain/")
print("length header:", "Content-Length" in response.headers)
print("has a body to change:", hasattr(response, "content"))
