from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

sent = []


# region show
def invoice(request, number):
    if request.headers.get("Authorization") != "ada":
        raise PermissionDenied
    return HttpResponse(headers={
        "X-Accel-Redirect": "/private/invoice.pdf",
        "Content-Type": "application/pdf",
    })
# endregion


def counted(request, number):
    response = invoice(request, number)
    sent.append(len(response.content))
    return response


settings.configure(ROOT_URLCONF="shop", ALLOWED_HOSTS=["*"], SECRET_KEY="x")
urlpatterns = [
    path("invoices/<int:number>/", counted),
    path("sent/", lambda request: HttpResponse(str(sum(sent)))),
]
app = get_wsgi_application()
