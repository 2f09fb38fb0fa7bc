from io import BytesIO
from pathlib import Path

import django
from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.urls import path
from django.views.decorators.http import condition

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.shortcuts import redirect  # noqa: E402
from django.test import Client, override_settings  # noqa: E402

Path("list.csv").write_text("lamp;19\ndesk;90\n")


# region show
def old(request):
    return redirect("download")


def download(request):
    return FileResponse(open("list.csv", "rb"),
                        as_attachment=True)


def made(request):
    return FileResponse(BytesIO(b"lamp;19\n"),
                        filename="made.csv")


def visit(request):
    response = HttpResponse("welcome")
    response.set_cookie("seen", "yes")
    return response
# endregion


class Item:
    def get_absolute_url(self):
        return "/items/7/"


def by_path(request):
    return redirect("/list/")


def by_object(request):
    return redirect(Item())


def moved(request):
    return redirect("download", preserve_request=True)


def to(request):
    return redirect(request.GET["next"])


@condition(etag_func=lambda request: '"v1"')
def conditional(request):
    return FileResponse(open("list.csv", "rb"))


urlpatterns = [path("old/", old), path("list/", download, name="download"),
               path("made/", made), path("visit/", visit),
               path("by-path/", by_path), path("by-object/", by_object),
               path("moved/", moved), path("to/", to),
               path("conditional/", conditional)]
client = Client()
response = client.get("/old/")
print("redirect      ", response.status_code, response.headers["Location"])
for url in ("/by-path/", "/by-object/"):
    print(f"{url:14}", client.get(url).headers["Location"])
print("keeping POST  ", client.post("/moved/").status_code)
response = client.get("/to/?next=https://evil.example/")
print("redirect to a URL from the query string:",
      response.status_code, response.headers["Location"])
response = client.get("/list/")
print("download      ", response.status_code,
      response.headers["Content-Disposition"])
print("sends an ETag ", "ETag" in response.headers)
with override_settings(MIDDLEWARE=[
        "django.middleware.http.ConditionalGetMiddleware"]):
    print("with ConditionalGetMiddleware",
          "ETag" in Client().get("/list/").headers)
etag = client.get("/conditional/").headers["ETag"]
print("with condition(), asked again", client.get(
    "/conditional/", headers={"If-None-Match": etag}).status_code)
part = client.get("/list/", headers={"Range": "bytes=0-3"})
print("first 4 bytes ", part.status_code, repr(part.getvalue().decode()))
response = client.get("/made/")
print("from memory   ", response.headers["Content-Disposition"])
cookies = client.get("/visit/").cookies
print("cookie        ", cookies.output(header="").strip())
