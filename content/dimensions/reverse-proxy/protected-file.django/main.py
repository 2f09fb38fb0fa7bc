import pathlib

import web

pathlib.Path("private").mkdir()
pathlib.Path("private/invoice.pdf").write_bytes(b"%PDF" + bytes(2_000_000))

# region show
web.start("""
location / { proxy_pass http://unix:app.sock; }
location /private/ { internal; root .; }
""")
# endregion


def show(label, path, **headers):
    answer = web.ask(path, **headers)
    body = answer.read()
    print(f"{label}: {answer.status}, {len(body)} bytes, "
          f"{answer.headers['Content-Type'].split(';')[0]}")
    return answer


show("without the right to it", "/invoices/7/")
answer = show("with it", "/invoices/7/", Authorization="ada")
kept = "X-Accel-Redirect" in answer.headers
print("header of the app reaches the browser:", kept)
show("a part of it", "/invoices/7/", Authorization="ada", Range="bytes=0-3")
show("past the app", "/private/invoice.pdf")
print("bytes that the app sent:", web.ask("/sent/").read().decode())
