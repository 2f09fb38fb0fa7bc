from flask import Flask, abort, render_template_string, request
from flask_caching import Cache

app = Flask(__name__)
cache = Cache(app, config={"CACHE_TYPE": "SimpleCache"})
done = []


# region show
@app.route("/items", methods=["GET", "POST"])
@cache.cached(timeout=60)
def items():
    done.append("view")
    page = request.args.get("page", "1")
    return f"page {page}", int(request.args.get("status", 200))


@cache.memoize(timeout=60)
def price(item, count):
    done.append("price")
    return count * 5


PART = """{% cache 60, "sidebar" %}{{ costly() }}{% endcache %}"""
# endregion


@app.get("/pages")
@cache.cached(timeout=60, query_string=True)
def pages():
    done.append("view")
    return f"page {request.args.get('page', '1')}"


@app.get("/aborting")
@cache.cached(timeout=60)
def aborting():
    done.append("view")
    abort(404)


@app.get("/good-only")
@cache.cached(timeout=60, response_filter=lambda answer: answer[1] == 200)
def good_only():
    done.append("view")
    return "not found", 404


@app.get("/part")
def part():
    return render_template_string(PART, costly=costly)


def costly():
    done.append("part")
    return "sidebar"


def count(label, *calls):
    done.clear()
    got = [call() for call in calls]
    print(f"{label}: {len(done)} of {len(calls)} ran,", got[-1])


client = app.test_client()


def get(url):
    return lambda: client.get(url).text


count("same page twice", get("/items"), get("/items"))
cache.clear()
count("page=1, then page=2", get("/items?page=1"), get("/items?page=2"))
cache.clear()
count("page=1, then page=2, query_string=True",
      get("/pages?page=1"), get("/pages?page=2"))
count("same parameters in another order",
      get("/pages?a=1&page=2"), get("/pages?page=2&a=1"))
cache.clear()
count("404 twice", get("/items?status=404"), get("/items?status=404"))
count("abort(404) twice", *[lambda: client.get("/aborting").status] * 2)
count("404 twice, response_filter", get("/good-only"), get("/good-only"))
cache.clear()
count("POST twice", *[lambda: client.post("/items").text] * 2)
cache.clear()
count("GET, then POST", get("/items"), lambda: client.post("/items").text)
with app.app_context():
    print("page deleted by key:", cache.delete("view//items"))
count("GET after that", get("/items"))
cache.clear()
count("function twice", lambda: price("cup", 2), lambda: price("cup", 2))
count("other arguments", lambda: price("cup", 3))
cache.delete_memoized(price, "cup", 2)
count("after deleting", lambda: price("cup", 2), lambda: price("cup", 3))
count("template fragment twice", get("/part"), get("/part"))
cache.clear()
print("Cache-Control header:", client.get("/items").headers.get(
    "Cache-Control", "none"))
