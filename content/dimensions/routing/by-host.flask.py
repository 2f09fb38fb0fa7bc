from flask import Flask

# region show
app = Flask(__name__, subdomain_matching=True)
app.config["SERVER_NAME"] = "shop.example"


@app.get("/")
def index():
    return "the shop"


@app.get("/", subdomain="api")
def api():
    return "the API"


@app.get("/", subdomain="<tenant>")
def tenant(tenant):
    return f"the shop of {tenant}"
# endregion


client = app.test_client()
for host in ("shop.example", "api.shop.example", "north.shop.example",
             "other.example"):
    response = client.get("/", base_url=f"http://{host}")
    body = response.text if response.status_code == 200 else ""
    print(f"Host: {host:18} {response.status_code} {body}".rstrip())
