"""Seekers and vacancies as the matching engine takes them, and what it says about them.

What goes in is what people need, can do and wish. Disability category and level are not read here, and the engine
has no column for them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, F, Max, Sum

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
    """Open posts as the engine takes them, made ready once for any number of people."""

    def __init__(self, vacancies: Iterable[Vacancy]):
        self.vacancies = {vacancy.pk: vacancy for vacancy in vacancies}
        self.problem = Problem.of([], [post_of(vacancy) for vacancy in self.vacancies.values()])
        solve(self.problem, SETTINGS)  # with nobody: the posts are laid out, and stay so for everybody who joins them

    def with_people(self, people: Sequence[Person]) -> Problem:
        """The problem of ``people`` and these posts."""
        return self.problem.joined(people=people)


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


def every_post(people: Sequence[Person], posts: OpenPosts) -> dict[int, list[int]]:
    """All that fit each of ``people``, not ten only: {person id: post ids}, the best first."""
    pairs = pairs_of(posts.with_people(people), SETTINGS)
    keys = posts.problem.posts["id"][pairs["j"]].tolist()
    found: dict[int, list[tuple[int, int]]] = {one.id: [] for one in people}
    for i, key, score in zip(pairs["i"].tolist(), keys, pairs["reciprocal"].tolist(), strict=True):
        found[people[i].id].append((-score, key))
    return {one: [post for _score, post in sorted(lines)] for one, lines in found.items()}


def is_wished(wishes: Sequence[str], occupation: str) -> bool:
    """Whether work of code ``occupation`` is one of ``wishes`` or lies below one, as the engine counts it."""
    return any(occupation == wish or occupation.startswith(f"{wish}-") for wish in wishes)


def wished_first(wishes: Sequence[str], vacancies: Sequence[Vacancy]) -> list[Vacancy]:
    """``vacancies`` in their order, those of a wished occupation before all others."""
    return sorted(vacancies, key=lambda vacancy: not is_wished(wishes, vacancy.occupation))


def wishes_in_reach(seeker: Seeker, posts: OpenPosts) -> list[tuple[Vacancy, Explanation]]:
    """Those of ``posts`` that are wished for and do not fit, with what is in the way; the nearest first."""
    wished = [vacancy for vacancy in posts.vacancies.values() if is_wished(seeker.occupations, vacancy.occupation)]
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
    by_pk = posts.vacancies
    if not by_pk:
        return [], []
    person = person_of(seeker)
    every_skill = {skill for vacancy in by_pk.values() for skill in vacancy.skills_required}
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
    fitting = every_post(people, posts)
    problem = posts.with_people(people[:1])
    result = solve(problem, SETTINGS)
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
