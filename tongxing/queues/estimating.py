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
SOON = 3
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
class Away:
    """A time in which somebody is not called: it begins between ``least`` and ``most`` minutes from now.

    It lasts ``length`` minutes; with ``spread``, that is the median of a lognormal.
    """

    least: float
    most: float
    length: float
    spread: float = 0.0


@dataclass(frozen=True)
class Turn:
    """Somebody who waits: when they are not called, and how likely they are there at all."""

    away: tuple[Away, ...] = ()
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
    seen = [max(0.1, turn) for turn in turns]
    middle = median(guesses + seen)
    eighty = quantiles(guesses + seen, n=5, method="inclusive")[3]
    return Pace(middle, max(eighty, middle * 1.1), len(seen), ahead, gone)


def ranges(pace: Pace, *, places: int, busy: Sequence[float], queue: Sequence[Turn], seed: int = 0) -> list[Range]:
    """For each of ``queue``, in the order of calling, the range of minutes until their call.

    ``busy`` holds, for each place that is taken, for how many minutes it has been. Who is away when it would be their
    turn lets others by and is called as soon as they are back.
    """
    day = _Day(pace, places, busy, seed)
    return [_range(day.call(one)) for one in queue]


class _Day:
    """The same queue in ``RUNS`` ways: when each place is free next, and who is called once they are back."""

    def __init__(self, pace: Pace, places: int, busy: Sequence[float], seed: int):
        self.random = np.random.default_rng(seed)
        self.pace = pace
        known = pace.spread / (EXPECTED + pace.count) ** 0.5
        self.middle = log(pace.median) + 1.25 * known * self.random.standard_normal((RUNS, 1))
        self.free = np.zeros((RUNS, places))
        self.absent: list[np.ndarray] = []
        for place, elapsed in enumerate(list(busy)[:places]):
            self.free[:, place] = _left(self._turns(24), elapsed) + CHANGE

    def call(self, turn: Turn) -> np.ndarray:
        """The minute of the call of who is next, in each run."""
        self._let_back()
        self._take(self._chance(self.pace.ahead))
        place_free = self.free.min(axis=1)
        called = self._when(turn, place_free)
        is_away = called > place_free
        called += np.where(is_away, self.random.random(RUNS) * self._turns(1)[:, 0] / self.free.shape[1], 0)
        is_there = self._chance(turn.comes * (1 - self.pace.gone))
        self._take(is_there & ~is_away)
        if is_away.any():
            self.absent.append(np.where(is_there & is_away, called, np.inf))
        return called

    def _let_back(self) -> None:
        for back in self.absent:
            comes = back <= self.free.min(axis=1)
            self._take(comes)
            back[comes] = np.inf

    def _when(self, turn: Turn, moment: np.ndarray) -> np.ndarray:
        for away in turn.away:
            begins = away.least + (away.most - away.least) * self.random.random(RUNS)
            ends = begins + away.length * np.exp(away.spread * self.random.standard_normal(RUNS))
            moment = np.where((moment >= begins) & (moment < ends), ends, moment)
        return moment

    def _take(self, which: np.ndarray) -> None:
        """Where ``which`` holds, somebody takes the place that is free first, for a turn."""
        first = self.free.argmin(axis=1)
        self.free[np.arange(RUNS), first] += np.where(which, self._turns(1)[:, 0] + CHANGE, 0)

    def _chance(self, share: float) -> np.ndarray:
        return self.random.random(RUNS) < share

    def _turns(self, count: int) -> np.ndarray:
        return np.exp(self.middle + self.pace.spread * self.random.standard_normal((RUNS, count)))


def _left(turns: np.ndarray, elapsed: float) -> np.ndarray:
    """What is left of turns that have lasted ``elapsed`` minutes: of each row, the first that lasts longer."""
    longer = turns > elapsed
    chosen = turns[np.arange(len(turns)), longer.argmax(axis=1)]
    return np.where(longer.any(axis=1), chosen - elapsed, 1.0)


def _range(minutes: np.ndarray) -> Range:
    """Whole minutes, or fives where it takes long. Who might be called very soon is told so, and does not walk off."""
    low, high = np.quantile(minutes, (LEAST, MOST))
    step = 5 if high > FIVES else 1
    return Range(least=0 if low < SOON else floor(low / step) * step, most=max(2, ceil(high / step) * step))
