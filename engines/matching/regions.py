"""The way between two places that are known by division code alone."""

from typing import Final

import numpy as np

from engines.matching.compiled import compiled
from engines.matching.points import UNKNOWN

LEVELS: Final = 4  # province, city, county, township
UNNAMED_PERSON, UNNAMED_POST = -1, -2  # never equal


@compiled
def name_region(code, nothing, out):  # type: ignore[no-untyped-def]
    """The code of each division, province to township, in ``out``; ``nothing`` where the 12 digits name none."""
    out[0] = code // 10**10 if code // 10**10 % 100 else nothing
    out[1] = code // 10**8 if code // 10**8 % 100 else nothing
    out[2] = code // 10**6 if code // 10**6 % 100 else nothing
    out[3] = code // 10**3 if code // 10**3 % 1000 else nothing


@compiled
def band_metres(region, other, bands, beyond):  # type: ignore[no-untyped-def]
    """The band of the smallest division that both codes name and share; ``UNKNOWN`` where one is 0.

    bands : metres within a province, city, county and township.
    """
    if region == 0 or other == 0:
        return np.int32(UNKNOWN)
    metres = np.int32(beyond)
    # From the largest division to the smallest, so that the smallest shared one has the last word.
    if region // 10**10 == other // 10**10 and region // 10**10 % 100:
        metres = np.int32(bands[0])
    if region // 10**8 == other // 10**8 and region // 10**8 % 100:
        metres = np.int32(bands[1])
    if region // 10**6 == other // 10**6 and region // 10**6 % 100:
        metres = np.int32(bands[2])
    if region // 10**3 == other // 10**3 and region // 10**3 % 1000:
        metres = np.int32(bands[3])
    return metres
