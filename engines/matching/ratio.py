"""The ratio of two rates with an interval that holds for small numbers and for none at all."""

from math import inf, sqrt
from typing import Final, NamedTuple

_CHI_SQUARE: Final = 3.841458820694124  # 95 % of the chi-square distribution with one degree of freedom
_HALVINGS: Final = 200


class Interval(NamedTuple):
    """From ``low`` to ``high``, 95 times of 100 around the true ratio; ``high`` may be infinite."""

    low: float
    high: float


def ratio(hits: int, size: int, other_hits: int, other_size: int) -> float | None:
    """The first rate over the other; ``None`` where the other is nothing, so that there is no ratio."""
    return hits * other_size / (size * other_hits) if other_hits else None


def ratio_interval(hits: int, size: int, other_hits: int, other_size: int) -> Interval:
    """The asymptotic score interval of the ratio of two independent rates (Koopman 1984).

    It holds all ratios that a score test at 5 % does not refuse, and needs no correction where nobody or everybody
    was chosen. The interval of the logarithm (Katz & al. 1978) needs one, and does not perform well unless samples
    are large (Fagerland, Lydersen & Laake, *Recommended confidence intervals for two independent binomial
    proportions*, Statistical Methods in Medical Research).
    Counts of 0 ≤ hits ≤ size, with sizes from 1 up.
    """
    counts = hits, size, other_hits, other_size
    if not hits and not other_hits:
        return Interval(0.0, inf)
    low = 0.0 if not hits else _edge(counts, upwards=False)
    high = inf if not other_hits else _edge(counts, upwards=True)
    return Interval(low, high)


def _edge(counts: tuple[int, int, int, int], *, upwards: bool) -> float:
    """Where the score test begins to refuse; the statistic grows with the distance from the ratio observed."""
    hits, size, other_hits, other_size = counts
    kept = ((hits or 0.5) / size) / ((other_hits or 0.5) / other_size)
    refused = kept
    while _statistic(counts, refused) < _CHI_SQUARE:
        kept, refused = refused, refused * 2 if upwards else refused / 2
    for _halving in range(_HALVINGS):
        middle = sqrt(kept * refused)
        if middle in (kept, refused):
            break
        if _statistic(counts, middle) < _CHI_SQUARE:
            kept = middle
        else:
            refused = middle
    return kept


def _statistic(counts: tuple[int, int, int, int], theta: float) -> float:
    """How far the rates are from a ratio of ``theta``: the square of the score statistic.

    The rates that fit best under that ratio solve a quadratic (Koopman 1984; Miettinen & Nurminen 1985).
    """
    hits, size, other_hits, other_size = counts
    a = theta * (size + other_size)
    b = -(theta * (size + other_hits) + hits + other_size)
    c = hits + other_hits
    other_rate = min(2 * c / (-b + sqrt(max(b * b - 4 * a * c, 0.0))), 1.0)  # the smaller root, without cancellation
    rate = min(theta * other_rate, 1.0)
    spread = rate * (1 - rate) / size + theta * theta * other_rate * (1 - other_rate) / other_size
    apart = hits / size - theta * other_hits / other_size
    if spread <= 0:
        return 0.0 if abs(apart) < 1e-12 else inf
    return apart * apart / spread
