# ruff: noqa: E501 - the payloads are a table
"""No text of an author or of an address runs in a reader's browser: payloads in every field, in a real Chromium that listens.

The site below holds every payload in many fields at once. What cannot be published is refused with
a code; everything else is published and must lie there as text. A last page lets a payload through
on purpose: it shows that the listener hears.
"""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request

from sidebyside import cli
from sidebyside.content import markdown
from sidebyside.content.programs import program_sha256
from sidebyside.evidence.ledger import Ledger, ProgramRecord, RunRecord
from sidebyside.model.entries import Ref
from tests import harm
from tests.test_browser import browser  # noqa: F401 - the fixture

HIT = "sprung(1)"
# As text: closing what they stand in, opening what runs, hiding from filters by case, spaces,
# entities, encodings.
TEXTS = [
    f"<script>{HIT}</script>", f"<ScRiPt>{HIT}</sCrIpT>", f"<script >{HIT}</script >", f"<script/x>{HIT}</script>", f"<script\t>{HIT}</script\t>",
    f"<scr<script>ipt>{HIT}</scr</script>ipt>", f"</script><script>{HIT}</script>", f"</title><script>{HIT}</script>", f"</textarea><script>{HIT}</script>",
    f"</style><script>{HIT}</script>", f"--><script>{HIT}</script>", f"]]><script>{HIT}</script>", f"'><script>{HIT}</script>", f'"><script>{HIT}</script>',
    f"`><script>{HIT}</script>", f"\\\"><script>{HIT}</script>", f"</pre></code><script>{HIT}</script>", f"</td></tr></table><script>{HIT}</script>",
    f"<img src=x onerror={HIT}>", f"<img src=x onerror='{HIT}'>", f"<IMG SRC=x OnErRoR={HIT}>", f"<img/src=x/onerror={HIT}>", f"<img src=x onerror\n={HIT}>",
    f"<img src=x:x onerror={HIT}//", f"<img src='x' onerror={HIT} <", f"<img \"\"\"><script>{HIT}</script>\">", f"\" onfocus={HIT} autofocus x=\"", f"' onfocus={HIT} autofocus x='",
    f"\" onmouseover={HIT} style=position:fixed;inset:0 x=\"", f"x\" onload=\"{HIT}", f"x' onload='{HIT}", f"<svg onload={HIT}>", f"<svg/onload={HIT}>", f"<svg><script>{HIT}</script></svg>",
    f"<svg><animate onbegin={HIT} attributeName=x dur=1s>", f"<svg><set attributeName=onmouseover to={HIT}>", f"<svg><a xlink:href=javascript:{HIT}><text y=20>x</text></a></svg>",
    f"<svg><use href=\"data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg'><script>{HIT}</script></svg>#x\">", f"<math><mtext></mtext><script>{HIT}</script></math>",
    f"<math><maction actiontype=statusline xlink:href=javascript:{HIT}>x", f"<body onload={HIT}>", f"<body onpageshow={HIT}>", f"<html onclick={HIT}>", f"<iframe src=javascript:{HIT}>",
    f"<iframe srcdoc='<script>parent.{HIT}</script>'>", f"<iframe onload={HIT}>", f"<object data=javascript:{HIT}>", f"<embed src=javascript:{HIT}>", f"<form action=javascript:{HIT}><input type=submit autofocus>",
    f"<button formaction=javascript:{HIT}>x", f"<input autofocus onfocus={HIT}>", f"<select autofocus onfocus={HIT}>", f"<textarea autofocus onfocus={HIT}>", f"<keygen autofocus onfocus={HIT}>",
    f"<video><source onerror={HIT}>", f"<audio src=x onerror={HIT}>", f"<video poster=javascript:{HIT}>", f"<details open ontoggle={HIT}>", f"<marquee onstart={HIT}>", f"<meter onmouseover={HIT}>",
    f"<div style=animation-name:x onanimationstart={HIT}>", "<style>@import 'https://evil.example/x.css';</style>", "<link rel=stylesheet href=https://evil.example/x.css>", f"<link rel=import href=data:text/html,<script>{HIT}</script>>",
    "<base href=https://evil.example/>", f"<meta http-equiv=refresh content='0;url=javascript:{HIT}'>", "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<script src=https://evil.example/x.js></script>", "<script src=//evil.example/x.js></script>", "<script src=data:,sprung(1)></script>", f"<script type=module>{HIT}</script>", f"<script>import('data:text/javascript,{HIT}')</script>",
    f"<a href=javascript:{HIT} autofocus>x</a>", f"<a href='java\tscript:{HIT}'>x</a>", f"<a href=&#106;avascript:{HIT}>x</a>", f"<x contenteditable onblur={HIT} tabindex=0>", f"<template><script>{HIT}</script></template>",
    f"<noscript><p title=\"</noscript><script>{HIT}</script>\">", f"<!--><script>{HIT}</script>-->", f"<!--[if gte IE 4]><script>{HIT}</script><![endif]-->", f"<?xml version=1?><script>{HIT}</script>", f"<![CDATA[<script>{HIT}</script>]]>",
    f"&lt;script&gt;{HIT}&lt;/script&gt;", f"&#60;script&#62;{HIT}&#60;/script&#62;", f"&#x3c;script&#x3e;{HIT}", f"&amp;lt;script&amp;gt;{HIT}", f"\\u003cscript\\u003e{HIT}\\u003c/script\\u003e", f"\\x3cscript\\x3e{HIT}",
    f"%3Cscript%3E{HIT}%3C/script%3E", f"+ADw-script+AD4-{HIT}+ADw-/script+AD4-", f"\uff1cscript\uff1e{HIT}\uff1c/script\uff1e", f"<script\u2028>{HIT}</script>", f"\u2028;{HIT};//", f"\u2029*/{HIT}/*",
    f"{{{{constructor.constructor('{HIT}')()}}}}", f"{{{{{HIT}}}}}", "{{ ''.__class__.__mro__ }}", "{% raw %}{{ site }}", f"${{{HIT}}}", f"#{{{HIT}}}", f"<%= {HIT} %>", f"';{HIT};//", f"\";{HIT};//", f"`;{HIT};//",
    f"\\';{HIT};//", f"*/{HIT}/*", f"</script>{{\"@type\":\"x\"}}<script>{HIT}</script>", "__proto__", "constructor", "<p id=sidebyside>", "<form name=sidebyside><input name=one>", "<img name=getElementById>",
    f"`<script>{HIT}</script>`", f"``<img src=x onerror={HIT}>``", f"**<svg onload={HIT}>**", "<a data-ref=\"dimension:x\">x</a>", "\" data-ref=\"dimension:x", "[[x|<script>]]", "klzzwxh:0000", "\ue000",
]  # fmt: skip
# As an address of a link.
ADDRESSES = [
    f"javascript:{HIT}", f"JaVaScRiPt:{HIT}", f"java\\script:{HIT}", f"&#106;avascript:{HIT}", f"&#x6A&#x61vascript:{HIT}", f"javascript&colon;{HIT}", f"java&Tab;script:{HIT}", f"java&NewLine;script:{HIT}",
    f"javascript://a.example/%0a{HIT}", f"javascript:/*--></title></style></textarea></script>*/{HIT}", f" javascript:{HIT}", f"\tjavascript:{HIT}", f"%6Aavascript:{HIT}", f"vbscript:{HIT}",
    f"data:text/html,<script>{HIT}</script>", "data:text/html;base64,PHNjcmlwdD5zcHJ1bmcoMSk8L3NjcmlwdD4=", f"data:image/svg+xml,<svg onload={HIT}>", f"feed:javascript:{HIT}", f"view-source:javascript:{HIT}",
    f"jar:javascript:{HIT}!/", "blob:https://evil.example/1", "file:///etc/passwd", "//evil.example/x", "\\\\evil.example/x", "/\\evil.example/x", "https:evil.example", "http://", "ws://evil.example", f"x\" onmouseover=\"{HIT}",
    f"https://a.example/\" onmouseover=\"{HIT}", f"https://a.example/'onmouseover='{HIT}", f"https://a.example/><script>{HIT}</script>", f"#\" onmouseover=\"{HIT}", f"#javascript:{HIT}", "?x=<script>", "mailto:a@b.example?body=<script>",
]  # fmt: skip


