"""Serve notes on 127.0.0.1: python main.py PORT."""

import json
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import store


# region server
class Notes(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/notes":
            self.answer(200, store.notes())
        else:
            self.answer(404)

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        try:
            text = json.loads(self.rfile.read(length))["text"]
        except (ValueError, KeyError, TypeError):
            self.answer(400)
        else:
            self.answer(201, store.add(str(text)))

    def do_DELETE(self):
        folder, _, note = self.path.rpartition("/")
        known = folder == "/notes" and note.isdecimal()
        self.answer(204 if known and store.remove(int(note)) else 404)

    def answer(self, status, value=None):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        pass


# endregion
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
store.start()
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Notes).serve_forever()
