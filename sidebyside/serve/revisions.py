"""Which revision of the site an open page shows, and whether it is the newest of its file."""

import secrets
from collections.abc import Iterable


class Revisions:
    """States of the site by number; a stamp names one of them, and the process that counts.

    Pages are stamped when they are answered, and hold their stamps against these when they connect.
    """

    def __init__(self) -> None:
        self.process = secrets.token_hex(8)
        self._number = 0
        self._all = 0
        self._files: dict[str, int] = {}

    def __str__(self) -> str:
        return f"{self.process}-{self._number}"

    def of(self, file: str) -> str:
        """Return the stamp of the state in which a file last changed."""
        return f"{self.process}-{self._last(file)}"

    def _last(self, file: str) -> int:
        return max(self._all, self._files.get(file, 0))

    def change(self, files: Iterable[str] | None) -> None:
        """Begin another state, which differs in some files; where nobody knows in which, in all."""
        self._number += 1
        if files is None:
            self._all = self._number
        else:
            self._files |= dict.fromkeys(files, self._number)

    def are_newer(self, stamp: str, file: str) -> bool:
        """Tell whether a file has changed since a page of it was stamped.

        One of another process may have.
        """
        process, _, number = stamp.rpartition("-")
        if process != self.process or not number.isdecimal():
            return True
        return int(number) < self._last(file)
