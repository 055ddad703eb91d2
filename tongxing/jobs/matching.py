"""Seekers and vacancies as the matching engine takes them, and what it says about them.

What goes in is what people need, can do and wish. Disability category and level are not read here, and the engine
has no column for them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from engines.matching import (
    ANYWHERE,
    Explanation,
    Home,
    Limits,
    Person,
    Post,
    Problem,
    Result,
    Rule,
    Selection,
    Settings,
    explain,
    pairs_of,
    select,
    solve,
)
from engines.wording import BY_CODE, mask_of
from tongxing.jobs.access.vacancy import public_vacancies
from tongxing.jobs.models import Seeker, Vacancy

LINES = 10
SHOWN_PER_CHANGE = 3
SETTINGS = Settings(k=LINES)
_BANDS = SETTINGS.bands
REACHES = {1: _BANDS.county, 2: _BANDS.city, 3: _BANDS.province, 4: ANYWHERE}
"""The longest way in metres for each step of ``Seeker.reach``."""


def person_of(seeker: Seeker) -> Person:
    """``seeker`` as the engine sees them; reads ``person.region`` and ``person.support_needs``."""
    needs = [need for need in seeker.person.support_needs.all() if need.code in BY_CODE]
    return Person(
        id=seeker.pk,
        needs_must=mask_of(need.code for need in needs if need.is_must),
        needs_wish=mask_of(need.code for need in needs if not need.is_must),
        skills=seeker.skills,
        occupations=seeker.occupations,
        education=seeker.education,
        wage_floor=seeker.wage_floor,
        hours_min=seeker.hours_min,
        hours_max=seeker.hours_max,
        region=seeker.person.region.code,
        way_max=REACHES[seeker.reach],
        from_home=seeker.from_home,
        free_from=seeker.free_from,
    )


def post_of(vacancy: Vacancy) -> Post:
    """``vacancy`` as the engine sees it; where its lists of accommodations overlap, the better promise counts."""
    arranged = vacancy.can_arrange & ~vacancy.offered
    return Post(
        id=vacancy.pk,
        organisation=vacancy.employer_id,
        openings=vacancy.openings,
        offered=vacancy.offered,
        can_arrange=arranged,
        cannot=vacancy.cannot & ~(vacancy.offered | arranged),
        skills_required=vacancy.skills_required,
        skills_welcome=vacancy.skills_welcome,
        occupation=vacancy.occupation,
        education_min=vacancy.education,
        wage_min=vacancy.wage_min or 0,
        wage_max=vacancy.wage_max,
        hours_min=vacancy.hours_min,
        hours_max=vacancy.hours_max,
        region=vacancy.region.code,
        from_home=Home.CAN if vacancy.from_home else Home.NO,
    )


def ready(seekers):
    """``seekers`` (a queryset) with all that ``person_of`` reads."""
    return seekers.select_related("person__region").prefetch_related("person__support_needs")


def open_vacancies(vacancies=None):
    """The open vacancies of the queryset with what ``post_of`` reads; by default those that everybody sees."""
    found = public_vacancies() if vacancies is None else vacancies.filter(state=Vacancy.State.OPEN)
    return found.select_related("region", "employer")


def problem_of(seekers: Iterable[Seeker], vacancies: Iterable[Vacancy]) -> Problem:
    """Who is to be matched with what."""
    return Problem.of([person_of(one) for one in seekers], [post_of(one) for one in vacancies])


def explained(seeker: Seeker, vacancies: Sequence[Vacancy]) -> list[Explanation]:
    """What there is to say about ``seeker`` and each of ``vacancies``, as both stand now."""
    problem = problem_of([seeker], vacancies)
    result = solve(problem, SETTINGS)
    return [explain(problem, result, seeker.pk, one.pk) for one in vacancies]


def explained_for(vacancy: Vacancy, seekers: Sequence[Seeker]) -> list[Explanation]:
    """What there is to say about ``vacancy`` and each of ``seekers``, as both stand now."""
    problem = problem_of(seekers, [vacancy])
    result = solve(problem, SETTINGS)
    return [explain(problem, result, one.pk, vacancy.pk) for one in seekers]


def every_post(people: Sequence[Person], posts: Sequence[Post]) -> dict[int, list[int]]:
    """All that fit each of ``people``, not ten only: {person id: post ids}, the best first."""
    pairs = pairs_of(Problem.of(people, posts), SETTINGS)
    found: dict[int, list[tuple[int, int]]] = {one.id: [] for one in people}
    for i, j, score in zip(pairs["i"].tolist(), pairs["j"].tolist(), pairs["reciprocal"].tolist(), strict=True):
        found[people[i].id].append((-score, posts[j].id))
    return {one: [post for _score, post in sorted(lines)] for one, lines in found.items()}


def is_wished(wishes: Sequence[str], occupation: str) -> bool:
    """Whether work of code ``occupation`` is one of ``wishes`` or lies below one, as the engine counts it."""
    return any(occupation == wish or occupation.startswith(f"{wish}-") for wish in wishes)


def wished_first(wishes: Sequence[str], vacancies: Sequence[Vacancy]) -> list[Vacancy]:
    """``vacancies`` in their order, those of a wished occupation before all others."""
    return sorted(vacancies, key=lambda vacancy: not is_wished(wishes, vacancy.occupation))


def wishes_in_reach(seeker: Seeker, vacancies: Sequence[Vacancy]) -> list[tuple[Vacancy, Explanation]]:
    """Those of ``vacancies`` that are wished for and do not fit, with what is in the way; the nearest first."""
    wished = [vacancy for vacancy in vacancies if is_wished(seeker.occupations, vacancy.occupation)]
    apart = [
        (vacancy, explanation)
        for vacancy, explanation in zip(wished, explained(seeker, wished) if wished else (), strict=True)
        if not explanation.is_feasible
    ]
    return sorted(apart, key=lambda pair: (len(pair[1].obstacles), -pair[1].score_person))


@dataclass(frozen=True)
class Change:
    """One thing that keeps posts out of reach: how many it would open, and the best of them with what is in the way."""

    name: str
    count: int
    best: list[tuple[Vacancy, Explanation]]


def posts_for(seeker: Seeker, vacancies: Sequence[Vacancy]) -> tuple[list[tuple[Vacancy, Explanation]], list[Change]]:
    """The ten best of ``vacancies`` for ``seeker`` as they stand now, and what one change alone would open.

    What the person wishes for comes before everything else that fits, each part with the best first. Each change is
    tried as a variant of the person, so that everything else still has to fit; the change that opens most comes first.
    """
    if not vacancies:
        return [], []
    person = person_of(seeker)
    every_skill = {skill for one in vacancies for skill in one.skills_required}
    variants = {
        "wage": replace(person, wage_floor=0),
        "way": replace(person, way_max=ANYWHERE),
        "hours": replace(person, hours_min=0, hours_max=168),
        "home": replace(person, from_home=Home.CAN),
        "time": replace(person, free_from=None),
        "skills": replace(person, skills=sorted({*person.skills, *every_skill})),
        "education": replace(person, education=8),
        "needs": replace(person, needs_must=0),
    }
    changed = {name: variant for name, variant in variants.items() if variant != person}
    people = [replace(one, id=number) for number, one in enumerate([person, *changed.values()])]
    posts = [post_of(one) for one in vacancies]
    fitting = every_post(people, posts)
    problem = Problem.of(people[:1], posts)
    result = solve(problem, SETTINGS)
    by_pk = {one.pk: one for one in vacancies}
    lines = wished_first(seeker.occupations, [by_pk[pk] for pk in fitting[0]])[:LINES]
    best_now = [(vacancy, explain(problem, result, 0, vacancy.pk)) for vacancy in lines]
    fits_now = set(fitting[0])
    changes = []
    for number, name in enumerate(changed, start=1):
        opened = [by_pk[pk] for pk in fitting[number] if pk not in fits_now]
        if opened:
            best = [(one, explain(problem, result, 0, one.pk)) for one in opened[:SHOWN_PER_CHANGE]]
            changes.append(Change(name, len(opened), best))
    return best_now, sorted(changes, key=lambda change: -change.count)


def selected(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy], *, limits: Limits, rule: Rule) -> Selection:
    """Who might meet whom, within ``limits``."""
    return select(problem_of(seekers, vacancies), SETTINGS, limits=limits, rule=rule)


def matched(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy]) -> Result:
    """The shortlists of ten, both ways."""
    return solve(problem_of(seekers, vacancies), SETTINGS)
