"""What one change would open: an accommodation at a post, a skill or a longer way for a person.

Each change is tried as a variant of the post or the person, so that everything else still has to fit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from engines.matching import Explanation, Person, Post
from engines.wording import ACCOMMODATIONS, mask_of
from tongxing.jobs.matching import REACHES, every_post, everybody, person_of, post_of
from tongxing.jobs.models import Seeker, Vacancy

FEW = 5
"""To an employer fewer people than this are "a few": in a small place a number points at somebody."""


@dataclass(frozen=True)
class Opening:
    """One change of a person's wishes or skills, and the posts that it opens, the best first.

    ``what`` is the skill, or the step of ``Seeker.reach``.
    """

    what: str | int
    vacancies: list[Vacancy]


def accommodations(people: Sequence[Person], posts: Sequence[Post]) -> dict[int, tuple[str, list[int]]]:
    """For each post the one refused accommodation that admits most further people: its code and who they are.

    Posts to which no accommodation would bring anybody are left out; among equals the first accommodation stands.
    """
    needed = {bit for one in people for bit in _bits(one.needs_must)}
    changes = [(post, bit) for post in posts for bit in _bits(post.cannot) if bit in needed]
    # As they are under even numbers, each changed under the odd number that follows.
    tried = [replace(post, id=2 * place) for place, (post, _bit) in enumerate(changes)]
    tried += [
        replace(post, id=2 * place + 1, cannot=post.cannot & ~(1 << bit)) for place, (post, bit) in enumerate(changes)
    ]
    fitting = everybody(people, tried)
    best: dict[int, tuple[str, list[int]]] = {}
    for place, (post, bit) in enumerate(changes):
        now = set(fitting[2 * place])
        admitted = [one for one in fitting[2 * place + 1] if one not in now]
        if len(admitted) > len(best.get(post.id, ("", []))[1]):
            best[post.id] = (ACCOMMODATIONS[bit].code, admitted)
    return best


def admits(code: str, explanation: Explanation) -> bool:
    """Whether nothing but the refusal of this accommodation stands between the two."""
    obstacles = explanation.obstacles
    return len(obstacles) == 1 and obstacles[0] == {"code": "needs_refused", "needs": mask_of([code])}


def one_skill(seeker: Seeker, vacancies: Sequence[Vacancy]) -> Opening | None:
    """The skill that opens most of ``vacancies`` to ``seeker``; None where no single one opens any."""
    person = person_of(seeker)
    held = set(person.skills)
    lacking = [set(one.skills_required) - held for one in vacancies]
    skills = sorted({skill for some in lacking if len(some) == 1 for skill in some})
    return _widest({skill: replace(person, skills=[*person.skills, skill]) for skill in skills}, person, vacancies)


def one_band(seeker: Seeker, vacancies: Sequence[Vacancy]) -> Opening | None:
    """The step of the way beyond the seeker's own that holds most posts fitting in all else; None where none does."""
    person = person_of(seeker)
    steps = {step: replace(person, way_max=REACHES[step]) for step in REACHES if step > seeker.reach}
    return _widest(steps, person, vacancies, is_rising=True)


def _widest(variants: dict, person: Person, vacancies: Sequence[Vacancy], *, is_rising: bool = False) -> Opening | None:
    """The variant that opens most; where each includes the one before it, only what it adds counts."""
    if not variants or not vacancies:
        return None
    people = [replace(one, id=number) for number, one in enumerate([person, *variants.values()])]
    fitting = every_post(people, [post_of(one) for one in vacancies])
    by_pk = {one.pk: one for one in vacancies}
    known = set(fitting[0])
    best = None
    for number, what in enumerate(variants, start=1):
        opened = [pk for pk in fitting[number] if pk not in known]
        if is_rising:
            known.update(opened)
        if opened and (best is None or len(opened) > len(best.vacancies)):
            best = Opening(what, [by_pk[pk] for pk in opened])
    return best


def _bits(mask: int) -> list[int]:
    return [one.bit for one in ACCOMMODATIONS if mask >> one.bit & 1]
