import sentry_sdk
from flask import Flask
from sentry_sdk.transport import Transport

events = []


class Keep(Transport):  # in place of the connection to a tracker
    def capture_envelope(self, envelope):
        events.extend(item.payload.json for item in envelope.items
                      if item.type == "event")


# region show
sentry_sdk.init("https://key@tracker.example/1", transport=Keep)
app = Flask("shop")
# endregion


@app.post("/broken")
def broken():
    price = 19
    raise ValueError(f"no such price: {price}")


client = app.test_client()
client.post("/broken", data={"name": "ada", "password": "pa55word"})
client.get("/nowhere")
print("events for an error and a missing page:", len(events))
event = events[0]
error = event["exception"]["values"][-1]
print("caught by:", error["mechanism"]["type"])
print("error:", error["type"], "at", event["request"]["url"])
print("local variables:", error["stacktrace"]["frames"][-1]["vars"])
print("form:", event["request"]["data"])