def q(text: str) -> str:
    """Write a text as YAML."""
    return json.dumps(text)


def code(text: str) -> str:
    """Show a payload as an author would: in backticks, with more of them than it holds."""
    fence = "`" * (max((len(run) for run in text.split() if set(run) == {"`"}), default=0) + 3)
    return f"{fence} {' '.join(text.split())} {fence}"


def write(content: Path) -> None:
    """Write a site whose every field holds payloads.

    Those that Markdown would refuse stand in code there.
    """
    row = "  - {{aspect: {0}, one: {1}, two: {{none: {1}}}, source: 'https://a.example/?{2}'}}\n"
    rows = "".join(
        row.format(q(f"{n} {text}"), q(code(text)), quote(text)) for n, text in enumerate(TEXTS)
    )
    site = [
        f"title: {q('T ' + TEXTS[13])}", f"tagline: {q(TEXTS[18])}", "url: https://a.example/", "repository: https://a.example/r", "subjects:",
        f"  - {{key: one, name: {q(TEXTS[0])}, summary: {q(TEXTS[19])}, packages: [{q(TEXTS[2])}], run: [python, {q(TEXTS[31])}, '{{file}}'], links: {{{q(TEXTS[6])}: 'https://a.example'}}}}",
        f"  - {{key: two, name: {q(TEXTS[28])}, summary: {q(TEXTS[7])}}}", "categories:", f"  - {{slug: c, title: {q(TEXTS[26])}, summary: {q(TEXTS[43])}}}",
    ]  # fmt: skip
    files = {"site.yaml": "\n".join(site)}
    for n, text in enumerate(TEXTS):
        shown = code(text)
        slug = f"d{n}"
        if n < 12:
            files[f"dimensions/{slug}/index.md"] = (
                f"---\ntitle: {q(text)}\ncategory: c\nsummary: {q(text[:190])}\nglance: {{one: {q(shown[:100] if len(shown) <= 100 else 'x')}, two: x}}\nrows:\n{rows if n == 0 else rows.splitlines()[n] + chr(10)}"
                f"samples:\n  - {{id: s, title: {q(text)}, note: {q(shown)}}}\nchoose: {{one: {q(shown)}}}\nsources: [{{title: {q(text)}, url: 'https://a.example/?{quote(text)}'}}]\n---\n"
                + "".join(
                    f"## {code(other)}\n\n[{code(other)}](https://a.example)\n\n```{other.split()[0] if chr(96) not in other else 'html'}\n{other}\n```\n\n    {other.splitlines()[0]}\n\n"
                    for other in (TEXTS[n * 9 :][:9])
                )
            )
            for key in ("one", "two"):
                files[f"dimensions/{slug}/s.{key}.py"] = (
                    f"# {text}\n# region show\nprint({text!r})\n# endregion\n"
                )
        if n < 40:
            files[f"questions/q{n}.md"] = (
                f"---\nquestion: {q(f'{n} {text}')}\nlevel: core\nsubjects: [one]\ndimensions: [d1]\n---\n{shown}\n\n{shown}\n"
            )
        files[f"myths/m{n}.md"] = (
            f"---\nclaim: {q(text)}\nverdict: 'false'\ndimensions: [d1]\nsource: 'https://a.example/?{quote(text)}'\n---\n{shown}\n"
        )
        if n < 10:
            files[f"guides/g{n}.md"] = (
                f"---\ntitle: {q(text)}\nsummary: {q(text)}\n---\n## {shown}\n\n{shown}\n"
            )
    files["terms.yaml"] = "".join(
        f"- {{slug: t{n}, one: {{name: {q(text)}, means: {q(code(text))}}}, two: {{none: {q(code(text))}}}}}\n"
        for n, text in enumerate(TEXTS)
    )
    files["chooser.yaml"] = "".join(
        f"- {{id: c{n}, ask: {q(text)}, answers: [{{say: {q(text)}, lean: {{one: 1}}, because: {q(code(text))}}}, {{say: x, lean: {{two: 1}}}}]}}\n"
        for n, text in enumerate(TEXTS)
    )
    files["subjects/one.md"] = (
        "---\nstrengths: ["
        + ", ".join(q(code(text)) for text in TEXTS)
        + f"]\n---\n{code(TEXTS[0])}\n"
    )
    files["environments/new.yaml"] = f"title: {q(TEXTS[0])}\npython: '3.13'\nlock: new.lock.txt\n"
    files["environments/new.lock.txt"] = ""
    printed = "\n".join(TEXTS) + "\n"
    for name, text in files.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text, encoding="utf-8")
    programs = {}
    for n in range(12):
        path = f"dimensions/d{n}/s.one.py"
        (content / path).with_suffix(".out").write_text(printed, encoding="utf-8")
        run = RunRecord(
            date="2026-01-02",
            output=program_sha256([("", printed)]),
            # The ledger refuses anything else, see test_evidence.py: names and versions come from
            # it as they are.
            packages={"six": "1.17.0"},
            python="3.13.0",
        )
        programs[path] = ProgramRecord(
            sha256=program_sha256([("", files[path])]), runs={"new": run}
        )
    (content / "evidence.json").write_text(Ledger(programs=programs).as_text(), encoding="utf-8")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    write(folder / "content")
    assert (
        cli.main(
            [
                "build",
                "-q",
                "--no-cache",
                "--content",
                str(folder / "content"),
                "--output",
                str(folder / "site"),
            ]
        )
        == 0
    )
    return folder / "site"


