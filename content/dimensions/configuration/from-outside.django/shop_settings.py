import tomllib
from pathlib import Path

# region show
import environ

env = environ.Env()
shop = tomllib.loads(Path("shop.toml").read_text())

THEME = env("THEME", default="plain")
CURRENCY = shop["CURRENCY"]
PAGE_SIZE = env.int("PAGE_SIZE", default=shop["PAGE_SIZE"])
MAINTENANCE = env.bool("MAINTENANCE", default=False)
STRICT = env.bool("STRICT", default=False)
MAIL = {"port": env.int("MAIL_PORT", default=25)}
# endregion
lower = shop["lower"]
