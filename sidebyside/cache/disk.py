"""What builds remember in `.cache/`: safe to delete, and signed.

The key lies outside of the repository, so a file that came with somebody's pull request is ignored.
It holds bytes and no objects, so that whoever gets hold of a key can make a build show something
else, and run nothing.
"""

import hmac
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

MAX_CACHE_BYTES = 256 << 20


@dataclass(frozen=True)
class DiskCache:
    """What is remembered below a folder, by name, each signed with a key."""

    folder: Path
    key: bytes

    def get(self, name: str) -> bytes | None:
        """Return what is remembered under a name.

        Nothing when it is missing, damaged or not ours.
        """
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        signature, body = data[:32], data[32:]
        if not hmac.compare_digest(signature, self._sign(name, body)):
            return None
        return body

    def put(self, name: str, body: bytes) -> None:
        """Remember some bytes.

        A disk that is full or read-only loses the memory and nothing else.
        """
        beside = self.folder / f"{secrets.token_hex(8)}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            beside.write_bytes(self._sign(name, body) + body)
            beside.replace(self.folder / name)
        except OSError:
            with suppress(OSError):
                beside.unlink()

    def prune(self, used: Iterable[str]) -> None:
        """Forget the oldest that were not used when there is more than the limit."""
        try:
            files = [(path.stat(), path) for path in self.folder.iterdir()]
        except OSError:
            return
        size = sum(info.st_size for info, _ in files)
        kept = set(used)
        for info, path in sorted(files, key=lambda file: file[0].st_mtime_ns):
            if size <= MAX_CACHE_BYTES:
                return
            if path.name not in kept:
                path.unlink(missing_ok=True)
                size -= info.st_size

    def _sign(self, name: str, body: bytes) -> bytes:
        return hmac.digest(self.key, name.encode() + b"\0" + body, "sha256")


def open_disk_cache(folder: Path) -> DiskCache | None:
    """Return the store below a cache folder; none where the key that signs it cannot be kept."""
    try:
        home = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state")
        place = home / "sidebyside" / "cache.key"
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            beside = place.with_name(f"{secrets.token_hex(8)}.part")
            with os.fdopen(
                os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
            ) as file:
                file.write(secrets.token_bytes(32))
            beside.replace(place)
        key = place.read_bytes()
    except (OSError, RuntimeError):
        return None
    return DiskCache(folder, key) if len(key) == 32 else None