class Listener:
    """Everything that a page may not do.

    Run a payload, open a dialog, ask another host, break the policy.
    """

    def __init__(self, page: Page, origin: str) -> None:
        self.heard: list[str] = []
        page.expose_function("sprung", lambda *_: self.heard.append("a payload ran"))
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI));"
        )
        page.on("dialog", self._dialog)
        page.on("pageerror", lambda error: self.heard.append(f"an error: {error}"))
        page.on(
            "console",
            lambda message: self.heard.append(message.text) if message.type == "error" else None,
        )
        page.on("request", lambda request: self._request(request, origin))

    def _dialog(self, dialog: Dialog) -> None:
        self.heard.append(f"a dialog: {dialog.message}")
        dialog.dismiss()

    def _request(self, request: Request, origin: str) -> None:
        if not request.url.startswith(origin):
            self.heard.append(f"a request: {request.url[:200]}")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def served(hostile: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(hostile))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def tab(browser: Browser, served: str) -> Iterator[tuple[Page, Listener]]:  # noqa: F811 - the fixture
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    context.set_default_timeout(20000)
    page = context.new_page()
    listener = Listener(page, served)
    yield page, listener
    context.close()


def test_there_are_enough_payloads() -> None:
    assert len(set(TEXTS)) + len(set(ADDRESSES)) >= 140


