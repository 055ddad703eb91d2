"""How long one waits, as a range learnt from the day's own turns. Pure functions; minutes throughout.

A turn is the time for which one person takes a place: from the call until they are done. Its median and its 80 % are
taken from the turns of the day together with a few that stand for what was expected before the day began. What lies
between now and somebody's call is then drawn many times over from a lognormal with that median and that 80 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log
from statistics import NormalDist, median, quantiles

import numpy as np

EXPECTED = 5
"""So many turns stand for what was expected."""
COMING = 1.5
"""Minutes from the call to the desk, expected."""
CHANGE = 0.5
"""Minutes from one person's leaving to the next one's call."""
SPREAD = 0.55
"""Of the logarithm of a turn, expected: the 80 % is then 1.6 times the median."""
RUNS = 400
LEAST, MOST = 0.06, 0.94
"""The quantiles between which the range lies: somewhat wider than 80 %, for what no draw knows of."""
EIGHTY = NormalDist().inv_cdf(0.8)
FIVES = 15
"""From so many minutes on, a range is told in fives."""


@dataclass(frozen=True)
class Pace:
    """How long turns at a desk take: median and 80 %, learnt from ``count`` turns of the day.

    ``ahead`` is the share of turns before which somebody else is called by an exception or comes back;
    ``gone`` the share of people who are not there when it is their turn.
    """

    median: float
    eighty: float
    count: int
    ahead: float = 0.05
    gone: float = 0.05

    @property
    def spread(self) -> float:
        """Standard deviation of the logarithm."""
        return log(self.eighty / self.median) / EIGHTY


@dataclass(frozen=True)
class Turn:
    """Somebody who waits: not called before ``not_before`` minutes from now; ``comes`` is how likely they do."""

    not_before: float = 0.0
    comes: float = 1.0


@dataclass(frozen=True)
class Range:
    """From ``least`` to ``most`` minutes."""

    least: int
    most: int

    def holds(self, minutes: float) -> bool:
        """Whether a wait of so many minutes lies within."""
        return self.least <= minutes <= self.most


def learn(minutes: float, turns: Sequence[float], *, ahead: float = 0.05, gone: float = 0.05) -> Pace:
    """The pace of a desk where a service was expected to take ``minutes`` and these turns were seen."""
    expected = NormalDist(log(minutes + COMING), SPREAD)
    guesses = [float(np.exp(expected.inv_cdf((one + 0.5) / EXPECTED))) for one in range(EXPECTED)]
    seen = [max(0.1, one) for one in turns]
    middle = median(guesses + seen)
    eighty = quantiles(guesses + seen, n=5, method="inclusive")[3]
    return Pace(middle, max(eighty, middle * 1.1), len(seen), ahead, gone)


def ranges(pace: Pace, *, places: int, busy: Sequence[float], queue: Sequence[Turn], seed: int = 0) -> list[Range]:
    """For each of ``queue``, in the order of calling, the range of minutes until their call.

    ``busy`` holds, for each place that is taken, for how many minutes it has been.
    """
    random = np.random.default_rng(seed)
    known = pace.spread / (EXPECTED + pace.count) ** 0.5
    middle = log(pace.median) + 1.25 * known * random.standard_normal((RUNS, 1))

    def drawn(count: int) -> np.ndarray:
        return np.exp(middle + pace.spread * random.standard_normal((RUNS, count)))

    free = np.zeros((RUNS, places))
    for place, elapsed in enumerate(list(busy)[:places]):
        free[:, place] = _left(drawn(24), elapsed) + CHANGE
    rows, found = np.arange(RUNS), []
    for one in queue:
        somebody = random.random(RUNS) < pace.ahead
        first = free.argmin(axis=1)
        free[rows, first] += np.where(somebody, drawn(1)[:, 0] + CHANGE, 0)
        first = free.argmin(axis=1)
        called = np.maximum(free[rows, first], one.not_before)
        found.append(_range(called))
        is_there = random.random(RUNS) < one.comes * (1 - pace.gone)
        free[rows, first] += np.where(is_there, drawn(1)[:, 0] + CHANGE, 0)
    return found


def _left(turns: np.ndarray, elapsed: float) -> np.ndarray:
    """What is left of turns that have lasted ``elapsed`` minutes: of each row, the first that lasts longer."""
    longer = turns > elapsed
    chosen = turns[np.arange(len(turns)), longer.argmax(axis=1)]
    return np.where(longer.any(axis=1), chosen - elapsed, 1.0)


def _range(minutes: np.ndarray) -> Range:
    low, high = np.quantile(minutes, (LEAST, MOST))
    step = 5 if high > FIVES else 1
    return Range(least=floor(low / step) * step, most=max(1, ceil(high / step)) * step)
