"""Measurements.

The statistics against a known library, damaged files, the harness, charts, and the pages that show
them.
"""

import importlib.util
import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import numpy as np
import pytest
from scipy.stats import bootstrap

from sidebyside.content import measurements
from sidebyside.diagnostics import as_text
from sidebyside.model.intervals import (
    Interval,
    format_interval,
    format_number,
    median_interval,
    ratio,
)
from sidebyside.render import charts
from tests.conftest import ROOT, Town
from tests.test_messages import SHOWS
from tools import measuring

# --- statistics
# -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rounds", [2, 3, 4, 5, 8, 15, 16, 20])
def test_an_interval_is_that_of_scipys_bootstrap_with_very_many_draws(rounds: int) -> None:
    values = np.random.default_rng(rounds).lognormal(0, 0.2, rounds)
    known = bootstrap(
        (values,), np.median, method="percentile", n_resamples=60_000, rng=np.random.default_rng(1)
    )
    found = median_interval([float(value) for value in values])
    assert found.value == pytest.approx(np.median(values))
    # Draws that end are interpolated, so the last digits differ.
    assert (found.low, found.high) == pytest.approx(tuple(known.confidence_interval), rel=2e-3)


def test_fifteen_rounds_reach_from_the_fourth_to_the_twelfth() -> None:
    values = list(range(1, 16))
    random.Random(2).shuffle(values)
    assert median_interval(values) == Interval(8, 4, 12)


def test_the_interval_holds_the_true_median_at_least_as_often_as_it_says() -> None:
    draw = random.Random(7)
    held = sum(
        i.low <= 1 <= i.high
        for i in (
            median_interval([draw.lognormvariate(0, 0.3) for _ in range(15)]) for _ in range(2000)
        )
    )
    assert 0.94 <= held / 2000 <= 0.99


def test_one_value_is_its_own_interval() -> None:
    assert median_interval([7.0]) == Interval(7.0, 7.0, 7.0)


def test_a_ratio_pairs_the_rounds_and_leaves_out_what_either_side_lost() -> None:
    assert ratio([1.0, 2.0, None, 4.0], [2.0, 4.0, 6.0, None]) == Interval(2.0, 2.0, 2.0)
    assert ratio([None, 1.0], [1.0, None]) is None


@pytest.mark.parametrize(
    ("low", "high", "tie"),
    [(0.9, 1.1, True), (1.0, 1.2, True), (0.8, 1.0, True), (1.01, 1.2, False), (0.8, 0.99, False)],
)
def test_an_interval_that_includes_one_is_a_tie(low: float, high: float, tie: bool) -> None:
    assert Interval((low + high) / 2, low, high).tie is tie


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0431, "0.043"),
        (0.8612, "0.86"),
        (7.123, "7.12"),
        (43.12, "43.1"),
        (431.4, "431"),
        (4310.0, "4,310"),
    ],
)
def test_numbers_show_what_counts(value: float, text: str) -> None:
    assert format_number(value) == text


def test_what_was_counted_is_a_whole_number() -> None:
    assert (
        format_number(7.0),
        format_number(7.0, counted=True),
        format_number(7.5, counted=True),
    ) == ("7.00", "7", "7.50")


def test_a_ratio_is_shown_with_its_interval_unless_it_was_counted() -> None:
    assert format_interval(Interval(1.417, 1.38, 1.472)) == "1.42 (1.38–1.47)"
    assert format_interval(Interval(2.0, 2.0, 2.0)) == "2.00"
    assert format_interval(Interval(0.9912, 0.9851, 0.9982)) == "0.9912 (0.9851–0.9982)", (
        "no tie, and it does not look like one"
    )


# --- the harness
# ------------------------------------------------------------------------------------------------------------


def _task(name: str, values: Callable[[], dict[str, float]]) -> measuring.Task:
    return measuring.Task(name, name.partition("/")[0], 0.1, values)


def test_pairs_stay_together_and_the_order_is_drawn_anew() -> None:
    tasks = [_task(f"{pair}/{side}", dict) for pair in "abcdef" for side in "xy"]
    orders = [[task.name for task in measuring.order(tasks, seed)] for seed in range(6)]
    assert all(
        first[0] == second[0]
        for names in orders
        for first, second in zip(names[::2], names[1::2], strict=True)
    )
    assert all(sorted(names) == sorted(task.name for task in tasks) for names in orders)
    assert len({tuple(names) for names in orders}) == 6
    assert [task.name for task in measuring.order(tasks, 3)] == orders[3]


