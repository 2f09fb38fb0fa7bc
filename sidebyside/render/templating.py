"""From pages to bytes: the one place that knows Jinja.

Templates are given, besides their page's context:

    t(text): a text of the interface in the site's language (docs/customising.md)
    to(file): the address of a file of the site, from this page; a file that this build does not
        make is an error
    once(name): a part that is the same on all pages of a folder; it sees `site`, `nav`, `footer`,
        `ground`, `page.path`
    asset(name): the address of a file of templates/static/, from this page; asset_path(name) from
        the site's root
    has_data: whether this build makes JSON, Markdown and CSV besides its pages
    made: the files that this build makes besides its pages, those that pages link to
    epub: the file of the e-book
    site_key: under which a reader's browser keeps what belongs to this site
    run_here: which programs readers can run in their browsers, and on which pages
        (browser/offer.py)
    base_path: the path of the site's address, for the one page that is served at any depth
    prose | fill: some prose with its references as links; prose | unnoted | fill leaves out the
        marks of its footnotes
    text | ticks: a title: what stands in backticks as code; text | plain leaves the backticks out
    file | code: the lines of a program
    entry | draft: the mark of an entry that is not ready, which only serve shows
    day | shown_date: 2026-11-21 as 21 November 2026
    value | number: a measured value; interval | ratio  a ratio with its interval
    css | sha256: the hash of an inline style, as a content security policy wants it
"""

import base64
import hashlib
import re
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from types import SimpleNamespace
from typing import Protocol
from urllib.parse import urlsplit

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateRuntimeError,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import Markup, escape

from sidebyside.cache.fingerprint import FolderScan, scan
from sidebyside.content import markdown
from sidebyside.diagnostics import Diagnostic, Location, suggestion
from sidebyside.model import intervals
from sidebyside.model.entries import CodeFile, Passage, Prose, Ref, Site
from sidebyside.model.interface import Interface, fill
from sidebyside.model.urls import program_download, relative
from sidebyside.render.glossary import GlossaryLinker
from sidebyside.render.pages import Page
from sidebyside.render.single_page import epub_name
from sidebyside.site.index import SiteIndex

ENGLISH = Interface()


@dataclass(frozen=True, slots=True)
class PageWithText:
    """A file of the site, and a text that it leaves for a file which is made of such texts."""

    data: bytes
    text: str


# What makes a file of the site, or says why it cannot be made.
FileFactory = Callable[[], bytes | Diagnostic]
# A file of the site, or what makes it or says why it cannot be made.
Content = bytes | Callable[[], bytes | PageWithText | Diagnostic]
ReferenceResolver = Callable[[Ref], tuple[str, str] | None]


