"""The command line: exit status, what is printed where, and what a user never sees."""

import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from sidebyside import __version__, cli, options
from sidebyside.build import pipeline
from tests.conftest import ROOT, Town


def test_build_is_what_no_command_means(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--content", str(town.content), "--output", str(town.output)]) == 0
    out = capfd.readouterr().out
    assert out.count("\n") == 1
    assert "changed, 0 removed, 0 errors and 3 warnings" in out
    assert (town.output / "index.html").exists()


def test_check_writes_nothing_and_ends_with_a_count(
    town: Town, capfd: pytest.CaptureFixture[str]
) -> None:
    before = sorted(town.folder.rglob("*"))
    assert town.run("check") == 0
    assert sorted(town.folder.rglob("*")) == before
    assert capfd.readouterr().out == "0 errors and 3 warnings.\n"


def test_errors_fail_with_a_count(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    town.edit("site.yaml", "title:", "titel:")
    assert town.run("build") == 1
    assert capfd.readouterr().out == "1 error and 0 warnings. Nothing was written.\n"
    assert not town.output.exists()


def test_quiet_prints_problems_only(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    assert town.run("build", "-q") == 0
    assert capfd.readouterr().out == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bulid"], "did you mean 'build'?"),
        (["xyz"], "the commands are"),
        (["build", "--nothing"], "unrecognized arguments"),
        (["build", "--jobs", "0"], "not a number of processes"),
        (["build", "--base-url", "town"], "is not an absolute URL"),
        (["build", "--base-url", "ftp://town.example/"], "not allowed"),
        (["build", "--format", "xml"], "invalid choice"),
        (["serve", "--port", "99999"], "not a port"),
        (["new"], "required"),
        (["--content"], "expected one argument"),
    ],
)
def test_wrong_use_is_told(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(words)
    assert stop.value.code == 2
    assert said in capfd.readouterr().err


@pytest.mark.parametrize("option", ["--content", "--templates"])
def test_a_folder_that_is_not_there_is_told(
    town: Town, option: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert town.run("build", option, "nowhere") == 2
    assert "there is no folder nowhere" in capfd.readouterr().err


def test_version_and_help(capfd: pytest.CaptureFixture[str]) -> None:
    for words in (["--version"], ["-h"], ["build", "--help"]):
        with pytest.raises(SystemExit) as stop:
            cli.main(words)
        assert stop.value.code == 0
    out = capfd.readouterr().out
    assert f"build.py {__version__}" in out
    assert all(verb in out for verb in options.VERBS)


def test_a_bug_is_one_line(
    town: Town, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(_job: object) -> None:
        raise ValueError("oops")

    monkeypatch.setattr(pipeline, "build", broken)
    assert town.run("build") == 2
    assert (
        capfd.readouterr().err
        == "build.py: internal error: ValueError: oops; please report it with the output of --debug\n"
    )
    with pytest.raises(ValueError, match="oops"):
        town.run("build", "--debug")


@pytest.mark.parametrize(
    ("error", "status"),
    [(KeyboardInterrupt(), 130), (PermissionError(13, "Permission denied", "x"), 2)],
)
def test_what_stops_a_build_is_told(
    town: Town, monkeypatch: pytest.MonkeyPatch, error: BaseException, status: int
) -> None:
    def stopped(_job: object) -> None:
        raise error

    monkeypatch.setattr(pipeline, "build", stopped)
    assert town.run("build") == status


def test_the_paths_in_messages_follow_the_option(
    town: Town, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    town.edit("site.yaml", "title:", "titel:")
    monkeypatch.chdir(town.content)
    assert cli.main(["check", "--content", ".", "--format", "json"]) == 1
    assert [json.loads(line)["path"] for line in capfd.readouterr().err.splitlines()] == [
        "site.yaml"
    ]
    monkeypatch.chdir("/")
    assert cli.main(["check", "--content", str(town.content)]) == 1
    assert f"{str(town.content).lstrip('/')}/site.yaml:1:1: error" in capfd.readouterr().err


@pytest.mark.parametrize("kind", ["dimension", "question", "myth"])
def test_new_writes_what_passes_check(
    town: Town, kind: str, capfd: pytest.CaptureFixture[str]
) -> None:
    before = {path for path in town.content.rglob("*") if path.is_file()}
    assert town.run("new", kind, "night-rides") == 0
    made = {path for path in town.content.rglob("*") if path.is_file()} - before
    assert len(made) == 1
    capfd.readouterr()
    assert town.run("check") == 0
    assert "night-rides" not in capfd.readouterr().err
    assert town.run("new", kind, "night-rides") == 2
    assert "already exists" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("kind", "slug", "said"),
    [
        ("dimention", "a", "did you mean 'dimension'?"),
        ("myth", "A b", "lower-case letters"),
        ("myth", "con", "Windows"),
        ("myth", "../x", "lower-case"),
    ],
)
def test_new_refuses_a_wrong_name(
    town: Town, kind: str, slug: str, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert town.run("new", kind, slug) == 2
    assert said in capfd.readouterr().err


def test_new_needs_a_site_and_a_dimension(town: Town, capfd: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(town.content / "dimensions")
    assert town.run("new", "question", "a") == 2
    (town.content / "site.yaml").unlink()
    assert town.run("new", "dimension", "a") == 2
    assert "create one first" in capfd.readouterr().err


def test_new_does_not_take_the_other_form_of_a_dimension(town: Town) -> None:
    assert town.run("new", "dimension", "price") == 2


def test_without_its_packages_it_says_what_to_do(tmp_path: Path) -> None:
    venv.create(tmp_path / "bare", with_pip=False)
    python = tmp_path / "bare" / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = subprocess.run(
        [python, "-S", ROOT / "build.py"], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode != 0
    assert done.stdout == ""
    assert "make site" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_pipe_is_no_error(town: Town) -> None:
    town.edit("site.yaml", "title:", "titel:")
    command = f"{sys.executable} {ROOT / 'build.py'} check --content {town.content} --format json 2>&1 | head -c 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr


def test_nobody_has_to_listen(town: Town) -> None:
    command = f"{sys.executable} {ROOT / 'build.py'} build --content {town.content} --output {town.output} >&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert (town.output / "index.html").is_file()


def test_a_progress_bar_only_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    bar = cli._Bar("pages", quiet=False)
    bar.start -= 10
    bar(5, 10)
    assert "5 of 10 pages" in capfd.readouterr().err
    quiet = cli._Bar("pages", quiet=True)
    quiet.start -= 10
    quiet(5, 10)
    assert capfd.readouterr().err == ""


# Streams that cannot be written to, and reports of many problems


def _shell(command: str) -> subprocess.CompletedProcess[str]:
    line = f"{sys.executable} {ROOT / 'build.py'} {command}"
    # Without a buffer argparse itself drops what cannot be written.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return subprocess.run(
        ["sh", "-c", line], capture_output=True, text=True, check=False, env=environment
    )


@pytest.mark.parametrize("verb", ["check", "build --output {output} -q"])
def test_a_closed_stderr_or_stdout_ends_nothing(town: Town, verb: str) -> None:
    words = verb.format(output=town.folder / "out")
    for closed in ("2>&-", ">&-", ">&- 2>&-"):
        done = _shell(f"{words} --content {town.content} {closed}")
        assert done.returncode == 0, (closed, done)
        assert "bug in the program" not in done.stdout + done.stderr


@pytest.mark.parametrize("words", ["--version", "--help", "check --content {content}"])
def test_a_full_disk_behind_stdout_is_one_line(town: Town, words: str) -> None:
    done = _shell(f"{words.format(content=town.content)} >/dev/full")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == "build.py: No space left on device"
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://user:pw@town.example/", "must not contain a user name or a password"),
        ("https://town.example/a/../b", "contains '//', '.' or '..'"),
        ("https://town.example//x", "contains '//', '.' or '..'"),
        ("https://town.example/%zz", "a % that is not followed by two hexadecimal digits"),
        ("https://town.example/a b/", "contains a space; write it as %20"),
        ("town.example", "it must begin with https://"),
        ("https://town.example/?a=1", "no query string and no fragment"),
    ],
)
def test_a_wrong_base_url_is_refused(
    town: Town, capsys: pytest.CaptureFixture[str], url: str, said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        town.run("build", "--base-url", url)
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    town.edit("site.yaml", "url: https://town.example/ways/", f"url: {url!r}")
    assert town.run("check") == 1
    told = capsys.readouterr().err
    assert "site.yaml:3:6: error[bad-value]" in told
    assert said in told


def test_warnings_of_many_files_are_folded_and_errors_stand_last(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(12):
        town.put(f"dimensions/stray-{number}/note.txt", "nobody reads this")
    town.edit("dimensions/speed/index.md", "see_also: [price]", "see_also: [prize]")
    assert town.run("check", "-q") == 1
    said = capsys.readouterr().err
    assert said.count("warning[unused-file]") == 5
    assert "7 more warnings [unused-file], in 12 files in all; --all-warnings prints each" in said
    assert said.index("7 more warnings") < said.index("error[unknown-dimension]")
    assert town.run("check", "-q", "--all-warnings") == 1
    assert capsys.readouterr().err.count("warning[unused-file]") == 12
    assert town.run("check", "-q", "--format", "json") == 1
    assert sum('"unused-file"' in line for line in capsys.readouterr().err.splitlines()) == 12


def test_a_folder_whose_name_is_nearly_that_of_a_kind_is_not_used(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    town.put("application/shop/index.md", "---\ntitle: Shop\n---\n")
    town.run("check", "-q")
    said = capsys.readouterr().err
    assert "application/shop/index.md:1:1: warning[unused-file]" in said
    assert "applications" in said