def test_a_task_that_fails_loses_its_round_and_nothing_else(tmp_path: Path) -> None:
    answers: Iterator[float | Exception] = iter([1.0, measuring.Failure("the server ended"), 3.0])

    def sometimes() -> dict[str, float]:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return {"ms": answer}

    told: list[str] = []
    plan, journal = measuring.Plan(3, "p"), measuring.Journal(tmp_path / "j.jsonl")
    journal.open(plan, "2026-11-21")
    found = measuring.keep_rounds(
        [_task("a/x", sometimes), _task("a/y", lambda: {"ms": 2.0})], plan, journal, told.append
    )
    assert found == {"a/x": {"ms": [1.0, None, 3.0]}, "a/y": {"ms": [2.0, 2.0, 2.0]}}
    assert any("this round is lost: the server ended" in line for line in told)


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    plan, path = measuring.Plan(3, "same"), tmp_path / "j.jsonl"
    calls: list[int] = []

    def stop_in_the_middle() -> dict[str, float]:
        calls.append(len(calls))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return {"ms": float(calls[-1] + 1)}

    tasks = [_task("a/x", stop_in_the_middle)]
    first = measuring.Journal(path)
    assert first.open(plan, "2026-11-21") == "2026-11-21"
    with pytest.raises(KeyboardInterrupt):
        measuring.keep_rounds(tasks, plan, first, lambda _: None)
    again = measuring.Journal(path)
    assert again.open(plan, "2026-11-22") == "2026-11-21"
    assert measuring.keep_rounds(tasks, plan, again, lambda _: None) == {
        "a/x": {"ms": [1.0, 3.0, 4.0]}
    }
    assert len(calls) == 4
    assert measuring.Journal(path).open(measuring.Plan(3, "other"), "2026-11-22") == "2026-11-22", (
        "another plan begins anew"
    )


def test_a_damaged_journal_begins_anew(tmp_path: Path) -> None:
    (tmp_path / "j").write_text('{"fingerprint": "p", "began"')
    assert (
        measuring.Journal(tmp_path / "j").open(measuring.Plan(1, "p"), "2026-11-21") == "2026-11-21"
    )


def test_a_busy_machine_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr("os.getloadavg", lambda: (3.2, 0, 0), raising=False)
    assert measuring.load_notes() == ["the load was 3.2 on 2 cores at the start"]
    monkeypatch.setattr("os.getloadavg", lambda: (1.9, 0, 0), raising=False)
    assert measuring.load_notes() == []
    calm: dict[str, list[float | None]] = {"ms": [10.0, 10.1, 9.9, 10.0]}
    wild: dict[str, list[float | None]] = {"ms": [10.0, 30.0, 5.0, 50.0]}
    assert measuring.spread_notes({"a": calm}) == []
    assert measuring.spread_notes({"a": calm, "b": wild}) == [
        "1 of 2 series are spread over more than 25% of their median"
    ]
    loads = iter([3.0, 3.0, 2.5, 1.0])
    monkeypatch.setattr("os.getloadavg", lambda: (next(loads, 1.0), 0, 0), raising=False)
    told: list[str] = []
    measuring.settle(told.append, seconds=5, step=0)
    assert told == ["the load was 3.0 on 2 cores at the start; waiting up to 5 s for quiet\n"]
    journal = measuring.Journal(
        tmp_path / "j",
        [{"note": "a trial"}, {"others": 0.2}, {"others": 0.31}, {"note": "a trial"}],
    )
    assert journal.notes() == [
        "a trial",
        "other programs took up to 31% of the machine in 2 rounds",
    ]


def test_what_is_recorded_reads_back_with_the_samples_of_a_side_on_one_line(tmp_path: Path) -> None:
    data = {"busy": [], "figures": [{"id": "a", "runs": {"e": {"x": [1.5, None], "y": [2, 3]}}}]}
    measuring.record(tmp_path / "m.json", data)
    text = (tmp_path / "m.json").read_text()
    assert json.loads(text) == data
    assert '"x": [1.5, null]' in text


@pytest.mark.parametrize(("seconds", "text"), [(3.4, "3 s"), (61, "1 min 1 s"), (-1, "0 s")])
def test_a_length_of_time_is_said(seconds: float, text: str) -> None:
    assert measuring.minutes(seconds) == text


# --- files
# ------------------------------------------------------------------------------------------------------------------

PROSE = """\
---
title: Time to the other bank
summary: Minutes from one bank to the other.
dimensions: [speed]
samples:
  - id: ride
    title: What was measured
---
It says nothing about [[price]], and little about rain.
"""


