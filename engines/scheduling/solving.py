"""Making a timetable: list scheduling with insertion, then rearrangements that let more meetings in."""

import random
import time
from collections.abc import Iterator
from itertools import combinations

from engines.scheduling.bounding import bound
from engines.scheduling.explaining import why_left_out
from engines.scheduling.given import Meeting, Span
from engines.scheduling.problem import Problem
from engines.scheduling.result import Placed, Result
from engines.scheduling.settings import Settings
from engines.scheduling.timetable import Timetable, lowest

SHAKEN = 3  # meetings taken out at once; more are seldom put back, and take longer


def solve(problem: Problem, settings: Settings | None = None) -> Result:
    """A timetable of as much weight as can be found, in which nobody is left with nothing while a swap could help.

    Meetings are inserted one by one as early as they fit, everybody's first before anybody's second and the
    tightest first. What is left out is let in by moving one other, by swaps that are worth more, and by
    taking a few out and putting them back in another order, until the bound is reached or ``settings.moves``
    are spent. At last everything moves as early as it can. Few meetings are arranged in all ways. The order
    of rows changes nothing.
    """
    began = time.perf_counter()
    settings = settings or Settings()
    timetable = Timetable(problem, settings)
    most = bound(timetable)
    making = _Making(timetable, most)
    making.run()
    return Result(
        problem=problem,
        settings=settings,
        placed=_placed(timetable),
        left_out=tuple(why_left_out(timetable, one) for one in making.left_out()),
        value=timetable.value,
        bound=most,
        status="optimal" if timetable.value == most else "feasible",
        moves=making.moves,
        seconds=time.perf_counter() - began,
    )


