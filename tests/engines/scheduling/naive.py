"""The slow twin of the timetable: every set of meetings, every start, every interpreter, every quiet room.

It reads the rules minute by minute. ``best(problem, settings)`` is the best there is of value, people served, waits
and finish, in this order, waits and finish being the smaller the better.
"""

from itertools import pairwise, permutations


def best(problem, settings):
    """The four objectives of the best timetable, found by trying them all."""
    found = (0, 0, 0, 0)
    for chosen in timetables(problem, settings):
        found = max(found, worth(problem, settings, chosen))
    value, served, waits, finish = found
    return value, served, -waits, -finish


def fewest_told(problem, settings, told, now):
    """The smallest count of told times moved, a lost one counting as ``lost_counts``; nothing has begun."""
    counts = []
    for chosen in timetables(problem, settings, now):
        starts = {one.id: start for one, start, _, _ in chosen}
        counts.append(
            sum(settings.lost_counts if one not in starts else starts[one] != start for one, start in told.items())
        )
    return min(counts)


def timetables(problem, settings, now=None):
    """All sets of placed meetings (meeting, start, interpreter, room) that break no rule."""

    def go(at, chosen):
        if at == len(problem.meetings):
            yield chosen
            return
        yield from go(at + 1, chosen)
        meeting = problem.meetings[at]
        for start in range(problem.opens, problem.closes, settings.grid_minutes):
            if now is not None and min(taken(settings, meeting, start)) < now:
                continue
            for interpreter in problem.interpreters if meeting.needs_languages else [None]:
                for room in problem.quiet_rooms if meeting.needs_quiet else [None]:
                    tried = [*chosen, (meeting, start, interpreter, room)]
                    if holds(problem, settings, tried):
                        yield from go(at + 1, tried)

    yield from go(0, [])


def worth(problem, settings, chosen):
    first = settings.first_counts
    if first is None:
        first = max((one.weight for one in problem.meetings), default=0)
    people = {one.person for one, *_ in chosen}
    waits = 0
    for person in people:
        minutes = set().union(*(taken(settings, one, start) for one, start, *_ in chosen if one.person == person))
        waits += max(minutes) + 1 - min(minutes) - len(minutes)
    finish = max((start + one.minutes for one, start, *_ in chosen), default=problem.opens)
    return sum(one.weight for one, *_ in chosen) + first * len(people), len(people), -waits, problem.opens - finish


def meets(meeting, start):
    return set(range(start, start + meeting.minutes))


def taken(settings, meeting, start):
    """The minutes that a meeting takes of its person, preparing included."""
    prepare = settings.preparing_minutes if meeting.needs_languages else 0
    return set(range(start - prepare, start + meeting.minutes))


def holds(problem, settings, chosen):
    """Whether the last of the chosen can be beside the others."""
    meeting, start, interpreter, room = chosen[-1]
    person = next(one for one in problem.people if one.id == meeting.person)
    booth = next(one for one in problem.booths if one.id == meeting.booth)
    minutes, whole = meets(meeting, start), taken(settings, meeting, start)
    if not whole <= open_minutes(problem, problem.opens, problem.closes, problem.breaks):
        return False
    if not whole <= open_minutes(problem, person.arrives, person.leaves):
        return False
    if not minutes <= open_minutes(problem, booth.opens, booth.closes, booth.breaks):
        return False
    if room and not minutes <= open_minutes(problem, room.opens, room.closes):
        return False
    if interpreter and not whole <= open_minutes(problem, interpreter.begins, interpreter.ends, interpreter.breaks):
        return False
    if interpreter and not set(meeting.needs_languages) <= set(interpreter.languages):
        return False
    for minute in minutes:
        there = [(one, where) for one, begin, _, where in chosen if minute in meets(one, begin)]
        if sum(one.booth == booth.id for one, _ in there) > booth.desks:
            return False
        if room and sum(where is room for _, where in there) > 1:
            return False
    return is_well(problem, settings, chosen, person) and (
        interpreter is None or interpreter_is_well(settings, chosen, interpreter)
    )


def open_minutes(problem, first, last, breaks=()):
    minutes = set(range(-100, 300) if first is None else range(first, 300))
    minutes = {one for one in minutes if last is None or one < last}
    return minutes.difference(*(range(begin, end) for begin, end in breaks))


def is_well(problem, settings, chosen, person):
    """One person's day: ways, pauses and rests."""
    theirs = sorted((one for one in chosen if one[0].person == person.id), key=lambda one: one[1])
    in_a_row = 1
    for one, other in pairwise(theirs):
        pause = min(taken(settings, other[0], other[1])) - max(meets(one[0], one[1])) - 1
        if pause < max(settings.gap_minutes, way(problem, person, zone(problem, one), zone(problem, other))):
            return False
        in_a_row = in_a_row + 1 if pause < settings.row_rest_minutes else 1
        if person.most_in_a_row is not None and in_a_row > person.most_in_a_row:
            return False
    busy = set().union(*(taken(settings, one, start) for one, start, *_ in theirs))
    return any(rests_fit(problem, person, busy, order) for order in permutations(person.rests))


def zone(problem, chosen):
    meeting, _, _, room = chosen
    return room.zone if room else next(one.zone for one in problem.booths if one.id == meeting.booth)


def way(problem, person, here, there):
    minutes = 0 if here is None or there is None or here == there else problem.ways.get((here, there), 0)
    return -(-minutes * person.pace_percent // 100)


def rests_fit(problem, person, busy, order):
    """Whether the rests find free minutes one after the other, each at the first moment."""
    free_from = -100
    for rest in order:
        first = next(one for one in (rest.earliest, person.arrives, problem.opens) if one is not None)
        last = next(one for one in (rest.latest, person.leaves, problem.closes) if one is not None)
        starts = range(max(first, free_from), last - rest.minutes + 1)
        start = next((one for one in starts if busy.isdisjoint(range(one, one + rest.minutes))), None)
        if start is None:
            return False
        free_from = start + rest.minutes
    return True


def interpreter_is_well(settings, chosen, interpreter):
    """Minute by minute: never two meetings at once, never too much work since the last rest."""
    theirs = [(one, start) for one, start, who, _ in chosen if who is interpreter]
    busy = [taken(settings, one, start) for one, start in theirs]
    whole = set().union(*busy)
    if sum(map(len, busy)) != len(whole):
        return False
    working = set().union(*(meets(one, start) for one, start in theirs))
    worked = idle = 0
    for minute in range(min(whole), max(whole) + 1):
        idle = 0 if minute in whole else idle + 1
        worked = worked + 1 if minute in working else 0 if idle >= settings.rest_minutes else worked
        if worked > settings.interpreting_minutes:
            return False
    return True