def _results(town: Town | None = None) -> dict[str, Any]:
    data: dict[str, Any] = {
        "date": "2026-11-21",
        "rounds": 5,
        "machine": {"cores": "2", "system": "Linux 6.1"},
        "busy": [],
        "left_out": ["the night boat: it does not run"],
        "environments": {"summer": {"python": "3.13.0", "packages": {"pip": "26.0"}}},
        "programs": {},
        "figures": [
            {
                "id": "crossing",
                "title": "One crossing",
                "unit": "min",
                "better": "less",
                "runs": {
                    "summer": {
                        "train": [10.0, 10.2, 9.9, 10.1, None],
                        "tram": [20.0, 20.2, 19.8, 20.4, 20.1],
                        "ferry": [10.1, 9.9, 10.0, 10.2, 9.8],
                    }
                },
            },
            {
                "id": "seats",
                "title": "Seats",
                "unit": "seats",
                "better": "more",
                "runs": {"summer": {"train": [200], "tram": [50]}},
            },
        ],
    }
    if town:
        from sidebyside.content.programs import program_sha256

        for key in ("train", "tram", "ferry"):
            text = f"print('{key}')\n"
            town.put(f"measurements/ride.{key}.py", text)
            data["programs"][f"ride.{key}"] = program_sha256([("ride", text)])
    return data


def _measured(town: Town) -> dict[str, Any]:
    town.put("measurements/crossing.md", PROSE)
    data = _results(town)
    town.put("measurements/crossing.json", json.dumps(data, indent=1))
    return data


def test_a_measurement_has_a_page_a_chart_and_its_program(town: Town) -> None:
    _measured(town)
    assert town.run("build", "-q") == 0
    page = town.page("measurements.html")
    assert '<svg class="plot" role="img" aria-labelledby="crossing_plot crossing_said"' in page
    assert "Time to the other bank: Tram, Ferry against Train</title>" in page
    assert "2.00 (1.98–2.02)</span> more" in page
    assert "0.25</span> less" in page
    assert "1.01 (0.97–1.01)</span> a tie" in page
    assert page.count("Not measured</td>") == 2, "the ferry has no seats to count, and so no ratio"
    assert "Left out: the night boat: it does not run." in page
    assert "Measured on 21 November 2026" in page
    assert re.search(r'<text class="who" x="0" y="\d+">Ferry</text>', page), (
        "of three subjects each mark says whose it is"
    )
    assert "style=" not in page
    assert "busy machine" not in page
    assert "ride.tram.py" in page
    assert 'href="dimensions/price.html"' in page


def test_readers_find_it_from_everywhere(town: Town) -> None:
    _measured(town)
    assert town.run("build", "-q") == 0
    assert '<a href="../measurements.html">Measurements</a>' in town.page("dimensions/speed.html")
    assert "speed.html#measured_here" not in town.page("dimensions/price.html")
    assert 'id="measured_here"' in town.page("dimensions/speed.html")
    assert 'id="measured_here"' not in town.page("dimensions/price.html")
    assert "https://town.example/ways/measurements.html" in town.page("sitemap.xml")
    assert '["e","measurements.html#crossing","Time to the other bank"' in town.page(
        "search-index.js"
    )


def test_a_site_without_measurements_does_not_speak_of_them(town: Town) -> None:
    town.put("measurements/measure.py", "print('nobody reads this')\n")
    town.put("measurements/data.bin", b"\xff\x00")
    assert town.run("build", "-q", "--strict") in {0, 1}
    assert not (town.output / "measurements.html").exists()
    assert town.run("build", "-q") == 0
    assert "measurements.html" not in town.page("index.html")


def test_a_row_may_stand_on_a_measurement(town: Town, capsys: pytest.CaptureFixture[str]) -> None:
    _measured(town)
    town.edit(
        "dimensions/price.md", "proof: speed/count", "proof: [speed/count, measurement:crossing]"
    )
    town.edit(
        "myths/ferries-sink.md", f"proof: speed/count\n{SHOWS}", "proof: measurement:crossing"
    )
    assert town.run("build", "-q") == 0
    page = town.page("dimensions/price.html")
    assert 'Measured: <a href="../measurements.html#crossing">Time to the other bank</a>' in page
    assert (
        'Measured: <a href="../measurements.html#crossing">Time to the other bank</a>'
        in town.page("myths/index.html")
    )
    town.edit("dimensions/price.md", "measurement:crossing", "measurement:crosing")
    assert town.run("check", "-q") == 1
    said = capsys.readouterr().err
    assert "error[missing-measurement]: there is no measurement 'crosing'" in said
    assert "did you mean 'crossing'?" in said


