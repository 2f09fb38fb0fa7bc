"""The bare shop for a server that speaks ASGI: each request in a thread."""

from a2wsgi import WSGIMiddleware

from main import app as wsgi

app = WSGIMiddleware(wsgi)