class _Making:
    """One run: the timetable, the effort spent and the source of chance."""

    def __init__(self, timetable: Timetable, most: int) -> None:
        self.timetable, self.most, self.moves = timetable, most, 0
        self.chance = random.Random(timetable.settings.seed)  # noqa: S311  (no secret hangs on it)

    def run(self) -> None:
        timetable = self.timetable
        for meeting in self._order():
            timetable.insert(meeting)
        if timetable.value < self.most:
            if len(timetable.meetings) <= timetable.settings.exhaustive_meetings:
                self._exhaust()
            else:
                self._settle()
                self._shake()
        self._settle()

    def left_out(self) -> list[Meeting]:
        """What is not placed, by id."""
        return [one for one in self.timetable.meetings if one.id not in self.timetable.slots]

    def _order(self) -> list[Meeting]:
        """Everybody's heaviest first, then their second, …; in each round the heavy, then the tight."""
        room = {one.id: self.timetable.starts(one).bit_count() for one in self.timetable.meetings}
        by_weight = sorted(self.timetable.meetings, key=lambda one: (-one.weight, room[one.id], one.id))
        turns: dict[int, int] = {}
        turn: dict[int, int] = {}
        for meeting in by_weight:
            turn[meeting.id] = turns[meeting.person] = turns.get(meeting.person, -1) + 1
        scarce = {one.id: not (one.needs_languages or one.needs_quiet) for one in by_weight}
        return sorted(by_weight, key=lambda one: (turn[one.id], -one.weight, scarce[one.id], room[one.id], one.id))

    def _is_spent(self) -> bool:
        return self.moves >= self.timetable.settings.moves or self.timetable.value == self.most

    def _shake(self) -> None:
        """Take a few related meetings out and put them back in another order, as long as effort is left."""
        timetable = self.timetable
        while not self._is_spent():
            waiting = [one for one in self.left_out() if timetable.fixed_starts(one)]
            if not waiting:
                return
            self.moves += 1
            meeting = self.chance.choice(waiting)
            related = timetable.related(meeting)
            taken = self.chance.sample(related, min(SHAKEN, len(related)))
            before, mark = timetable.value, timetable.mark()
            again = [timetable.problem.meeting_by_id[one] for one in taken]
            for one in again:
                timetable.remove(one)
            self.chance.shuffle(again)
            for one in [meeting, *again, *waiting]:
                if one.id not in timetable.slots:
                    timetable.insert(one)
            if timetable.value < before:
                timetable.undo(mark)

    def _settle(self) -> None:
        """Move everything forward and make every swap that is worth more, until neither is left.

        Each swap raises the value and each move lowers a start, so this ends.
        """
        while self._move_forward() or self._swap():
            pass

    def _move_forward(self) -> bool:
        timetable = self.timetable
        moved = False
        for meeting_id in sorted(timetable.slots, key=lambda one: (timetable.slots[one][0], one)):
            meeting = timetable.problem.meeting_by_id[meeting_id]
            mark, start = timetable.mark(), timetable.slots[meeting_id][0]
            timetable.remove(meeting)
            if lowest(timetable.starts(meeting)) < start:
                timetable.insert(meeting)
                moved = True
            else:
                timetable.undo(mark)
        return moved

    def _swap(self) -> bool:
        """Let a meeting in by moving another, or for one that is worth less: above all a first for a second."""
        timetable = self.timetable
        gained = False
        for meeting in self.left_out():
            if not timetable.fixed_starts(meeting):
                continue
            if timetable.insert(meeting):
                gained = True
                continue
            for other_id in timetable.related(meeting):
                other = timetable.problem.meeting_by_id[other_id]
                before, mark = timetable.value, timetable.mark()
                timetable.remove(other)
                if timetable.insert(meeting):
                    timetable.insert(other)
                    if timetable.value > before:
                        gained = True
                        break
                timetable.undo(mark)
        return gained

    def _exhaust(self) -> None:
        """Try the sets of meetings from the most valuable on, each in every order."""
        timetable = self.timetable
        fitting = [one for one in timetable.meetings if timetable.fixed_starts(one)]
        sets = [some for size in range(len(fitting) + 1) for some in combinations(fitting, size)]
        timetable.undo(0)
        for some in sorted(sets, key=self._worth, reverse=True):
            if self._arrange(some):
                return

    def _worth(self, meetings: tuple[Meeting, ...]) -> int:
        assert self.timetable.first_counts is not None
        served = len({one.person for one in meetings})
        return sum(one.weight for one in meetings) + served * self.timetable.first_counts

    def _arrange(self, meetings: tuple[Meeting, ...]) -> bool:
        """Place all of them in some order, each as early as it fits or just after an interpreter's rest."""
        if not meetings:
            return True
        for meeting in meetings:
            others = tuple(one for one in meetings if one is not meeting)
            for start, interpreter in self._candidates(meeting):
                self.moves += 1
                mark = self.timetable.mark()
                self.timetable.place(meeting, start, interpreter)
                if self._arrange(others):
                    return True
                self.timetable.undo(mark)
        return False

    def _candidates(self, meeting: Meeting) -> Iterator[tuple[int, int | None]]:
        """Starts of which one is as good as any, when meetings are placed in the order of their starts.

        Earlier is never worse for people, desks and rooms. For an interpreter it can be: either the meeting
        belongs to the stretch of work before it, and then the earlier the better, or it follows a rest.
        """
        timetable = self.timetable
        starts = timetable.starts(meeting)
        if not meeting.needs_languages:
            if starts:
                yield lowest(starts), None
            return
        for interpreter in timetable.able[meeting.id]:
            free = starts & timetable.interpreter_starts(interpreter, meeting.minutes)
            ends = [end for _, end in timetable.spans_of(interpreter.id)]
            rested = [
                free >> end + timetable.settings.rest_minutes << end + timetable.settings.rest_minutes for end in ends
            ]
            yield from ((one, interpreter.id) for one in sorted({lowest(some) for some in (free, *rested) if some}))


def _placed(timetable: Timetable) -> tuple[Placed, ...]:
    """The meetings by start, with desks and quiet rooms dealt out in that order: enough are free at each moment."""
    problem = timetable.problem
    desks: dict[int, list[Span]] = {one.id: [(0, place + 1) for place in range(one.desks)] for one in problem.booths}
    rooms: list[Span] = [(0, one) for one in sorted(problem.quiet_rooms)]
    found = []
    for meeting_id, (start, end, interpreter) in sorted(
        timetable.slots.items(), key=lambda item: (item[1][0], item[0])
    ):
        meeting = problem.meeting_by_id[meeting_id]
        found.append(
            Placed(
                meeting=meeting_id,
                start=problem.opens + start,
                end=problem.opens + end,
                booth=meeting.booth,
                desk=_deal(desks[meeting.booth], start, end),
                interpreter=interpreter,
                quiet_room=_deal(rooms, start, end) if meeting.needs_quiet else None,
            )
        )
    return tuple(found)


def _deal(places: list[Span], start: int, end: int) -> int:
    """The first of the places (free from, number) that is free at ``start``; taken until ``end`` from now on."""
    for at, (free_from, number) in enumerate(places):
        if free_from <= start:
            places[at] = (end, number)
            return number
    raise AssertionError("more meetings at once than places")