def test_a_statement_on_a_measurement_is_proved_as_long_as_its_programs_are_the_measured_ones(
    town: Town,
) -> None:
    _measured(town)
    town.edit(
        "dimensions/price.md", f"proof: speed/count\n    {SHOWS}", "proof: measurement:crossing"
    )
    town.run("build", "-q")
    assert "1 tested" in town.page("dimensions/price.html")
    town.put("measurements/ride.tram.py", "print('a quicker tram')\n")
    town.run("build", "-q")
    assert "1 not verified" in town.page("dimensions/price.html")
    assert "a program has changed since it was measured" in town.page("measurements.html")


WARNED: dict[str, tuple[Callable[[Town], object], str]] = {
    "no results": (
        lambda town: (town.content / "measurements/crossing.json").unlink(),
        "crossing.md:2:8: warning[no-evidence]: this was never measured",
    ),
    "a changed program": (
        lambda town: town.put("measurements/ride.tram.py", "print('new')\n"),
        "crossing.md:2:8: warning[stale-evidence]: a program has changed since it was measured",
    ),
    "long ago": (
        lambda town: town.edit("site.yaml", "subjects:", "stale_after_days: 30\nsubjects:"),
        "crossing.md:1:1: warning[stale-evidence]: last measured on 2026-11-21, more than 30 days ago",
    ),
    "results of nothing": (
        lambda town: town.put("measurements/crosing.json", "{}"),
        "crosing.json:1:1: warning[unused-file]: no measurement has these results",
    ),
}


@pytest.mark.parametrize("name", WARNED)
def test_what_is_not_measured_is_told(
    town: Town, name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    _measured(town)
    change, message = WARNED[name]
    change(town)
    assert town.run("check", "-q") == 0
    assert message in capsys.readouterr().err


def test_a_measurement_without_results_says_so_on_its_page(town: Town) -> None:
    town.put(
        "measurements/crossing.md",
        PROSE.replace("samples:\n  - id: ride\n    title: What was measured\n", ""),
    )
    assert town.run("build", "-q") == 0
    assert "Not measured yet" in town.page("measurements.html")
    assert 'id="measured_here"' not in town.page("dimensions/speed.html")


def test_a_busy_machine_is_marked_on_the_page(town: Town) -> None:
    data = _measured(town) | {"busy": ["the load was 3.2 on 2 cores at the start"]}
    town.put("measurements/crossing.json", json.dumps(data))
    assert town.run("build", "-q") == 0
    assert "<b>Measured on a busy machine.</b> The load was 3.2" in town.page("measurements.html")


def _broken(**changes: Any) -> Callable[[dict[str, Any]], str]:
    return lambda data: json.dumps(data | changes, indent=1)


def _with(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], str]:
    def make(data: dict[str, Any]) -> str:
        change(data)
        return json.dumps(data, indent=1)

    return make


def _samples(**values: list[object]) -> Callable[[dict[str, Any]], str]:
    return _with(lambda data: data["figures"][1]["runs"]["summer"].update(values))


def _second(**values: object) -> Callable[[dict[str, Any]], str]:
    return _with(lambda data: data["figures"][1].update(values))


def _twice(data: dict[str, Any]) -> str:
    return json.dumps(data, indent=1).replace('"rounds": 5', '"rounds": 5,\n "rounds": 6')


