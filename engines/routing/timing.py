"""When a round is where: exact, with windows, lunch and told times, by labels carried forward and backward.

A label is ``(moved, time, owed)``: so many told times moved, at that time, lunch still owed or not. Forward it says
that a place can be left (or reached) at ``time`` and no earlier; backward, that whoever is there at ``time`` or before
gets through the rest with so many more moved. Waiting is always allowed, so the earliest time is enough forward and
the latest backward, and only labels that no other beats are kept.
"""

from engines.routing.ground import Meal, Visit

Label = tuple[int, int, bool]


def driven(meal: Meal | None, labels: list[Label], minutes: int) -> list[Label]:
    """Labels at the next place; where lunch is owed it may be taken before the drive or after it."""
    reached = [(moved, time + minutes, owed) for moved, time, owed in labels]
    if meal is None:
        return reached
    for moved, time, owed in labels:
        if owed:
            before, after = max(time, meal.earliest), max(time + minutes, meal.earliest)
            if before <= meal.latest:
                reached.append((moved, before + meal.minutes + minutes, False))
            if after <= meal.latest:
                reached.append((moved, after + meal.minutes, False))
    return _earliest(reached)


def served(visit: Visit, labels: list[Label]) -> list[Label]:
    """Labels after the visit; a told time may be kept, by waiting for it, or not."""
    left: list[Label] = []
    for moved, time, owed in labels:
        begin = visit.begin(time)
        if begin is None:
            continue
        if visit.told is None:
            left.append((moved, begin + visit.minutes, owed))
            continue
        kept = visit.begin(max(time, visit.told[0]))
        if kept is not None and kept <= visit.told[1]:
            left.append((moved, kept + visit.minutes, owed))
        if kept != begin or kept > visit.told[1]:
            left.append((moved + 1, begin + visit.minutes, owed))
    return _earliest(left)


def driven_back(meal: Meal | None, labels: list[Label], minutes: int) -> list[Label]:
    """From labels at the next place those at which this one has to be left."""
    left = [(moved, time - minutes, owed) for moved, time, owed in labels]
    if meal is None:
        return left
    for moved, time, owed in labels:
        if not owed:
            if meal.earliest + meal.minutes + minutes <= time:
                left.append((moved, min(meal.latest, time - minutes - meal.minutes), True))
            if meal.earliest + meal.minutes <= time:
                left.append((moved, min(meal.latest, time - meal.minutes) - minutes, True))
    return _latest(left)


def served_back(visit: Visit, labels: list[Label]) -> list[Label]:
    """From labels after the visit those at which it has to be reached."""
    ready: list[Label] = []
    for moved, time, owed in labels:
        begin = visit.last_begin(time - visit.minutes)
        if begin is None:
            continue
        if visit.told is None:
            ready.append((moved, begin, owed))
            continue
        kept = visit.last_begin(min(time - visit.minutes, visit.told[1]))
        if kept is not None and kept >= visit.told[0]:
            ready.append((moved, kept, owed))
        if kept != begin or kept < visit.told[0]:
            ready.append((moved + 1, begin, owed))
    return _latest(ready)


def joined(forward: list[Label], backward: list[Label]) -> int | None:
    """The fewest told times moved where the two meet; ``None`` where they cannot."""
    best: int | None = None
    for moved, time, owed in forward:
        for more, latest, may_owe in backward:
            if time <= latest and may_owe >= owed and (best is None or moved + more < best):
                best = moved + more
    return best


def _earliest(labels: list[Label]) -> list[Label]:
    if len(labels) < 2:
        return labels
    kept: list[Label] = []
    for label in sorted(labels):
        if not any(other[1] <= label[1] and other[2] <= label[2] for other in kept):
            kept.append(label)
    return kept


def _latest(labels: list[Label]) -> list[Label]:
    if len(labels) < 2:
        return labels
    kept: list[Label] = []
    for label in sorted(labels, key=lambda label: (label[0], -label[1], not label[2])):
        if not any(other[1] >= label[1] and other[2] >= label[2] for other in kept):
            kept.append(label)
    return kept
