"""Rebuild after each save, pages that are open first.

Each open page is told when it is out of date.

`serve` answers whoever asks, and says here which pages are open.
"""

import os
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, Protocol

from tornado import httputil

from sidebyside.build.pipeline import BuildJob, BuildResult, OnDemandFiles, build_steps
from sidebyside.cache.fingerprint import stat_file
from sidebyside.diagnostics import CommandError, Diagnostic, as_text, count
from sidebyside.serve.revisions import Revisions
from sidebyside.terminal import printable

ReportProblems = Callable[[list[Diagnostic]], None]
# What a build changed: nothing that a browser shows, styles alone, pages, or what is wrong with the
# newest content.
News = Literal["", "styles", "page", "notices"]

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


class Browser(Protocol):
    """An open page: `shown` is the file that it shows, empty where nobody knows."""

    shown: str

    def reload(self, news: Literal["styles", "page"]) -> None:
        """Take the new styles, or load itself again."""


@dataclass
class RebuildLoop:
    """The state of the server: its job, the problems of the newest content, and open pages.

    What a browser shows is built first, and the `rest` when there is nothing else to do, or when
    somebody asks for a file that is `waiting`. A page that was told to load itself again is
    `coming`: it is open, but nobody hears of it. What changed while the author saved the same file
    again is `untold`, for the build that follows at once.
    """

    job: BuildJob
    hosts: frozenset[str]
    tell: ReportProblems
    port: int = 0
    notices: tuple[str, ...] = ()
    known: frozenset[Diagnostic] = frozenset()
    browsers: set[Browser] = field(default_factory=set)
    coming: set[str] = field(default_factory=set)
    untold: set[str] = field(default_factory=set)
    revisions: Revisions = field(default_factory=Revisions)
    later: OnDemandFiles = dict
    rest: Iterator[BuildResult | str] | None = None
    waiting: frozenset[str] = frozenset()
    failed: bool = False

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that are watched."""
        return tuple(
            Path(os.path.realpath(folder))
            for folder in (self.job.content.root, *self.job.templates.roots)
        )

    def look(self, saved: frozenset[str]) -> None:
        """Build once more after some files were saved, and tell the browsers.

        The rest of a build before is given up.
        """
        content, *templates = self.folders
        inner = {
            Path(path).relative_to(content).as_posix()
            for path in saved
            if Path(path).is_relative_to(content)
        }
        others = [path for path in saved if not Path(path).is_relative_to(content)]
        # Where the build before came to no end, what was saved before it may not have been read.
        alone = saved and not self.failed and all(_is_below(path, templates) for path in others)
        shown = {browser.shown for browser in self.browsers} | self.coming
        # A page that is not there shows that one.
        first = {*shown, "404.html"} if shown and "" not in shown else ()
        looks = {path: stat_file(path) for path in saved}
        outcomes = self._outcomes(first, inner if alone else None)
        self._take(
            outcomes, saved, lambda: any(stat_file(path) != how for path, how in looks.items())
        )

    def rebuild(self) -> None:
        """Build everything."""
        self._take(self._outcomes(()), frozenset(), lambda: False)

    def meet(self, browser: Browser) -> None:
        """Know of an open page from now on."""
        self.browsers.add(browser)
        self.coming.discard(browser.shown)

    def _outcomes(
        self, first: Collection[str], saved: Collection[str] | None = None
    ) -> Iterator[BuildResult | str]:
        """Yield what comes of a build step by step, or why there is none."""
        try:
            yield from build_steps(replace(self.job, strict=False, saved=saved), first)
        except (CommandError, OSError) as refusal:
            yield str(refusal)
        except Exception as error:  # noqa: BLE001 - a mistake of the program must not end the author's session
            yield f"a bug in the program: {type(error).__name__}: {error}; please report it"

    def _take(
        self,
        outcomes: Iterator[BuildResult | str],
        saved: frozenset[str],
        overtaken: Callable[[], bool],
    ) -> None:
        self.rest, self.waiting = (
            None,
            frozenset(),
        )  # which closes it, and the files that it made aside are gone
        start = time.monotonic()
        outcome = next(outcomes)
        news = self._news(outcome, saved)
        # Only once: a program that never stops saving does not keep its author waiting.
        if news == "page" and not self.untold and overtaken():
            self.untold = _changed(outcome)
        else:
            self._spread_word(news, outcome)
        if isinstance(outcome, BuildResult) and outcome.waiting:
            self.rest, self.waiting = self._finished(outcomes, outcome, start), outcome.waiting
        else:
            self._end(outcomes, outcome, start)

    def _finished(
        self, outcomes: Iterator[BuildResult | str], before: BuildResult, start: float
    ) -> Iterator[BuildResult | str]:
        """Yield the steps that are left of a build, and tell what came of them."""
        outcome: BuildResult | str = before
        for outcome in outcomes:
            yield outcome
        self.waiting = frozenset()
        self.coming.clear()  # whoever has not come by now was closed
        self._spread_word(self._news(outcome, frozenset()), outcome, before)
        self._end(outcomes, outcome, start)

    def _end(
        self, outcomes: Iterator[BuildResult | str], outcome: BuildResult | str, start: float
    ) -> None:
        for _ in outcomes:
            pass
        if isinstance(outcome, BuildResult):
            print(_line(outcome, time.monotonic() - start), flush=True)

    def step(self) -> bool:
        """Build a little of the rest; tell whether there is more of it."""
        if self.rest is None or next(self.rest, None) is None:
            self.rest = None
        return self.rest is not None

    def finish(self) -> None:
        """Build all of the rest."""
        while self.step():
            pass

    def _spread_word(
        self, news: News, outcome: BuildResult | str, before: BuildResult | None = None
    ) -> None:
        """Tell the browsers that show what changed, and has not been told `before`."""
        if not news and not self.untold:
            return
        known = _changed(before) if before else set()
        changed = None if news == "notices" else (_changed(outcome) - known) | self.untold
        what: Literal["styles", "page"] = (
            "styles" if news == "styles" and not self.untold else "page"
        )
        self.untold = set()
        self.revisions.change(changed)
        for browser in tuple(self.browsers):
            if changed is None or self._concerns(browser.shown, changed):
                browser.reload(what)
                self.coming |= {browser.shown} if what == "page" else set()

    def _concerns(self, shown: str, changed: set[str]) -> bool:
        """Tell whether a page that shows a file shows something that changed.

        One that is not there shows the 404 page.
        """
        if not shown or shown in changed or any(path.startswith("assets/") for path in changed):
            return bool(changed)
        return "404.html" in changed and not (self.job.output / shown).is_file()

    def _news(self, outcome: BuildResult | str, saved: frozenset[str]) -> News:
        """Keep what came of a build, and return what a browser has to do to show it."""
        before, self.failed = self.notices, isinstance(outcome, str)
        if isinstance(outcome, str):
            self.notices = (f"build.py: {outcome}",)
            print(*map(printable, self.notices), file=sys.stderr)
            return "notices" if self.notices != before else ""
        # Warnings that were told before are known; told with every save they would hide what is
        # new.
        self.tell(
            [
                problem
                for problem in outcome.problems
                if problem.is_error or problem not in self.known
            ]
        )
        self.known = frozenset(outcome.problems)
        self.notices = (
            ()
            if outcome.written
            else tuple(as_text(problem) for problem in outcome.problems if problem.is_error)
        )
        self.later = outcome.later if outcome.written else self.later
        if self.notices or before:
            return "notices" if self.notices != before else ""
        changed = outcome.written and (outcome.written.changed or outcome.written.removed)
        return "" if not changed else "styles" if self._are_styles(saved) else "page"

    def _are_styles(self, saved: frozenset[str]) -> bool:
        templates = self.folders[1:]
        return bool(saved) and all(
            path.endswith(".css") and _is_below(path, templates) for path in saved
        )

    def allows(self, host: str) -> bool:
        """Tell whether a Host header names this server.

        A page elsewhere whose name leads here does not.
        """
        name = httputil.split_host_and_port(host.lower())[0].strip("[]")
        return name in self.hosts


def _is_below(path: str, folders: Iterable[Path]) -> bool:
    return any(Path(path).is_relative_to(folder) for folder in folders)


def _changed(outcome: BuildResult | str) -> set[str]:
    """Return the files that a build wrote or removed."""
    written = outcome.written if isinstance(outcome, BuildResult) else None
    return {*written.changed_paths, *written.removed_paths} if written else set()


def _line(outcome: BuildResult, seconds: float) -> str:
    if outcome.written is None:
        return "The last successful build is still served."
    written = outcome.written
    return (
        f"{count(outcome.pages, 'page')}: {written.changed:,} changed, {written.removed:,} "
        f"removed, {seconds:.2f} s"
    )
