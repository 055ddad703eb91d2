"""The slow twin of the timetable: every set of meetings, every start, every interpreter.

``best_value(problem, settings)`` is the greatest value there is: the weights of what is placed, and
``first_counts`` (the heaviest weight when not given) for each person who has a meeting.
"""


def best_value(problem, settings):
    """The value of the best timetable, found by trying them all."""
    first = settings.first_counts
    if first is None:
        first = max((one.weight for one in problem.meetings), default=0)
    best = 0

    def go(at, chosen):
        nonlocal best
        best = max(best, value_of([one for one, _, _ in chosen], first))
        rest = problem.meetings[at:]
        if not rest or value_of([one for one, _, _ in chosen] + list(rest), first) <= best:
            return
        meeting = rest[0]
        for start in range(problem.opens, problem.closes + 1, settings.grid_minutes):
            for interpreter in problem.interpreters if meeting.needs_languages else [None]:
                try_it = [*chosen, (meeting, start, interpreter)]
                if holds(problem, settings, try_it):
                    go(at + 1, try_it)
        go(at + 1, chosen)

    go(0, [])
    return best


def value_of(meetings, first):
    return sum(one.weight for one in meetings) + first * len({one.person for one in meetings})


def minutes_of(meeting, start):
    return set(range(start, start + meeting.minutes))


def holds(problem, settings, chosen):
    """Whether the last of the chosen can be beside the others."""
    meeting, start, interpreter = chosen[-1]
    person = next(one for one in problem.people if one.id == meeting.person)
    booth = next(one for one in problem.booths if one.id == meeting.booth)
    minutes = minutes_of(meeting, start)
    allowed = set(range(problem.opens, problem.closes))
    for begin, end in [*problem.breaks, *booth.breaks]:
        allowed -= set(range(begin, end))
    windows = [(person.arrives, person.leaves), (booth.opens, booth.closes)]
    if interpreter:
        windows.append((interpreter.begins, interpreter.ends))
    for begin, end in windows:
        allowed = {one for one in allowed if (begin is None or one >= begin) and (end is None or one < end)}
    if not minutes <= allowed:
        return False
    if interpreter and not set(meeting.needs_languages) <= set(interpreter.languages):
        return False
    return (
        person_is_free(settings, chosen)
        and all(
            sum(minute in minutes_of(one, begin) for one, begin, _ in chosen if one.booth == booth.id) <= booth.desks
            for minute in minutes
        )
        and all(
            not meeting.needs_quiet
            or sum(minute in minutes_of(one, begin) for one, begin, _ in chosen if one.needs_quiet)
            <= len(problem.quiet_rooms)
            for minute in minutes
        )
        and (interpreter is None or interpreter_is_well(settings, chosen, interpreter))
    )


def person_is_free(settings, chosen):
    meeting, start, _ = chosen[-1]
    around = set(range(start - settings.gap_minutes, start + meeting.minutes + settings.gap_minutes))
    others = [(one, begin) for one, begin, _ in chosen[:-1] if one.person == meeting.person]
    return all(around.isdisjoint(minutes_of(one, begin)) for one, begin in others)


def interpreter_is_well(settings, chosen, interpreter):
    """Minute by minute: never two meetings at once, never too much work since the last rest."""
    busy = [minutes_of(one, begin) for one, begin, who in chosen if who is interpreter]
    if sum(map(len, busy)) != len(set().union(*busy)):
        return False
    working = set().union(*busy)
    worked = idle = 0
    for minute in range(min(working), max(working) + 1):
        idle = 0 if minute in working else idle + 1
        worked = worked + 1 if minute in working else 0 if idle >= settings.rest_minutes else worked
        if worked > settings.interpreting_minutes:
            return False
    return True
