"""Hold one server of Conduit to its specification, over HTTP and nothing else.

    python acceptance.py http://127.0.0.1:8001 [--mail FOLDER]

The server is started with CONDUIT_TEST=1, which makes it report in X-Query-Count
how many statements each request sent, and gives it the staff account below. Its
mail is read from FOLDER, by default `mail` in the working directory, which is
the server's own. One line for each check goes to standard output, the same ones
for every run that passes; the exit status is 0 only if all checks pass.
"""

from __future__ import annotations

import argparse
import email
import email.policy
import http.client
import json
import re
import secrets
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urljoin, urlsplit

STAFF = ("staff@example.com", "staff-password")
PASSWORD = "correct horse"
SECONDS = 20
RUN = secrets.token_hex(4)  # part of every name, so that a second run finds no first

USER = {"email", "token", "username", "bio", "image"}
PROFILE = {"username", "bio", "image", "following"}
SUMMARY = {
    "slug",
    "title",
    "description",
    "tagList",
    "createdAt",
    "updatedAt",
    "favorited",
    "favoritesCount",
    "author",
}
COMMENT = {"id", "createdAt", "updatedAt", "body", "author"}
WANTED = ("authorization", "content-type")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


class Unreachable(Exception):
    """The server did not answer a request."""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8", "replace")

    @property
    def json(self) -> Any:
        return json.loads(self.content)

    @property
    def location(self) -> str:
        return self.headers.get("Location", "")


