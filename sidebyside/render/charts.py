"""Charts of measurements: where every line, mark and word of a picture stands.

templates/chart.html draws them.

All charts have one direction: a mark left of 1 favours its own subject, right of 1 the first one. A
ratio of something of which more is better, as a rate, is inverted: a request that takes half the
time stands where half the memory does.

A chart is as wide as its place: across, all is in percent of it; down, in pixels. So its words keep
their size on a phone.

    Spread of x, in percent:  0 ......... START ===== ratios on a logarithmic scale ===== STOP ...
    words ... 100
"""

from dataclasses import dataclass
from math import log
from textwrap import wrap

from sidebyside.model.entries import Config, Figure, Measurement, Spread, Subject
from sidebyside.model.intervals import Interval, format_interval, format_number

PLOT_START, NAMED_START, PLOT_STOP = 2.0, 20.0, 62.0
HEAD_HEIGHT, TITLE_HEIGHT, MARK_HEIGHT, LINE_GAP, TITLE_LEADING = 48, 27, 19, 8, 17
# Words in a picture do not wrap by themselves; so many letters fit on the narrowest phone.
NARROW = 40
# Marks of a scale, from those for small differences to those for large ones; the first that spans
# the figures is taken.
SCALES = (
    (0.8, 0.9, 1.0, 1.1, 1.25),
    (0.5, 0.7, 1.0, 1.4, 2.0),
    (0.2, 0.5, 1.0, 2.0, 5.0),
    (0.1, 0.3, 1.0, 3.0, 10.0),
    (0.01, 0.1, 1.0, 10.0, 100.0),
    (0.0001, 0.01, 1.0, 100.0, 10000.0),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A ratio on a chart: `x`, `left` and `right` in percent, `text` beside it.

    `environment` is the index of the environment.

    `amounts` are the two medians that it compares, the first subject's first.
    """

    y: int
    subject: Subject
    environment: int
    x: float
    left: float
    right: float
    text: str
    tie: bool
    amounts: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ChartLine:
    """A figure with its marks; `words` are the lines of its title with their places."""

    y: int
    words: tuple[tuple[int, str], ...]
    figure: Figure
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a measurement.

    `ticks` are places in percent with their words, `one` the place of 1, `summary` its words.

    `start` and `stop` are the ends of the axis in percent.

    `named` when marks say whose they are, because more than one subject is held against the first.
    """

    height: int
    ticks: tuple[tuple[float, str], ...]
    start: float
    one: float
    stop: float
    lines: tuple[ChartLine, ...]
    summary: str
    named: bool


def draw_chart(measurement: Measurement, config: Config) -> Chart | None:
    """Return the chart of a measurement; none where nothing was measured."""
    if measurement.results is None:
        return None
    order = [bench.name for bench in measurement.results.environments]
    ratios = [
        in_one_direction(figure, ratio)
        for figure in measurement.results.figures
        for reading in figure.readings
        for ratio in reading.ratios
        if ratio
    ]
    if not ratios:
        return None
    named = len(config.subjects) > 2
    scale = _Scale.over(ratios, NAMED_START if named else PLOT_START)
    lines, y = [], HEAD_HEIGHT
    for figure in measurement.results.figures:
        given = [
            (
                config.subjects[place + 1],
                order.index(reading.environment),
                in_one_direction(figure, ratio),
                amounts,
            )
            for reading in figure.readings
            for place, ratio in enumerate(reading.ratios)
            if ratio
            for amounts in [_amounts(reading.spreads[0], reading.spreads[place + 1])]
        ]
        if given:
            words = tuple(
                (y + 12 + TITLE_LEADING * n, text)
                for n, text in enumerate(wrap(figure.title, NARROW))
            )
            first = y + TITLE_HEIGHT + TITLE_LEADING * (len(words) - 1)
            marks = tuple(
                _mark(scale, first + MARK_HEIGHT * n, *one) for n, one in enumerate(given)
            )
            lines.append(ChartLine(y + 12, words, figure, marks))
            y = first + MARK_HEIGHT * len(marks) + LINE_GAP
    return Chart(
        y,
        scale.ticks(),
        scale.start,
        scale.at(1),
        PLOT_STOP,
        tuple(lines),
        ratio_summary(ratios),
        named,
    )


def in_one_direction(figure: Figure, ratio: Interval) -> Interval:
    """Return a ratio as a chart shows it.

    Below 1 always favours the subject that is compared with the first.
    """
    return (
        ratio
        if figure.better == "less"
        else Interval(1 / ratio.value, 1 / ratio.high, 1 / ratio.low)
    )


def _amounts(first: Spread | None, other: Spread | None) -> tuple[str, str] | None:
    if first is None or other is None:
        return None
    return format_number(first.median, first.low == first.high), format_number(
        other.median, other.low == other.high
    )


def _mark(
    scale: "_Scale",
    y: int,
    subject: Subject,
    environment: int,
    ratio: Interval,
    amounts: tuple[str, str] | None,
) -> Mark:
    text = f"{format_interval(ratio)}{' tie' if ratio.tie else ''}"
    places = scale.at(ratio.value), scale.at(ratio.low), scale.at(ratio.high)
    return Mark(y, subject, environment, *places, text, ratio.tie, amounts)


def ratio_summary(ratios: list[Interval]) -> str:
    """Say of some ratios how many are above 1, below, or neither."""
    ties = sum(ratio.tie for ratio in ratios)
    above = sum(ratio.low > 1 for ratio in ratios)
    parts = [
        f"{above} above 1",
        f"{len(ratios) - ties - above} below 1",
        f"{ties} {'tie' if ties == 1 else 'ties'}",
    ]
    return f"{len(ratios)} ratios: {', '.join(parts)}."


@dataclass(frozen=True, slots=True)
class _Scale:
    start: float
    low: float
    high: float
    marks: tuple[float, ...]

    @classmethod
    def over(cls, ratios: list[Interval], start: float) -> "_Scale":
        low, high = min(ratio.low for ratio in ratios), max(ratio.high for ratio in ratios)
        marks = next(
            (scale for scale in SCALES if scale[0] <= low and high <= scale[-1]), SCALES[-1]
        )
        # One mark beyond the figures on either side is enough.
        begin = max((m for m in marks if m <= min(low, 0.99)), default=low)
        end = min((m for m in marks if m >= max(high, 1.01)), default=high)
        return cls(start, begin, end, tuple(mark for mark in marks if begin <= mark <= end))

    def at(self, value: float) -> float:
        """Return where a ratio stands, in percent."""
        return round(
            self.start
            + (PLOT_STOP - self.start)
            * (log(value) - log(self.low))
            / (log(self.high) - log(self.low)),
            2,
        )

    def ticks(self) -> tuple[tuple[float, str], ...]:
        return tuple((self.at(mark), f"{mark:,g}") for mark in self.marks)