def test_no_file_of_the_hostile_site_holds_code_of_the_content(hostile: Path) -> None:
    chosen = [
        path
        for path in sorted(hostile.rglob("*"))
        if path.is_file() and not (path.parent.name == "questions" and path.stem > "q2")
    ]
    wrong = {path.name: found for path in chosen if (found := list(harm.of_file(path)))}
    assert wrong == {}


PAGES = [
    "index.html", "matrix.html", "cheatsheet.html", "choose.html", "search.html", "about.html", "404.html", "evidence.html", "terms.html", "myths/index.html",
    "questions/index.html", "questions/q0.html", "categories/c.html", "subjects/one.html", "guides/g1.html", *(f"dimensions/d{n}.html" for n in range(12)),
]  # fmt: skip


def test_nothing_runs_on_any_page(tab: tuple[Page, Listener], served: str) -> None:
    page, listener = tab
    for path in PAGES:
        page.goto(served + path)
        # Whatever waits for a pointer, the focus or a click of a link gets it, without leaving the
        # page.
        page.evaluate(
            """() => {
                for (const element of document.querySelectorAll('*'))
                    for (const type of ['mouseover', 'focus', 'toggle', 'animationstart', 'error', 'load', 'begin'])
                        element.dispatchEvent(new Event(type));
                for (const link of document.links) if (!/^https?:|^mailto:/.test(link.protocol)) throw new Error(link.href);
            }"""
        )
        assert listener.heard == [], path
    assert (
        page.evaluate("document.querySelectorAll('iframe, object, embed, base, style').length") == 0
    )


