from datetime import datetime, timezone

from flask import Flask, render_template_string
from flask_babel import Babel, format_datetime, refresh, to_utc

# region show
app = Flask(__name__)
zone = {"name": "Europe/Berlin"}
Babel(app, timezone_selector=lambda: zone["name"])

opens = datetime(2026, 7, 1, 8, 0, tzinfo=timezone.utc)


def shown(moment):
    return format_datetime(moment, "HH:mm")
# endregion


with app.test_request_context("/"):
    print("aware 8:00 UTC, rendered ", shown(opens))
    print("strftime() in a template ",
          render_template_string("{{ t.strftime('%H:%M') }}", t=opens))
    print("naive 8:00, rendered     ", shown(opens.replace(tzinfo=None)))
    zone["name"] = "America/New_York"
    refresh()
    print("in New York              ", shown(opens))
    typed = to_utc(datetime(2026, 7, 1, 8, 0))
    print("8:00 typed in New York   ", f"{typed:%H:%M} in UTC,",
          "aware" if typed.tzinfo else "naive")
    try:
        typed < opens
    except TypeError as error:
        print("compared with an aware   ", f"TypeError: {error}")
