import json
from base64 import urlsafe_b64decode
from datetime import timedelta

import jwt
from flask import Flask, request
from flask_jwt_extended import (
    JWTManager, create_access_token, get_jwt, get_jwt_identity, jwt_required,
)

KEY = "a key for tests only, of 32 bytes"
app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = KEY
tokens = JWTManager(app)
PASSWORDS = {"ada": "cup of tea at five"}
REVOKED = set()

# region show
@app.post("/token")
def token():
    name = request.json["username"]
    if PASSWORDS.get(name) != request.json["password"]:
        return {"detail": "wrong name or password"}, 401
    return {"access": create_access_token(identity=name)}


@app.get("/orders")
@jwt_required()
def orders():
    return {"orders of": get_jwt_identity()}


@tokens.token_in_blocklist_loader
def is_revoked(header, payload):
    return payload["jti"] in REVOKED
# endregion


@app.post("/logout")
@jwt_required()
def logout():
    REVOKED.add(get_jwt()["jti"])
    return {}


client = app.test_client()


def orders_with(token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = client.get("/orders", headers=headers)
    return answer.status_code, answer.json


ada = {"username": "ada", "password": "guess"}
print("wrong password:", client.post("/token", json=ada).status_code)
ada["password"] = PASSWORDS["ada"]
answer = client.post("/token", json=ada)
access = answer.json["access"]
print("login sets a cookie:", "Set-Cookie" in answer.headers)
print("no token:", *orders_with())
print("valid token:", *orders_with(access))
head, payload, signature = access.split(".")
read = json.loads(urlsafe_b64decode(payload + "=="))
print("payload read without the key:", "sub", read["sub"],
      "| minutes:", (read["exp"] - read["iat"]) // 60)
print("changed signature:", orders_with(access[:-4] + "AAAA")[0])
print("alg=none:", orders_with(jwt.encode(read, None, "none"))[0])
with app.app_context():
    old = create_access_token("ada", expires_delta=timedelta(seconds=-1))
print("expired:", *orders_with(old))
client.post("/logout", headers={"Authorization": f"Bearer {access}"})
print("after logout, with a blocklist:", *orders_with(access))
tokens.token_in_blocklist_loader(lambda header, payload: False)
print("after logout, without one:", orders_with(access)[0])
