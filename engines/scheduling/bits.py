"""Sets of minutes held in whole numbers: bit ``n`` is the minute ``opens + n``."""

from collections.abc import Iterator

Bits = int


def runs(free: Bits, length: int) -> Bits:
    """Where ``length`` minutes in a row are free: the first minute of each such run."""
    have = 1
    while have < length:
        step = min(have, length - have)
        free &= free >> step
        have += step
    return free


def ones(bits: Bits) -> Iterator[int]:
    """The members of a set, in order."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def lowest(bits: Bits) -> int:
    """The first member of a set that is not empty."""
    return (bits & -bits).bit_length() - 1
