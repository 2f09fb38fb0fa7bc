from flask import Flask, url_for
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

site = Flask("site")
shop = Flask("shop")


@site.get("/")
def home():
    return "the site"


@site.errorhandler(404)
def no_page(error):
    return "404 of the site", 404


@shop.get("/items/")
def items():
    return f"the shop, links to {url_for('items')}"


@shop.errorhandler(404)
def no_item(error):
    return "404 of the shop", 404


# region show
application = DispatcherMiddleware(site, {"/shop": shop})
# endregion


for url in ("/", "/shop/items/", "/shop/none/", "/none/"):
    response = Client(application).get(url)
    print(f"GET {url:13} {response.text}")
