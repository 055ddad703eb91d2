"""The rule by which a call that nobody answers passes to the next way: one table, dated."""

import datetime as dt
from dataclasses import dataclass

from tongxing.common.dates import today
from tongxing.queues.models import Way

AT_ONCE = (Way.SCREEN, Way.VIBRATION, Way.SPOKEN, Way.BOARD)
"""What the page and the board do by themselves: these go out together."""

SEEN_AND_FELT = (Way.SCREEN, Way.VIBRATION, Way.BOARD, Way.PUSH, Way.TEXT)
HEARD_AND_FELT = (Way.SPOKEN, Way.VIBRATION, Way.PUSH, Way.TEXT)


@dataclass(frozen=True)
class Rule:
    """From ``since``: how many seconds a way waits for an answer, and which ways are used where none were said.

    ``most_away`` is the longest "back in … minutes"; ``margin`` is the minutes left free before an interview.
    """

    since: dt.date
    seconds: dict[Way, int]
    usual: tuple[Way, ...]
    by_need: dict[str, tuple[Way, ...]]
    away: int
    most_away: int
    margin: int


RULES = (
    Rule(
        since=dt.date(2025, 11, 1),
        seconds={
            Way.SCREEN: 45,
            Way.VIBRATION: 45,
            Way.SPOKEN: 45,
            Way.BOARD: 45,
            Way.PUSH: 45,
            Way.TEXT: 90,
            Way.COMPANION: 90,
            Way.PERSON: 180,
        },
        usual=(Way.SCREEN, Way.SPOKEN, Way.BOARD, Way.PUSH, Way.TEXT),
        by_need={
            "sign_interpreter": SEEN_AND_FELT,
            "captions": SEEN_AND_FELT,
            "induction_loop": SEEN_AND_FELT,
            "screen_reader": HEARD_AND_FELT,
            "guide_dog": HEARD_AND_FELT,
        },
        away=10,
        most_away=60,
        margin=5,
    ),
)


def rule(day: dt.date | None = None) -> Rule:
    """The rule that holds on ``day`` (today); before the first one, the first."""
    held = [rule for rule in RULES if rule.since <= (day or today())]
    return max(held, key=lambda one: one.since) if held else RULES[0]


def wanted(visitor, needs=()) -> list[Way]:
    """The ways in the person's own order; where they said none, those that suit ``needs``, else the usual ones."""
    if visitor.ways:
        return [Way(way) for way in visitor.ways if way in Way.values]
    held = rule()
    return list(next((held.by_need[need] for need in needs if need in held.by_need), held.usual))


def steps(ways, *, can_push: bool, can_text: bool, has_companion: bool) -> list[list[Way]]:
    """Which ways go out together and in what order; ways that cannot be gone are left out, a person comes last."""
    possible = {Way.PUSH: can_push, Way.TEXT: can_text, Way.COMPANION: has_companion}
    made: list[list[Way]] = []
    together = [way for way in ways if way in AT_ONCE]
    for way in ways:
        if way in AT_ONCE:
            if together not in made:
                made.append(together)
        elif way != Way.PERSON and possible[way]:
            made.append([way])
    return [*made, [Way.PERSON]]


def patience(step) -> dt.timedelta:
    """How long a step waits: as long as the most patient of its ways."""
    seconds = rule().seconds
    return dt.timedelta(seconds=max(seconds[way] for way in step))
