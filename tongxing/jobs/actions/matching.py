"""Storing what the engine found: shortlists, what one accommodation would open, and rates by need."""

from math import isinf

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from engines.matching import fairness
from tongxing.jobs import levers, matching
from tongxing.jobs.access.matching import check_matches_event, check_reads_report, matching_seekers
from tongxing.jobs.models import FairnessReport, Lever, Seeker, Suggestion
from tongxing.people.access import consents
from tongxing.people.models import Consent
from tongxing.trail.actions import record

BATCH = 2000


@transaction.atomic
def refresh_suggestions(*, event, by, seekers=None) -> int:
    """Make the shortlists of ``event``'s open vacancies anew, ten both ways; returns how many lines there are.

    With them are kept which one accommodation would bring each post most further people, and how people with each
    need fared.

    ``seekers`` is a queryset (those registered for a fair); by default everybody who lives in the regions of the
    event's hosts. Whoever has not agreed to be compared with vacancies is left out in either case.
    """
    check_matches_event(by, event)
    taking_part = matching_seekers()
    if seekers is None:
        near = Q(pk__in=[])
        for region in event.host_regions():
            near |= Q(person__region__path__startswith=region.path)
        taking_part = taking_part.filter(near)
    else:
        taking_part = taking_part.filter(pk__in=seekers.values("pk"))
    people = list(matching.ready(taking_part))
    vacancies = list(matching.open_vacancies(event.vacancies.all()))
    result = matching.matched(people, vacancies)
    now = timezone.now()
    lines = _lines(result, people, vacancies, made_at=now)
    Suggestion.objects.filter(vacancy__event=event).delete()
    Suggestion.objects.bulk_create(lines, batch_size=BATCH)
    lever_count = _keep_levers(event, result, people, vacancies, made_at=now)
    _keep_report(event, result, vacancies, made_at=now)
    record(
        "made shortlists",
        event,
        by=by,
        seekers=len(people),
        vacancies=len(vacancies),
        lines=len(lines),
        feasible_pairs=result.feasible_count,
        levers=lever_count,
    )
    return len(lines)


def _lines(result, people, vacancies, *, made_at) -> list[Suggestion]:
    """A line for each pair on a person's list, a post's, or both, with its place on each."""
    lines: dict[tuple[int, int], Suggestion] = {}

    def line_of(seeker: int, vacancy: int, line) -> Suggestion:
        scores = {"seeker_score": line.score_person, "vacancy_score": line.score_post}
        new = Suggestion(seeker_id=seeker, vacancy_id=vacancy, made_at=made_at, **scores)
        return lines.setdefault((seeker, vacancy), new)

    for person in people:
        for rank, line in enumerate(result.for_person(person.pk), start=1):
            line_of(person.pk, line.id, line).rank_for_seeker = rank
    for vacancy in vacancies:
        for rank, line in enumerate(result.for_post(vacancy.pk), start=1):
            line_of(line.id, vacancy.pk, line).rank_for_vacancy = rank
    return list(lines.values())


def _keep_levers(event, result, people, vacancies, *, made_at) -> int:
    """For each post the accommodation that would bring most further people, and who they are."""
    found = levers.accommodations(
        result, [matching.person_of(person) for person in people], [matching.post_of(vacancy) for vacancy in vacancies]
    )
    Lever.objects.filter(vacancy__event=event).delete()
    made = Lever.objects.bulk_create(
        (Lever(vacancy_id=pk, code=code, made_at=made_at) for pk, (code, _seekers) in found.items()), batch_size=BATCH
    )
    admits = Lever.seekers.through
    admits.objects.bulk_create(
        (admits(lever_id=lever.pk, seeker_id=pk) for lever in made for pk in found[lever.vacancy_id][1]),
        batch_size=BATCH,
    )
    return len(made)


def _keep_report(event, result, vacancies, *, made_at) -> None:
    """The rates by need on these shortlists, as counts only; an endless interval ends with None."""
    lists = {vacancy.pk: [line.id for line in result.for_post(vacancy.pk)] for vacancy in vacancies}
    report = fairness(result.problem, lists)
    groups = [
        {
            "need": group.need,
            "people": group.people,
            "chosen": group.chosen,
            "mean_place": group.mean_place,
            "ratio": group.ratio,
            "low": group.interval.low,
            "high": None if isinf(group.interval.high) else group.interval.high,
            "verdict": group.verdict,
        }
        for group in report.groups
    ]
    FairnessReport.objects.create(
        event=event,
        people_count=report.people,
        chosen_count=report.chosen,
        hidden_count=report.hidden_count,
        groups=groups,
        made_at=made_at,
    )


@transaction.atomic
def refresh_seeker(*, seeker: Seeker, by) -> int:
    """Make one person's list of posts anew, over every open vacancy; returns how many posts are on it.

    On the employers' side the person keeps the places that they still fit; new ones are found when the event's
    shortlists are made anew. Without the yes to be compared, no line stays. Likewise they are counted on where one
    accommodation would let them apply, as long as that is so.
    """
    kept = {
        suggestion.vacancy_id: suggestion.rank_for_vacancy
        for suggestion in seeker.suggestions.exclude(rank_for_vacancy=None)
    }
    seeker.suggestions.all().delete()
    seeker = matching.ready(Seeker.objects.filter(pk=seeker.pk)).get()
    _recheck_levers(seeker)
    if not consents(seeker.person, Consent.Purpose.MATCHING):
        return 0
    vacancies = list(matching.open_vacancies())
    result = matching.matched([seeker], vacancies)
    best = result.for_person(seeker.pk)
    on_list = {line.id for line in best}
    elsewhere = [vacancy for vacancy in vacancies if vacancy.pk in kept and vacancy.pk not in on_list]
    lines: list[tuple[int, int, int, int | None]] = [
        (line.id, line.score_person, line.score_post, rank) for rank, line in enumerate(best, start=1)
    ]
    lines += [
        (explanation.post_id, explanation.score_person, explanation.score_post, None)
        for explanation in matching.explained(seeker, elsewhere)
        if explanation.is_feasible
    ]
    Suggestion.objects.bulk_create(
        Suggestion(
            seeker=seeker,
            vacancy_id=vacancy,
            seeker_score=of_seeker,
            vacancy_score=of_vacancy,
            rank_for_seeker=rank,
            rank_for_vacancy=kept.get(vacancy),
        )
        for vacancy, of_seeker, of_vacancy, rank in lines
    )
    record("made a list of posts", seeker, by=by, lines=len(best))
    return len(best)


def _recheck_levers(seeker: Seeker) -> None:
    """Take the person out of levers that would no longer let them apply."""
    kept = list(Lever.objects.filter(seekers=seeker).select_related("vacancy__region", "vacancy__employer"))
    said = matching.explained(seeker, [suggestion.vacancy for suggestion in kept])
    for lever, explanation in zip(kept, said, strict=True):
        if not levers.admits(lever.code, explanation):
            lever.seekers.remove(seeker)


def read_report(*, report: FairnessReport, by) -> None:
    """Write that ``by`` reads a fairness report of an event."""
    check_reads_report(by, report.event)
    record("read a fairness report", report.event, by=by, report=report.pk)
