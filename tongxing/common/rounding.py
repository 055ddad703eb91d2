"""Numbers of people as they are told where an exact one could be subtracted from another, and point at somebody."""

STEP = 5


def to_fives(count: int) -> int:
    """``count`` at the nearest five, half upwards: the difference of two such numbers tells of nobody."""
    return (2 * count + STEP) // (2 * STEP) * STEP
