from io import BytesIO
from pathlib import Path

import django
from django.conf import settings
from django.http import FileResponse, HttpResponse
from django.urls import path

settings.configure(ROOT_URLCONF=__name__, ALLOWED_HOSTS=["testserver"])
django.setup()
from django.shortcuts import redirect  # noqa: E402
from django.test import Client  # noqa: E402

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


urlpatterns = [path("old/", old), path("list/", download, name="download"),
               path("made/", made), path("visit/", visit)]
client = Client()
response = client.get("/old/")
print("redirect      ", response.status_code, response.headers["Location"])
response = client.get("/list/")
print("download      ", response.status_code,
      response.headers["Content-Disposition"])
print("sends an ETag ", "ETag" in response.headers)
part = client.get("/list/", headers={"Range": "bytes=0-3"})
print("first 4 bytes ", part.status_code, repr(part.getvalue().decode()))
response = client.get("/made/")
print("from memory   ", response.headers["Content-Disposition"])
cookies = client.get("/visit/").cookies
print("cookie        ", cookies.output(header="").strip())
