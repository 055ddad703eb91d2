"""The slow twin of the rounds: every division of the stops among the shifts, every order, every place for lunch.

``best(problem, settings)`` is ``(must-visit stops left out, value)``; ``best_repair(problem, settings, told, now)`` is
``(must-visit stops left out, told times moved, value)`` where nothing has begun yet.
"""

from itertools import pairwise, permutations, product


def best(problem, settings):
    """The least there is, in this order of importance."""
    return min(
        (sum(one.prize is None for one in left), driving + sum(one.prize or 0 for one in left))
        for left, driving, _ in divisions(problem, lambda shift, order: fits(problem, shift, order) and 0)
    )


def best_repair(problem, settings, told, now):
    """The least there is; a told stop that is left out counts as moved."""

    def moves(shift, order):
        return fewest_moves(problem, settings, shift, order, told, now)

    return min(
        (
            sum(one.prize is None for one in left),
            moved + sum(one.id in told for one in left),
            driving + sum(one.prize or 0 for one in left),
        )
        for left, driving, moved in divisions(problem, moves)
    )


def divisions(problem, moves):
    """All that can be done: the stops left out, the minutes driven, the told times moved.

    moves : how many told times an order of a shift moves at least, or ``False`` or ``None`` where it is not possible.
    """
    shifts = [(team, shift) for team in problem.teams for shift in team.shifts]
    known = {}

    def choices(number, stops):
        """The cheapest of each count of moved times."""
        key = number, tuple(one.id for one in stops)
        if key not in known:
            known[key] = []
            for order in permutations(stops):
                moved = moves(shifts[number], order)
                if moved is not None and moved is not False:
                    known[key].append((moved, drive(problem, shifts[number][0], order)))
        return [min(known[key])] if known[key] else []

    for places in product(range(len(shifts) + 1), repeat=len(problem.stops)):
        driving = moved = 0
        for number in range(len(shifts)):
            stops = [stop for stop, place in zip(problem.stops, places, strict=True) if place == number]
            found = choices(number, stops) if stops else [(0, 0)]
            if not found:
                break
            moved, driving = moved + found[0][0], driving + found[0][1]
        else:
            left = [stop for stop, place in zip(problem.stops, places, strict=True) if place == len(shifts)]
            yield left, driving, moved


def rows(problem, team, order):
    start = len(problem.stops) + 2 * problem.teams.index(team)
    return [start, *(problem.stops.index(one) for one in order), start + 1]


def ways(problem, team, order):
    path = rows(problem, team, order)
    return [problem.ways.minutes[here][there] for here, there in pairwise(path)]


def drive(problem, team, order):
    return sum(ways(problem, team, order))


def may_serve(team, order):
    room = sum(one.load for one in order) if team.capacity is None else team.capacity
    return sum(one.load for one in order) <= room and all(
        set(one.skills) <= set(team.skills) and (team.ramp or not one.needs_ramp) for one in order
    )


def lunch_of(team, shift):
    """Minutes and the begins that the shift allows; ``None`` when there are none."""
    if team.lunch is None:
        return None
    midnight = shift[0] // 1440 * 1440
    begins = range(max(midnight + team.lunch.earliest, shift[0]), midnight + team.lunch.latest + 1)
    return (team.lunch.minutes, begins) if len(begins) and begins.start + team.lunch.minutes <= shift[1] else None


def fits(problem, team_and_shift, order):
    """Whether the order is possible with lunch at one of its places: as early as can be, all along."""
    team, shift = team_and_shift
    lunch = lunch_of(team, shift)
    if not may_serve(team, order):
        return False
    for meal_at in range(2 * len(order) + 2) if lunch else [None]:
        if back_at(order, ways(problem, team, order), shift, lunch, meal_at) <= shift[1]:
            return True
    return False


NEVER = 10**9


def back_at(order, drives, shift, lunch, meal_at):
    """When the team is back; lunch comes before (even) or after (odd) the drive number ``meal_at // 2``."""
    time = shift[0]
    for at, minutes in enumerate(drives):
        time = eat(time, lunch) if meal_at == 2 * at else time
        time += minutes
        time = eat(time, lunch) if meal_at == 2 * at + 1 else time
        if at < len(order):
            begins = [max(time, first) for first, last in order[at].windows if last >= time]
            if order[at].windows and not begins:
                return NEVER
            time = min(begins, default=time) + order[at].minutes
    return time


def eat(time, lunch):
    minutes, begins = lunch
    return max(time, begins.start) + minutes if time <= begins[-1] else NEVER


def fewest_moves(problem, settings, team_and_shift, order, told, now):
    """Minute by minute: from all times at which a place can be left to all at which the next can be."""
    team, shift = team_and_shift
    if not may_serve(team, order):
        return None
    begins = max(shift[0], now)
    lunch = lunch_of(team, (begins, shift[1]) if begins // 1440 == shift[0] // 1440 else shift)
    states = {(0, begins, lunch is not None)}  # moved, time, lunch still owed
    for at, minutes in enumerate(ways(problem, team, order)):
        states = {(moved, time + minutes, owed) for moved, time, owed in waited(states, lunch, shift[1])}
        states = waited(states, lunch, shift[1])
        if at < len(order):
            stop = order[at]
            states = {
                (moved + is_moved(settings, told, stop, time), time + stop.minutes, owed)
                for moved, time, owed in states
                if not stop.windows or any(first <= time <= last for first, last in stop.windows)
            }
    return min((moved for moved, time, owed in states if time <= shift[1] and not owed), default=None)


def waited(states, lunch, until):
    """The states after waiting for any time, and after lunch."""
    waiting = {(moved, later, owed) for moved, time, owed in states for later in range(time, until + 1)}
    if lunch is None:
        return waiting
    eaten = {(moved, time + lunch[0], False) for moved, time, owed in waiting if owed and time in lunch[1]}
    return waiting | {(moved, later, owed) for moved, time, owed in eaten for later in range(time, until + 1)}


def is_moved(settings, told, stop, time):
    return stop.id in told and abs(told[stop.id] - time) > settings.told_minutes
