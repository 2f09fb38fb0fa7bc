import logging
from logging.handlers import SMTPHandler
from unittest import mock

from flask import Flask
from flask.logging import default_handler

app = Flask("shop")


@app.post("/broken")
def broken():
    raise ValueError("no such price")


# region show
to_staff = SMTPHandler(
    mailhost="127.0.0.1", fromaddr="shop@example.com",
    toaddrs=["ops@example.com"], subject="Error in the shop",
)
to_staff.setLevel(logging.ERROR)
app.logger.addHandler(to_staff)
# endregion
app.logger.removeHandler(default_handler)  # quiet here


with mock.patch("smtplib.SMTP") as server:
    client = app.test_client()
    client.post("/broken", data={"name": "ada", "password": "pa55word"})
    client.post("/broken")
    client.get("/nowhere")
messages = [call.args[0]
            for call in server.return_value.send_message.call_args_list]
print("emails for two errors and a missing page:", len(messages))
print("subject:", messages[0]["Subject"])
text = messages[0].get_content()
print("first line:", text.splitlines()[0])
print("traceback:", "Traceback" in text and "no such price" in text)
print("path of the request:", "/broken" in text)
print("request headers:", "HTTP_USER_AGENT" in text)
print("form field in plain text:", "pa55word" in text)
