import pathlib

import web

pathlib.Path("static").mkdir()
pathlib.Path("static/site.css").write_text("b {}")

# region show
web.start("""
location /static/ { root .; expires 1h; }
location /bare/ { proxy_pass http://unix:app.sock; }
location / {
    proxy_pass http://unix:app.sock;
    proxy_set_header Host $host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto https;
}
""")
# endregion

css = web.ask("/static/site.css")
print("static file:", css.status, "from", css.headers["Server"].split("/")[0])
print("expires in:", css.headers["Cache-Control"])
bare = web.ask("/bare/")
print("without the headers:", bare.status, bare.reason)
page = web.ask("/", X_Forwarded_For="203.0.113.9")
print(page.read().decode())