@dataclass(frozen=True)
class Templates:
    """A folder of templates and how messages name it.

    What it lacks is taken from the folder `base`, where there is one.
    """

    root: Path
    name: str
    base: "Templates | None" = None

    @property
    def layers(self) -> tuple["Templates", ...]:
        """Return the folders in the order in which a file is looked for."""
        return (self, *(self.base.layers if self.base else ()))

    @property
    def roots(self) -> tuple[Path, ...]:
        """Return the paths of the folders in the order in which a file is looked for."""
        return tuple(layer.root for layer in self.layers)

    def find(self, name: str) -> Path:
        """Return the path of a file: that of the first folder which has it."""
        paths = [root / name for root in self.roots]
        return next((path for path in paths if path.is_file()), paths[0])

    def static_files(self) -> dict[str, Path]:
        """Return the static files by name; hidden ones, such as what editors keep, are left out."""
        found: dict[str, Path] = {}
        for root in reversed(self.roots):
            static = root / "static"
            paths = [path for path in static.rglob("[!.]*") if path.is_file()]
            found |= {path.relative_to(static).as_posix(): path for path in paths}
        return dict(sorted(found.items()))

    def scan(self) -> FolderScan:
        """Return how the templates look, without the static files."""
        looks = [(number, scan(root)) for number, root in enumerate(self.roots)]
        return {
            f"{number}/{path}": stat
            for number, found in looks
            for path, stat in found.items()
            if not path.startswith("static/")
        }


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as it was made.

    Of what, with which titles and addresses in the place of references, and its bytes.
    """

    page: Page
    references: Mapping[Ref, tuple[str, str] | None]
    data: bytes


@dataclass(slots=True)
class PageCache:
    """The pages of the build before, for a process that builds more than once.

    They are good for as long as the templates are.

    Its static files keep their names, so that a new style is a new file and not a new site.
    """

    templates: FolderScan | None = None
    assets: set[str] = field(default_factory=set)
    pages: dict[str, RenderedPage] = field(default_factory=dict)


def render_pages(
    site_index: SiteIndex,
    pages: Sequence[Page],
    templates: Templates,
    page_cache: PageCache | None = None,
    exported: Callable[[], Collection[str]] = tuple,
) -> tuple[dict[str, Content], list[Diagnostic]]:
    """Return every asset, and a function that renders each page; or problems of the templates.

    `exported` gives the files that are made besides pages; it is asked when a page links to one
    that is not announced.
    """
    try:
        left_out = () if site_index.run_here.programs else _FOR_RUNNING
        assets = _assets(
            templates,
            site_index.site,
            named="" if page_cache is None else "live",
            left_out=left_out,
        )
    except TemplateError as error:  # before OSError: that a template is missing is both
        return {}, [template_problem(error, templates, "subjects.css")]
    except OSError as error:
        return {}, [_unreadable(error, templates)]
    files = SiteFiles(frozenset([*(page.path for page in pages), *site_index.files]), exported)
    renderer = _PageRenderer(
        site_index, templates, {name: path for name, (path, _) in assets.items()}, files
    )
    if page_cache is None:
        return {
            **dict(assets.values()),
            **{page.path: partial(renderer.page, page) for page in pages},
        }, []
    looks = templates.scan()
    if (looks, set(assets)) != (page_cache.templates, page_cache.assets):
        page_cache.templates, page_cache.assets, page_cache.pages = looks, set(assets), {}
    return {
        **dict(assets.values()),
        **{page.path: partial(_again, renderer, page_cache.pages, page) for page in pages},
    }, []


def _unreadable(error: OSError, templates: Templates) -> Diagnostic:
    path = Path(error.filename) if error.filename else templates.root / "static"
    inside = [
        (layer, path.relative_to(layer.root))
        for layer in templates.layers
        if path.is_relative_to(layer.root)
    ]
    shown = f"{inside[0][0].name}/{inside[0][1].as_posix()}" if inside else templates.name
    return Diagnostic(
        "unreadable",
        f"a file of the templates cannot be read: {error.strerror or error}",
        Location(shown),
    )


def _again(
    renderer: "_PageRenderer", before: dict[str, RenderedPage], page: Page
) -> bytes | Diagnostic:
    """Return the page of the build before where it would be made of the same, or make it."""
    known = before.get(page.path)
    if (
        known
        and known.page == page
        and all(renderer.site_index.resolve(ref) == to for ref, to in known.references.items())
    ):
        return known.data
    renderer.references.clear()
    data = renderer.page(page)
    if isinstance(data, bytes):
        before[page.path] = RenderedPage(page, dict(renderer.references), data)
    return data


class _PageRenderer:
    """Templates with all that they need of a site."""

    def __init__(
        self,
        site_index: SiteIndex,
        templates: Templates,
        assets: Mapping[str, str],
        files: "SiteFiles",
    ) -> None:
        self.site_index, self.templates = site_index, templates
        self.glossary = GlossaryLinker(site_index.site.definitions)
        self.references: dict[Ref, tuple[str, str] | None] = {}
        self.environment = page_environment(templates, site_index, assets, self.resolve, files)

    def resolve(self, ref: Ref) -> tuple[str, str] | None:
        """Return address and title of an entry, and keep that they were asked for."""
        self.references[ref] = found = self.site_index.resolve(ref)
        return found

    def page(self, page: Page) -> bytes | Diagnostic:
        """Make a page, or say what is wrong with its template."""
        try:
            html = self.environment.get_template(page.template).render(page.context)
            return (self.glossary.link(html, page.path) if page.head else html).encode()
        except Exception as error:  # noqa: BLE001 - a template may do anything; its mistake is told with its line
            return template_problem(error, self.templates, page.template)


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """The files that a build makes: its pages and what it announces.

    The others are asked for when they are needed.
    """

    known: frozenset[str]
    exported: Callable[[], Collection[str]] = tuple

    def check(self, target: str) -> None:
        """Raise an error for a link to a file that this build does not make."""
        file = target.partition("#")[0]
        if not file or file in self.known or file == SEARCH_INDEX:
            return
        others = () if file.endswith(".html") else self.exported()
        if file not in others:
            hint = suggestion(file, [*self.known, *others])
            raise TemplateRuntimeError(
                f"the site has no file '{file}'" + (f"; {hint}" if hint else "")
            )


# Every page loads it, so it is known without a look at what else is exported.
SEARCH_INDEX = "search-index.js"


class TemplateBytecode(BytecodeCache):
    """Compiled templates, for environments with filters that take the same.

    Jinja looks whether a source is still the same.
    """

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is known of a template."""
        if known := self._known.get(bucket.key):
            bucket.bytecode_from_string(known)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self._known[bucket.key] = bucket.bytecode_to_string()


