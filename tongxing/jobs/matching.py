"""Seekers and vacancies as the matching engine takes them, and what it says about them.

What goes in is what people need, can do and wish. Disability category and level are not read here, and the engine
has no column for them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import Count, F, Max, Sum
from numpy.typing import NDArray

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


class OpenPosts:
    """Open posts as the engine takes them, made ready once for any number of people; ``vacancies`` by their rows."""

    def __init__(self, vacancies: Iterable[Vacancy]):
        self.vacancies = list(vacancies)
        self.problem = Problem.of([], [post_of(vacancy) for vacancy in self.vacancies])
        solve(self.problem, SETTINGS)  # with nobody: the posts are laid out, and stay so for everybody who joins them

    def with_people(self, people: Sequence[Person]) -> Problem:
        """The problem of ``people`` and these posts."""
        return self.problem.joined(people=people)

    @cached_property
    def skills(self) -> frozenset[str]:
        """Every skill that one of the posts requires."""
        return frozenset(skill for vacancy in self.vacancies for skill in vacancy.skills_required)

    @cached_property
    def _occupations(self) -> tuple[list[str], NDArray[np.int64]]:
        """The distinct occupations, and which of them each post has."""
        names, code = np.unique(np.array([vacancy.occupation for vacancy in self.vacancies], str), return_inverse=True)
        return names.tolist(), code

    def is_wished(self, wishes: Sequence[str]) -> NDArray[np.bool_]:
        """Of each post whether its work is one of ``wishes`` or lies below one."""
        names, code = self._occupations
        return np.array([is_wished(wishes, name) for name in names], bool)[code]


_ready: tuple[tuple, OpenPosts] | None = None


def open_posts() -> OpenPosts:
    """The posts that everybody sees, made ready once a process until one of them is new, changed or gone.

    What is shown of them is to be read anew (``shown_vacancies``): a name or a place may have changed beside the post.
    """
    global _ready
    stamp = _stamp(public_vacancies())
    if _ready is None or _ready[0] != stamp:
        _ready = stamp, OpenPosts(open_vacancies().defer("duties", "requirements"))
    return _ready[1]


def forget_open_posts() -> None:
    """Let ``open_posts`` begin anew: for another database in the same process."""
    global _ready
    _ready = None


def _stamp(vacancies) -> tuple:
    """What differs when one of ``vacancies`` is new, gone or at another version."""
    return tuple(
        vacancies.aggregate(
            count=Count("pk"), last=Max("pk"), keys=Sum("pk"), edits=Sum("version"), both=Sum(F("pk") * F("version"))
        ).values()
    )


def shown_vacancies(keys: Iterable[int]) -> dict[int, Vacancy]:
    """The vacancies with these keys as they stand now, with what their lines on a page show."""
    return Vacancy.objects.select_related("region__parent", "employer", "event").in_bulk(set(keys))


def problem_of(seekers: Iterable[Seeker], vacancies: Iterable[Vacancy]) -> Problem:
    """Who is to be matched with what."""
    return Problem.of([person_of(seeker) for seeker in seekers], [post_of(vacancy) for vacancy in vacancies])


def explained(seeker: Seeker, vacancies: Sequence[Vacancy]) -> list[Explanation]:
    """What there is to say about ``seeker`` and each of ``vacancies``, as both stand now."""
    problem = problem_of([seeker], vacancies)
    result = solve(problem, SETTINGS)
    return [explain(problem, result, seeker.pk, vacancy.pk) for vacancy in vacancies]


def explained_for(vacancy: Vacancy, seekers: Sequence[Seeker]) -> list[Explanation]:
    """What there is to say about ``vacancy`` and each of ``seekers``, as both stand now."""
    problem = problem_of(seekers, [vacancy])
    result = solve(problem, SETTINGS)
    return [explain(problem, result, seeker.pk, vacancy.pk) for seeker in seekers]


def every_post(people: Sequence[Person], posts: OpenPosts) -> list[NDArray[Any]]:
    """All that fit each of ``people``, not ten only: for each the rows of ``posts``, the best first."""
    pairs = pairs_of(posts.with_people(people), SETTINGS)
    keys = posts.problem.posts["id"][pairs["j"]]
    order = np.lexsort((keys, -pairs["reciprocal"].astype(np.int32), pairs["i"]))
    return np.split(pairs["j"][order], np.searchsorted(pairs["i"][order], np.arange(1, len(people))))


def is_wished(wishes: Sequence[str], occupation: str) -> bool:
    """Whether work of code ``occupation`` is one of ``wishes`` or lies below one, as the engine counts it."""
    return any(occupation == wish or occupation.startswith(f"{wish}-") for wish in wishes)


def wishes_in_reach(seeker: Seeker, posts: OpenPosts) -> list[tuple[Vacancy, Explanation]]:
    """Those of ``posts`` that are wished for and do not fit, with what is in the way; the nearest first."""
    if not posts.vacancies:
        return []
    wished = [posts.vacancies[row] for row in np.flatnonzero(posts.is_wished(seeker.occupations)).tolist()]
    problem = posts.with_people([person_of(seeker)])
    result = solve(problem, SETTINGS)
    explanations = [(vacancy, explain(problem, result, seeker.pk, vacancy.pk)) for vacancy in wished]
    apart = [(vacancy, explanation) for vacancy, explanation in explanations if not explanation.is_feasible]
    return sorted(apart, key=lambda pair: (len(pair[1].obstacles), -pair[1].score_person))


@dataclass(frozen=True)
class Change:
    """One thing that keeps posts out of reach: how many it would open, and the best of them with what is in the way."""

    name: str
    count: int
    best: list[tuple[Vacancy, Explanation]]


def posts_for(seeker: Seeker, posts: OpenPosts) -> tuple[list[tuple[Vacancy, Explanation]], list[Change]]:
    """The ten best of ``posts`` for ``seeker`` as they stand now, and what one change alone would open.

    What the person wishes for comes before everything else that fits, each part with the best first. Each change is
    tried as a variant of the person, so that everything else still has to fit; the change that opens most comes first.
    """
    if not posts.vacancies:
        return [], []
    person = person_of(seeker)
    variants = {
        "wage": replace(person, wage_floor=0),
        "way": replace(person, way_max=ANYWHERE),
        "hours": replace(person, hours_min=0, hours_max=168),
        "home": replace(person, from_home=Home.CAN),
        "time": replace(person, free_from=None),
        "skills": replace(person, skills=sorted({*person.skills, *posts.skills})),
        "education": replace(person, education=8),
        "needs": replace(person, needs_must=0),
    }
    changed = {name: variant for name, variant in variants.items() if variant != person}
    people = [replace(one, id=number) for number, one in enumerate([person, *changed.values()])]
    fitting = every_post(people, posts)
    problem = posts.with_people(people[:1])
    result = solve(problem, SETTINGS)

    def with_reasons(rows) -> list[tuple[Vacancy, Explanation]]:
        vacancies = [posts.vacancies[row] for row in rows.tolist()]
        return [(vacancy, explain(problem, result, 0, vacancy.pk)) for vacancy in vacancies]

    wished_first = np.argsort(~posts.is_wished(seeker.occupations)[fitting[0]], kind="stable")
    best_now = with_reasons(fitting[0][wished_first][:LINES])
    changes = []
    for name, rows in zip(changed, fitting[1:], strict=True):
        opened = rows[~np.isin(rows, fitting[0])]
        if len(opened):
            changes.append(Change(name, len(opened), with_reasons(opened[:SHOWN_PER_CHANGE])))
    return best_now, sorted(changes, key=lambda change: -change.count)


def selected(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy], *, limits: Limits, rule: Rule) -> Selection:
    """Who might meet whom, within ``limits``."""
    return select(problem_of(seekers, vacancies), SETTINGS, limits=limits, rule=rule)


def matched(seekers: Sequence[Seeker], vacancies: Sequence[Vacancy]) -> Result:
    """The shortlists of ten, both ways."""
    return solve(problem_of(seekers, vacancies), SETTINGS)
