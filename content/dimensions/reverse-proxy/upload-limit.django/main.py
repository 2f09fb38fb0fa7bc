import web

# region show
web.start("""
location / {
    proxy_pass http://unix:app.sock;
    client_max_body_size 2m;
}
""")
# endregion


def show(label, size):
    answer = web.ask("/upload/", "POST", b"x" * size,
                     Content_Type="application/octet-stream")
    text = answer.read().decode()
    source = "nginx" if "<center>nginx" in text else "the app"
    print(f"{label}: {answer.status} from {source}")


show("100 KB", 100_000)
show("1.5 MB", 1_500_000)
show("3 MB", 3_000_000)
print("requests that reached the app:", web.ask("/count/").read().decode())