def test_nothing_runs_in_what_is_searched_for(tab: tuple[Page, Listener], served: str) -> None:
    page, listener = tab
    page.goto(served + "search.html")
    box = page.locator("#search_words")
    box.wait_for()
    for text in [*TEXTS[:20], *TEXTS[26:40:2], "script", "sprung", "onerror"]:
        box.fill(text)
    box.fill("script")
    page.locator("#search_here .found a").first.wait_for()
    page.wait_for_timeout(200)
    assert listener.heard == []
    assert page.locator(".found script, .found img, .found svg").count() == 0


def test_nothing_runs_from_an_address_or_from_memory(
    tab: tuple[Page, Listener], served: str
) -> None:
    page, listener = tab
    names = [
        "q",
        "words",
        "chapter",
        "level",
        "subject",
        "known",
        "side",
        "only",
        "verdict",
        "c0",
        "c1",
        "__proto__",
        "constructor",
        "hasOwnProperty",
    ]
    for path in (
        "search.html",
        "matrix.html",
        "choose.html",
        "questions/index.html",
        "myths/index.html",
        "dimensions/d1.html",
        "404.html",
    ):
        for text in (TEXTS[0], TEXTS[18], TEXTS[29]):
            page.goto(
                f"{served}{path}?{'&'.join(f'{name}={quote(text)}' for name in names)}#{quote(text) if text != TEXTS[0] else text}"
            )
        for text in (
            '"<img src=x onerror=sprung(1)>"',
            '{"q0": "<script>sprung(1)</script>", "__proto__": {"innerHTML": "x"}}',
            "[1]",
            "{",
            "null",
            '{"theme":1}',
        ):
            page.evaluate(
                "text => { for (const name of ['theme', 'known', 'chooser', 'x']) localStorage.setItem(document.documentElement.dataset.site + ':' + name, text) }",
                text,
            )
            page.reload()
        assert listener.heard == [], path
    for odd in ("%", "%E0%A4%A", "\\", "a b", "'\"", "*", ":is(", "__proto__"):
        page.goto(f"{served}questions/index.html?known=%&level=%E0%A4%A#{odd}")
    assert listener.heard == []


def test_a_slug_that_is_called_like_a_method_breaks_nothing(
    tab: tuple[Page, Listener], tmp_path: Path
) -> None:
    """A field called reset stands in for the form's own method, and every object has a constructor."""
    page, _ = tab
    write_small(tmp_path, "https://a.example/")
    (tmp_path / "questions").mkdir()
    (tmp_path / "questions/constructor.md").write_text(
        "---\nquestion: q\nlevel: core\ndimensions: [d]\n---\nAn answer.\n"
    )
    answers = "answers: [{say: x, lean: {a: 1}}, {say: y, lean: {b: 1}}]"
    (tmp_path / "chooser.yaml").write_text(
        "".join(f"- {{id: {name}, ask: q, {answers}}}\n" for name in ("reset", "submit", "closest"))
    )
    output = tmp_path.with_name("small")
    assert (
        cli.main(["build", "-q", "--no-cache", "--content", str(tmp_path), "--output", str(output)])
        == 0
    )
    page.goto(f"{output.as_uri()}/choose.html?reset=1")
    page.locator("#chooser_result button").click()
    assert page.locator("#chooser_form input:checked").count() == 0
    page.goto(f"{output.as_uri()}/questions/index.html")
    page.locator("#practise_start").click()
    assert "last time" not in page.locator(".desk_count").inner_text()


