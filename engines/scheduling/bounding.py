"""A value that no timetable can exceed, from what each person, booth, language and room has time for."""

from collections.abc import Iterable, Iterator

from engines.scheduling.bits import Bits
from engines.scheduling.given import Meeting
from engines.scheduling.timetable import Timetable


def bound(empty: Timetable) -> int:
    """An upper bound of the value, given a timetable in which nothing is placed.

    Counts the meetings that fit when alone, then for each kind of resource how much of their weight fits
    into its minutes if meetings could be cut into pieces (Dantzig 1957), and takes the least.
    """
    possible = [one for one in empty.meetings if empty.starts(one)]
    problem, settings = empty.problem, empty.settings
    everything = sum(one.weight for one in possible)
    people = booths = 0
    for person_id in empty.of_person:
        theirs = [one for one in possible if one.person == person_id]
        if theirs:
            window = _window(empty, theirs)
            # A gap follows each meeting but the last before a break, so each stretch is lent one.
            minutes = window.bit_count() + settings.gap_minutes * _stretches(window)
            people += _heaviest(((one.weight, one.minutes + settings.gap_minutes) for one in theirs), minutes)
    for booth in problem.booths:
        theirs = [one for one in possible if one.booth == booth.id]
        if theirs:
            minutes = (_window(empty, theirs) & empty.windows.open_at(booth)).bit_count() * booth.desks
            booths += _heaviest(((one.weight, one.minutes) for one in theirs), minutes)
    firsts = empty.first_counts * len({one.person for one in possible})
    least = min(everything, people, booths) + firsts
    for scarce, minutes in _scarce(empty, possible):
        weight = sum(one.weight for one in scarce)
        # Somebody who also has a meeting that is not scarce may have that as their first.
        only = {one.person for one in scarce} - {one.person for one in possible if one not in scarce}
        rest = everything - weight + firsts - empty.first_counts * len(only)
        least = min(least, rest + _heaviest(_pieces(scarce, only, empty.first_counts), minutes))
    return least


def _scarce(empty: Timetable, possible: list[Meeting]) -> Iterator[tuple[list[Meeting], int]]:
    """Meetings that need the same language, or quiet, and the minutes that there are for all of them."""
    problem = empty.problem
    for language in sorted({language for one in possible for language in one.needs_languages}):
        shifts = [one for one in problem.interpreters if language in one.languages]
        minutes = sum(_workable(empty, empty.windows.shift(one).bit_count()) for one in shifts)
        yield [one for one in possible if language in one.needs_languages], minutes
    quiet = [one for one in possible if one.needs_quiet]
    if quiet:
        yield quiet, _window(empty, quiet).bit_count() * len(problem.quiet_rooms)


def _pieces(meetings: list[Meeting], only: set[int], first_counts: int) -> Iterator[tuple[int, int]]:
    """Weights and minutes of pieces that are worth at least as much as the meetings, person by person.

    The first piece of a person is as long as their shortest meeting, and worth ``first_counts`` and the best
    weight that fits into it when meetings may be cut; what follows is worth less by the minute, so the
    pieces of all may be sorted by worth.
    """
    for person_id in sorted({one.person for one in meetings}):
        theirs = [(one.weight, one.minutes) for one in meetings if one.person == person_id]
        shortest = min(length for _, length in theirs) if person_id in only else 0
        taken = 0
        inside = first_counts if shortest else 0
        for weight, length in sorted(theirs, key=lambda item: (-item[0] / item[1], item)):
            here = min(length, shortest - taken)
            taken += here
            part = -(-weight * here // length)  # rounded up, so that the bound stays one
            inside += part
            if length > here:
                yield weight - weight * here // length, length - here
        if shortest:
            yield inside, shortest


def _window(empty: Timetable, meetings: list[Meeting]) -> Bits:
    """The minutes that any of the meetings could take."""
    found = 0
    for meeting in meetings:
        covered, have = empty.fixed_starts(meeting), 1
        while have < meeting.minutes:
            step = min(have, meeting.minutes - have)
            covered |= covered << step
            have += step
        found |= covered
    return found


def _stretches(minutes: Bits) -> int:
    """How many unbroken stretches a set of minutes has."""
    return (minutes & ~(minutes << 1)).bit_count()


def _workable(empty: Timetable, shift_minutes: int) -> int:
    """The most that an interpreter may work in a shift, with the rests in between."""
    longest, rest = empty.settings.interpreting_minutes, empty.settings.rest_minutes
    rounds, left = divmod(shift_minutes, longest + rest)
    return rounds * longest + min(longest, left)


def _heaviest(items: Iterable[tuple[int, int]], minutes: int) -> int:
    """The weight that fits if the item that no longer does may be cut, rounded down."""
    weight = 0
    for one, length in sorted(items, key=lambda item: (-item[0] / item[1], item)):
        if length > minutes:
            return weight + one * max(minutes, 0) // length
        weight, minutes = weight + one, minutes - length
    return weight
