"""How far it is between two places, from coordinates or from division codes."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from engines.matching.columns import NOWHERE
from engines.matching.settings import Bands

UNKNOWN: Final = -1


def way_metres(here: Mapping[str, NDArray[Any]], there: Mapping[str, NDArray[Any]], bands: Bands) -> NDArray[np.int64]:
    """Metres from each place in ``here`` to its partner in ``there`` (columns x, y, region).

    The straight line, rounded down, where both have coordinates; else the band of the smallest division
    that both name and share; ``UNKNOWN`` where a place has neither.
    """
    placed = (here["x"] != NOWHERE) & (there["x"] != NOWHERE)
    region, other = here["region"], there["region"]
    banded = np.full(len(region), bands.beyond, np.int64)
    # From the largest division to the smallest, so that the smallest shared one has the last word.
    for unit, level, metres in (
        (10**10, 100, bands.province),
        (10**8, 100, bands.city),
        (10**6, 100, bands.county),
        (10**3, 1000, bands.township),
    ):
        named = region // unit % level != 0
        banded[named & (region // unit == other // unit)] = metres
    banded[(region == 0) | (other == 0)] = UNKNOWN
    if not placed.any():
        return banded
    across = here["x"].astype(np.int64) - there["x"]
    up = here["y"].astype(np.int64) - there["y"]
    line = np.sqrt(np.where(placed, across * across + up * up, 0)).astype(np.int64)
    return np.where(placed, line, banded)