@dataclass
class Server:
    """Sends requests, and remembers the last one for the report."""

    base: str
    last: str = "no request"

    def send(
        self,
        method: str,
        path: str,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> Answer:
        self.last = f"{method} {urlsplit(path).path.replace(RUN, '...')}"
        place = urlsplit(self.base)
        connection = http.client.HTTPConnection(
            place.hostname or "127.0.0.1", place.port, timeout=SECONDS
        )
        try:
            connection.request(method, path, content, headers or {})
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(f"{self.last}: {type(error).__name__}") from error
        finally:
            connection.close()

    def api(
        self, method: str, path: str, body: Any = None, token: str | None = None
    ) -> Answer:
        headers = {} if token is None else {"Authorization": f"Token {token}"}
        content = None
        if body is not None:
            content = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        return self.send(method, f"/api{path}", content, headers)


@dataclass
class Report:
    """Prints one line for each check, and counts."""

    passed: int = 0
    failed: int = 0

    def check(self, text: str, got: Any, wanted: Any = True) -> None:
        if got == wanted and type(got) is type(wanted):
            self.passed += 1
            print(f"ok    {text}")
        else:
            self.fail(f"{text}: wanted {shown(wanted)}, got {shown(got)}")

    def fail(self, text: str) -> None:
        self.failed += 1
        print(f"FAIL  {text}")

    def refused(self, text: str, answer: Answer, status: int) -> None:
        """Check that an answer is an error, in the specification's shape."""
        if answer.status == status and not is_error(answer):
            self.fail(f"{text}: {status}, but without an errors object")
        else:
            self.check(text, answer.status, status)


def shown(value: Any) -> str:
    return repr(value).replace(RUN, "...")


def is_error(answer: Answer) -> bool:
    try:
        messages = answer.json["errors"]["body"]
    except (ValueError, KeyError, TypeError):
        return False
    return (
        isinstance(messages, list)
        and len(messages) > 0
        and all(isinstance(message, str) for message in messages)
    )


@dataclass
class Person:
    username: str
    email: str
    token: str = ""


@dataclass
class Suite:
    server: Server
    report: Report
    mail: Path
    ann: Person = field(init=False)
    ben: Person = field(init=False)

    def api(
        self, method: str, path: str, body: Any = None, by: Person | None = None
    ) -> Answer:
        return self.server.api(method, path, body, by.token if by else None)

    def register(self, name: str) -> Person:
        person = Person(f"{name}_{RUN}", f"{name}.{RUN}@example.com")
        content = {
            "username": person.username,
            "email": person.email,
            "password": PASSWORD,
        }
        answer = self.api("POST", "/users", {"user": content})
        person.token = answer.json["user"]["token"]
        return person

    def write(self, by: Person, title: str, *tags: str) -> dict[str, Any]:
        content = {
            "title": title,
            "description": f"About {title}",
            "body": f"{title}, at length",
            "tagList": list(tags),
        }
        answer = self.api("POST", "/articles", {"article": content}, by)
        article: dict[str, Any] = answer.json["article"]
        return article

    # ------------------------------------------------------------------ accounts

    def registration(self) -> None:
        check, refused = self.report.check, self.report.refused
        content = {
            "username": f"ann_{RUN}",
            "email": f"ann.{RUN}@example.com",
            "password": PASSWORD,
        }
        answer = self.api("POST", "/users", {"user": content})
        check("registering answers 201", answer.status, 201)
        user = answer.json["user"]
        check("a user has the keys of the specification", set(user), USER)
        check("a user comes back as sent", user["username"], content["username"])
        check(
            "a new user has no bio and no image",
            [user["bio"], user["image"]],
            [None, None],
        )
        check("a new user has a token", bool(user["token"]))
        self.ann = Person(content["username"], content["email"], user["token"])
        self.ben = self.register("ben")

        other = {
            "username": f"eve_{RUN}",
            "email": f"eve.{RUN}@example.com",
            "password": PASSWORD,
        }
        for name in ("username", "email", "password"):
            for what, value in (("empty", ""), ("null", None)):
                answer = self.api("POST", "/users", {"user": {**other, name: value}})
                refused(f"registering with {what} {name} answers 422", answer, 422)
            rest = {key: value for key, value in other.items() if key != name}
            refused(
                f"registering without {name} answers 422",
                self.api("POST", "/users", {"user": rest}),
                422,
            )
        for name in ("username", "email"):
            body = {"user": {**other, name: content[name]}}
            answer = self.api("POST", "/users", body)
            refused(f"registering with a taken {name} answers 422", answer, 422)
        answer = self.api("POST", "/users", {"user": {**other, "email": "no address"}})
        refused("registering with what is no address answers 422", answer, 422)
        loud = {**other, "username": f"kim_{RUN}", "email": f"Kim.{RUN}@EXAMPLE.com"}
        answer = self.api("POST", "/users", {"user": loud})
        check("an address may have capitals", answer.status, 201)
        answer = self.api("POST", "/users/login", {"user": loud})
        check("and logs in as it was typed", answer.status, 200)
        answer = self.api(
            "POST", "/users", {"user": {**loud, "username": f"kit_{RUN}"}}
        )
        refused("and is taken", answer, 422)
        for what, body in (
            ("no user", {}),
            ("a list", []),
            ("a text for a user", {"user": "ann"}),
        ):
            refused(
                f"registering with {what} answers 422",
                self.api("POST", "/users", body),
                422,
            )
        answer = self.server.send(
            "POST", "/api/users", b"{", {"Content-Type": "application/json"}
        )
        refused("registering with broken JSON answers 422", answer, 422)

    def login(self) -> None:
        check, refused = self.report.check, self.report.refused

        def log_in(**content: str) -> Answer:
            return self.api("POST", "/users/login", {"user": content})

        answer = log_in(email=self.ann.email, password=PASSWORD)
        check("logging in answers 200", answer.status, 200)
        check("logging in returns the user", set(answer.json["user"]), USER)
        self.ann.token = answer.json["user"]["token"]
        answer = log_in(email=self.ann.email, password="wrong")
        refused("logging in with a wrong password answers 401", answer, 401)
        answer = log_in(email=f"nobody.{RUN}@example.com", password=PASSWORD)
        refused("logging in with an unknown address answers 401", answer, 401)
        refused(
            "logging in without a password answers 422",
            log_in(email=self.ann.email),
            422,
        )
        answer = log_in(email="", password=PASSWORD)
        refused("logging in with an empty address answers 422", answer, 422)

    def current_user(self) -> None:
        check, refused = self.report.check, self.report.refused
        answer = self.api("GET", "/user", by=self.ann)
        check("the current user answers 200", answer.status, 200)
        check(
            "the current user is the token's",
            answer.json["user"]["email"],
            self.ann.email,
        )
        for method in ("GET", "PUT"):
            answer = self.api(method, "/user", {"user": {"bio": "x"}})
            refused(f"{method} /user without a token answers 401", answer, 401)
        refused(
            "a token that is none answers 401",
            self.server.api("GET", "/user", token="a.b.c"),
            401,
        )
        forged = self.ann.token[:-8] + ("A" * 8)
        refused(
            "a forged token answers 401",
            self.server.api("GET", "/user", token=forged),
            401,
        )
        headers = {"Authorization": f"Bearer {self.ann.token}"}
        refused(
            "another scheme than Token answers 401",
            self.server.send("GET", "/api/user", headers=headers),
            401,
        )
        answer = self.server.api("GET", "/articles", token="a.b.c")
        refused("a bad token answers 401 where none is needed", answer, 401)

        def update(**content: Any) -> Answer:
            return self.api("PUT", "/user", {"user": content}, self.ann)

        answer = update(bio="Writes.", image="https://example.com/ann.png")
        check("updating the user answers 200", answer.status, 200)
        user = answer.json["user"]
        check(
            "bio and image are changed",
            [user["bio"], user["image"]],
            ["Writes.", "https://example.com/ann.png"],
        )
        check("what an update leaves out stays", user["email"], self.ann.email)
        check("an image of spaces is none", update(image="  ").status, 200)
        user = update(image=None).json["user"]
        check(
            "null takes the image away and nothing else",
            [user["bio"], user["image"]],
            ["Writes.", None],
        )
        check("an empty bio becomes null", update(bio="").json["user"]["bio"], None)
        check(
            "a bio can be set again",
            update(bio="Writes.").json["user"]["bio"],
            "Writes.",
        )
        user = self.api("GET", "/user", by=self.ann).json["user"]
        check("the changes are kept", [user["bio"], user["image"]], ["Writes.", None])
        refused("an update without fields answers 422", update(), 422)
        for name in ("username", "email", "password"):
            refused(
                f"an update to an empty {name} answers 422", update(**{name: ""}), 422
            )
            refused(
                f"an update to a null {name} answers 422", update(**{name: None}), 422
            )
        refused(
            "an update to a taken username answers 422",
            update(username=self.ben.username),
            422,
        )
        refused(
            "an update to a taken email answers 422", update(email=self.ben.email), 422
        )
        check(
            "an update to one's own email answers 200",
            update(email=self.ann.email).status,
            200,
        )
        check("a password can be changed", update(password="another horse").status, 200)
        old = {"email": self.ann.email, "password": PASSWORD}
        refused(
            "the old password is refused",
            self.api("POST", "/users/login", {"user": old}),
            401,
        )
        new = {"email": self.ann.email, "password": "another horse"}
        answer = self.api("POST", "/users/login", {"user": new})
        check("the new password is accepted", answer.status, 200)
        self.ann.token = answer.json["user"]["token"]

    def profiles(self) -> None:
        check, refused = self.report.check, self.report.refused
        path = f"/profiles/{self.ann.username}"
        answer = self.api("GET", path)
        check("a profile answers 200 to anybody", answer.status, 200)
        profile = answer.json["profile"]
        check("a profile has the keys of the specification", set(profile), PROFILE)
        check(
            "a profile shows bio and image",
            [profile["bio"], profile["image"]],
            ["Writes.", None],
        )
        check("nobody follows without a token", profile["following"], False)
        for method in ("POST", "DELETE"):
            refused(
                f"{method} follow without a token answers 401",
                self.api(method, f"{path}/follow"),
                401,
            )
            answer = self.api(method, f"/profiles/none_{RUN}/follow", by=self.ben)
            refused(f"{method} follow of an unknown user answers 404", answer, 404)
        refused(
            "an unknown profile answers 404",
            self.api("GET", f"/profiles/none_{RUN}"),
            404,
        )
        for again in ("", " again"):
            answer = self.api("POST", f"{path}/follow", by=self.ben)
            check(f"following{again} answers 200", answer.status, 200)
            check(
                f"following{again} says so", answer.json["profile"]["following"], True
            )
        check(
            "the follower sees it",
            self.api("GET", path, by=self.ben).json["profile"]["following"],
            True,
        )
        check(
            "the followed does not follow back",
            self.api("GET", f"/profiles/{self.ben.username}", by=self.ann).json[
                "profile"
            ]["following"],
            False,
        )
        for again in ("", " again"):
            answer = self.api("DELETE", f"{path}/follow", by=self.ben)
            check(f"unfollowing{again} answers 200", answer.status, 200)
            check(
                f"unfollowing{again} says so",
                answer.json["profile"]["following"],
                False,
            )

    # ------------------------------------------------------------------ articles

    def articles(self) -> None:
        check, refused = self.report.check, self.report.refused
        content = {
            "title": f"Ways to train {RUN}",
            "description": "Ever wonder?",
            "body": "Very *carefully*.",
            "tagList": [f"zoo-{RUN}", f"art-{RUN}"],
        }
        answer = self.api("POST", "/articles", {"article": content}, self.ann)
        check("creating an article answers 201", answer.status, 201)
        article = answer.json["article"]
        check(
            "an article has the keys of the specification",
            set(article),
            SUMMARY | {"body"},
        )
        sent = {key: article[key] for key in content}
        check("an article comes back as sent", sent, content)
        check(
            "the slug is made from the title", article["slug"], f"ways-to-train-{RUN}"
        )
        check(
            "moments are in UTC with milliseconds",
            all(MOMENT.fullmatch(article[key]) for key in ("createdAt", "updatedAt")),
        )
        check(
            "nobody favours a new article",
            [article["favorited"], article["favoritesCount"]],
            [False, 0],
        )
        check("an article names its author", set(article["author"]), PROFILE)
        check(
            "the author is the token's",
            article["author"]["username"],
            self.ann.username,
        )

        bare = {key: value for key, value in content.items() if key != "tagList"}
        answer = self.api("POST", "/articles", {"article": bare}, self.ann)
        check("tagList may be left out", answer.json["article"]["tagList"], [])
        check(
            "an equal title gets another slug",
            answer.json["article"]["slug"] != article["slug"],
        )
        doubled = {**bare, "tagList": ["twice", "twice"]}
        answer = self.api("POST", "/articles", {"article": doubled}, self.ann)
        check(
            "a tag given twice is kept once",
            answer.json["article"]["tagList"],
            ["twice"],
        )
        answer = self.api(
            "POST", "/articles", {"article": {**bare, "title": "Über ‽ 日本"}}, self.ann
        )
        slug = answer.json["article"]["slug"]
        check("a slug fits an address", re.fullmatch(r"[a-z0-9-]+", slug) is not None)
        answer = self.api(
            "POST", "/articles", {"article": {**bare, "title": "日本"}}, self.ann
        )
        check(
            "a title without Latin letters has a slug",
            re.fullmatch(r"[a-z0-9-]+", answer.json["article"]["slug"]) is not None,
        )

        refused(
            "creating without a token answers 401",
            self.api("POST", "/articles", {"article": content}),
            401,
        )
        for name in ("title", "description", "body"):
            for what, value in (("empty", ""), ("null", None)):
                answer = self.api(
                    "POST", "/articles", {"article": {**content, name: value}}, self.ann
                )
                refused(f"an article with {what} {name} answers 422", answer, 422)
            rest = {key: value for key, value in content.items() if key != name}
            refused(
                f"an article without {name} answers 422",
                self.api("POST", "/articles", {"article": rest}, self.ann),
                422,
            )
        for what, value in (
            ("a number", 5),
            ("a null character", "a\0b"),
            ("a lone surrogate", "\ud800"),
        ):
            body = {"article": {**content, "title": value}}
            answer = self.api("POST", "/articles", body, self.ann)
            refused(f"an article with {what} for a title answers 422", answer, 422)
        answer = self.api(
            "POST", "/articles", {"article": {**content, "tagList": "zoo"}}, self.ann
        )
        refused("a tagList that is no list answers 422", answer, 422)
        answer = self.api(
            "POST", "/articles", {"article": {**content, "title": "x" * 1000}}, self.ann
        )
        refused("a title of a thousand letters answers 422", answer, 422)
        refused(
            "creating without an article answers 422",
            self.api("POST", "/articles", {}, self.ann),
            422,
        )

        path = f"/articles/{article['slug']}"
        answer = self.api("GET", path)
        check("an article answers 200 to anybody", answer.status, 200)
        check("an article is the one created", answer.json["article"], article)
        refused(
            "an unknown article answers 404",
            self.api("GET", f"/articles/none-{RUN}"),
            404,
        )
        self.updates(path, article)
        self.deletion()

    def updates(self, path: str, article: dict[str, Any]) -> None:
        check, refused = self.report.check, self.report.refused
        changes = {"article": {"body": "Patiently."}}
        refused(
            "updating without a token answers 401", self.api("PUT", path, changes), 401
        )
        refused(
            "updating another's article answers 403",
            self.api("PUT", path, changes, self.ben),
            403,
        )
        check(
            "what was refused is not done",
            self.api("GET", path).json["article"],
            article,
        )
        refused(
            "updating an unknown article answers 404",
            self.api("PUT", f"/articles/none-{RUN}", changes, self.ann),
            404,
        )
        time.sleep(0.01)
        answer = self.api("PUT", path, changes, self.ann)
        check("updating one's article answers 200", answer.status, 200)
        changed = answer.json["article"]
        check("the body is changed", changed["body"], "Patiently.")
        same = {
            key: value
            for key, value in article.items()
            if key not in {"body", "updatedAt"}
        }
        check(
            "what an update leaves out stays", {key: changed[key] for key in same}, same
        )
        check("updatedAt moves on", changed["updatedAt"] > article["updatedAt"])
        for name in ("title", "description", "body"):
            answer = self.api("PUT", path, {"article": {name: ""}}, self.ann)
            refused(f"an update to an empty {name} answers 422", answer, 422)
        refused(
            "an update without an article answers 422",
            self.api("PUT", path, {}, self.ann),
            422,
        )
        title = f"Other ways {RUN}"
        changed = self.api("PUT", path, {"article": {"title": title}}, self.ann).json[
            "article"
        ]
        check("a new title makes a new slug", changed["slug"], f"other-ways-{RUN}")
        refused("the old slug answers 404", self.api("GET", path), 404)
        answer = self.api("GET", f"/articles/{changed['slug']}")
        check("the new slug answers 200", answer.status, 200)

    def deletion(self) -> None:
        check, refused = self.report.check, self.report.refused
        tag = f"brief-{RUN}"
        article = self.write(self.ann, f"Short-lived {RUN}", tag)
        path = f"/articles/{article['slug']}"
        self.api("POST", f"{path}/favorite", by=self.ben)
        self.api("POST", f"{path}/comments", {"comment": {"body": "Ah."}}, self.ben)
        refused("deleting without a token answers 401", self.api("DELETE", path), 401)
        refused(
            "deleting another's article answers 403",
            self.api("DELETE", path, by=self.ben),
            403,
        )
        check("a new tag is listed", tag in self.api("GET", "/tags").json["tags"])
        answer = self.api("DELETE", path, by=self.ann)
        check("deleting one's article answers 204", answer.status, 204)
        check("and nothing else", answer.content, b"")
        refused("a deleted article answers 404", self.api("GET", path), 404)
        refused(
            "deleting it again answers 404", self.api("DELETE", path, by=self.ann), 404
        )
        check(
            "its tag is gone with it",
            tag in self.api("GET", "/tags").json["tags"],
            False,
        )

    def lists(self) -> None:
        check, refused = self.report.check, self.report.refused
        tag, cat = f"list-{RUN}", self.register("cat")
        slugs = [self.write(cat, f"Number {n} {RUN}", tag)["slug"] for n in range(23)]
        slugs.reverse()

        def page(query: str) -> dict[str, Any]:
            content: dict[str, Any] = self.api("GET", f"/articles?{query}").json
            return content

        def slugs_of(content: dict[str, Any]) -> list[str]:
            return [article["slug"] for article in content["articles"]]

        answer = self.api("GET", "/articles")
        check("the articles answer 200 to anybody", answer.status, 200)
        check(
            "a list has articles and their count",
            set(answer.json),
            {"articles", "articlesCount"},
        )
        check(
            "a list holds twenty when no limit is given",
            slugs_of(answer.json),
            slugs[:20],
        )
        check(
            "an article in a list has no body", set(answer.json["articles"][0]), SUMMARY
        )
        check(
            "the author in a list is a profile",
            set(answer.json["articles"][0]["author"]),
            PROFILE,
        )
        content = page(f"author={cat.username}&limit=5")
        check("a limit keeps the newest", slugs_of(content), slugs[:5])
        check("the count is of all articles that fit", content["articlesCount"], 23)
        check(
            "an offset skips the newest",
            slugs_of(page(f"author={cat.username}&limit=5&offset=20")),
            slugs[20:],
        )
        content = page(f"author={cat.username}&offset=50")
        check(
            "an offset beyond the end is an empty list",
            [content["articles"], content["articlesCount"]],
            [[], 23],
        )
        check("a tag selects", slugs_of(page(f"tag={tag}&limit=50")), slugs)
        check(
            "an unknown tag selects nothing",
            page(f"tag=none-{RUN}"),
            {"articles": [], "articlesCount": 0},
        )
        check(
            "an unknown author selects nothing",
            page(f"author=none_{RUN}"),
            {"articles": [], "articlesCount": 0},
        )
        check(
            "an unknown reader selects nothing",
            page(f"favorited=none_{RUN}"),
            {"articles": [], "articlesCount": 0},
        )
        for slug in (slugs[3], slugs[1]):
            self.api("POST", f"/articles/{slug}/favorite", by=self.ben)
        self.api("POST", f"/articles/{slugs[1]}/favorite", by=self.ann)
        content = page(f"favorited={self.ben.username}")
        check(
            "favourites select, newest first", slugs_of(content), [slugs[1], slugs[3]]
        )
        check(
            "and are counted by all readers",
            [article["favoritesCount"] for article in content["articles"]],
            [2, 1],
        )
        content = page(f"tag={tag}&author={self.ann.username}")
        check("two filters have both to fit", content["articlesCount"], 0)
        content = self.api(
            "GET", f"/articles?author={cat.username}&limit=4", by=self.ben
        ).json
        check(
            "a list knows its reader's favourites",
            [article["favorited"] for article in content["articles"]],
            [False, True, False, True],
        )
        for query in ("limit=0", "limit=-1", "limit=ten", "offset=-1", "offset=ten"):
            refused(f"?{query} answers 422", self.api("GET", f"/articles?{query}"), 422)

    def feed(self) -> None:
        check, refused = self.report.check, self.report.refused
        dan, fay, gus = (self.register(name) for name in ("dan", "fay", "gus"))
        path = "/articles/feed"
        refused("the feed without a token answers 401", self.api("GET", path), 401)
        answer = self.api("GET", path, by=dan)
        check("the feed answers 200", answer.status, 200)
        check(
            "who follows nobody has an empty feed",
            answer.json,
            {"articles": [], "articlesCount": 0},
        )
        for person in (fay, gus):
            self.api("POST", f"/profiles/{person.username}/follow", by=dan)
        slugs = [
            self.write(by, f"Feed {n} {RUN}")["slug"]
            for n, by in enumerate((fay, gus, fay))
        ]
        self.write(dan, f"My own {RUN}")
        slugs.reverse()
        content = self.api("GET", path, by=dan).json
        check(
            "the feed has the articles of those followed, newest first",
            [article["slug"] for article in content["articles"]],
            slugs,
        )
        check("the feed counts them", content["articlesCount"], 3)
        check(
            "an article in the feed has no body", set(content["articles"][0]), SUMMARY
        )
        check(
            "the feed says that their authors are followed",
            [article["author"]["following"] for article in content["articles"]],
            [True] * 3,
        )
        content = self.api("GET", f"{path}?limit=1&offset=1", by=dan).json
        check(
            "the feed has limit and offset",
            [article["slug"] for article in content["articles"]],
            slugs[1:2],
        )
        check("and counts beyond them", content["articlesCount"], 3)
        refused(
            "the feed with ?limit=0 answers 422",
            self.api("GET", f"{path}?limit=0", by=dan),
            422,
        )
        self.api("DELETE", f"/profiles/{gus.username}/follow", by=dan)
        check(
            "unfollowing takes articles out of the feed",
            self.api("GET", path, by=dan).json["articlesCount"],
            2,
        )

    def favorites(self) -> None:
        check, refused = self.report.check, self.report.refused
        article = self.write(self.ann, f"Loved {RUN}")
        path = f"/articles/{article['slug']}"
        for method in ("POST", "DELETE"):
            refused(
                f"{method} favorite without a token answers 401",
                self.api(method, f"{path}/favorite"),
                401,
            )
            answer = self.api(method, f"/articles/none-{RUN}/favorite", by=self.ben)
            refused(f"{method} favorite of an unknown article answers 404", answer, 404)
        for again in ("", " again"):
            answer = self.api("POST", f"{path}/favorite", by=self.ben)
            check(f"favouring{again} answers 200", answer.status, 200)
            loved = answer.json["article"]
            check(
                f"favouring{again} counts one reader once",
                [loved["favorited"], loved["favoritesCount"]],
                [True, 1],
            )
        loved = self.api("GET", path, by=self.ann).json["article"]
        check(
            "another reader sees the count alone",
            [loved["favorited"], loved["favoritesCount"]],
            [False, 1],
        )
        check("favouring leaves updatedAt", loved["updatedAt"], article["updatedAt"])
        for again in ("", " again"):
            answer = self.api("DELETE", f"{path}/favorite", by=self.ben)
            check(f"taking it back{again} answers 200", answer.status, 200)
            loved = answer.json["article"]
            check(
                f"taking it back{again} leaves no reader",
                [loved["favorited"], loved["favoritesCount"]],
                [False, 0],
            )

    def comments(self) -> None:
        check, refused = self.report.check, self.report.refused
        path = f"/articles/{self.write(self.ann, f'Discussed {RUN}')['slug']}/comments"
        other = f"/articles/{self.write(self.ann, f'Silent {RUN}')['slug']}/comments"
        check(
            "an article without comments has an empty list",
            self.api("GET", path).json,
            {"comments": []},
        )
        body = {"comment": {"body": "Well said."}}
        answer = self.api("POST", path, body, self.ben)
        check("commenting answers 200", answer.status, 200)
        comment = answer.json["comment"]
        check("a comment has the keys of the specification", set(comment), COMMENT)
        check("its id is a number", isinstance(comment["id"], int))
        check(
            "its moments are in UTC with milliseconds",
            all(MOMENT.fullmatch(comment[key]) for key in ("createdAt", "updatedAt")),
        )
        check(
            "its body and author are right",
            [comment["body"], comment["author"]["username"]],
            ["Well said.", self.ben.username],
        )
        refused(
            "commenting without a token answers 401", self.api("POST", path, body), 401
        )
        for what, bad in (
            ("an empty body", {"comment": {"body": ""}}),
            ("no body", {"comment": {}}),
            ("no comment", {}),
        ):
            refused(
                f"commenting with {what} answers 422",
                self.api("POST", path, bad, self.ben),
                422,
            )
        missing = f"/articles/none-{RUN}/comments"
        refused(
            "commenting on an unknown article answers 404",
            self.api("POST", missing, body, self.ben),
            404,
        )
        refused(
            "the comments of an unknown article answer 404",
            self.api("GET", missing),
            404,
        )
        mine = self.api("POST", path, {"comment": {"body": "Thanks."}}, self.ann).json[
            "comment"
        ]
        answer = self.api("GET", path)
        check("the comments answer 200 to anybody", answer.status, 200)
        check(
            "all comments are listed",
            {item["id"] for item in answer.json["comments"]},
            {comment["id"], mine["id"]},
        )
        self.api("POST", f"/profiles/{self.ben.username}/follow", by=self.ann)
        listed = self.api("GET", path, by=self.ann).json["comments"]
        following = {item["id"]: item["author"]["following"] for item in listed}
        check(
            "a list of comments knows whom its reader follows",
            following,
            {comment["id"]: True, mine["id"]: False},
        )

        one = f"{path}/{comment['id']}"
        refused(
            "deleting a comment without a token answers 401",
            self.api("DELETE", one),
            401,
        )
        refused(
            "deleting another's comment answers 403",
            self.api("DELETE", one, by=self.ann),
            403,
        )
        answer = self.api("DELETE", f"{other}/{comment['id']}", by=self.ben)
        refused("a comment is found below its own article only", answer, 404)
        for unknown in ("999999999", "99999999999999999999", "one"):
            answer = self.api("DELETE", f"{path}/{unknown}", by=self.ben)
            refused(f"deleting the comment {unknown} answers 404", answer, 404)
        answer = self.api("DELETE", one, by=self.ben)
        check(
            "deleting one's comment answers 204",
            [answer.status, answer.content],
            [204, b""],
        )
        check(
            "it is gone",
            [item["id"] for item in self.api("GET", path).json["comments"]],
            [mine["id"]],
        )

    def tags(self) -> None:
        check = self.report.check
        for n in range(2):
            self.write(self.ann, f"Tagged {n} {RUN}", f"shared-{RUN}")
        answer = self.api("GET", "/tags")
        check("the tags answer 200 to anybody", answer.status, 200)
        check(
            "tags are texts", all(isinstance(tag, str) for tag in answer.json["tags"])
        )
        check(
            "a shared tag is listed once", answer.json["tags"].count(f"shared-{RUN}"), 1
        )
        answer = self.server.api("GET", "/tags", token="a.b.c")
        check("the tags read no token", answer.status, 200)

    def addresses(self) -> None:
        refused = self.report.refused
        refused("an unknown address answers 404", self.api("GET", "/nothing"), 404)
        refused(
            "DELETE /tags answers 405", self.api("DELETE", "/tags", by=self.ann), 405
        )
        refused(
            "PATCH of an article answers 405",
            self.api("PATCH", "/articles/x", {}, self.ann),
            405,
        )
        headers = {"Content-Type": "text/plain"}
        refused(
            "a body that is said to be text answers 415",
            self.server.send("POST", "/api/users", b"{}", headers),
            415,
        )
        headers = {"Content-Type": "application/json"}
        deep = b"[" * 100_000 + b"]" * 100_000
        refused(
            "a body that is nested too deeply answers 422",
            self.server.send("POST", "/api/users", deep, headers),
            422,
        )

    def other_origins(self) -> None:
        check = self.report.check
        headers = {
            "Origin": "https://front.example",
            "Access-Control-Request-Method": "PUT",
            "Access-Control-Request-Headers": "authorization, content-type",
        }
        answer = self.server.send("OPTIONS", "/api/user", None, headers)
        check("a preflight request answers 200", answer.status, 200)
        methods = answer.headers.get("Access-Control-Allow-Methods", "").split(", ")
        check("it allows PUT", "PUT" in methods)
        allowed = answer.headers.get("Access-Control-Allow-Headers", "").lower()
        check("it allows a token and JSON", all(w in allowed for w in WANTED))
        origin = {"Origin": "https://front.example"}
        answer = self.server.send("GET", "/api/tags", None, origin)
        allowed = answer.headers.get("Access-Control-Allow-Origin", "")
        check("other origins may read an answer", allowed in {"*", origin["Origin"]})
        answer = self.server.send("GET", "/", None, origin)
        check(
            "they may not read the page",
            answer.headers.get("Access-Control-Allow-Origin"),
            None,
        )

    # ------------------------------------------------------------------ queries

    def queries(self) -> None:
        hal, tag = self.register("hal"), f"many-{RUN}"
        readers = [self.register(f"reader{n}") for n in range(4)]

        def add(first: int, last: int) -> str:
            slug = ""
            for n in range(first, last):
                by = readers[n % len(readers)]
                slug = self.write(by, f"Many {n} {RUN}", tag, f"{tag}-{n}")["slug"]
                self.api("POST", f"/articles/{slug}/favorite", by=hal)
                self.api("POST", f"/profiles/{by.username}/follow", by=hal)
                self.api("POST", f"{comments}", {"comment": {"body": "And?"}}, by)
            return slug

        comments = f"/articles/{self.write(hal, f'Counted {RUN}')['slug']}/comments"
        slug = add(0, 2)
        requests = {
            "GET /user": "/user",
            "GET /profiles/{username}": f"/profiles/{readers[0].username}",
            "GET /articles": f"/articles?tag={tag}&limit=50",
            "GET /articles?author=": f"/articles?author={readers[0].username}",
            "GET /articles?favorited=": f"/articles?favorited={hal.username}",
            "GET /articles/feed": "/articles/feed?limit=50",
            "GET /articles/{slug}": f"/articles/{slug}",
            "GET /articles/{slug}/comments": comments,
            "GET /tags": "/tags",
        }

        def count() -> dict[str, str]:
            return {
                name: self.api("GET", path, by=hal).headers.get("X-Query-Count", "none")
                for name, path in requests.items()
            }

        few = count()
        add(2, 20)
        many = count()
        for name in requests:
            number = "1 query" if few[name] == "1" else f"{few[name]} queries"
            text = f"{name} sends {number}, whether for 2 rows or 20"
            if few[name] == "none":
                self.report.fail(f"{name} reports no number of queries")
            else:
                self.report.check(text, many[name], few[name])

    # ------------------------------------------------------------------ pages

    def page(self) -> None:
        check = self.report.check
        titles = [f"Page {n} <b>{RUN}</b>" for n in range(12)]
        for title in titles:
            self.write(self.ann, title)
        browser = Browser(self.server)
        answer = browser.get("/")
        check("the home page answers 200", answer.status, 200)
        check("it is HTML", answer.headers.get_content_type(), "text/html")
        listed = [
            n
            for n, title in enumerate(titles)
            if f"Page {n} &lt;b&gt;{RUN}&lt;/b&gt;" in answer.text
        ]
        check("it lists the ten newest titles, escaped", listed, list(range(2, 12)))
        check("it has no earlier page", browser.links("prev"), [])
        check("it names its next page", len(browser.links("next")), 1)
        answer = browser.get(browser.links("next")[0])
        listed = [
            n
            for n, title in enumerate(titles)
            if f"Page {n} &lt;b&gt;{RUN}&lt;/b&gt;" in answer.text
        ]
        check("the next page goes on", listed, [0, 1])
        check("it leads back", len(browser.links("prev")), 1)
        check(
            "a page beyond the last answers 404", browser.get("/?page=9999").status, 404
        )
        huge = browser.get(f"/?page={10**30}")
        check("a page beyond all numbers answers 404", huge.status, 404)
        check(
            "a page that is no number answers 404",
            browser.get("/?page=two").status,
            404,
        )

    def sign_up(self) -> None:
        check = self.report.check
        browser = Browser(self.server)
        check("the sign-up form answers 200", browser.get("/sign-up").status, 200)
        good = {
            "username": f"ida_{RUN}",
            "email": f"ida.{RUN}@example.com",
            "password": PASSWORD,
        }
        answer = Browser(self.server).post("/sign-up", [*good.items()])
        check("a form without its token is refused", answer.status in {400, 403})
        for what, values in (
            ("what is no address", {**good, "email": "no address"}),
            ("a taken username", {**good, "username": self.ann.username}),
            ("a taken email", {**good, "email": self.ann.email}),
            ("a short password", {**good, "password": "short"}),
            ("an empty username", {**good, "username": ""}),
        ):
            browser.get("/sign-up")
            answer = browser.submit(values)
            check(f"{what} brings the form back", answer.status, 200)
        browser.get("/sign-up")
        answer = browser.submit({**good, "email": "no address"})
        check(
            "the form keeps what was typed",
            f'value="{good["username"]}"' in answer.text,
        )
        browser.get("/sign-up")
        check("a good form redirects", browser.submit(good).status, 302)
        check("the next page greets", good["username"] in browser.get("/").text)
        body = {"user": {"email": good["email"], "password": PASSWORD}}
        check(
            "the account works in the API",
            self.api("POST", "/users/login", body).status,
            200,
        )

    def confirmation(self) -> None:
        check = self.report.check
        for name, text in (("ida", "signing up"), ("ann", "registering in the API")):
            message = self.mail_to(f"{name}.{RUN}@example.com")
            check(f"{text} sends a mail", message is not None)
            if message is None:
                continue
            found = re.search(rf"{re.escape(self.server.base)}(/\S+)", message)
            check("the mail holds a link to this server", found is not None)
            link = found[1] if found else "/"
            browser = Browser(self.server)
            check(
                "a changed link redirects", browser.get(f"{link[:-4]}AAAA").status, 302
            )
            check("and says that it is not valid", "not valid" in browser.get("/").text)
            check("the link redirects", browser.get(link).status, 302)
            check(
                "and says that the address is confirmed",
                "confirmed" in browser.get("/").text,
            )

    def mail_to(self, address: str) -> str | None:
        """Wait for the text of the mail to an address: it is sent in the background."""
        for _ in range(SECONDS * 10):
            for path in sorted(self.mail.glob("*")):
                for part in path.read_bytes().split(b"-" * 79 + b"\n"):
                    message = email.message_from_bytes(
                        part, policy=email.policy.default
                    )
                    content = message.get_body()
                    if message["To"] == address and content is not None:
                        return str(content.get_content())
            time.sleep(0.1)
        return None

    def back_office(self) -> None:
        check = self.report.check
        title = f"Moderated {RUN}"
        self.write(self.ben, title)

        def log_in(address: str, password: str) -> tuple[Browser, Answer]:
            browser = Browser(self.server)
            answer = browser.get("/admin/")
            while answer.status == 302:
                answer = browser.get(answer.location)
            return browser, browser.submit(
                {"email": address, "username": address, "password": password}
            )

        answer = Browser(self.server).get("/admin/")
        check("the back office sends strangers to its login", answer.status, 302)
        browser, answer = log_in(STAFF[0], "wrong")
        check("a wrong password brings the login back", answer.status, 200)
        check("and opens nothing", browser.get("/admin/").status, 302)
        browser, answer = log_in(self.ben.email, PASSWORD)
        check("readers do not get in", browser.get("/admin/").status in {302, 403})
        browser, answer = log_in(*STAFF)
        check("staff log in", answer.status, 302)
        check("staff see the back office", browser.get("/admin/").status, 200)
        path = browser.link_named("Articles")
        check("it leads to the articles", path is not None)
        answer = browser.get(path or "/")
        check("which are listed", title in answer.text)
        check(
            "strangers are not shown them",
            Browser(self.server).get(path or "/").status,
            302,
        )


class Page(HTMLParser):
    """The links and the form fields of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str, str]] = []
        self.inputs: list[dict[str, str]] = []
        self.open: tuple[str, str] | None = None
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.open = (values.get("rel", ""), values.get("href", ""))
            self.words = ""
        elif tag == "input" and "name" in values:
            self.inputs.append(values)

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self.open is not None:
            self.links.append((*self.open, self.words.strip()))
            self.open = None


class Browser:
    """Reads pages and sends their forms, with cookies."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.cookies: SimpleCookie = SimpleCookie()
        self.path = "/"
        self.shown = Page("")

    def get(self, path: str) -> Answer:
        return self.request("GET", path)

    def post(self, path: str, values: list[tuple[str, str]]) -> Answer:
        return self.request("POST", path, urlencode(values).encode())

    def request(self, method: str, path: str, content: bytes | None = None) -> Answer:
        place = urlsplit(urljoin(f"{self.server.base}{self.path}", path))
        self.path = place.path + (f"?{place.query}" if place.query else "")
        headers = {"Referer": f"{self.server.base}/"}
        headers["Cookie"] = "; ".join(
            f"{name}={morsel.value}" for name, morsel in self.cookies.items()
        )
        if content is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self.server.send(
            method, quote(self.path, safe="/?&=%:"), content, headers
        )
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        self.shown = Page(answer.text)
        return answer

    def submit(self, values: dict[str, str]) -> Answer:
        """Fill the form that is shown by the names and types of its fields."""
        fields = []
        for box in self.shown.inputs:
            key = (
                box["type"] if box.get("type") in {"email", "password"} else box["name"]
            )
            if box.get("type") in {"hidden"}:
                fields.append((box["name"], box.get("value", "")))
            elif key in values:
                fields.append((box["name"], values[key]))
        return self.post(self.path, fields)

    def links(self, rel: str) -> list[str]:
        return [href for found, href, _ in self.shown.links if found == rel]

    def link_named(self, words: str) -> str | None:
        return next((href for _, href, text in self.shown.links if text == words), None)


def run(suite: Suite) -> None:
    sections: list[Callable[[], None]] = [
        suite.registration,
        suite.login,
        suite.current_user,
        suite.profiles,
        suite.articles,
        suite.lists,
        suite.feed,
        suite.favorites,
        suite.comments,
        suite.tags,
        suite.addresses,
        suite.other_origins,
        suite.queries,
        suite.page,
        suite.sign_up,
        suite.confirmation,
        suite.back_office,
    ]
    for section in sections:
        name = section.__name__.replace("_", " ")
        print(f"# {name}")
        try:
            section()
        except Unreachable as error:
            suite.report.fail(f"{name}: no answer to {error}")
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            what = f"{type(error).__name__} in the answer to {suite.server.last}"
            suite.report.fail(f"{name}: {what}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Hold a server of Conduit to its specification."
    )
    parser.add_argument(
        "base", help="the server's address, such as http://127.0.0.1:8001"
    )
    parser.add_argument(
        "--mail",
        type=Path,
        default=Path("mail"),
        help="where the server leaves its mail",
    )
    options = parser.parse_args()
    report = Report()
    run(Suite(Server(options.base.rstrip("/")), report, options.mail))
    print(f"{report.passed} passed, {report.failed} failed")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main())
