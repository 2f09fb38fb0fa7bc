"""CPython as WebAssembly, from npm packages that package-lock.json pins by hash.

    provide_runtime(cache) -> BrowserRuntime | str      a string says in a line why it cannot be had

npm checks what it fetches against the lock; no script of a package is run. What a site serves is
copied into `<cache>/run/runtime-<hash>`, where the hash is of the lock and of the files in host/,
together with those files.
"""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sidebyside.terminal import lines

HOST_FILES = Path(__file__).parent / "host"
NPM_SECONDS = 300
# Where each file of a runtime comes from: a package of npm and its file there.
_FROM_NPM = {
    "pyodide.mjs": "pyodide/pyodide.mjs",
    "pyodide.asm.mjs": "pyodide/pyodide.asm.mjs",
    "pyodide.asm.wasm": "pyodide/pyodide.asm.wasm",
    "python_stdlib.zip": "pyodide/python_stdlib.zip",
    **{
        f"hashes/{name}.js": f"@noble/hashes/{name}.js"
        for name in ("pbkdf2", "scrypt", "hmac", "utils", "sha2", "_md", "_u64", "legacy")
    },
    "hashes/LICENSE": "@noble/hashes/LICENSE",
}
_OURS = ("core.mjs", "shims.py")
_LOCKS = ("package.json", "package-lock.json")


@dataclass(frozen=True)
class BrowserRuntime:
    """The files of a runtime by their names below `folder`; `sha256` is of all of them."""

    folder: Path
    names: tuple[str, ...]

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        """Return what the files hold."""
        return {name: (self.folder / name).read_bytes() for name in self.names}

    @cached_property
    def sha256(self) -> str:
        """Return one hash of names and contents."""
        listed = (
            f"{name}\0{hashlib.sha256(data).hexdigest()}\0" for name, data in self.files.items()
        )
        return hashlib.sha256("".join(listed).encode()).hexdigest()

    @property
    def versions(self) -> dict[str, str]:
        """Return the packages of npm that it is made of, with their versions."""
        packages = json.loads((HOST_FILES / "package-lock.json").read_text(encoding="utf-8"))[
            "packages"
        ]
        return {
            name: packages[f"node_modules/{name}"]["version"]
            for name in ("pyodide", "@noble/hashes")
        }


def provide_runtime(cache: Path) -> BrowserRuntime | str:
    """Find the runtime in a folder of the user's, or have npm fetch it.

    Or say why that is not possible.
    """
    digest = hashlib.sha256(
        b"".join((HOST_FILES / name).read_bytes() for name in (*_LOCKS, *_OURS))
    ).hexdigest()[:16]
    folder = cache / "run" / f"runtime-{digest}"
    names = tuple(sorted((*_FROM_NPM, *_OURS, "pyodide-lock.json")))
    if not folder.is_dir() and (trouble := _fetch(folder)):
        return trouble
    if lost := [name for name in names if not (folder / name).is_file()]:
        return f"{folder} is damaged: {lost[0]} is missing; remove the folder"
    return BrowserRuntime(folder, names)


def _fetch(folder: Path) -> str:
    npm = shutil.which("npm")
    if npm is None:
        return "there is no npm on this machine"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".npm-") as made:
        place = Path(made)
        for name in _LOCKS:
            shutil.copyfile(HOST_FILES / name, place / name)
        command = [
            npm,
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--omit=dev",
            "--loglevel=error",
        ]
        try:
            done = subprocess.run(  # noqa: S603 - ours
                command,
                cwd=place,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=NPM_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            late = isinstance(error, subprocess.TimeoutExpired)
            return f"npm could not fetch it: {'it took too long' if late else error}"
        if done.returncode:
            said = lines((done.stderr or done.stdout).decode(errors="replace"))
            reason = next((line for line in said if line.strip()), "it ended with an error")
            return f"npm could not fetch it: {reason}"
        _lay_out(place / "node_modules", place / "runtime")
        try:
            (place / "runtime").rename(folder)
        except OSError:
            if not folder.is_dir():  # another command may have been quicker
                raise
    return ""


def _lay_out(modules: Path, folder: Path) -> None:
    """Copy the files of the packages that a site serves, and write an empty package list."""
    (folder / "hashes").mkdir(parents=True)
    for name, source in _FROM_NPM.items():
        shutil.copyfile(modules / source, folder / name)
    for name in _OURS:
        shutil.copyfile(HOST_FILES / name, folder / name)
    about = json.loads((modules / "pyodide/pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    text = json.dumps({"info": about, "packages": {}}, sort_keys=True)
    (folder / "pyodide-lock.json").write_text(text, encoding="utf-8")
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)
    folder.chmod(0o755)


def memory_image(runtime: BrowserRuntime, node: Path) -> Path | str:
    """Return the memory of a Python that has just started, from the cache or made now.

    Or say why there is none.
    """
    image = runtime.folder.with_name(f"{runtime.folder.name}.image")
    if image.is_file():
        return image
    with tempfile.TemporaryDirectory(dir=image.parent, prefix=".image-") as made:
        fresh = Path(made) / "image"
        command = [str(node), str(HOST_FILES / "runner.mjs"), str(runtime.folder), str(fresh)]
        try:
            done = subprocess.run(  # noqa: S603 - ours
                command,
                cwd=made,
                capture_output=True,
                stdin=subprocess.DEVNULL,
                timeout=NPM_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return "node could not start it"
        if done.returncode or not fresh.is_file():
            return (lines(done.stderr.decode(errors="replace")) or ["node could not start it"])[0][
                :200
            ]
        fresh.chmod(0o644)
        fresh.replace(image)
    return image


def find_node() -> Path | None:
    """Return Node, where this machine has it."""
    found = shutil.which("node")
    return Path(os.path.realpath(found)) if found else None
