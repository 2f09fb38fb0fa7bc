"""The statistics of measurements: how many times one side is the other, and how sure that is.

Each round measures both sides a moment apart, so a round gives a ratio; the figure is the median of
the ratios. Its interval is the bootstrap's: the rounds are drawn again and again, with replacement,
and the middle 95 % of the medians are kept. For a median nothing has to be drawn: with n ratios in
their order x(1) <= ... <= x(n), a draw falls on one of the k smallest with the chance k/n, so that
for an odd n = 2m - 1

    P(median* <= x(k)) = sum over j from m to n of C(n, j) (k/n)^j (1 - k/n)^(n-j)

the bootstrap with infinitely many draws (B. Efron, "Bootstrap Methods: Another Look at the
Jackknife", Annals of Statistics 7, 1979, section 3). For an even n the median lies between two of
the draws, and their joint chance is summed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import comb
from statistics import median

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with its 95 % confidence interval; `low <= value <= high`."""

    value: float
    low: float
    high: float

    @property
    def tie(self) -> bool:
        """Whether nothing tells the two sides apart: the interval of their ratio includes 1."""
        return self.low <= 1 <= self.high

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether two runs could have measured the same."""
        return self.low <= other.high and other.low <= self.high


def ratio(first: Sequence[float | None], other: Sequence[float | None]) -> Interval | None:
    """Return the ratio of `other` to `first` in each round.

    Rounds that failed on either side are left out.

    Samples are positive. None where no round has both.
    """
    ratios = [b / a for a, b in zip(first, other, strict=True) if a is not None and b is not None]
    return median_interval(ratios) if ratios else None


def median_interval(values: Sequence[float]) -> Interval:
    """Return the median of some values with its bootstrap interval.

    One value is its own interval.
    """
    ordered = sorted(values)
    tail = (1 - CONFIDENCE) / 2
    medians = _medians(len(ordered))
    points = sorted(((ordered[low] + ordered[high]) / 2, chance) for low, high, chance in medians)
    sums = list(accumulate(chance for _, chance in points))
    low = next(
        value for (value, _), total in zip(points, sums, strict=True) if total >= tail - _ROUNDING
    )
    high = next(
        value
        for (value, _), total in zip(points, sums, strict=True)
        if total >= 1 - tail - _ROUNDING
    )
    return Interval(median(ordered), low, high)


_ROUNDING = 1e-12


@lru_cache(maxsize=64)
def _medians(n: int) -> tuple[tuple[int, int, float], ...]:
    """Return the pairs of ranks that a resampled median lies between, with their probability.

    There are n sorted values; for an odd n both ranks are the same.
    """
    if n % 2:
        below = [_at_most(n, k, n // 2 + 1) for k in range(n + 1)]
        return tuple((k, k, below[k + 1] - below[k]) for k in range(n))
    half = n // 2
    # Of 2m draws in order the m-th is the value i and the next the value j > i: m draws are at most
    # i, and one of them is i.
    apart = [
        (
            i,
            j,
            comb(n, half)
            * (((i + 1) / n) ** half - (i / n) ** half)
            * (((n - j) / n) ** half - ((n - j - 1) / n) ** half),
        )
        for i in range(n)
        for j in range(i + 1, n)
    ]
    # Both are the value i: the m-th draw is at most i and the next one is not below it, less what
    # was counted as apart.
    above = [0.0] * n
    for low, _, chance in apart:
        above[low] += chance
    below = [_at_most(n, k, half) for k in range(n + 1)]
    together = [below[i + 1] - below[i] - above[i] for i in range(n)]
    return (*apart, *((i, i, max(0.0, chance)) for i, chance in enumerate(together)))


def _at_most(n: int, k: int, least: int) -> float:
    """Return the chance that of n draws from n values at least `least` fall on the k smallest."""
    share = k / n
    return sum(comb(n, j) * share**j * (1 - share) ** (n - j) for j in range(least, n + 1))


def format_interval(interval: Interval) -> str:
    """Write a ratio with its interval: `1.42 (1.38–1.47)`, or `7.00` alone where it was counted."""
    if interval.low == interval.value == interval.high:
        return format_number(interval.value)
    written = (
        format_number(interval.value),
        format_number(interval.low),
        format_number(interval.high),
    )
    if not interval.tie and "1.00" in written[1:]:
        # What is no tie must not look like one.
        written = (f"{interval.value:.4f}", f"{interval.low:.4f}", f"{interval.high:.4f}")
    return f"{written[0]} ({written[1]}–{written[2]})"


def format_number(value: float, counted: bool = False) -> str:
    """Write a number with about three digits that count: 0.043, 0.86, 7.12, 43.1, 431, 4,310.

    What was counted, whole: 7.
    """
    if value >= 100 or (counted and value == int(value)):
        return f"{value:,.0f}"
    if value >= 10:
        return f"{value:.1f}"
    return f"{value:.2f}" if value >= 0.095 else f"{value:.2g}"
