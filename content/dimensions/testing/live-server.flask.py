import threading
import unittest
from urllib.request import urlopen

from flask import Flask
from werkzeug.serving import make_server

app = Flask(__name__)


@app.get("/")
def home():
    return "Prices in EUR"


# region show
class LiveTest(unittest.TestCase):
    def setUp(self):
        server = make_server("127.0.0.1", 0, app, threaded=True)
        self.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(server.shutdown)

    def test_home(self):
        with urlopen(self.url) as answer:
            page = answer.read().decode()
        print("over a socket:", answer.status, page)
# endregion


result = unittest.main(exit=False, verbosity=0).result
print("passed:", result.wasSuccessful(), "tests:", result.testsRun)
