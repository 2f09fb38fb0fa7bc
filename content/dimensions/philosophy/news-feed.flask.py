from datetime import datetime, timezone
from email.utils import format_datetime

from flask import Flask, render_template_string

DAY = datetime(2026, 5, 4, tzinfo=timezone.utc)
ARTICLES = [("Lamps & light", "lamps", DAY)]

# region show
FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel>
<title>The magazine</title>
<link>{{ url_for('feed', _external=True) }}</link>
<description>New articles</description>
{% for title, slug, day in articles -%}
<item><title>{{ title }}</title>
<link>{{ url_for('article', slug=slug, _external=True) }}</link>
<pubDate>{{ day | rfc822 }}</pubDate></item>
{% endfor %}</channel></rss>"""

app = Flask(__name__)
app.jinja_env.filters["rfc822"] = format_datetime


@app.get("/feed")
def feed():
    text = render_template_string(FEED, articles=ARTICLES)
    return text, {"Content-Type": "application/rss+xml"}
# endregion


@app.get("/articles/<slug>")
def article(slug):
    return slug


def show(response):
    from xml.etree import ElementTree

    channel = ElementTree.fromstring(response.data).find("channel")
    item = channel.find("item")
    print("content type:", response.headers["Content-Type"])
    for tag in ("title", "link", "pubDate", "guid"):
        found = item.find(tag)
        print(f"{tag}:", "missing" if found is None else found.text)
    print("link to itself (atom:link):", "atom:link" in response.text)


show(app.test_client().get("/feed"))
