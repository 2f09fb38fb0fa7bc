from flask import Flask, render_template_string, request
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


def get(address):
    return lambda: client.get(address).text


count("same page twice", get("/items"), get("/items"))
cache.clear()
count("page=1, then page=2", get("/items?page=1"), get("/items?page=2"))
cache.clear()
count("an error page twice", get("/items?status=404"),
      get("/items?status=404"))
cache.clear()
count("POST twice", *[lambda: client.post("/items").text] * 2)
cache.clear()
count("function twice", lambda: price("cup", 2), lambda: price("cup", 2))
count("other arguments", lambda: price("cup", 3))
cache.delete_memoized(price, "cup", 2)
count("after deleting", lambda: price("cup", 2), lambda: price("cup", 3))
count("part of a template twice", get("/part"), get("/part"))
cache.clear()
print("Cache-Control sent:", client.get("/items").headers["Cache-Control"]
      if "Cache-Control" in client.get("/items").headers else "none")
