"""A first timetable: list scheduling with insertion, then rearrangements that let more meetings in."""

import random
from functools import partial

from engines.scheduling.bits import lowest, ones
from engines.scheduling.given import Meeting
from engines.scheduling.timetable import Slot, Timetable

SHAKEN = 3  # meetings taken out at once; more are seldom put back, and take longer


class Inserting:
    """One run over a timetable: the effort spent and the source of chance.

    Meetings are inserted one by one as early as they fit, everybody's first before anybody's second and the
    tightest first. What is left out is let in by moving one other, by swaps that are worth more, and by
    taking a few out and putting them back in another order, until ``most`` is reached or ``settings.moves``
    are spent.
    """

    def __init__(self, timetable: Timetable, most: int) -> None:
        self.timetable, self.most, self.moves = timetable, most, 0
        self.chance = random.Random(timetable.settings.seed)  # noqa: S311  (no secret hangs on it)

    def run(self) -> None:
        """Fill the timetable."""
        for meeting in self._order():
            if meeting.id not in self.timetable.slots:
                self.timetable.insert(meeting)
        if self.timetable.value < self.most:
            self.settle()
            self._shake()
        self.settle()

    def left_out(self) -> list[Meeting]:
        """What is not placed, by id."""
        return [meeting for meeting in self.timetable.meetings if meeting.id not in self.timetable.slots]

    def _order(self) -> list[Meeting]:
        """Everybody's heaviest first, then their second, …; in each round the heavy, then the tight."""
        room = {meeting.id: self.timetable.starts(meeting).bit_count() for meeting in self.timetable.meetings}
        by_weight = sorted(self.timetable.meetings, key=lambda meeting: (-meeting.weight, room[meeting.id], meeting.id))
        turns: dict[int, int] = {}
        turn: dict[int, int] = {}
        for meeting in by_weight:
            turn[meeting.id] = turns[meeting.person] = turns.get(meeting.person, -1) + 1
        scarce = {meeting.id: not (meeting.needs_languages or meeting.needs_quiet) for meeting in by_weight}
        return sorted(
            by_weight,
            key=lambda meeting: (turn[meeting.id], -meeting.weight, scarce[meeting.id], room[meeting.id], meeting.id),
        )

    def _is_spent(self) -> bool:
        return self.moves >= self.timetable.settings.moves or self.timetable.value == self.most

    def _shake(self) -> None:
        """Take a few related meetings out and put them back in another order, as long as effort is left."""
        timetable = self.timetable
        while not self._is_spent():
            waiting = [meeting for meeting in self.left_out() if timetable.fixed_starts(meeting)]
            if not waiting:
                return
            self.moves += 1
            meeting = self.chance.choice(waiting)
            related = timetable.related(meeting)
            taken = self.chance.sample(related, min(SHAKEN, len(related)))
            before, mark = timetable.value, timetable.mark()
            again = [timetable.problem.meeting_by_id[meeting_id] for meeting_id in taken]
            for moved in again:
                timetable.remove(moved)
            self.chance.shuffle(again)
            for candidate in [meeting, *again, *waiting]:
                if candidate.id not in timetable.slots:
                    timetable.insert(candidate)
            if timetable.value < before:
                timetable.undo(mark)

    def settle(self) -> None:
        """Move everything forward and make every swap that is worth more, until neither is left.

        Each swap raises the value, or the number of people served at the same value, and each move lowers a
        start, so this ends.
        """
        while self._move_forward() or self.swap():
            pass

    def _move_forward(self) -> bool:
        timetable = self.timetable
        moved = False
        for meeting_id in sorted(timetable.slots, key=lambda slot: (timetable.slots[slot].start, slot)):
            meeting = timetable.problem.meeting_by_id[meeting_id]
            mark, start = timetable.mark(), timetable.slots[meeting_id].start
            timetable.remove(meeting)
            starts = timetable.starts(meeting)
            if starts and lowest(starts) < start:
                timetable.insert(meeting)
                moved = True
            else:
                timetable.undo(mark)
        return moved

    def draw_together(self) -> None:
        """Move meetings, one at a time, to where their people wait least, as long as that shortens a wait."""
        timetable = self.timetable
        again = True
        while again:
            again = False
            for meeting in timetable.meetings:
                if meeting.id not in timetable.slots or len(timetable.of_person[meeting.person]) < 2:
                    continue
                mark, start = timetable.mark(), timetable.slots[meeting.id].start
                timetable.remove(meeting)
                others = [timetable.slots[meeting_id] for meeting_id in timetable.of_person[meeting.person]]
                day = partial(_day, meeting, timetable.prepare[meeting.id], others)
                best = min(ones(timetable.starts(meeting)), key=day, default=start)
                if day(best) < day(start):
                    timetable.place(meeting, best)
                    again = True
                else:
                    timetable.undo(mark)

    def swap(self) -> bool:
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
                before, mark = self._worth(), timetable.mark()
                timetable.remove(other)
                if timetable.insert(meeting):
                    timetable.insert(other)
                    if self._worth() > before:
                        gained = True
                        break
                timetable.undo(mark)
        return gained

    def _worth(self) -> tuple[int, int]:
        return self.timetable.value, sum(1 for theirs in self.timetable.of_person.values() if theirs)


def _day(meeting: Meeting, prepare: int, others: list[Slot], start: int) -> int:
    """How long the person's day at the fair is when the meeting starts then."""
    last = max(start + meeting.minutes, *(slot.end for slot in others))
    return last - min(start - prepare, *(slot.begin for slot in others))
