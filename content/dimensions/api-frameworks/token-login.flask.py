from flask import Flask, request
from flask_jwt_extended import (
    JWTManager, create_access_token, get_jwt_identity, jwt_required,
)
from werkzeug.security import check_password_hash, generate_password_hash

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = "at least 32 bytes, for this program only"
users = {"ada": generate_password_hash("correct horse")}

# region show
JWTManager(app)


@app.post("/token")
def token():
    name = request.json["username"]
    stored = users.get(name, "")
    if not stored or not check_password_hash(
            stored, request.json["password"]):
        return {"msg": "wrong name or password"}, 401
    return {"access": create_access_token(identity=name)}


@app.get("/me")
@jwt_required()
def me():
    return {"user": get_jwt_identity()}
# endregion


client = app.test_client()


def get(token=None):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    answer = client.get("/me", headers=headers)
    return answer.status_code, answer.json


print("no token:", *get())
answer = client.post("/token", json={"username": "ada", "password": "no"})
print("wrong password:", answer.status_code)
answer = client.post(
    "/token", json={"username": "ada", "password": "correct horse"})
access = answer.json["access"]
print("token:", answer.status_code, access.count(".") + 1, "parts")
print("with the token:", *get(access))
head, body, signature = access.split(".")
print("signature changed:", get(f"{head}.{body}.{signature[::-1]}")[0])
print("cookie set:", "Set-Cookie" in answer.headers)
