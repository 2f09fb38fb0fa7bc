import sentry_sdk
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import path
from sentry_sdk.transport import Transport
from werkzeug.test import Client

events = []


class Keep(Transport):  # in place of the connection to a tracker
    def capture_envelope(self, envelope):
        events.extend(item.payload.json for item in envelope.items
                      if item.type == "event")


def broken(request):
    price = 19
    raise ValueError(f"no such price: {price}")


urlpatterns = [path("broken", broken)]

# region show
sentry_sdk.init("https://key@tracker.example/1", transport=Keep)
settings.configure(
    SECRET_KEY="for this alone", ROOT_URLCONF=__name__,
    ALLOWED_HOSTS=["localhost"],
)
# endregion
client = Client(get_wsgi_application())
client.post("/broken", data={"name": "ada", "password": "pa55word"})
client.get("/nowhere")
print("events for an error and a missing page:", len(events))
event = events[0]
error = event["exception"]["values"][-1]
print("caught by:", error["mechanism"]["type"])
print("error:", error["type"], "at", event["request"]["url"])
frame = error["stacktrace"]["frames"][-1]["vars"]
print("local variables:", {"price": frame["price"]})
print("form:", event["request"]["data"])
