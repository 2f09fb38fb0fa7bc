"""What a page says of itself: title, address, place in the site.

What is costly of that is made when it is asked for.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sidebyside.model import urls
from sidebyside.model.entries import Config
from sidebyside.render.citations import Citation, cite
from sidebyside.site.index import PageLink


@dataclass(frozen=True)
class PageMetadata:
    """What a page says of itself.

    `things` are what it is about, for machines; `day` is that of what it says, empty where nothing
    dates it, and None for a page that nobody cites. `article` is the day that a program of the site
    last ran, and None for a page that is no article.
    """

    config: Config
    path: str
    title: str
    description: str
    kind: str
    source: str = ""
    breadcrumbs: tuple[PageLink, ...] = ()
    previous: PageLink | None = None
    next: PageLink | None = None
    picture: str = ""
    things: tuple[Mapping[str, Any], ...] = field(default=(), hash=False)
    day: str | None = None
    article: str | None = None

    @property
    def canonical(self) -> str:
        """Return the address of the page."""
        return self.config.url + ("" if self.path == "index.html" else self.path)

    @property
    def edit(self) -> str:
        """Return where the page's file can be edited; nothing where nobody can."""
        there = self.source and self.config.repository
        return (
            f"{self.config.repository.rstrip('/')}/edit/main/content/{self.source}" if there else ""
        )

    @property
    def twin(self) -> str:
        """Return the file that holds the same as Markdown.

        Nothing for a page that has none to hold.
        """
        twin = urls.as_markdown(self.path)
        return twin if twin != self.path and self.kind != "redirect" else ""

    @cached_property
    def citation(self) -> Citation | None:
        """Return how the page is cited."""
        if self.day is None:
            return None
        return cite(
            self.config.title.replace("`", ""),
            self.title.replace("`", ""),
            self.day,
            self.canonical,
        )

    @cached_property
    def ld(self) -> str:
        """Return the page as JSON-LD, escaped for a script element."""
        article = [] if self.article is None else [self._article(self.article)]
        graph = [*article, *self.things, *([self._trail()] if self.breadcrumbs else [])]
        made = json.dumps(
            {"@context": "https://schema.org", "@graph": graph},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        return (
            made.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
            if graph
            else ""
        )

    def _article(self, modified: str) -> dict[str, Any]:
        config = self.config
        made = {
            "@type": "TechArticle",
            "headline": self.title.replace("`", ""),
            "description": self.description.replace("`", ""),
            "url": self.canonical,
            "inLanguage": config.language,
            "isPartOf": {"@type": "WebSite", "name": config.title, "url": config.url},
            "about": [subject.name for subject in config.subjects],
        }
        return made | ({"dateModified": modified} if modified else {})

    def _trail(self) -> dict[str, Any]:
        url = self.config.url
        steps = [
            (page_link.title, url + (page_link.target if page_link.target != "index.html" else ""))
            for page_link in self.breadcrumbs
        ]
        listed = [
            {"@type": "ListItem", "position": place, "name": name.replace("`", ""), "item": address}
            for place, (name, address) in enumerate([*steps, (self.title, self.canonical)], 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": listed}
