import os
import tomllib

from flask import Flask

os.environ.update({
    "FLASK_PAGE_SIZE": "50",
    "FLASK_MAINTENANCE": "true",
    "FLASK_STRICT": "True",
    "FLASK_MAIL__port": "2525",
    "FLASK_APP": "shop",
})

# region show
app = Flask(__name__)
app.config.from_mapping(PAGE_SIZE=10, THEME="plain")
app.config.from_file("shop.toml", load=tomllib.load, text=False)
app.config.from_prefixed_env()  # FLASK_..., read as JSON
# endregion

for name in ("THEME", "CURRENCY", "PAGE_SIZE", "MAINTENANCE", "STRICT"):
    print(f"{name} = {app.config[name]!r}")
print("nested port =", repr(app.config["MAIL"]["port"]))
print("FLASK_APP was taken too:", app.config["APP"])
print("lower-case name was read:", "lower" in app.config)
