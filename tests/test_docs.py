"""Every key, code, command and option is documented where authors look for it."""

import re

import pytest
from pydantic import BaseModel

from sidebyside import cli, options
from sidebyside.content import schema
from sidebyside.diagnostics import CODES
from tests.conftest import ROOT

AUTHORING = (ROOT / "docs/authoring.md").read_text()
MODELS = [
    model
    for model in vars(schema).values()
    if isinstance(model, type) and issubclass(model, BaseModel)
]
KEYS = sorted({key for model in MODELS for key in model.model_fields} - {"items", "text"})


@pytest.mark.parametrize("code", CODES)
def test_a_code_is_documented(code: str) -> None:
    assert f"| `{code}` | {CODES[code].summary} |" in AUTHORING


@pytest.mark.parametrize("key", KEYS)
def test_a_key_is_documented(key: str) -> None:
    assert re.search(rf"[`{{ ,]{key}[`: ,}}]", AUTHORING), key


@pytest.mark.parametrize("verb", options.VERBS)
def test_a_command_is_documented(verb: str) -> None:
    assert f"build.py {verb}" in (ROOT / "README.md").read_text() or verb == "build"


def test_the_architecture_names_every_module() -> None:
    text = (ROOT / "docs/architecture.md").read_text()
    package = ROOT / "sidebyside"
    modules = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if path.name != "__init__.py"
    }
    assert sorted(name for name in modules if f"`{name}`" not in text) == []


def test_the_locks_name_no_host_and_pin_every_package() -> None:
    for name in (
        "requirements.lock",
        "requirements-dev.lock",
        *(f"content/environments/{n}.lock.txt" for n in ("lts", "current")),
    ):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert "--index" not in text
        packages = re.findall(r"^([a-z0-9-]+)(.*?)(?=^[a-z]|\Z)", text, re.MULTILINE | re.DOTALL)
        assert packages
        assert all(
            rest.startswith(("==", "[")) and "--hash=sha256:" in rest for _, rest in packages
        )


@pytest.mark.parametrize("option", ["--pdf", "--pictures", "--book", "--git-dates"])
def test_what_a_build_can_make_besides_is_documented(option: str) -> None:
    assert f"`{option}`" in (ROOT / "README.md").read_text()
    with pytest.raises(SystemExit):
        cli.main(["check", option])