DAMAGED: dict[str, tuple[Callable[[dict[str, Any]], str], str, str]] = {
    "cut off": (lambda data: json.dumps(data, indent=1)[:200], "syntax", "the file is damaged"),
    "empty": (lambda _: "", "syntax", "the file is damaged"),
    "a list": (lambda _: "[]", "wrong-type", "must be a mapping"),
    "a key twice": (_twice, "duplicate-key", "'rounds' occurs twice"),
    "an unknown key": (_broken(speed=1), "unknown-key", "a measurement has no key 'speed'"),
    "a missing key": (_with(lambda data: data.pop("machine")), "missing-key", "'machine'"),
    "no figures": (_broken(figures=[]), "bad-value", "'figures' needs at least 1"),
    "a wrong day": (_broken(date="2026-13-41"), "bad-value", "'2026-13-41' is not a date"),
    "a word for a number": (_samples(train=["many"]), "wrong-type", "a number"),
    "zero": (_samples(train=[0]), "bad-value", "above 0"),
    "not a number": (_samples(train=[float("nan")]), "bad-value", ""),
    "no samples": (_samples(train=[]), "bad-value", "needs at least 1"),
    "other rounds": (_samples(tram=[1, 2]), "bad-value", "1 and 2 rounds"),
    "an unknown subject": (_samples(trian=[1]), "unknown-subject", "no subject 'trian'"),
    "an unknown environment": (
        _second(runs={"winter": {"tram": [1]}}),
        "bad-value",
        "no environment 'winter'",
    ),
    "an id twice": (_second(id="crossing"), "duplicate-slug", "two figures have the id 'crossing'"),
    "better for whom": (_second(better="fewer"), "bad-value", "'better' is"),
    "very deep": (lambda _: "[" * 5000 + "]" * 5000, "too-large", "nested"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_file_is_a_problem_with_its_place(
    town: Town, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    data = _measured(town)
    damage, code, message = DAMAGED[name]
    town.put("measurements/crossing.json", damage(data))
    assert town.run("build", "-q") == 1
    lines = [
        line
        for line in capsys.readouterr().err.splitlines()
        if f"error[{code}]" in line and message in line
    ]
    assert lines, name
    assert lines[0].startswith("content/measurements/crossing.json:")
    assert not town.output.exists()


def test_the_place_of_a_wrong_value_is_exact(
    town: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    _measured(town)
    town.edit("measurements/crossing.json", '"better": "more"', '"better": "most"')
    text = (town.content / "measurements/crossing.json").read_text().splitlines()
    line = next(number for number, words in enumerate(text, 1) if '"most"' in words)
    town.run("check", "-q", "--format", "json")
    told = json.loads(capsys.readouterr().err.splitlines()[0])
    assert (told["line"], told["column"]) == (line, text[line - 1].index('"most"') + 1)


# --- charts
# -----------------------------------------------------------------------------------------------------------------


def _chart(
    low: float, value: float, high: float, better: Literal["more", "less"] = "less"
) -> charts.Chart:
    from sidebyside.model.entries import (
        Config,
        Figure,
        MeasuredEnvironment,
        Measurement,
        Prose,
        Reading,
        Results,
        Subject,
    )

    config = Config("T", "https://t.example/", (Subject("a", "A"), Subject("b", "B")), ())
    reading = Reading("e", (None, None), (Interval(value, low, high),))
    figure = Figure("f", "F", "ms", better, (reading,))
    results = Results(
        "2026-11-21", 3, (), (), (), (MeasuredEnvironment("e", "3.13", ()),), (figure,)
    )
    made = charts.draw_chart(Measurement("m", "m.md", "M", "S", (), (), Prose(), results), config)
    assert made
    return made


@pytest.mark.parametrize(
    "interval",
    [
        (0.9, 1.0, 1.1),
        (1.5, 2.0, 9.0),
        (0.02, 0.03, 0.04),
        (40.0, 60.0, 80.0),
        (0.00001, 3.0, 1e6),
        (1.0, 1.0, 1.0),
    ],
)
def test_every_mark_stands_inside_its_chart_and_in_its_order(
    interval: tuple[float, float, float],
) -> None:
    made = _chart(*interval)
    mark = made.lines[0].marks[0]
    assert charts.PLOT_START <= mark.left <= mark.x <= mark.right <= charts.PLOT_STOP
    assert charts.PLOT_START <= made.one <= charts.PLOT_STOP
    assert (mark.x > made.one) is (interval[1] > 1)
    places = [x for x, _ in made.ticks]
    assert places == sorted(set(places))
    assert "1" in [words for _, words in made.ticks]
    assert mark.y < made.height


def test_left_of_one_favours_the_same_side_in_every_chart() -> None:
    slower, fewer = _chart(1.5, 2.0, 3.0), _chart(0.25, 0.5, 0.8, "more")
    for made in (slower, fewer):
        assert made.lines[0].marks[0].x > made.one, (
            "twice the time and half the rate both favour the first subject"
        )
    assert fewer.lines[0].marks[0].text == "2.00 (1.25–4.00)"


def test_a_chart_says_in_words_what_it_shows() -> None:
    ratios = [
        Interval(2, 1.5, 3),
        Interval(1, 0.9, 1.1),
        Interval(0.5, 0.4, 0.6),
        Interval(3, 2, 4),
    ]
    assert charts.ratio_summary(ratios) == "4 ratios: 2 above 1, 1 below 1, 1 tie."
    assert _chart(0.9, 1.0, 1.1).lines[0].marks[0].text == "1.00 (0.90–1.10) tie"


# --- two runs
# ---------------------------------------------------------------------------------------------------------------


def _two_runs(tmp_path: Path, second: float) -> tuple[str, bool, str]:
    for name, factor in (("before", 1.0), ("after", second)):
        data = _results()
        runs = data["figures"][0]["runs"]["summer"]
        runs["tram"] = [value * factor for value in runs["tram"]]
        (tmp_path / name).mkdir()
        (tmp_path / name / "crossing.json").write_text(json.dumps(data))
    document = tmp_path / "doc.md"
    document.write_text(f"Before.\n{measurements.BEGIN}\nold\n{measurements.END}\nAfter.\n")
    verdict, enough = measurements.compare_runs(
        tmp_path / "before", tmp_path / "after", document, ("train", "tram", "ferry")
    )
    return verdict, enough, document.read_text()


def test_two_runs_are_held_together_in_the_document(tmp_path: Path) -> None:
    verdict, enough, text = _two_runs(tmp_path, 1.0)
    assert (verdict, enough) == (
        "3 of 3 intervals of the second run overlap those of the first (100.0%).",
        True,
    )
    assert text.startswith("Before.\n")
    assert text.endswith("\nAfter.\n")
    assert "\nold\n" not in text
    assert (
        "| crossing | One crossing | summer | 2.00 (1.98–2.02) | 2.00 (1.98–2.02) | yes |" in text
    )


def test_a_second_run_that_finds_something_else_does_not_pass(tmp_path: Path) -> None:
    verdict, enough, text = _two_runs(tmp_path, 1.5)
    assert (verdict[:6], enough) == ("2 of 3", False)
    assert "| 2.00 (1.98–2.02) | 3.00 (2.97–3.03) | no |" in text


def test_one_run_cannot_be_compared(tmp_path: Path) -> None:
    (tmp_path / "after").mkdir()
    (tmp_path / "after" / "crossing.json").write_text("{}")
    verdict, enough = measurements.compare_runs(
        tmp_path / "none", tmp_path / "after", tmp_path / "doc.md", ("train", "tram")
    )
    assert not enough
    assert "no earlier run" in verdict


# --- the programs that measure
# ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "measurements_run", ROOT / "content/measurements/run.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_every_figure_belongs_to_a_chart_and_every_chart_has_figures(run: ModuleType) -> None:
    figures = run.figures()
    slugs = {path.stem for path in (ROOT / "content/measurements").glob("*.md")}
    assert {slug for slug, *_ in figures} == slugs - {"conduit"}  # has a program of its own
    names = [(slug, name) for slug, name, *_ in figures]
    assert len(names) == len(set(names))


def test_every_figure_names_values_that_a_task_measures(run: ModuleType) -> None:
    for slug, name, _, _, _, values in run.figures():
        for value in values:
            task, _, what = value.partition(":")
            assert task in {
                "alone",
                "equipped",
                "code",
                "hello",
                "direct-bare",
                "direct-full",
                *run.KINDS,
            }, (slug, name)
            page = what.rpartition("-")[0]
            if task in run.KINDS and page:
                pages = {
                    f"{p}-{clients}" if p == "wait" else p for p, clients in run.KINDS[task].pages
                }
                assert page in pages, (slug, name)


def test_the_fingerprints_are_those_that_the_site_computes(run: ModuleType) -> None:
    from sidebyside.content import loader
    from sidebyside.content.compiler import SourceFile
    from sidebyside.content.programs import DimensionFiles, find_program
    from sidebyside.content.source import Folder, Source

    files = loader.load_content(Folder(ROOT / "content", "content")).measurements[0]
    shown = DimensionFiles(SourceFile("x", "measurements/index.md", Source("", "")), files.others)
    for name, sha256 in run.program_hashes().items():
        found, _ = find_program(shown, *name.split("."))
        assert found
        assert found.sha256 == sha256, name


def test_no_run_without_rounds_to_compare(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["run.py", "--rounds", "1"])
    with pytest.raises(SystemExit):
        run.main()
    assert "at least two rounds" in capsys.readouterr().err


def test_problems_of_measurements_are_told_as_all_others() -> None:
    from sidebyside.content.source import Source

    _, problems = measurements.read_results(Source("m.json", '{"date": '), None)
    assert as_text(problems[0]).startswith("m.json:1:10: error[syntax]: the file is damaged")