def test_the_trap_springs(tab: tuple[Page, Listener], served: str, hostile: Path) -> None:
    """Were a payload let through, each part of the listener would hear it.

    Without the policy it runs, with it the policy tells.
    """
    page, listener = tab
    good = (hostile / "about.html").read_text()
    free = good.replace('<meta http-equiv="Content-Security-Policy"', '<meta name="x"')
    for name, text, words in (
        ("free", free.replace("<main", f"{TEXTS[18]}<main"), "a payload ran"),
        ("dialog", free.replace("<main", "<img src=x onerror=alert(1)><main"), "a dialog: 1"),
        ("policy", good.replace("<main", f"{TEXTS[0]}<main"), "policy: script-src-elem inline"),
        (
            "host",
            free.replace("<main", "<img src='http://127.0.0.1:9/x.png'><main"),
            "a request: http://127.0.0.1:9/x.png",
        ),
    ):
        (hostile / f"{name}.html").write_text(text)
        listener.heard.clear()
        page.goto(f"{served}{name}.html")
        page.wait_for_timeout(200)
        (hostile / f"{name}.html").unlink()
        assert any(heard.startswith(words) for heard in listener.heard), (name, listener.heard)
        assert name == "host" or list(harm.of_page(text))


@pytest.mark.parametrize("text", TEXTS)
def test_a_payload_as_markdown_is_told_or_lies_there_as_text(text: str) -> None:
    for rendered in (
        markdown.render_inline(text, Ref("dimension", "d")),
        markdown.render_block(f"{text}\n", Ref("myth", "d"), frozenset(), "d_"),
    ):
        page = markdown.resolve_references(
            rendered.prose.html, lambda _: ('"><script>', '<script>"')
        )
        assert list(harm.of_page(f"<!doctype html><title>x</title>{page}")) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_is_told_or_harmless(address: str) -> None:
    for text in (
        f"[x]({address})",
        f"[x](<{address}>)",
        f'[x]({address} "{address}")',
        f"<{address}>",
        f"[x][y]\n\n[y]: {address}",
        f"![x]({address})",
        f"[{address}](https://a.example)",
    ):
        rendered = markdown.render_block(text, Ref("dimension", "d"))
        page = markdown.resolve_references(rendered.prose.html, lambda _: ("x.html", "X"))
        assert (
            rendered.faults or list(harm.of_page(f"<!doctype html><title>x</title>{page}")) == []
        ), text


@pytest.mark.parametrize(
    "address", [a for a in ADDRESSES if not a.startswith(("https://a.example/'", "mailto"))]
)
def test_an_address_in_front_matter_is_refused(
    tmp_path: Path, address: str, capfd: pytest.CaptureFixture[str]
) -> None:
    write_small(tmp_path, address)
    assert (
        cli.main(["check", "-q", "--no-cache", "--content", str(tmp_path), "--format", "json"]) == 1
    )
    told = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert {p["code"] for p in told if p["severity"] == "error"} <= {"unsafe-link", "bad-value"}


def write_small(folder: Path, address: str) -> None:
    (folder / "dimensions").mkdir()
    links = f"links: {{docs: {q(address)}}}"
    (folder / "site.yaml").write_text(
        f"title: t\nurl: {q(address)}\nrepository: {q(address)}\nsubjects:\n  - {{key: a, name: A, {links}}}\n  - {{key: b, name: B}}\ncategories: [{{slug: c, title: C}}]\n"
    )
    (folder / "dimensions/d.md").write_text(
        f"---\ntitle: t\ncategory: c\nsummary: s\nglance: {{a: x, b: x}}\nrows: [{{aspect: a, a: x, b: x, source: {q(address)}}}]\nsources: [{{title: t, url: {q(address)}}}]\n---\n"
    )
