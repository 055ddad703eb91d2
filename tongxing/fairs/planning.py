"""A fair's interviews as a problem for the scheduling engine, and back.

Meetings are interviews, people registrations, interpreters their shifts: each by its key in the database.
"""

from django.db.models import Prefetch

from engines.scheduling import LeftOut, Meeting, Placed, Problem, Result, Settings
from tongxing.fairs import given
from tongxing.fairs.minutes import minute, nights
from tongxing.fairs.models import Booth as HallBooth
from tongxing.fairs.models import Interview, Registration, Wish
from tongxing.jobs.models import Application, Vacancy

SETTINGS = Settings()
LANGUAGES = {"sign_interpreter": "sign", "mongolian_interpreter": "mongolian"}
"""Which need asks for which language of an interpreter."""
BOTH_WISH, ONE_WISHES = 2, 1


def wished_pairs(fair) -> dict[tuple[int, int], int]:
    """(registration, vacancy) → weight of every interview that is wished for.

    The person wishes for it, or the employer does and the person applied: nobody is sent to an interview that
    they did not ask for. A meeting that both sides marked counts more.
    """
    wishes = Wish.objects.filter(registration__fair=fair, vacancy__event=fair.event).exclude(vacancy__state="withdrawn")
    marked: dict[str, set[tuple[int, int]]] = {Wish.Side.SEEKER: set(), Wish.Side.EMPLOYER: set()}
    for registration, vacancy, side in wishes.values_list("registration", "vacancy", "side"):
        marked[side].add((registration, vacancy))
    standing = (Application.State.SENT, Application.State.INVITED)
    applied = Application.objects.filter(
        vacancy__event=fair.event, state__in=standing, seeker__person__registrations__fair=fair
    ).values_list("seeker__person__registrations", "vacancy", "seeker__person__registrations__fair")
    asked = {(registration, vacancy) for registration, vacancy, at in applied if at == fair.pk}
    ours, theirs = marked[Wish.Side.SEEKER], marked[Wish.Side.EMPLOYER]
    wanted = ours | (theirs & asked)
    return {pair: BOTH_WISH if pair in theirs else ONE_WISHES for pair in sorted(wanted)}


def minutes_for(fair, codes) -> int:
    """How long an interview lasts: half as long again, to the next five minutes, for who needs extra time."""
    minutes = fair.interview_minutes
    return -(-minutes * 3 // 10) * 5 if "extra_time" in codes else minutes


def _people():
    return Registration.objects.select_related("person").prefetch_related("person__support_needs")


def wished_interviews(fair, first_key) -> list[Interview]:
    """The interviews of a timetable that follows the wishes as they are now, in the order of their keys.

    One that is not in the database yet stands there unsaved, with a key from ``first_key`` on.
    """
    pairs = wished_pairs(fair)
    stored = {(interview.registration_id, interview.vacancy_id): interview for interview in interviews_of(fair)}
    missing = [pair for pair in pairs if pair not in stored]
    people = _people().in_bulk({registration for registration, _vacancy in missing})
    posts = Vacancy.objects.select_related("employer").in_bulk({vacancy for _registration, vacancy in missing})
    drafts = [
        Interview(pk=key, registration=people[registration], vacancy=posts[vacancy])
        for key, (registration, vacancy) in enumerate(missing, first_key)
    ]
    return [interview for pair, interview in stored.items() if pair in pairs] + drafts


def interviews_of(fair):
    """All interviews of the fair with what the engine has to know of each."""
    people = _people()
    return (
        Interview.objects.filter(registration__fair=fair)
        .select_related("vacancy__employer")
        .prefetch_related(Prefetch("registration", people))
        .order_by("pk")
    )


def booths_of(fair) -> dict[int, HallBooth]:
    """The booth of each employer that takes part and has one."""
    held = fair.participations.filter(is_withdrawn=False).exclude(booth=None).select_related("booth__zone")
    return {participation.employer_id: participation.booth for participation in held}


def problem_of(fair, interviews, *, also=()) -> Problem:
    """Who is to meet whom, and what there is to meet with; interviews whose employer has no booth are left out.

    ``also`` : disruptions beside those that hold already.
    """
    weights, booths = wished_pairs(fair), booths_of(fair)
    placeable = [interview for interview in interviews if interview.vacancy.employer_id in booths]
    registrations = {interview.registration_id: interview.registration for interview in placeable}.values()
    disruptions, held = [*given.standing(fair), *also], list(booths.values())
    return Problem(
        meetings=[_meeting(fair, interview, booths, weights) for interview in placeable],
        people=[given.person(fair, registration, disruptions) for registration in registrations],
        booths=given.booths(fair, held, disruptions),
        opens=minute(fair, fair.event.starts_at),
        closes=minute(fair, fair.event.ends_at),
        interpreters=given.interpreters(fair, disruptions),
        quiet_rooms=given.rooms(fair),
        ways=given.ways(fair, held),
        breaks=nights(fair),
    )


def _meeting(fair, interview, booths, weights) -> Meeting:
    needs = {need.code: need.is_must for need in interview.registration.person.support_needs.all()}
    musts = {code for code, is_must in needs.items() if is_must}
    return Meeting(
        id=interview.pk,
        person=interview.registration_id,
        booth=booths[interview.vacancy.employer_id].pk,
        minutes=minutes_for(fair, needs),
        weight=weights.get((interview.registration_id, interview.vacancy_id), ONE_WISHES),
        needs_languages=[language for code, language in LANGUAGES.items() if code in musts],
        needs_quiet="quiet_room" in musts,
    )


def result_of(fair, problem, interviews) -> Result:
    """What is stored, as a result for the engine's judge."""
    placed = tuple(
        Placed(
            meeting=interview.pk,
            start=minute(fair, interview.starts_at),
            end=minute(fair, interview.ends_at),
            booth=interview.booth_id,
            desk=interview.desk,
            interpreter=interview.interpreter_id,
            quiet_room=interview.quiet_room_id,
        )
        for interview in sorted(
            interviews, key=lambda interview: (interview.starts_at is None, interview.starts_at, interview.pk)
        )
        if interview.starts_at and interview.pk in problem.meeting_by_id
    )
    left_out = tuple(
        LeftOut(
            meeting=interview.pk,
            facts=tuple(
                {name: said for name, said in fact.items() if name != "together"} for fact in interview.why_not
            ),
            together=any(fact.get("together") for fact in interview.why_not),
        )
        for interview in interviews
        if interview.starts_at is None and interview.pk in problem.meeting_by_id
    )
    value = _worth(problem, [placement.meeting for placement in placed])
    bound = _worth(problem, problem.meeting_by_id)
    return Result(
        problem=problem,
        settings=SETTINGS,
        placed=placed,
        left_out=left_out,
        value=value,
        bound=bound,
        status="optimal" if value == bound else "feasible",
    )


def _worth(problem, meetings) -> int:
    """What these meetings count: their weights, and the heaviest weight once for each person who has one."""
    first = max((meeting.weight for meeting in problem.meetings), default=0)
    chosen = [problem.meeting_by_id[key] for key in meetings]
    return sum(meeting.weight for meeting in chosen) + first * len({meeting.person for meeting in chosen})
