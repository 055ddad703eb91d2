"""What one change would open: an accommodation at a post, a skill or a longer way for a person.

Everything else still has to fit: two things in the way are not called one change.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from engines.matching import Explanation, Person, Post, Problem, Result, pairs_of, solve
from engines.wording import ACCOMMODATIONS, mask_of
from tongxing.jobs.matching import REACHES, SETTINGS, SHOWN_PER_CHANGE, OpenPosts, every_post, person_of
from tongxing.jobs.models import Seeker, Vacancy

FEW = 5
"""To an employer fewer people than this are "a few": in a small place a number points at somebody."""


@dataclass(frozen=True)
class Opening:
    """One change of a person's wishes or skills: how many posts it opens, and the best of them.

    ``what`` is the skill, or the step of ``Seeker.reach``.
    """

    what: str | int
    count: int
    best: list[Vacancy]


def accommodations(result: Result, people: Sequence[Person], posts: Sequence[Post]) -> dict[int, tuple[str, list[int]]]:
    """For each post the one refused accommodation that admits most further people: its code and who they are.

    ``result`` is of these people and posts. Posts to which no accommodation would bring anybody are left out.
    """
    bits = {post.id: lever[0] for post in posts if (lever := result.for_post_accommodation(post.id))}
    lifted = [replace(post, cannot=post.cannot & ~(1 << bits[post.id])) for post in posts if post.id in bits]
    found: dict[int, tuple[str, list[int]]] = {one.id: (ACCOMMODATIONS[bits[one.id]].code, []) for one in lifted}
    pairs = pairs_of(Problem.of(people, lifted), SETTINGS)
    for i, j in pairs[["i", "j"]].tolist():
        # Who fits now and needs what was refused did not fit before; to everybody else nothing has changed.
        if people[i].needs_must >> bits[lifted[j].id] & 1:
            found[lifted[j].id][1].append(people[i].id)
    return found


def admits(code: str, explanation: Explanation) -> bool:
    """Whether nothing but the refusal of this accommodation stands between the two."""
    obstacles = explanation.obstacles
    return len(obstacles) == 1 and obstacles[0] == {"code": "needs_refused", "needs": mask_of([code])}


def one_skill(seeker: Seeker, posts: OpenPosts) -> Opening | None:
    """The skill that opens most of ``posts`` to ``seeker``; None where no single one opens any."""
    person = person_of(seeker)
    found = solve(posts.with_people([person]), SETTINGS).for_person_skill(person.id)
    if found is None:
        return None
    with_skill = replace(person, skills=[*person.skills, found[0]])
    return _openings({found[0]: with_skill}, person, posts)[0]


def one_band(seeker: Seeker, posts: OpenPosts) -> Opening | None:
    """The step of the way beyond the seeker's own that holds most posts fitting in all else; None where none does.

    Places are known by region, so ways are those of ``Settings.bands`` and a band is a step of ``Seeker.reach``.
    """
    person = person_of(seeker)
    steps = {step: replace(person, way_max=metres) for step, metres in REACHES.items() if step > seeker.reach}
    found = _openings(steps, person, posts)
    return max(found, key=lambda opening: opening.count, default=None)


def _openings(variants: dict, person: Person, posts: OpenPosts) -> list[Opening]:
    """What each of the ``variants`` opens that neither ``person`` nor a variant before it fits."""
    people = [replace(variant, id=number) for number, variant in enumerate([person, *variants.values()])]
    known, *fitting = every_post(people, posts)
    openings = []
    for what, rows in zip(variants, fitting, strict=True):
        opened = rows[~np.isin(rows, known)]
        known = np.union1d(known, rows)
        if len(opened):
            best = [posts.vacancies[row] for row in opened[:SHOWN_PER_CHANGE].tolist()]
            openings.append(Opening(what, len(opened), best))
    return openings
