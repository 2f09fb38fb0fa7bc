"""Known vulnerabilities of the locked packages: make advisories.

Skipped with a word where there is no network.
"""

import json
import re
import sys
import urllib.error
import urllib.request
from pathlib import Path

SERVICE = "https://api.osv.dev/v1/querybatch"


def locked(path: Path) -> list[tuple[str, str]]:
    """Return the packages of a lock with their versions."""
    return re.findall(
        r"^([a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==([^\s;\\]+)",
        path.read_text(encoding="utf-8"),
        re.MULTILINE | re.IGNORECASE,
    )


def advisories(
    packages: list[tuple[str, str]], answer: dict[str, list[dict[str, list[dict[str, str]]]]]
) -> list[str]:
    """Return a line for each package that the service knows something of.

    Its answer has the order of the packages.
    """
    pairs = zip(packages, answer["results"], strict=True)
    return [
        f"{name} {version}: {', '.join(one['id'] for one in found['vulns'])}"
        for (name, version), found in pairs
        if found.get("vulns")
    ]


def main(path: str) -> int:
    """Ask, and say what is known; 0 where nothing is, or where nobody can be asked."""
    packages = locked(Path(path))
    queries = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
        for name, version in packages
    ]
    request = urllib.request.Request(
        SERVICE, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            found = advisories(packages, json.load(response))
    except (urllib.error.URLError, TimeoutError, ValueError) as error:
        print(f"advisories: skipped, nobody can be asked from here ({error})")
        return 0
    print(*found or [f"advisories: nothing is known of {len(packages)} packages"], sep="\n")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