_COMPILED = TemplateBytecode()


def page_environment(
    templates: Templates,
    site_index: SiteIndex,
    assets: Mapping[str, str],
    resolve: ReferenceResolver,
    files: SiteFiles | None = None,
) -> Environment:
    """Return the rules that pages are rendered by.

    `assets` are the files of static/ by name, `resolve` finds entries.

    Links are held against `files`, where they are given.
    """
    environment = jinja_environment(templates)
    environment.bytecode_cache = _COMPILED

    @pass_context
    def to(context: Context, file: str) -> str:
        if files:
            files.check(file)
        return relative(file, context["page"].path)

    @pass_context
    def asset(context: Context, name: str) -> str:
        if name not in assets:
            raise TemplateNotFound(f"static/{name}")
        return relative(assets[name], context["page"].path)

    @pass_context
    def fill(context: Context, prose: Prose) -> Markup:
        def link(ref: Ref) -> tuple[str, str] | None:
            found = resolve(ref)
            return (relative(found[0], context["page"].path), found[1]) if found else None

        html = site_index.show_pictures(
            markdown.resolve_references(prose.html, link),
            lambda path: relative(path, context["page"].path),
        )
        return Markup(html)  # noqa: S704 - markdown.py is the place that makes HTML safe

    parts: dict[tuple[str, str], Markup] = {}
    listed = {item.target for item in (*site_index.nav, *site_index.footer)}
    own = {"index.html", "search.html", "about.html", "api.html", "run.html", "all.html", *listed}

    @pass_context
    def once(context: Context, name: str) -> Markup:
        page = context["page"].path
        # A page that the navigation names is marked there; all others of a folder are alike.
        place = page if page in own else f"{page.rpartition('/')[0]}/"
        if (name, place) not in parts:
            shared = {key: context[key] for key in ("site", "nav", "footer", "ground")}
            part = environment.get_template(name).render(
                shared | {"page": SimpleNamespace(path=page)}
            )
            parts[name, place] = Markup(part)  # noqa: S704 - a template escapes what it is given
        return parts[name, place]

    interface = site_index.config.interface
    environment.globals.update(
        t=partial(interface_text, interface),
        to=to,
        once=once,
        zip=zip,
        asset=asset,
        asset_path=assets.__getitem__,
        page_link=site_index.page_link,
        Ref=Ref,
    )
    environment.globals.update(
        made=site_index.files,
        has_data=site_index.has_data,
        program_download=program_download,
        epub=epub_name(site_index),
        site_key=site_index.key,
        base_path=urlsplit(site_index.config.url).path,
        run_here=site_index.run_here,
    )
    environment.filters.update(
        resolve_references=fill,
        format_date=partial(format_date, interface=interface),
        highlighted_code=highlighted_code,
        code_spans=code_spans,
        strip_backticks=strip_backticks,
        draft_label=partial(draft_label, interface=interface),
        csp_hash=csp_hash,
        join_words=partial(join_words, interface=interface),
        join_versions=partial(join_versions, interface=interface),
        without_footnote_marks=markdown.without_footnote_marks,
    )
    environment.filters.update(
        number=intervals.format_number,
        ratio=intervals.format_interval,
        capitalize_first=capitalize_first,
    )
    return environment


