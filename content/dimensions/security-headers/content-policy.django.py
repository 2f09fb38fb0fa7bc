import re

import django
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import path
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override

# region show
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
}


def shop(request):
    return render(request, "shop.html")


@csp_override({"default-src": ["*"]})
def map(request):
    return HttpResponse("a map from elsewhere")
# endregion


settings.configure(
    SECURE_CSP=SECURE_CSP,
    SECRET_KEY="for tests only", ROOT_URLCONF=__name__,
    MIDDLEWARE=["django.middleware.csp.ContentSecurityPolicyMiddleware"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.csp"],
            "loaders": [("django.template.loaders.locmem.Loader", {
                "shop.html": "<script nonce='{{ csp_nonce }}'>start()"
                             "</script>"})]}}],
)
django.setup()


def policy(answer):
    text = answer.get("Content-Security-Policy", "none")
    return re.sub(r"nonce-[^']+", "nonce-N", text)


urlpatterns = [path("", shop), path("map", map)]
client = Client()
answer = client.get("/")
print("CSP header:", policy(answer))
nonce = re.search(r"'nonce-(.+?)'", answer["Content-Security-Policy"])[1]
print("nonce in the page's script:", nonce in answer.text)
other = client.get("/")["Content-Security-Policy"]
print("same nonce in the next response:", nonce in other)
print("policy of one view:", policy(client.get("/map")))
with override_settings(SECURE_CSP={}):
    print("without the setting:", policy(client.get("/")))
with override_settings(SECURE_CSP={},
                       SECURE_CSP_REPORT_ONLY={"default-src": [CSP.SELF]}):
    answer = client.get("/")
    print("report only:",
          answer.get("Content-Security-Policy-Report-Only"),
          "| enforced:", policy(answer))
