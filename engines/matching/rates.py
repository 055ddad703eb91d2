"""Whether people with some need come onto shortlists, or into interviews, as often as the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from engines.matching.problem import Problem
from engines.matching.ratio import Interval, ratio, ratio_interval

NO_NEED: Final = -1
FOUR_FIFTHS: Final = 0.8
BITS: Final = 64

Verdict = Literal["below", "within", "open"]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Those who state one need, as a must or a wish; one person may be in several groups.

    need : its bit, ``NO_NEED`` for those who state none. chosen : of its ``people``, those on at least one list.
    mean_place : the mean of their best places on lists, from 1; ``None`` where fewer are chosen than a group has to
        have, for it would tell of single people.
    ratio : the group's rate over the rate of everybody outside it, ``None`` where nobody outside was chosen;
        interval : where the true ratio lies, 95 times of 100.
    verdict : "below" when the whole interval lies under four fifths, "within" when none of it does, else "open":
        the numbers allow no conclusion.
    """

    need: int
    people: int
    chosen: int
    mean_place: float | None
    ratio: float | None
    interval: Interval
    verdict: Verdict

    @property
    def rate(self) -> float:
        """The share of the group that is on a list."""
        return self.chosen / self.people


@dataclass(frozen=True, kw_only=True)
class Report:
    """Rates by need, in the order of needs, those without any last; ``hidden_count`` groups are not shown.

    groups : empty when there are too few people to say anything. people, chosen : of all.
    """

    people: int
    chosen: int
    groups: tuple[Group, ...]
    hidden_count: int


def fairness(problem: Problem, lists: Mapping[int, Sequence[int]], *, least: int = 10) -> Report:
    """How people with each need fare on ``lists`` (post id → person ids, the best first).

    The measure is the four-fifths rule of the Uniform Guidelines on Employee Selection Procedures (EEOC 1978,
    29 CFR §1607.4 D): a rate under four fifths of the highest group's is a sign of adverse impact, unless it rests on
    small numbers. Groups here overlap and are many, and the highest of many small rates is high by chance. So each
    group is compared with everybody outside it: two samples that share nobody, for which ``ratio_interval`` holds.
    (It takes people as independent, while a list that is full for one is full for all; read it as a measure of how
    little small numbers say.)

    Not shown are groups of fewer than ``least`` people, and those outside which fewer are left. Where those who are in
    no shown group would be fewer, so that subtraction from the total would tell of them, the smallest shown group is
    hidden too. Raises ``LookupError`` for an id that the problem does not have.
    """
    place = _best_places(problem, lists)
    members = _groups(problem)
    shown = _shown(members, len(place), least)
    return Report(
        people=len(place),
        chosen=int((place > 0).sum()),
        groups=tuple(_group(need, members[need], place, least) for need in members if need in shown),
        hidden_count=len(members) - len(shown),
    )


def _best_places(problem: Problem, lists: Mapping[int, Sequence[int]]) -> NDArray[np.int64]:
    """Each person's best place on any list, by rows; 0 for those on none."""
    best = np.zeros(len(problem.people), np.int64)
    for post, people in lists.items():
        problem.post_row(post)
        for place, person in enumerate(people, start=1):
            row = problem.person_row(person)
            best[row] = min(best[row] or place, place)
    return best


def _groups(problem: Problem) -> dict[int, Bools]:
    """Who is in each group that has anybody."""
    needs = problem.people["needs_must"] | problem.people["needs_wish"]
    found = {bit: (needs >> np.uint64(bit)) & np.uint64(1) == 1 for bit in range(BITS)}
    found[NO_NEED] = needs == 0
    return {need: members for need, members in found.items() if members.any()}


def _shown(members: Mapping[int, Bools], people: int, least: int) -> set[int]:
    """The groups that may be shown without telling of a few."""
    sizes = {need: int(some.sum()) for need, some in members.items()}
    shown = {need for need, size in sizes.items() if least <= size <= people - least}
    while shown:
        left_over = people - int(np.logical_or.reduce([members[need] for need in shown]).sum())
        if left_over == 0 or left_over >= least:
            break
        shown.remove(min(shown, key=lambda need: (sizes[need], need)))
    return shown


def _group(need: int, members: Bools, place: NDArray[np.int64], least: int) -> Group:
    chosen = place > 0
    counts = int(members.sum()), int((~members).sum())
    hits = int((members & chosen).sum()), int((~members & chosen).sum())
    interval = ratio_interval(hits[0], counts[0], hits[1], counts[1])
    return Group(
        need=need,
        people=counts[0],
        chosen=hits[0],
        mean_place=float(place[members & chosen].mean()) if hits[0] >= least else None,
        ratio=ratio(hits[0], counts[0], hits[1], counts[1]),
        interval=interval,
        verdict="below" if interval.high < FOUR_FIFTHS else "within" if interval.low >= FOUR_FIFTHS else "open",
    )
