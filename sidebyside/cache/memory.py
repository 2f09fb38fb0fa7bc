"""Results kept by a long-running process, recomputed only when their inputs change.

What is made of the same objects is found to be so at a glance; all else is compared.
"""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sidebyside.cache.fingerprint import is_stable, now_ns, stat_file

Made = TypeVar("Made")


class MemoryCache:
    """Things by name, each with what it was made of."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}

    def find(self, name: Hashable, given: tuple[Any, ...]) -> Any | None:  # noqa: ANN401 - what was kept
        """Return what was made of the same under a name; nothing when that is missing."""
        known = self._known.get(name)
        return known[1] if known and known[0] == given else None

    def last(self, name: Hashable) -> Any | None:  # noqa: ANN401 - what was kept
        """Return what was made last under a name, of whatever."""
        return self._known.get(name, (None, None))[1]

    def keep(self, name: Hashable, given: tuple[Any, ...], made: object) -> None:
        """Keep what was made, in the place of what had the name before."""
        self._known[name] = (given, made)

    def made(self, name: Hashable, make: Callable[..., Made], *given: Any) -> Made:  # noqa: ANN401 - what `make` takes
        """Return what was made of the same under a name, or make it."""
        found: Made | None = self.find(name, given)
        if found is None:
            found = make(*given)
            self.keep(name, given, found)
        return found

    def of_file(self, name: Hashable, path: str, make: Callable[[], Made]) -> Made:
        """Return what was made of a file under a name while it looks the same, or make it."""
        began, look = now_ns(), stat_file(path)
        found: Made | None = self.find(name, look) if look else None
        if found is None:
            found = make()
            self.keep(name, look if look and is_stable(look, began) else (), found)
        return found


class NoCache(MemoryCache):
    """For a process that builds once: keeps nothing, and looks at no file twice."""

    def of_file(self, name: Hashable, path: str, make: Callable[[], Made]) -> Made:  # noqa: ARG002 - nothing is known of it
        """Make it."""
        return make()

    def keep(self, name: Hashable, given: tuple[Any, ...], made: object) -> None:
        """Forget it."""