def jinja_environment(templates: Templates) -> Environment:
    """Return the rules that every template is rendered by.

    Escaped, and no name that is not given.
    """
    return Environment(
        loader=FileSystemLoader(templates.roots),
        autoescape=lambda name: name is None or not name.endswith((".txt", ".css")),  # noqa: S701 - all but plain text and styles
        undefined=StrictUndefined,
        auto_reload=False,  # the rules are made anew for each build
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def highlighted_code(file: CodeFile | Passage) -> Markup:
    """Return the lines of a program."""
    return Markup(file.html)  # noqa: S704 - highlight.py escapes what it colours


_TICKS = re.compile(r"`([^`]+)`")


def code_spans(text: str) -> Markup:
    """Return a title as HTML: what stands in backticks is code."""
    if "`" not in text:
        return escape(text)
    return Markup(_TICKS.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 - escaped the moment before


def strip_backticks(text: str) -> str:
    """Return a title without its backticks, for places that know no markup."""
    return _TICKS.sub(r"\1", text) if "`" in text else text


class MayBeDraft(Protocol):
    """An entry, or what leads to one."""

    @property
    def draft(self) -> bool:
        """Tell whether it is not ready."""


def draft_label(entry: MayBeDraft, interface: Interface = ENGLISH) -> Markup:
    """Return the mark of an entry that only serve shows."""
    return _DRAFT.format(interface.t("Draft")) if entry.draft else Markup()


_DRAFT = Markup(' <span class="draft">{}</span>')


def csp_hash(text: str) -> str:
    """Return the hash of a style or script as a content security policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def interface_text(interface: Interface, text: str, one: str = "", **values: object) -> Markup:
    """Return a text of the interface as HTML.

    `{name}` is replaced by the value of that name, `[words](name)` is a link to it, and words
    between two asterisks or two backticks are strong or code.
    """
    html = _as_html(interface.message(text, values.get("n"), one))
    escaped = {name: escape(value) for name, value in values.items()}
    return Markup(fill(html, escaped) if values else html)  # noqa: S704 - both are escaped


_LINK = re.compile(r"\[([^\]]*)\]\((\w+)\)")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_CODE = re.compile(r"`([^`]+)`")


@lru_cache(maxsize=1024)
def _as_html(message: str) -> str:
    """Return a message as HTML, with the names in braces as they are."""
    html = _LINK.sub(r'<a href="{\2}">\1</a>', _plain(message))
    return _CODE.sub(r"<code>\1</code>", _STRONG.sub(r"<b>\1</b>", html))


def _plain(text: str) -> str:
    """Escape what HTML would take for its own, and nothing else."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
    )


def join_words(words: Iterable[str], last: str = " and ", interface: Interface = ENGLISH) -> str:
    """Write words as a list in a sentence: one, two and three."""
    return interface.list_of(words, last)


def join_versions(
    versions: Iterable[tuple[str, Iterable[str]]], interface: Interface = ENGLISH
) -> str:
    """Write packages with their versions as a list in a sentence."""
    return interface.list_of(f"{name} {interface.list_of(seen)}" for name, seen in versions)


def capitalize_first(text: str) -> str:
    """Begin a text with a capital, and leave the rest as it is."""
    return text[:1].upper() + text[1:]


def format_date(day: str, interface: Interface = ENGLISH) -> str:
    """Write 2026-11-21 as 21 November 2026, whatever the locale."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    value = date.fromisoformat(day)
    month = interface.t(months[value.month - 1])
    return interface.t("{day} {month} {year}", day=value.day, month=month, year=value.year)


_URL = re.compile(r'url\("?(?!data:)([\w./-]+)"?\)')


# What only pages with programs that readers can run ask for.
_FOR_RUNNING = ("run.css", "run.js", "run-button.js", "run-worker.js")


def _assets(
    templates: Templates, site: Site, named: str = "", left_out: Collection[str] = ()
) -> dict[str, tuple[str, bytes]]:
    """Return the static files by name, each with its path.

    Under a name that changes when it does, or that is `named`.
    """
    raw = {name: path.read_bytes() for name, path in templates.static_files().items()}
    raw |= {f"site/{picture.name}": picture.data for picture in site.pictures}
    raw["subjects.css"] = (
        jinja_environment(templates).get_template("subjects.css").render(site=site.config).encode()
    )
    assets: dict[str, tuple[str, bytes]] = {}
    for name in left_out:
        raw.pop(name, None)
    for name in sorted(raw, key=lambda name: (name.endswith(".css"), name)):
        data = raw[name]
        if name.endswith(".css"):
            data = _style(name, data, assets)
        stem, dot, extension = name.rpartition(".")
        digest = named or hashlib.sha256(data).hexdigest()[:10]
        assets[name] = (f"assets/{stem}.{digest}{dot}{extension}", data)
    return assets


def _style(name: str, data: bytes, assets: Mapping[str, tuple[str, bytes]]) -> bytes:
    """Return a style sheet with the addresses of the files that it loads."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise TemplateSyntaxError("the file is not UTF-8 text", line, f"static/{name}") from None

    def address(found: re.Match[str]) -> str:
        if found[1] not in assets:
            line = text[: found.start()].count("\n") + 1
            raise TemplateSyntaxError(
                f"there is no file 'static/{found[1]}'", line, f"static/{name}"
            )
        return f'url("{relative(assets[found[1]][0], "assets/x")}")'

    return _URL.sub(address, text).encode()


def unused_files(templates: Templates) -> list[Diagnostic]:
    """Return a warning for each file of an overlay that no page is made of.

    It replaces none of its base and no template names it, or it is a link that leads nowhere.
    """
    if templates.base is None:
        return []
    own, base = _names(templates.root), frozenset().union(*map(_names, templates.base.roots))
    texts = [
        text
        for layer in templates.layers
        for name in _names(layer.root)
        if (text := _text(layer.root / name))
    ]
    found = []
    for name in sorted(own - base):
        short = name.removeprefix("static/")
        # Not as a part of another name: "map.svg" is not named by "roadmap.svg" or "map.svgz".
        named = re.compile(rf"(?<![\w-]){re.escape(short)}(?![\w-])")
        if not any(named.search(text) for text in texts):
            hint = (
                suggestion(name, sorted(base))
                or "name it in a template, or give it the name of a file that it replaces"
            )
            found.append(
                Diagnostic(
                    "unused-file",
                    "no template uses this file",
                    Location(f"{templates.name}/{name}"),
                    hint,
                )
            )
    for name in _dangling_links(templates.root):
        place = Location(f"{templates.name}/{name}")
        found.append(Diagnostic("unused-file", "this link leads to no file", place))
    return found


def _dangling_links(root: Path) -> list[str]:
    links = [path for path in root.rglob("[!.]*") if path.is_symlink() and not path.exists()]
    return sorted(path.relative_to(root).as_posix() for path in links)


def _names(root: Path) -> frozenset[str]:
    """Return the files of a folder that are not hidden."""
    names = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return frozenset(
        name for name in names if not any(part.startswith(".") for part in name.split("/"))
    )


def _text(path: Path) -> str:
    """Return what a template, style or script says; nothing of any other file."""
    if path.suffix not in {".html", ".xhtml", ".css", ".js", ".txt", ".opf"}:
        return ""
    return path.read_text(encoding="utf-8", errors="replace")


def template_problem(error: Exception, templates: Templates, template: str) -> Diagnostic:
    """Say where in which template something went wrong."""
    name, line = template, 1
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or template, error.lineno
    else:
        name, line = next(_frames(error, templates), (template, 1))
    message = (
        f"{error.message or error}"
        if isinstance(error, TemplateError)
        else f"{type(error).__name__}: {error}"
    )
    if isinstance(error, TemplateNotFound):
        message = f"there is no template '{error.name}'"
    path = templates.find(name)
    shown = next(
        (layer.name for layer in templates.layers if path.is_relative_to(layer.root)),
        templates.name,
    )
    return Diagnostic(
        "template", message, Location(f"{shown}/{name}", line, 1, 1, _line(path, line))
    )


def _frames(error: Exception, templates: Templates) -> Iterator[tuple[str, int]]:
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        for root in templates.roots:
            if path.is_relative_to(root):
                yield path.relative_to(root).as_posix(), frame.lineno or 1


def _line(path: Path, line: int) -> str:
    try:
        return path.read_text(encoding="utf-8").splitlines()[line - 1]
    except (OSError, IndexError, UnicodeDecodeError):
        return ""
