"""What `serve` adds to a page on its way out; nothing of it is ever written into the output.

The page gets the script of the `livereload` package, a script of our own, and what is wrong with
the newest content, in a shadow root so that neither the site's styles nor these change each other.
The addresses of its style sheets and scripts get a stamp of when those last changed, so that a
browser need not ask for what it has. It loses its content security policy, which forbids the
package's script, and the address that a page for any depth gives as its root, because here that is
always `/`.
"""

import re
from collections.abc import Sequence
from html import escape, unescape
from pathlib import Path

from sidebyside.diagnostics import count
from sidebyside.serve.revisions import Revisions

SCRIPT = Path(__file__).with_name("live.js")
STYLE = Path(__file__).with_name("live.css")
MAX_NOTICES = 20
_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_STATIC = re.compile(rb'(?:<link rel="stylesheet" href|<script src)="[./]*(assets/[^"?]*)(?=")')
_BASE = re.compile(rb'<base href="[^"]*">')


def add_live_reload(
    page: bytes, revisions: Revisions, authority: tuple[str, int], notices: Sequence[str]
) -> bytes:
    """Return a page with what makes it live.

    `authority` is the host and port that the browser knows the server by.
    """
    host, port = authority
    where = f"host={escape(host)}&amp;port={port}&amp;mindelay=200&amp;maxdelay=2000"
    scripts = (
        f'<script src="/live.js?{revisions.process}" data-stamp="{revisions}"></script>'
        f'<script src="/livereload.js?{where}&amp;{revisions.process}"></script>'
    )
    page = _STATIC.sub(
        lambda name: name[0] + f"?{revisions.of(unescape(name[1].decode()))}".encode(), page
    )
    bare = _BASE.sub(b'<base href="/">', _POLICY.sub(b"", page))
    body, end, rest = bare.rpartition(b"</body>")
    return (
        (body if end else rest)
        + (overlay(notices) + scripts).encode()
        + (end + rest if end else b"")
    )


def overlay(notices: Sequence[str]) -> str:
    """Return what lies over a page while the newest content cannot be shown.

    It can be folded away, and goes when mended.
    """
    if not notices:
        return ""
    listed = "".join(f"<pre>{escape(notice)}</pre>" for notice in notices[:MAX_NOTICES])
    more = (
        f"<p>and {count(len(notices) - MAX_NOTICES, 'more problem')}</p>"
        if notices[MAX_NOTICES:]
        else ""
    )
    title = f"{count(len(notices), 'problem')}: the site is not updated until they are fixed"
    return (
        '<div id="build_problems" role="alert"><template shadowrootmode="open">'
        f"<style>{STYLE.read_text(encoding='utf-8')}</style>"
        f"<details open><summary>{title}</summary>{listed}{more}</details></template></div>"
    )
