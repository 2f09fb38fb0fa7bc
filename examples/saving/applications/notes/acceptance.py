"""Hold a server of notes to what it should do: python acceptance.py http://127.0.0.1:PORT."""

import json
import sys
import urllib.error
import urllib.request

failed = 0


def ask(method, path, body=None):
    data = None if body is None else body.encode()
    request = urllib.request.Request(sys.argv[1] + path, data, method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            text = answer.read().decode()
            return answer.status, json.loads(text) if text else None
    except urllib.error.HTTPError as error:
        return error.code, None


def check(what, found, wanted):
    global failed
    good = found == wanted
    failed += not good
    print(f"ok    {what}" if good else f"FAIL  {what}: {found!r}")


check("there are no notes", ask("GET", "/notes"), (200, []))
tea = {"id": 1, "text": "tea, with \"milk\"\nand sugar"}
check("a note is kept", ask("POST", "/notes", json.dumps({"text": tea["text"]})), (201, tea))
check("another one gets the next id", ask("POST", "/notes", '{"text": "é"}')[1]["id"], 2)
check("both are listed", ask("GET", "/notes"), (200, [tea, {"id": 2, "text": "é"}]))
check("what is not JSON is refused", ask("POST", "/notes", "tea"), (400, None))
check("a note without text is refused", ask("POST", "/notes", "{}"), (400, None))
check("a note is removed", ask("DELETE", "/notes/1"), (204, None))
check("it is gone", ask("DELETE", "/notes/1"), (404, None))
check("the other one stays", ask("GET", "/notes")[1], [{"id": 2, "text": "é"}])
check("there is nothing else", ask("GET", "/"), (404, None))
sys.exit(failed > 0)
