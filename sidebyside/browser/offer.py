"""The files that let readers run programs; only verified programs are offered.

    make_offer(site, allowlist, lock, cache) -> Offer

A program is offered while the program, its recorded output, the runtime and every package are those
that were compared. What does not fit is said in a line, and everything else of the site stands as
it would without.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sidebyside.browser.allowlist import VERIFY_BROWSER, Allowlist, BrowserRecord
from sidebyside.browser.runtime import BrowserRuntime, provide_runtime
from sidebyside.browser.wheels import Wheels, keep_bundle, make_bundle
from sidebyside.diagnostics import count
from sidebyside.evidence.lockfile import Lock
from sidebyside.model.entries import Dimension, Program, Site
from sidebyside.model.urls import page_of

RUN_FOLDER = "run"
PLAYGROUND = "run.html"
MANIFEST_FILE = f"{RUN_FOLDER}/manifest.json"
_NEEDS = {
    "processes": "needs processes, which a browser does not have",
    "threads": "needs threads, which a browser does not have",
    "sockets": "needs sockets, which a browser does not have",
    "packages": "needs compiled packages that a browser does not have",
    "time": "takes too long in a browser",
    "other": "prints something else in a browser",
}


@dataclass(frozen=True)
class Offer:
    """The programs that readers can run, by their paths, and the files that it takes.

    `needs` says of other programs why not; `pages` are those with a program that can be run;
    `python` is the interpreter's version.
    """

    programs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    pages: frozenset[str] = frozenset()
    files: Mapping[str, bytes] = field(default_factory=dict)
    python: str = ""
    notes: tuple[str, ...] = ()

    @property
    def manifest(self) -> str:
        """Return the file that lists all others."""
        return MANIFEST_FILE


def make_offer(site: Site, allowlist: Allowlist | None, lock: Lock | None, cache: Path) -> Offer:
    """Return what can be offered, with a line on what cannot."""
    if allowlist is None:
        return _without(f"no program is verified for it; {VERIFY_BROWSER}")
    runtime = provide_runtime(cache)
    if isinstance(runtime, str):
        return _without(runtime)
    if runtime.sha256 != allowlist.runtime:
        return _without(f"the runtime is not the one that was verified; {VERIFY_BROWSER}")
    listed = {
        program.path: (dimension, program)
        for dimension in site.dimensions
        for program in dimension.programs()
    }
    good = {
        path: record
        for path, record in allowlist.same.items()
        if path in listed and _holds(listed[path][1], record, allowlist.environment)
    }
    wheels = Wheels(lock or Lock(), cache)
    wanted = {name: allowlist.wheels[name] for record in good.values() for name in record.wheels}
    pinned = {name: record for name, record in wanted.items() if wheels.holds(name, record.sha256)}
    paths = wheels.fetch({name: record.sha256 for name, record in pinned.items()})
    if isinstance(paths, str):
        return _without(paths)
    bundles = {name: make_bundle(path, name) for name, path in paths.items()}
    same = {name: data for name, data in bundles.items() if _sha256(data) == pinned[name].bundle}
    offered = {path: record for path, record in good.items() if same.keys() >= set(record.wheels)}
    lost = len(allowlist.same) - len(offered)
    notes = (
        (
            f"run here: {count(lost, 'program')} changed since, or with other packages; "
            f"{VERIFY_BROWSER}",
        )
        if lost
        else ()
    )
    needs = {
        path: _NEEDS[record.needs]
        for path, record in allowlist.programs.items()
        if record.needs and path in listed and listed[path][1].sha256 == record.sha256
    }
    if not offered:
        return Offer(notes=notes)
    used = {name for record in offered.values() for name in record.wheels}
    files = {
        **_runtime_files(runtime),
        **{_bundle_path(name, same[name]): same[name] for name in sorted(used)},
    }
    texts = dict(_program_files(listed, offered, allowlist.environment))
    for name in used:
        keep_bundle(cache, _sha256(same[name]), same[name])
    manifest = _manifest(site, allowlist, runtime, {name: same[name] for name in used}, offered)
    files |= {
        **texts,
        f"{RUN_FOLDER}/LICENSES.txt": _licences(runtime, sorted(used)),
        MANIFEST_FILE: _json(manifest),
    }
    pages = frozenset(page_of("dimension", listed[path][0].slug) for path in offered)
    offer = {path: record.wheels for path, record in offered.items()}
    return Offer(offer, needs, pages | {PLAYGROUND}, files, allowlist.python, notes)


def _without(why: str) -> Offer:
    return Offer(notes=(f"run here is left out: {why}",))


def _holds(program: Program, record: BrowserRecord, environment: str) -> bool:
    """Tell whether a program and its recorded output are those that were compared."""
    runs = [run for run in program.runs if run.environment == environment]
    return (
        program.state == "verified"
        and program.sha256 == record.sha256
        and bool(runs)
        and runs[0].output_sha256 == record.output
    )


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _json(data: object) -> bytes:
    return json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False).encode() + b"\n"


def _runtime_folder(runtime: BrowserRuntime) -> str:
    return f"{RUN_FOLDER}/python-{runtime.sha256[:10]}"


def _runtime_files(runtime: BrowserRuntime) -> dict[str, bytes]:
    folder = _runtime_folder(runtime)
    return {f"{folder}/{name}": data for name, data in runtime.files.items()}


def _bundle_path(name: str, data: bytes) -> str:
    """Return where a zip lies: under a name that changes when it does."""
    package, version = name.split("-")[:2]
    return f"{RUN_FOLDER}/packages/{package}-{version}.{_sha256(data)[:10]}.zip"


def programs_file(slug: str) -> str:
    """Return the file that holds the programs of a dimension."""
    return f"{RUN_FOLDER}/programs/{slug}.json"


def _program_files(
    listed: Mapping[str, tuple[Dimension, Program]],
    offered: Mapping[str, BrowserRecord],
    environment: str,
) -> Iterator[tuple[str, bytes]]:
    """Yield a file for each dimension with its runnable programs and their recorded outputs."""
    grouped: dict[str, dict[str, object]] = {}
    for path in sorted(offered):
        dimension, program = listed[path]
        output = next(run.output for run in program.runs if run.environment == environment)
        files = [{"name": file.name, "text": file.text} for file in program.files]
        grouped.setdefault(dimension.slug, {})[path] = {
            "files": files,
            "output": output,
            "subject": program.subject,
        }
    for slug, programs in sorted(grouped.items()):
        yield programs_file(slug), _json(programs)


def _manifest(
    site: Site,
    allowlist: Allowlist,
    runtime: BrowserRuntime,
    bundles: Mapping[str, bytes],
    offered: Mapping[str, BrowserRecord],
) -> dict[str, object]:
    """Return what a browser has to know.

    Every file with size and hash, and which of them a program takes.
    """
    folder = _runtime_folder(runtime).removeprefix(f"{RUN_FOLDER}/")
    numbered = {name: number for number, name in enumerate(sorted(bundles))}
    packages = [
        {
            "file": _bundle_path(name, bundles[name]).removeprefix(f"{RUN_FOLDER}/"),
            "name": name.split("-")[0],
            "version": name.split("-")[1],
            "size": len(bundles[name]),
            "sha256": _sha256(bundles[name]),
        }
        for name in sorted(bundles)
    ]
    samples = []
    for dimension in site.dimensions:
        for sample in dimension.samples:
            paths = {
                program.subject: program.path
                for program in sample.programs
                if program.path in offered
            }
            if paths:
                samples.append(
                    {
                        "dimension": dimension.slug,
                        "title": f"{dimension.title}: {sample.title}",
                        "programs": paths,
                    }
                )
    return {
        "python": allowlist.python,
        "runtime": {
            "folder": f"{folder}/",
            "sha256": runtime.sha256,
            "files": [
                {"file": name, "size": len(data), "sha256": _sha256(data)}
                for name, data in sorted(runtime.files.items())
            ],
        },
        "packages": packages,
        "programs": {
            path: [numbered[name] for name in record.wheels]
            for path, record in sorted(offered.items())
        },
        "samples": samples,
        "subjects": {subject.key: subject.name for subject in site.config.subjects},
    }


def _licences(runtime: BrowserRuntime, wheels: list[str]) -> bytes:
    """Say whose work this folder holds, under which licences, and where its source is."""
    versions = runtime.versions
    packages = "\n".join(f"- {name.split('-')[0]} {name.split('-')[1]}" for name in wheels)
    hashes = runtime.files["hashes/LICENSE"].decode()
    return f"""What lies in this folder is the work of others, unchanged but for what was left out.

Pyodide {versions["pyodide"]}, Mozilla Public License 2.0, https://www.mozilla.org/MPL/2.0/
    Source: https://github.com/pyodide/pyodide/tree/{versions["pyodide"]}
    It contains CPython under the Python Software Foundation License, https://docs.python.org/3/license.html,
    and the libraries that CPython is built with, each under its own licence.

@noble/hashes {versions["@noble/hashes"]}, MIT License
    Source: https://github.com/paulmillr/noble-hashes

Python packages, each with its licence in the folder *.dist-info of its zip. They are the published wheels without tests,
type stubs, sources in C, message catalogues that are not compiled, and parts compiled for other systems.
    Source: the wheels of these names and versions, as their projects publish them.

{packages}

The licence of @noble/hashes:

{hashes}""".encode()
